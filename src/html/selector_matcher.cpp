// See selector_matcher.h. Every test spends from the budget what it costs, in nodes and in chunks of text.
#include "html/selector_matcher.h"

#include <algorithm>
#include <functional>
#include <string>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr std::uint64_t kBytesPerStep = 64;

bool equals(std::string_view a, std::string_view b, bool ignore_case) {
  return ignore_case ? text::equals_ignoring_ascii_case(a, b) : a == b;
}

// Whether one of the words of `text` is `word`.
bool has_word(std::string_view text, std::string_view word, bool ignore_case) {
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && base::is_ascii_space(text[at])) ++at;
    const std::size_t start = at;
    while (at < text.size() && !base::is_ascii_space(text[at])) ++at;
    if (at > start && equals(text.substr(start, at - start), word, ignore_case)) return true;
  }
  return false;
}

bool has_part(std::string_view text, std::string_view part, bool ignore_case) {
  if (!ignore_case) return text.find(part) != std::string_view::npos;
  return text::ascii_lower(text).find(text::ascii_lower(part)) != std::string::npos;
}

bool satisfies(std::string_view value, const AttributeTest& test) {
  const std::string_view wanted = test.value;
  const auto part = [&](std::size_t from) {
    return equals(value.substr(from, wanted.size()), wanted, test.ignore_case);
  };
  switch (test.op) {
    case AttributeOperator::kPresent:
      return true;
    case AttributeOperator::kEquals:
      return equals(value, wanted, test.ignore_case);
    case AttributeOperator::kWord:
      return !wanted.empty() && has_word(value, wanted, test.ignore_case);
    case AttributeOperator::kDash:
      return part(0) && (value.size() == wanted.size() || value[wanted.size()] == '-');
    case AttributeOperator::kPrefix:
      return !wanted.empty() && part(0);
    case AttributeOperator::kSuffix:
      return !wanted.empty() && value.size() >= wanted.size() && part(value.size() - wanted.size());
    case AttributeOperator::kSubstring:
      return !wanted.empty() && has_part(value, wanted, test.ignore_case);
  }
  return false;
}

}  // namespace

std::size_t SelectorMatcher::KeyHash::operator()(const Key& key) const {
  const std::size_t mixed = std::hash<const void*>()(key.test) ^ (std::size_t{key.parent} * 0x9E3779B97F4A7C15u);
  return (mixed ^ std::hash<std::string_view>()(key.name)) + std::size_t{key.anchor} * 0xC2B2AE3D27D4EB4Fu;
}

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
      if (parent == kNoNode) return Outcome::kFailsForAll;
      const Outcome outcome = match_to(selector, index - 1, parent);
      const bool final = outcome == Outcome::kMatches || outcome == Outcome::kFailsForAll;
      return final ? outcome : Outcome::kFails;
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
  const Key key{&selector.compounds[index], parent, anchor_, {}};
  Scanned scanned = scanned_.try_emplace(key, Scanned{document_.first_child(parent), kNoNode}).first->second;
  while (scanned.found == kNoNode && scanned.next != kNoNode && scanned.next < node && budget_.spend(1)) {
    const NodeId sibling = scanned.next;
    scanned.next = document_.next_sibling(sibling);
    const bool element = document_.is_element(sibling);
    if (element && match_to(selector, index, sibling) == Outcome::kMatches) scanned.found = sibling;
  }
  scanned_[key] = scanned;
  return scanned.found != kNoNode && scanned.found < node;
}

bool SelectorMatcher::test(const CompoundSelector& compound, NodeId node) {
  if (compound.anchor) return node == anchor_;
  if (!document_.is_element(node)) return false;
  if (!compound.name.empty() && document_.name(node) != compound.name) return false;
  return test_id_and_classes(compound, node) &&
         std::ranges::all_of(compound.attributes, [&](const AttributeTest& one) { return test(one, node); }) &&
         std::ranges::all_of(compound.pseudos, [&](const PseudoTest& one) { return test(one, node); });
}

bool SelectorMatcher::test_id_and_classes(const CompoundSelector& compound, NodeId node) {
  if (compound.ids.empty() && compound.classes.empty()) return true;
  const std::string_view id = compound.ids.empty() ? "" : document_.attribute(node, "id").value_or("");
  if (std::ranges::any_of(compound.ids, [&](const std::string& one) { return one != id; })) return false;
  if (compound.classes.empty()) return true;
  const std::string_view classes = document_.attribute(node, "class").value_or("");
  if (!budget_.spend(document_.node(node).attributes / 8 + classes.size() / kBytesPerStep)) return false;
  return std::ranges::all_of(compound.classes, [&](const std::string& one) { return has_word(classes, one, false); });
}

bool SelectorMatcher::test(const AttributeTest& test, NodeId node) {
  const auto value = document_.attribute(node, test.name);
  if (!value) return false;
  return budget_.spend(document_.node(node).attributes / 8 + value->size() / kBytesPerStep) &&
         satisfies(*value, test);
}

bool SelectorMatcher::test(const PseudoTest& test, NodeId node) {
  switch (test.kind) {
    case PseudoClass::kIs:
      return matches(test.list, node);
    case PseudoClass::kNot:
      return !matches(test.list, node) && !budget_.exhausted();
    case PseudoClass::kHas:
      return test_has(test.list, node);
    case PseudoClass::kNth:
      return test_nth(test, node);
    case PseudoClass::kEmpty:
      return test_empty(node);
    case PseudoClass::kRoot:
      return is_root(node);
    case PseudoClass::kScope:
      return node == scope_ || (scope_ == 0 && is_root(node));
    case PseudoClass::kContains:
      return test_contains(test, node);
  }
  return false;
}

bool SelectorMatcher::test_has(const SelectorList& list, NodeId node) {
  const NodeId outer = anchor_;
  anchor_ = node;
  const bool found = std::ranges::any_of(list, [&](const ComplexSelector& one) { return test_has(one, node); });
  anchor_ = outer;
  return found;
}

// The candidates are the subtree or the siblings after the element; where the selector has one step, fewer.
bool SelectorMatcher::test_has(const ComplexSelector& selector, NodeId node) {
  const Combinator first = selector.combinators.front();
  const bool one_step = selector.combinators.size() == 1;
  const bool inside = first == Combinator::kDescendant || first == Combinator::kChild;
  if (!inside && document_.parent(node) == kNoNode) return false;
  const bool by_sibling = one_step && first != Combinator::kDescendant;
  const NodeId begin = inside ? node + 1 : document_.node(node).end;
  const NodeId end = inside ? document_.node(node).end : document_.node(document_.parent(node)).end;
  for (NodeId id = begin; id < end; id = by_sibling ? document_.node(id).end : id + 1) {
    if (!budget_.spend(1)) return false;
    if (!document_.is_element(id)) continue;
    if (matches(selector, id)) return true;
    if (one_step && first == Combinator::kNextSibling) return false;
  }
  return false;
}

bool SelectorMatcher::test_nth(const PseudoTest& test, NodeId node) {
  if (!counts(test, node, node)) return false;
  const std::int64_t place = position(test, node);
  const std::int64_t distance = place - test.offset;
  if (test.step == 0) return distance == 0;
  return distance % test.step == 0 && distance / test.step >= 0;
}

// Whether a sibling of `node` is one of those that the test counts.
bool SelectorMatcher::counts(const PseudoTest& test, NodeId sibling, NodeId node) {
  if (!document_.is_element(sibling)) return false;
  if (test.of_type && document_.name(sibling) != document_.name(node)) return false;
  return test.list.empty() || matches(test.list, sibling);
}

// From 1; 0 if the budget is spent. Siblings are counted on from the one that was asked for last.
std::uint32_t SelectorMatcher::position(const PseudoTest& test, NodeId node) {
  const NodeId parent = document_.parent(node);
  const Key key{&test, parent, anchor_, test.of_type ? document_.name(node) : std::string_view()};
  Counted counted = counted_.try_emplace(key).first->second;
  if (counted.last == kNoNode || counted.last > node) counted.last = kNoNode, counted.position = 0;
  NodeId next = counted.last == kNoNode ? document_.first_child(parent) : document_.next_sibling(counted.last);
  for (; next != kNoNode && next <= node; next = document_.next_sibling(next)) {
    if (!budget_.spend(1)) return 0;
    if (counts(test, next, node)) ++counted.position;
    counted.last = next;
  }
  if (test.from_end && counted.total == 0) {
    counted.total = counted.position;
    for (; next != kNoNode; next = document_.next_sibling(next)) {
      if (!budget_.spend(1)) return 0;
      if (counts(test, next, node)) ++counted.total;
    }
  }
  counted_[key] = counted;
  return test.from_end ? counted.total - counted.position + 1 : counted.position;
}

// White space and comments do not count as content (Selectors Level 4, section 14.2).
bool SelectorMatcher::test_empty(NodeId node) {
  for (NodeId id = document_.first_child(node); id != kNoNode; id = document_.next_sibling(id)) {
    if (!budget_.spend(1) || document_.is_element(id)) return false;
    const Node& child = document_.node(id);
    if (child.type == NodeType::kText && !text::trim_ascii(document_.text(id)).empty()) return false;
  }
  return true;
}

// White space compares as one space.
bool SelectorMatcher::test_contains(const PseudoTest& test, NodeId node) {
  std::string content;
  for (NodeId id = node + 1; id < document_.node(node).end; ++id) {
    const Node& inner = document_.node(id);
    if (!budget_.spend(1 + inner.source.size() / kBytesPerStep)) return false;
    if (inner.type == NodeType::kText) content += document_.text(id);
  }
  content = text::collapse_spaces(content);
  return std::ranges::any_of(test.texts, [&](const std::string& text) { return content.contains(text); });
}

NodeId SelectorMatcher::previous_element(NodeId node) {
  NodeId previous = document_.previous_sibling(node);
  while (previous != kNoNode && !document_.is_element(previous)) {
    if (!budget_.spend(1)) return kNoNode;
    previous = document_.previous_sibling(previous);
  }
  return previous;
}

}  // namespace thresh::html
