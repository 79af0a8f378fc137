// Where in the selector files the rule of a field stands: what an alarm names, and what a rule that matches nothing is
// told by.
//
// Tested by tests/dataset/guard_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.h"

namespace thresh::dataset {

class RulePlaces {
 public:
  struct Place {
    std::string rules;    // "realself/question", without version
    std::string pattern;  // "/answers/*/body"; of a line of a dump only its end: "body"
    std::string file;     // "selectors/realself-question.yaml:66"
    bool tail = false;
  };

  RulePlaces() = default;
  explicit RulePlaces(std::span<const rules::Rules> rules);

  // The file and line of a field, else of the object that holds it; empty where no rule is known.
  std::string of(std::string_view rules, std::string_view pattern) const;
  // Those of one selector file that name a whole path, in its order.
  std::vector<const Place*> of_rules(std::string_view rules) const;

 private:
  std::vector<Place> places_;
};

}  // namespace thresh::dataset
