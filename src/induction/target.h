// Where a value of a record that was read without rules stands on its page: what selectors are to find.
//
// Tested by tests/induction/target_test.cpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extract/draft.h"
#include "induction/example_page.h"

namespace thresh::induction {

struct Target {
  enum class Form : std::uint8_t {
    kTexts,      // text nodes
    kAttribute,  // of an element
    kMeta,       // the content of a <meta>
    kJson,       // embedded JSON
    kMade,       // worked out; it stands nowhere
  };
  Form form = Form::kMade;
  record::Type type = record::Type::kText;
  std::vector<html::NodeId> texts;       // kTexts: those that it is, in page order
  html::NodeId element = html::kNoNode;  // kTexts: the innermost element around them; kAttribute: the owner
  std::string name;                      // of the attribute, of the <meta>
  std::string words;                     // the value, before it is normalized
};

// Values by the path of their field, names joined with dots: "title", "author.name".
using Targets = std::map<std::string, Target>;

// One item of a list.
struct ItemTargets {
  Targets values;
  std::size_t reply_to = 0;  // the position of the item that it replies to, from 1; 0: none
};

struct PageTargets {
  Targets values;
  std::map<std::string, std::vector<ItemTargets>> lists;  // by name: "posts"
};

PageTargets targets_of(ExamplePage& page);

}  // namespace thresh::induction
