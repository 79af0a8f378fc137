// The name of a value in a record, as people write it: "title", "question.author.name", "answers.votes" (of each
// answer), or a JSON pointer ("/fields/a.b"), for names with a dot in them.
//
// Tested by tests/record/field_path_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/value.h"

namespace thresh::record {

class FieldPath {
 public:
  // Nothing where a name is empty ("", "a..b", ".a").
  static std::optional<FieldPath> read(std::string_view text);

  const std::string& text() const { return text_; }  // as it was written
  const std::vector<std::string>& names() const { return names_; }
  // All values that it stands for: a name goes into maps, and into each item of lists on the way. What the rules named
  // themselves, in a record of the kind `custom`, is found without "fields." before it.
  // `gaps`: what lacks it on the way (an answer without an author) gives a null, so that the values of two paths
  // through the same list stand beside each other.
  std::vector<const Value*> values(const Map& record, bool gaps = false) const;

 private:
  std::string text_;
  std::vector<std::string> names_;
};

// A segment of a JSON pointer as the name that it stands for (RFC 6901: ~1 is /, ~0 is ~).
std::string unescaped_segment(std::string_view segment);

// The record with those values alone, in the order in which they are named; what is not there is null. Lists keep their
// items. Without paths, the record as it is.
Map project(const Map& record, const std::vector<FieldPath>& paths);

}  // namespace thresh::record
