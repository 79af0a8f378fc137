// See page_matches.h.
#include "extract/page_matches.h"

#include <algorithm>
#include <utility>

#include "html/selector_set.h"

namespace thresh::extract {

using rules::Pick;

PageMatches::PageMatches(const html::Document& document, std::vector<const Pick*> picks)
    : document_(document), picks_(std::move(picks)) {
  std::erase_if(picks_, [](const Pick* pick) { return pick->from != Pick::From::kCss || pick->css.asks_scope(); });
}

const std::vector<html::NodeId>* PageMatches::find(const Pick& pick, html::Budget& budget) {
  if (!walked_) walk(budget);
  const auto found = matches_.find(&pick);
  return found == matches_.end() ? nullptr : &found->second;
}

void PageMatches::walk(html::Budget& budget) {
  constexpr std::uint64_t kShare = 4;
  walked_ = true;
  if (picks_.empty()) return;
  std::vector<const html::Selector*> selectors;
  selectors.reserve(picks_.size());
  for (const Pick* pick : picks_) selectors.push_back(&pick->css);
  html::Budget share{budget.steps / kShare};
  const std::uint64_t before = share.steps;
  std::vector<std::vector<html::NodeId>> found = html::SelectorSet(selectors).run(document_, share);
  budget.spend(before - share.steps);
  if (share.exhausted()) return;
  for (std::size_t i = 0; i < picks_.size(); ++i) matches_.emplace(picks_[i], std::move(found[i]));
}

std::span<const html::NodeId> inside(std::span<const html::NodeId> nodes, const html::Document& document,
                                     html::NodeId scope) {
  const auto begin = std::ranges::upper_bound(nodes, scope);
  const auto end = std::lower_bound(begin, nodes.end(), document.node(scope).end);
  return {begin, end};
}

// Recursion is over the rules, whose depth is bounded.
std::vector<const Pick*> picks_of(const std::vector<rules::Field>& fields) {
  std::vector<const Pick*> picks;
  for (const rules::Field& field : fields) {
    for (const auto* list : {&field.each, &field.any, &field.stated, &field.without}) {
      for (const Pick& pick : *list) picks.push_back(&pick);
    }
    std::ranges::copy(picks_of(field.fields), std::back_inserter(picks));
  }
  return picks;
}

}  // namespace thresh::extract
