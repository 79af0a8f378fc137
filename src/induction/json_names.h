// What schema.org calls the fields of a record, for pages whose values stand in JSON-LD.
//
// Tested by tests/induction/draft_rules_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thresh::induction {

// The paths into JSON-LD that the field at a path of a record of that kind may have, in the order in which they are to
// be asked: "Question.text" for `question.body`. From an item where `path` is one from an item. Empty: none is known.
std::vector<std::string> json_names(std::string_view kind, std::string_view path);

// The type of the items of a list: "Answer" for `answers`. Empty where items have no type of their own.
std::string_view json_item(std::string_view list);

}  // namespace thresh::induction
