// Names of elements and attributes as numbers, so that they are compared and looked up as numbers.
//
// The names that the parser has rules for are an enumeration (known_names.inc lists them); the others of a page get the
// numbers after it, in the order in which they come. A table belongs to one page. Looking a name up costs one hash of
// its first 16 bytes; the known names stand in a hash table that the compiler makes.
//
// Tested by tests/html/names_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace thresh::html {

enum class Name : std::uint32_t {
  kNone,  // no name, or none that the page has
#define THRESH_NAME(constant, text, traits) constant,
#define THRESH_ADJUSTED(constant, lower, adjusted, where) constant, constant##Adjusted,
#include "html/known_names.inc"
#undef THRESH_NAME
#undef THRESH_ADJUSTED
  kKnown,  // how many there are
};

inline constexpr std::uint32_t kKnownNames = static_cast<std::uint32_t>(Name::kKnown);
inline constexpr std::uint32_t kMaxNames = 1u << 24;  // of one page; an attribute has so many bits for its name

// What the standard says of an HTML element by its name.
enum NameTrait : std::uint16_t {
  kSpecial = 1u << 0,            // the "special" category (section 13.2.4.2)
  kFormatting = 1u << 1,         // the "formatting" category
  kScope = 1u << 2,              // bounds "has an element in scope"
  kListScope = 1u << 3,          // bounds, with those, "in list item scope"
  kButtonScope = 1u << 4,        // bounds, with those, "in button scope"
  kTableScope = 1u << 5,         // bounds "in table scope"
  kImplied = 1u << 6,            // closed by "generate implied end tags" (section 13.2.6.3)
  kImpliedThoroughly = 1u << 7,  // closed, with those, by "generate all implied end tags thoroughly"
  kVoid = 1u << 8,               // never has content (section 13.1.2), obsolete ones included
  kBreakout = 1u << 9,           // its start tag ends SVG and MathML (section 13.2.6.5)
};

// The traits of a known name; none for any other.
std::uint16_t traits_of(Name name);
inline bool has_trait(Name name, std::uint16_t trait) { return (traits_of(name) & trait) != 0; }

// Where a name that is written in lower case stands in the tree in another form (section 13.2.6.1, "adjust SVG
// attributes" and the like). A foreign attribute's new name is a prefix, a space and the local name.
enum Adjustment : std::uint8_t {
  kSvgTag = 1u << 0,
  kSvgAttribute = 1u << 1,
  kMathMlAttribute = 1u << 2,
  kForeignAttribute = 1u << 3,
};
Name adjusted(Name name, Adjustment where);
// Whether `name` is the form in the tree of the lower-case name `lower`.
bool is_adjusted(Name name, Name lower);
// Whether the name is the adjusted form of a foreign attribute's.
bool has_prefix(Name name);

class NameTable {
 public:
  // Names that are not known are kept in `arena`, or view the text they were found in.
  explicit NameTable(base::Arena& arena) : arena_(&arena) {}

  // The number of a name as written in a tag: ASCII capitals count as small letters, U+0000 as U+FFFD. `text` is not
  // empty and lives as long as the table. `may_read_16`: 16 bytes can be read from its start on. kNone once kMaxNames
  // are in use.
  Name intern(std::string_view text, bool may_read_16 = false);
  // The number of a name as it stands in the tree ("foreignObject"); the text is copied.
  Name intern_exact(std::string_view exact);
  // The same; kNone if the page has none such.
  Name find(std::string_view exact) const;

  std::string_view text(Name name) const;
  // All numbers are below it.
  std::uint32_t size() const { return kKnownNames + static_cast<std::uint32_t>(texts_.size()); }

 private:
  struct Key {
    std::uint64_t first = 0, second = 0;  // of a short name its bytes, of a long one its hash and size
    bool operator==(const Key&) const = default;
  };
  struct Slot {
    Key key;
    Name name = Name::kNone;
  };
  friend struct KnownNames;

  Name find_key(const Key& key, std::string_view exact) const;
  Name add(const Key& key, std::string_view kept);
  void grow();

  base::Arena* arena_;
  std::vector<std::string_view> texts_;  // of the names that are not known
  std::vector<Slot> slots_;              // open addressing; a power of two, empty while there are none
  int shift_ = 63;                       // from a hash to its slot
};

}  // namespace thresh::html
