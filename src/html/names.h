// Names of elements and attributes as numbers, so that they are compared and looked up as numbers.
//
// The names that the parser has rules for are an enumeration (known_names.inc lists them); the others of a page get the
// numbers after it, in the order in which they come. A table belongs to one page. Looking a name up costs one hash of
// its first 16 bytes; the known names stand in a hash table that the compiler makes.
//
// Tested by tests/html/names_test.cpp.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
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
inline constexpr int kNameBits = 24;                  // of a number, where it is packed with others
inline constexpr std::uint32_t kMaxNames = 1u << 18;  // of one page; one with more different names is no page

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
  kHeadContent = 1u << 11,       // "in head" takes it, wherever it comes (section 13.2.6.4.4)
  kOwnEnd = 1u << 10,            // its end tag does more than close it, even where it is the current node
};

// The traits of a known name; none for any other.
extern const std::array<std::uint16_t, kKnownNames> kTraits;
inline std::uint16_t traits_of(Name name) {
  const auto index = static_cast<std::uint32_t>(name);
  return index < kKnownNames ? kTraits[index] : std::uint16_t{0};
}
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

// A name as two numbers: a short one's bytes, a long one's hash and size.
struct NameKey {
  std::uint64_t first = 0, second = 0;
  // Without a branch between the two: most names differ, or not, in both.
  constexpr bool operator==(const NameKey& other) const {
    return ((first ^ other.first) | (second ^ other.second)) == 0;
  }

  static constexpr std::size_t kShort = 16;  // a name of so many bytes is its own key
};

__extension__ using WideProduct = unsigned __int128;

// What keys are mixed with. For the names of a page it is another in every run of the program, so that no page can be
// made whose names all fall on one slot; nothing that is put out depends on it.
struct NameSeed {
  std::uint64_t first = 0x9E3779B97F4A7C15u, second = 0xC2B2AE3D27D4EB4Fu;
  static const NameSeed& of_process();
};

// The folded product of two 64-bit numbers: every bit of both moves the upper bits, which choose the slot.
constexpr std::uint64_t mix(NameKey key, NameSeed seed = {}) {
  const WideProduct product = WideProduct{key.first ^ seed.first} * (key.second ^ seed.second);
  return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
}

class NameTable {
 public:
  // Names that are not known are kept in `arena`, or view the text they were found in.
  explicit NameTable(base::Arena& arena) : arena_(&arena) {}

  // The number of a name as written in a tag: ASCII capitals count as small letters, U+0000 as U+FFFD. `text` is not
  // empty and lives as long as the table. kNone once kMaxNames are in use.
  Name intern(std::string_view text);
  // The same for a text from whose start on 16 bytes can be read.
  Name intern_fast(std::string_view text) {
    if (text.size() > NameKey::kShort || text.back() == '\0') [[unlikely]]
      return intern(text);
    const NameKey key = load_key(text.data(), text.size());
    const Name known = find_known(key);
    return known != Name::kNone ? known : intern_short(key, text);
  }
  // The number of a name as it stands in the tree ("foreignObject"); the text is copied.
  Name intern_exact(std::string_view exact);
  // The same; kNone if the page has none such.
  Name find(std::string_view exact) const;

  std::string_view text(Name name) const;
  // Bytes that the table takes, without its arena.
  std::size_t memory() const {
    return texts_.capacity() * sizeof(std::string_view) + entries_.capacity() * sizeof(Entry) +
           slots_.capacity() * sizeof(Slot);
  }
  // All numbers are below it.
  std::uint32_t size() const { return kKnownNames + static_cast<std::uint32_t>(texts_.size()); }

 private:
  struct Entry {  // a name, or a spelling of one
    NameKey key;
    Name name = Name::kNone;
  };
  // Small, since a page with many names reaches into its slots at random: what does not fit a cache is waited for.
  struct Slot {
    std::uint32_t hash = 0;   // the lower half
    std::uint32_t entry = 0;  // its index, plus one; 0: empty
  };

  static NameKey load_key(const char* text, std::size_t size);
  static Name find_known(NameKey key);
  Name intern_short(NameKey key, std::string_view text);
  Name intern_new(std::string_view text);
  NameKey own_key(std::string_view exact) const;
  Name find_own(const NameKey& key, std::string_view exact) const;
  Name find_lower(std::string_view lower) const;
  Name add(std::string_view kept);
  void put(const NameKey& key, Name name);
  void place(std::size_t entry);
  void grow();

  base::Arena* arena_;
  NameSeed seed_ = NameSeed::of_process();
  std::vector<std::string_view> texts_;  // of the names that are not known
  std::vector<Entry> entries_;
  std::vector<Slot> slots_;  // open addressing; a power of two, empty while there are none
  int shift_ = 63;           // from a hash to its slot
};

// The known names as a hash table, made by the compiler: those in lower case, and the adjusted forms apart.
struct KnownNames {
  static constexpr std::size_t kSlots = 2048;
  struct Slot {
    NameKey key;
    std::uint16_t name = 0;
  };
  std::array<Slot, kSlots> slots{};

  static constexpr std::size_t slot_of(std::uint64_t hash) { return hash >> 53; }
  // The name with that key; of a long one only its text can tell.
  Name find(NameKey key) const;
};
extern const KnownNames kKnownLower, kKnownAdjusted;

inline Name KnownNames::find(NameKey key) const {
  for (std::size_t slot = slot_of(mix(key));; slot = (slot + 1) % kSlots) {
    if (slots[slot].key == key) return Name{slots[slot].name};
    if (slots[slot].name == 0) return Name::kNone;
  }
}

// By the size of a name: the bytes of its first and of its second word that belong to it.
constexpr std::array<std::uint64_t, NameKey::kShort + 1> byte_masks(std::size_t from) {
  std::array<std::uint64_t, NameKey::kShort + 1> masks{};
  for (std::size_t size = from + 1; size < masks.size(); ++size) {
    const std::size_t bytes = size - from < 8 ? size - from : 8;
    masks[size] = ~std::uint64_t{0} >> (64 - 8 * bytes);
  }
  return masks;
}
inline constexpr auto kFirstBytes = byte_masks(0);
inline constexpr auto kSecondBytes = byte_masks(8);

// Eight bytes as a number, the first the lowest.
inline std::uint64_t load_word(const char* from) {
  std::uint64_t word;
  std::memcpy(&word, from, sizeof word);
  return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

inline NameKey NameTable::load_key(const char* text, std::size_t size) {
  return {load_word(text) & kFirstBytes[size], load_word(text + 8) & kSecondBytes[size]};
}

// A known name and the ">" after it as one number, if it has less than eight letters; else what no bytes are equal to.
struct EndTagKey {
  static constexpr std::ptrdiff_t kBytes = 8;  // that have to be there to be read
  std::uint64_t bytes = 1;
  std::uint64_t mask = 0;
  std::uint32_t size = 0;  // with the ">"
  bool is_at(const char* text) const { return (load_word(text) & mask) == bytes; }
};
extern const std::array<EndTagKey, kKnownNames> kEndTagKeys;
inline const EndTagKey& end_tag_key(Name name) {
  const auto index = static_cast<std::uint32_t>(name);
  return kEndTagKeys[index < kKnownNames ? index : 0];
}

inline Name NameTable::find_known(NameKey key) { return kKnownLower.find(key); }

}  // namespace thresh::html
