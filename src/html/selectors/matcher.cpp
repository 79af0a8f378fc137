// See matcher.h. Combinators, and what an element's tag says.
#include "html/selectors/matcher.h"

#include <algorithm>

#include "html/selectors/attribute_test.h"

namespace thresh::html {
namespace {

constexpr std::uint64_t kBytesPerStep = 64;
constexpr std::uint64_t kAttributesPerStep = 8;
constexpr std::uint32_t kLongTag = 4096;  // bytes

}  // namespace

bool SelectorMatcher::matches(const SelectorList& list, NodeId element) {
  return std::ranges::any_of(list, [&](const ComplexSelector& selector) { return matches(selector, element); });
}

bool SelectorMatcher::matches(const ComplexSelector& selector, NodeId element) {
  return match_to(selector, selector.compounds.size() - 1, element) == Outcome::kMatches;
}

// Whether the selector up to compounds[index] matches with that compound at `node`. Recursion is over the selector.
SelectorMatcher::Outcome SelectorMatcher::match_to(const ComplexSelector& selector, std::size_t index, NodeId node) {
  if (!budget_.spend(1)) return Outcome::kFailsForAll;
  if (!test(selector.compounds[index], node)) return Outcome::kFails;
  if (index == 0) return Outcome::kMatches;
  switch (selector.combinators[index - 1]) {
    case Combinator::kDescendant:
      return match_ancestors(selector, index - 1, node);
    case Combinator::kChild: {
      const NodeId parent = document_.parent(node);
      return parent == kNoNode ? Outcome::kFailsForAll : match_to(selector, index - 1, parent);
    }
    case Combinator::kNextSibling: {
      const NodeId previous = previous_element(node);
      return previous == kNoNode ? Outcome::kFails : match_to(selector, index - 1, previous);
    }
    case Combinator::kLaterSibling:
      return match_earlier_sibling(selector, index - 1, node) ? Outcome::kMatches : Outcome::kFails;
  }
  return Outcome::kFails;
}

SelectorMatcher::Outcome SelectorMatcher::match_ancestors(const ComplexSelector& selector, std::size_t index,
                                                          NodeId node) {
  for (NodeId up = document_.parent(node); up != kNoNode; up = document_.parent(up)) {
    const Outcome outcome = match_to(selector, index, up);
    if (outcome == Outcome::kMatches || outcome == Outcome::kFailsForAll) return outcome;
  }
  return Outcome::kFailsForAll;
}

bool SelectorMatcher::match_earlier_sibling(const ComplexSelector& selector, std::size_t index, NodeId node) {
  const NodeId parent = document_.parent(node);
  if (parent == kNoNode) return false;
  const MemoKey key{&selector.compounds[index], parent, selector.relative() ? anchor_ : 0};
  const Scanned* known = scanned_.find(key);
  Scanned scanned = known != nullptr ? *known : Scanned{document_.first_child(parent), kNoNode};
  while (scanned.found == kNoNode && scanned.next != kNoNode && scanned.next < node && budget_.spend(1)) {
    const NodeId sibling = scanned.next;
    scanned.next = document_.next_sibling(sibling);
    const bool element = document_.is_element(sibling);
    if (element && match_to(selector, index, sibling) == Outcome::kMatches) scanned.found = sibling;
  }
  scanned_.set(key, scanned);
  return scanned.found != kNoNode && scanned.found < node;
}

bool SelectorMatcher::test(const CompoundSelector& compound, NodeId node) {
  if (compound.anchor) return node == anchor_;
  const Node& element = document_.node(node);
  return element.type == NodeType::kElement && test(compound.element, element) && test_tag(compound, node) &&
         std::ranges::all_of(compound.pseudos, [&](const PseudoTest& one) { return test(one, node); });
}

// The attributes. Of a tag that is very long the answer is kept: all that stands inside of the element asks for it.
bool SelectorMatcher::test_tag(const CompoundSelector& compound, NodeId node) {
  const auto holds = [&] {
    return test_ids_and_classes(compound, node) &&
           std::ranges::all_of(compound.attributes, [&](const AttributeTest& one) { return test(one, node); });
  };
  if (document_.node(node).source.size() < kLongTag) return holds();
  const MemoKey key{&compound, node};
  if (const bool* known = answers_.find(key)) return *known;
  const bool answer = holds();
  if (!budget_.exhausted()) answers_.set(key, answer);
  return answer;
}

bool SelectorMatcher::test(const ElementTest& test, const Node& node) const {
  if (test.name != kAnyName && !(*names_)[test.name].is_element(node)) return false;
  switch (test.space) {
    case ElementSpace::kAny:
      return true;
    case ElementSpace::kNone:
      return false;
    case ElementSpace::kHtml:
      return node.space == Namespace::kHtml;
    case ElementSpace::kSvg:
      return node.space == Namespace::kSvg;
    case ElementSpace::kMathMl:
      return node.space == Namespace::kMathMl;
  }
  return false;
}

bool SelectorMatcher::test_ids_and_classes(const CompoundSelector& compound, NodeId node) {
  if (!compound.ids.empty()) {
    const auto id = document_.attribute(node, Name::kId);
    if (!id || std::ranges::any_of(compound.ids, [&](const std::string& one) { return one != *id; })) return false;
  }
  if (compound.classes.empty()) return true;
  const std::string_view classes = document_.attribute(node, Name::kClass).value_or("");
  if (!budget_.spend(document_.node(node).attributes / kAttributesPerStep + classes.size() / kBytesPerStep)) {
    return false;
  }
  return std::ranges::all_of(compound.classes, [&](const std::string& one) { return has_word(classes, one, false); });
}

bool SelectorMatcher::test(const AttributeTest& test, NodeId node) {
  const Node& element = document_.node(node);
  const bool html = element.space == Namespace::kHtml;
  const bool ignore_case =
      test.value_case == ValueCase::kIgnored || (html && test.value_case == ValueCase::kIgnoredInHtml);
  if (!budget_.spend(element.attributes / kAttributesPerStep)) return false;
  for (const Attribute& attribute : document_.attributes(node)) {
    bool named = false;
    for (NameIndex i = 0; i < test.names && !named; ++i) {
      named = (*names_)[test.name + i].is_attribute(attribute.name());
    }
    if (!named) continue;
    if (test.op == AttributeOperator::kPresent) return true;
    const std::string_view value = document_.value(attribute);
    if (!budget_.spend(value.size() / kBytesPerStep)) return false;
    if (satisfies(value, test, ignore_case)) return true;
  }
  return false;
}

NodeId SelectorMatcher::previous_element(NodeId node) {
  NodeId previous = document_.previous_sibling(node);
  while (previous != kNoNode && !document_.is_element(previous)) {
    if (!budget_.spend(1)) return kNoNode;
    previous = document_.previous_sibling(previous);
  }
  return previous;
}

NodeId SelectorMatcher::next_element(NodeId node) {
  NodeId next = document_.next_sibling(node);
  while (next != kNoNode && !document_.is_element(next)) {
    if (!budget_.spend(1)) return kNoNode;
    next = document_.next_sibling(next);
  }
  return next;
}

}  // namespace thresh::html
