// See matcher.h. Positions among siblings: :nth-child() and its kin (Selectors Level 4, section 14).
#include "html/selectors/matcher.h"

namespace thresh::html {

bool SelectorMatcher::test_nth(const PseudoTest& test, NodeId node) {
  const bool first = test.step == 0 && test.offset == 1 && !test.of_type && test.list.empty();
  if (first) return (test.from_end ? next_element(node) : previous_element(node)) == kNoNode && !budget_.exhausted();
  if (!counts(test, node)) return false;
  const std::int64_t place = test.of_type ? position_of_type(node, test.from_end) : position(test, node);
  const std::int64_t distance = place - test.offset;
  if (place == 0) return false;
  if (test.step == 0) return distance == 0;
  return distance % test.step == 0 && distance / test.step >= 0;
}

// Whether an element is one of those that the test counts.
bool SelectorMatcher::counts(const PseudoTest& test, NodeId sibling) {
  return document_.is_element(sibling) && (test.list.empty() || matches(test.list, sibling));
}

// From 1; 0 if the budget is spent. Siblings are counted on from the one that was asked for last.
std::uint32_t SelectorMatcher::position(const PseudoTest& test, NodeId node) {
  const NodeId parent = document_.parent(node);
  const MemoKey key{&test, parent};
  const Counted* known = counted_.find(key);
  Counted counted = known != nullptr ? *known : Counted{};
  if (counted.last == kNoNode || counted.last > node) counted.last = kNoNode, counted.position = 0;
  NodeId next = counted.last == kNoNode ? document_.first_child(parent) : document_.next_sibling(counted.last);
  for (; next != kNoNode && next <= node; next = document_.next_sibling(next)) {
    if (!budget_.spend(1)) return 0;
    if (counts(test, next)) ++counted.position;
    counted.last = next;
  }
  if (test.from_end && counted.total == 0) {
    counted.total = counted.position;
    for (; next != kNoNode; next = document_.next_sibling(next)) {
      if (!budget_.spend(1)) return 0;
      if (counts(test, next)) ++counted.total;
    }
  }
  counted_.set(key, counted);
  return test.from_end ? counted.total - counted.position + 1 : counted.position;
}

// The same among the siblings of its name, which are counted for all names of a parent at once: each of many may have a
// name of its own.
std::uint32_t SelectorMatcher::position_of_type(NodeId node, bool from_end) {
  const MemoKey key{nullptr, node};
  const TypePosition* known = type_positions_.find(key);
  TypePosition position = known != nullptr ? *known : TypePosition{};
  if (known == nullptr) {
    std::unordered_map<std::uint32_t, std::uint32_t> totals;
    const auto type_of = [&](NodeId id) {
      const Node& sibling = document_.node(id);
      return static_cast<std::uint32_t>(sibling.name) << 2 | static_cast<std::uint32_t>(sibling.space);
    };
    const NodeId first = document_.first_child(document_.parent(node));
    for (NodeId id = first; id != kNoNode; id = document_.next_sibling(id)) {
      if (!budget_.spend(1)) return 0;
      if (document_.is_element(id)) ++totals[type_of(id)];
    }
    std::unordered_map<std::uint32_t, std::uint32_t> counts;
    for (NodeId id = first; id != kNoNode; id = document_.next_sibling(id)) {
      if (!budget_.spend(1)) return 0;
      if (!document_.is_element(id)) continue;
      const std::uint32_t count = ++counts[type_of(id)];
      const TypePosition its{count, totals[type_of(id)] - count + 1};
      type_positions_.set({nullptr, id}, its);
      if (id == node) position = its;
    }
  }
  return from_end ? position.from_end : position.from_start;
}

}  // namespace thresh::html
