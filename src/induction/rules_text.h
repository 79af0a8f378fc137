// A drafted selector file as YAML, as one would write it by hand: the shortest form of each field.
//
// Tested by tests/induction/writing_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thresh::induction {

struct DraftedField {
  std::string path;              // "author.name", from the record or from the item
  std::vector<std::string> any;  // selectors as a file has them, "meta:og:title" and the like too
  std::string type = {};         // empty: the field's own
  std::vector<std::string> without = {};
};

struct DraftedList {
  std::string name;
  std::string each;
  std::vector<DraftedField> fields;
};

struct DraftedDrop {
  std::string css, reason;
};

struct DraftedRules {
  std::string id, kind;
  std::vector<std::string> comments = {};  // lines that stand above it
  std::vector<std::string> urls = {}, fingerprints = {};
  std::vector<DraftedField> fields;
  std::vector<DraftedList> lists = {};
  std::vector<DraftedDrop> drops = {};
};

std::string rules_text(const DraftedRules& rules);

// Whether a selector as a file has it is CSS: no prefix says that it is something else.
bool is_css(std::string_view selector);

}  // namespace thresh::induction
