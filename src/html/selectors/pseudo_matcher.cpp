// See matcher.h. Pseudo-classes (Selectors Level 4, sections 4 and 7 to 14).
#include <algorithm>
#include <string>

#include "html/selectors/matcher.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr std::uint64_t kBytesPerStep = 64;

}  // namespace

bool SelectorMatcher::test(const PseudoTest& test, NodeId node) {
  switch (test.kind) {
    case PseudoClass::kIs:
      return matches(test.list, node);
    case PseudoClass::kNot:
      return !matches(test.list, node) && !budget_.exhausted();
    case PseudoClass::kHas:
      return remembered(test, node, &SelectorMatcher::test_has);
    case PseudoClass::kNth:
      return test_nth(test, node);
    case PseudoClass::kEmpty:
      return test_empty(node);
    case PseudoClass::kRoot:
      return is_root(node);
    case PseudoClass::kScope:
      return node == scope_ || (scope_ == 0 && is_root(node));
    case PseudoClass::kContains:
      return remembered(test, node, &SelectorMatcher::test_contains);
    case PseudoClass::kContainsOwn:
      return test_contains_own(test, node);
    case PseudoClass::kLanguage:
      return test_language(test, node);
    case PseudoClass::kRightToLeft:
    case PseudoClass::kLeftToRight: {
      if (!directions_) directions_.emplace(document_, budget_);
      const Direction direction = directions_->of(node);
      return (direction == Direction::kRightToLeft) == (test.kind == PseudoClass::kRightToLeft);
    }
    case PseudoClass::kDefined:
      return test_defined(node);
    case PseudoClass::kNever:
      return false;
    default:
      return test_form(test.kind, node);
  }
}

// An answer that may cost a walk over a subtree, worked out once: descendants ask for it again and again.
bool SelectorMatcher::remembered(const PseudoTest& test, NodeId node,
                                 bool (SelectorMatcher::*work_out)(const PseudoTest&, NodeId)) {
  const MemoKey key{&test, node};
  if (const bool* known = answers_.find(key)) return *known;
  const bool answer = (this->*work_out)(test, node);
  if (!budget_.exhausted()) answers_.set(key, answer);
  return answer;
}

bool SelectorMatcher::test_has(const PseudoTest& test, NodeId node) {
  const NodeId outer = anchor_;
  anchor_ = node;
  const bool found = std::ranges::any_of(test.list, [&](const ComplexSelector& one) { return test_has(one, node); });
  anchor_ = outer;
  return found;
}

// The candidates are the subtree or the siblings after the element; where the selector has one step, fewer.
bool SelectorMatcher::test_has(const ComplexSelector& selector, NodeId node) {
  const Combinator first = selector.combinators.front();
  const bool one_step = selector.combinators.size() == 1;
  if (one_step && first == Combinator::kDescendant) return has_inside(selector, node);
  if (one_step && first == Combinator::kLaterSibling) return has_later(selector, node);
  const bool inside = first == Combinator::kDescendant || first == Combinator::kChild;
  if (!inside && document_.parent(node) == kNoNode) return false;
  NodeId begin = node + 1, end = document_.node(node).end;
  if (!inside) {
    const NodeId next = next_element(node);
    if (next == kNoNode) return false;
    begin = next;
    end = document_.node(selector.stays_in_next_sibling() ? next : document_.parent(node)).end;
  }
  for (NodeId id = begin; id < end; id = one_step ? document_.node(id).end : id + 1) {
    if (!budget_.spend(1)) return false;
    if (document_.is_element(id) && matches(selector, id)) return true;
  }
  return false;
}

// :has(b): the next element that is such, looked for once for all that stand around it.
bool SelectorMatcher::has_inside(const ComplexSelector& selector, NodeId node) {
  const MemoKey key{&selector, 0};
  const Ahead<NodeId>* known = ahead_.find(key);
  Ahead<NodeId> ahead = known != nullptr ? *known : Ahead<NodeId>{};
  ahead.start(node + 1);
  const NodeId end = document_.node(node).end;
  while (!ahead.hit && ahead.at < end && budget_.spend(1)) {
    ahead.hit = test(selector.compounds.back(), ahead.at);
    if (!ahead.hit) ++ahead.at;
  }
  ahead_.set(key, ahead);
  return ahead.hit && ahead.at < end;
}

// :has(~ b), in the same way.
bool SelectorMatcher::has_later(const ComplexSelector& selector, NodeId node) {
  const NodeId parent = document_.parent(node);
  if (parent == kNoNode) return false;
  const MemoKey key{&selector, parent};
  const Ahead<NodeId>* known = ahead_.find(key);
  Ahead<NodeId> ahead = known != nullptr ? *known : Ahead<NodeId>{};
  ahead.start(document_.node(node).end);
  const NodeId end = document_.node(parent).end;
  while (!ahead.hit && ahead.at < end && budget_.spend(1)) {
    ahead.hit = test(selector.compounds.back(), ahead.at);
    if (!ahead.hit) ahead.at = document_.node(ahead.at).end;
  }
  ahead_.set(key, ahead);
  return ahead.hit && ahead.at < end;
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

// White space compares as one space. Elements in the scope share the scope's text, those around it the page's.
bool SelectorMatcher::test_contains(const PseudoTest& test, NodeId node) {
  if (!text_ || !text_->covers(document_, node)) {
    const NodeId root = document_.contains(scope_, node) ? scope_ : document_.contains(node, scope_) ? 0 : node;
    text_.emplace(document_, root, document_.node(root).end, budget_);
    texts_ahead_.clear();
  }
  const std::size_t begin = text_->start(node), end = text_->start(document_.node(node).end);
  return std::ranges::any_of(test.texts, [&](const std::string& wanted) {
    Ahead<std::size_t>& ahead = texts_ahead_[&wanted];
    ahead.start(begin);
    if (!ahead.hit && ahead.at < text_->text().size()) {
      const std::size_t found = text_->text().find(wanted, ahead.at);
      ahead.hit = found != std::string_view::npos;
      budget_.spend(((ahead.hit ? found : text_->text().size()) - ahead.at) / kBytesPerStep);
      ahead.at = ahead.hit ? found : text_->text().size();
    }
    return wanted.empty() || (ahead.hit && ahead.at + wanted.size() <= end);
  });
}

bool SelectorMatcher::test_contains_own(const PseudoTest& test, NodeId node) {
  for (NodeId id = document_.first_child(node); id != kNoNode; id = document_.next_sibling(id)) {
    if (!document_.is_text(id)) continue;
    if (!budget_.spend(1 + document_.source(id).size() / kBytesPerStep)) return false;
    const std::string content = text::collapse_spaces(document_.text(id));
    const auto contains = [&](const std::string& text) { return content.contains(text); };
    if (std::ranges::any_of(test.texts, contains)) return true;
  }
  return false;
}

bool SelectorMatcher::test_language(const PseudoTest& test, NodeId node) {
  if (!languages_) languages_.emplace(document_, budget_);
  const std::string_view language = languages_->of(node);
  return std::ranges::any_of(test.texts, [&](const std::string& range) { return takes_language(range, language); });
}

// In a page without scripts no custom element is (Selectors Level 4, section 5.3; HTML standard, section 4.13.3).
bool SelectorMatcher::test_defined(NodeId node) const {
  if (document_.node(node).space != Namespace::kHtml) return true;
  return !document_.name(node).contains('-') && !document_.attribute(node, "is");
}

bool SelectorMatcher::test_form(PseudoClass kind, NodeId node) {
  if (kind == PseudoClass::kNoValue) return has_no_value(document_, node);
  if (kind == PseudoClass::kEditable) return is_editable(document_, node, budget_);
  if (!forms_) forms_.emplace(document_, budget_);
  if (kind == PseudoClass::kDefaultButton) return forms_->is_default_button(node);
  if (kind == PseudoClass::kOpenGroup) return forms_->is_in_open_group(node);
  if (kind == PseudoClass::kLeftChecked) return forms_->is_left_checked(node);
  return kind == PseudoClass::kSelected && forms_->is_selected(node);
}

}  // namespace thresh::html
