// Tests of html/tree/open_elements.h: what it knows without walking is what a walk finds.
#include "html/tree/open_elements.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

namespace thresh::html {
namespace {

constexpr Name kNames[] = {Name::kHtml,   Name::kBody,     Name::kDiv,    Name::kP,  Name::kSpan,
                           Name::kTable,  Name::kTd,       Name::kButton, Name::kUl, Name::kLi,
                           Name::kSelect, Name::kTemplate, Name::kSvg};

struct Stack {
  base::Arena arena;
  DocumentBuilder builder{"", arena, 512};
  OpenElements open{builder, 512};

  OpenElement make(Name name) {
    Node node;
    node.type = NodeType::kElement;
    node.name = name;
    OpenElement element{.node = builder.add({0}, node), .name = name};
    if (name == Name::kSvg) element.space = Namespace::kSvg;
    return element;
  }
};

// "Have a particular element in scope" as the standard has it (section 13.2.4.2).
bool walk(const OpenElements& open, Name target, std::initializer_list<Name> more) {
  for (OpenElements::Index i = open.size(); i-- > 0;) {
    const OpenElement& element = open[i];
    if (element.is(target)) return true;
    if (!element.is_html()) continue;
    for (const Name bound : {Name::kHtml, Name::kTable, Name::kTd, Name::kSelect, Name::kTemplate}) {
      if (element.name == bound) return false;
    }
    for (const Name bound : more) {
      if (element.name == bound) return false;
    }
  }
  return false;
}

void check(const OpenElements& open) {
  for (const Name name : kNames) {
    if (name == Name::kSvg) continue;
    RC_ASSERT(open.in_scope(name) == walk(open, name, {}));
    RC_ASSERT(open.in_button_scope(name) == walk(open, name, {Name::kButton}));
    RC_ASSERT(open.in_list_item_scope(name) == walk(open, name, {Name::kUl}));
    OpenElements::Index topmost = OpenElements::kNowhere;
    for (OpenElements::Index i = 0; i < open.size(); ++i) topmost = open[i].is(name) ? i : topmost;
    RC_ASSERT(open.find(name) == topmost);
  }
}

TEST_CASE("scopes and topmost elements are those that a walk finds") {
  REQUIRE(rc::check([] {
    Stack stack;
    stack.open.push(stack.make(Name::kHtml));
    for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100))) {
      if (step < 70 || stack.open.size() < 3) {
        stack.open.push(stack.make(kNames[static_cast<std::size_t>(step) % std::size(kNames)]));
      } else if (step < 85) {
        stack.open.pop();
      } else if (step < 93) {
        stack.open.remove(1 + static_cast<OpenElements::Index>(step) % (stack.open.size() - 1));
      } else {
        std::vector<OpenElement> above = {stack.make(Name::kP)};
        for (OpenElements::Index i = 1; i < stack.open.size(); ++i) above.push_back(stack.open[i]);
        stack.open.replace_from(1, above);
      }
      check(stack.open);
    }
  }));
}

TEST_CASE("children of elements that are too deep go beside them") {
  base::Arena arena;
  DocumentBuilder builder("", arena, 3);
  OpenElements open(builder, 3);
  Node node;
  node.type = NodeType::kElement;
  std::vector<NodeId> nodes;
  for (int i = 0; i < 6; ++i) {
    nodes.push_back(builder.add({open.empty() ? 0 : open.current_parent()}, node));
    open.push({.node = nodes.back(), .name = Name::kDiv});
  }
  CHECK(open.too_deep());
  CHECK(builder.parent(nodes[2]) == nodes[1]);
  CHECK(builder.parent(nodes[5]) == nodes[1]);
  open.pop_to(2);
  CHECK_FALSE(open.too_deep());
  CHECK(open.current_parent() == nodes[1]);
}

}  // namespace
}  // namespace thresh::html
