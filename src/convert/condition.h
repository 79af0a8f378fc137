// Which records are wanted: a condition on their fields, as `--where` has it.
//
//   kind = qa and count(answers) >= 3
//   language in (en, de) and not answers.votes = null
//   title ~ "(?i)filler|botox" or question.date >= 2024-01-01
//
// A field is named as record/field_path.h says. Compared with = != < <= > >=, ~ (a regular expression is found in the
// text; RE2), or in (a list). A field of several values (those of each answer) fulfils a comparison where one of them
// does, and != where none is equal. Numbers are compared as numbers, texts by their bytes, so that dates are in order;
// `null` is what is not there; a rating is compared by its value. A field alone is fulfilled where it holds something:
// not null, false, "" or an empty list. count(FIELD) is how many items a list has. and, or, not and parentheses as
// everywhere: not before and before or.
//
// Tested by tests/convert/condition_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "record/field_path.h"
#include "record/value.h"
#include "text/pattern.h"

namespace thresh::convert {

class Condition {
 public:
  // Errors: kUsage, with the column (bytes, from 1) where it goes wrong and what was expected there.
  static base::Result<Condition> read(std::string_view text);

  Condition() = default;  // every record fulfils it
  bool holds(const record::Map& record) const;
  explicit operator bool() const { return !program_.empty(); }
  // The fields that it names, in their order.
  std::vector<record::FieldPath> fields() const;

 private:
  friend class ConditionReader;
  enum class Test : std::uint8_t { kHolds, kEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kFound };
  struct Operand {
    std::string text;              // as it was written, without quotes
    std::optional<double> number;  // where it is one and was not quoted
    std::optional<bool> truth;     // true, false
    bool null = false;
  };
  // A comparison pushes whether it is fulfilled; the others take what was pushed (postfix).
  struct Step {
    enum class Kind : std::uint8_t { kCompare, kNot, kAnd, kOr } kind = Kind::kCompare;
    Test test = Test::kHolds;
    bool counts = false;  // the number of items, not the value
    std::optional<record::FieldPath> path;
    std::vector<Operand> operands;  // one of them is enough
    text::Pattern pattern;
  };
  static bool compare(const Step& step, const record::Map& record);
  static bool compare(Test test, const record::Value& whole, const Operand& operand);

  std::vector<Step> program_;
};

}  // namespace thresh::convert
