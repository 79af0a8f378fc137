// The YAML of a selector file, or of another file that a person writes, as a small tree that knows where everything
// stands.
//
// Strict: one document, UTF-8, no anchors, aliases, tags, merge keys, duplicate keys or keys that are no scalars.
// Bounded: the nesting and the number of nodes are checked before or while yaml-cpp reads, so that a bomb is refused at
// once (load checks the file's size before). Scalars stay text; what a text means is decided by who reads it
// (rules/strict.h).
//
// Tested by tests/rules/yaml_tree_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/limits.h"
#include "rules/source_text.h"

namespace thresh::rules {

struct YamlEntry;

struct YamlNode {
  enum class Kind : std::uint8_t { kNull, kScalar, kList, kMap };

  Kind kind = Kind::kNull;
  bool quoted = false;  // a scalar in quotes, or a block scalar
  bool flow = false;    // a list or map in brackets or braces
  std::string text;     // of a scalar; for a null, how it was written: "", "~", "null"
  // What YAML took for a comment and the author may have meant: the "#main" of `css: div #main`.
  std::string swallowed;
  std::size_t begin = 0;  // byte offset in the file
  std::vector<YamlNode> items;
  std::vector<YamlEntry> entries;  // in the order of the file

  bool is_map() const { return kind == Kind::kMap; }
  bool is_list() const { return kind == Kind::kList; }
  bool is_scalar() const { return kind == Kind::kScalar; }
  bool is_null() const { return kind == Kind::kNull; }
  // The value of a key of a map; nullptr if there is none.
  const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
  YamlNode key;
  YamlNode value;
};

// The most values (scalars, lists and maps) of a selector file, which a person writes: the largest that we know has a
// few hundred. And of an expectation, which the program writes: a thread of 10,000 posts has some 300,000.
inline constexpr std::size_t kMaxRuleValues = 10'000;
inline constexpr std::size_t kMaxExpectedValues = 2'000'000;

// In what the kinds of YAML files differ. Without more it is a selector file.
struct YamlForm {
  std::size_t most_values = kMaxRuleValues;
  std::string_view instead_of_many = "use several files";                // a hint, where there are more values
  std::string_view instead_of_aliases = "repeat selectors with `use:`";  // a hint, what there is instead; may be empty
};

// Reads the document. The tree is at most `limits.rules_depth` deep, so a walk over it may recurse.
// Errors: kBadRules, with the place.
base::Result<YamlNode> parse_yaml(const SourceText& source, const base::Limits& limits, const YamlForm& form = {});

}  // namespace thresh::rules
