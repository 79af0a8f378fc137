// See item_inducer.h. Greedy, as for fields: one selector for as many items as can be, then others for the rest, joined
// by commas.
#include "induction/item_inducer.h"

#include <algorithm>
#include <set>

#include "html/selector.h"
#include "induction/candidates.h"

namespace thresh::induction {
namespace {

using html::Document;
using html::NodeId;

constexpr std::size_t kMostTeachers = 4, kMostLevels = 8, kMostSelectors = 3;
constexpr std::uint64_t kSteps = 50'000'000;

// The nodes that an item's values stand in, in page order.
std::vector<NodeId> nodes_of(const ItemTargets& item) {
  std::vector<NodeId> nodes;
  for (const auto& [path, target] : item.values) {
    std::ranges::copy(target.texts, std::back_inserter(nodes));
    if (target.form == Target::Form::kAttribute) nodes.push_back(target.element);
  }
  std::ranges::sort(nodes);
  return nodes;
}

struct Item {
  NodeId first = html::kNoNode;   // node of its values
  NodeId around = html::kNoNode;  // the smallest element around them
  std::size_t reply_to = 0;
};

struct List {
  const ExamplePage* page;
  std::vector<Item> items;
};

struct Verdict {
  std::vector<std::vector<NodeId>> elements;  // by list and item
  std::size_t found = 0, left_over = 0, parents = 0;
  std::uint32_t cost = 0;

  std::int64_t score() const {
    return 2 * static_cast<std::int64_t>(found) - 3 * static_cast<std::int64_t>(left_over) +
           static_cast<std::int64_t>(parents);
  }
};

class Search {
 public:
  explicit Search(std::span<const ListExample> lists) {
    for (const ListExample& list : lists) {
      List& out = lists_.emplace_back(List{list.page, {}});
      for (const ItemTargets& item : *list.items) out.items.push_back(item_of(list.page->document(), item));
    }
    for (const List& list : lists_) found_.emplace_back(list.items.size(), html::kNoNode);
  }

  std::optional<ItemChoice> run() {
    ItemChoice choice;
    for (std::size_t n = 0; n < kMostSelectors; ++n) {
      auto best = best_of_all(false);
      if (!best && n == 0) best = best_of_all(true);
      if (!best) break;
      if (best->second.left_over > 0) narrow(*best);
      choice.css += (choice.css.empty() ? "" : ", ") + best->first;
      choice.found += best->second.found;
      choice.left_over += best->second.left_over;
      for (std::size_t i = 0; i < found_.size(); ++i) {
        for (std::size_t j = 0; j < found_[i].size(); ++j) {
          if (best->second.elements[i][j] != html::kNoNode) found_[i][j] = best->second.elements[i][j];
        }
      }
    }
    if (choice.css.empty()) return std::nullopt;
    choice.elements = found_;
    return choice;
  }

 private:
  using Best = std::pair<std::string, Verdict>;

  static Item item_of(const Document& document, const ItemTargets& item) {
    const std::vector<NodeId> nodes = nodes_of(item);
    Item out;
    out.reply_to = item.reply_to;
    if (nodes.empty()) return out;
    out.first = nodes.front();
    out.around = document.is_element(nodes.front()) ? nodes.front() : document.parent(nodes.front());
    while (!document.contains(out.around, nodes.back())) out.around = document.parent(out.around);
    return out;
  }

  // (list, item) of those without a match, some from all over.
  std::vector<std::pair<std::size_t, std::size_t>> teachers() const {
    std::vector<std::pair<std::size_t, std::size_t>> open, out;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      for (std::size_t j = 0; j < lists_[i].items.size(); ++j) {
        if (found_[i][j] == html::kNoNode && lists_[i].items[j].around != html::kNoNode) open.emplace_back(i, j);
      }
    }
    if (open.size() <= kMostTeachers) return open;
    for (std::size_t n = 0; n < kMostTeachers; ++n) out.push_back(open[n * (open.size() - 1) / (kMostTeachers - 1)]);
    return out;
  }

  // `by_first`: items are known by where they start, not by what is around them.
  std::optional<Best> best_of_all(bool by_first) const {
    std::optional<Best> best;
    std::vector<std::string> tried;
    for (const auto& [i, j] : teachers()) {
      const Document& document = lists_[i].page->document();
      NodeId element = by_first ? lists_[i].items[j].first : lists_[i].items[j].around;
      if (!document.is_element(element)) element = document.parent(element);
      for (std::size_t level = 0; level < kMostLevels && element != 0 && element != html::kNoNode; ++level) {
        for (const Candidate& candidate : ways_to(document, element)) {
          if (std::ranges::find(tried, candidate.css) != tried.end()) continue;
          tried.push_back(candidate.css);
          Verdict verdict = judge(candidate, by_first);
          if (verdict.found == 0 || 2 * verdict.left_over > verdict.found) continue;
          if (!best || is_better(verdict, best->second)) best = Best{candidate.css, std::move(verdict)};
        }
        if (document.name(element) == "body") break;
        element = document.parent(element);
      }
    }
    return best;
  }

  // All but the first of several that are alike are what follows one of them.
  static std::vector<Candidate> ways_to(const Document& document, NodeId element) {
    constexpr std::uint32_t kFollowing = 6;
    std::vector<Candidate> out = candidates(document, element, 0);
    std::erase_if(out, [](const Candidate& one) { return one.css.starts_with('#'); });
    for (const Candidate& one : simple_candidates(document, element, false)) {
      out.push_back({one.css + " ~ " + one.css, 2 * one.cost + kFollowing});
    }
    return out;
  }

  static bool is_better(const Verdict& verdict, const Verdict& than) {
    if (verdict.score() != than.score()) return verdict.score() > than.score();
    return verdict.cost < than.cost;
  }

  Verdict judge(const Candidate& candidate, bool by_first) const {
    Verdict verdict;
    verdict.cost = candidate.cost;
    const auto selector = html::Selector::compile(candidate.css);
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      verdict.elements.emplace_back(lists_[i].items.size(), html::kNoNode);
      if (!selector) continue;
      html::Budget budget{kSteps};
      std::vector<NodeId> matches = selector->select(lists_[i].page->document(), 0, budget);
      std::erase_if(matches, [&](NodeId node) { return lists_[i].page->texts_in(node).empty(); });
      match_items(i, matches, by_first, verdict);
    }
    return verdict;
  }

  // Gives each item the innermost match around it; a match with two items is left over, and both are not found.
  void match_items(std::size_t i, const std::vector<NodeId>& matches, bool by_first, Verdict& verdict) const {
    const Document& document = lists_[i].page->document();
    const std::vector<Item>& items = lists_[i].items;
    std::vector<std::size_t> owner(matches.size(), SIZE_MAX);
    std::vector<std::uint8_t> shared(matches.size(), 0), old(matches.size(), 0);
    for (std::size_t j = 0; j < items.size(); ++j) {
      if (items[j].around == html::kNoNode) continue;
      const NodeId inside = by_first ? items[j].first : items[j].around;
      const std::size_t m = innermost(document, matches, inside);
      if (m == SIZE_MAX) continue;
      if (found_[i][j] != html::kNoNode) {
        old[m] = 1;
      } else if (owner[m] != SIZE_MAX) {
        shared[m] = 1;
      } else {
        owner[m] = j;
      }
    }
    for (std::size_t m = 0; m < matches.size(); ++m) {
      if (owner[m] == SIZE_MAX || shared[m] != 0 || old[m] != 0) {
        ++verdict.left_over;
        continue;
      }
      verdict.elements[i][owner[m]] = matches[m];
      ++verdict.found;
    }
    count_parents(i, verdict);
  }

  // Puts something behind a selector that finds too much: a class, of the element or of one in it, that tells the
  // items from what is left over.
  void narrow(Best& best) const {
    Sorted kept, rest;
    sort_matches(best, kept, rest);
    std::vector<std::string> ways;
    for (const std::string& one : rest.own_in_any) {
      if (!kept.own_in_any.contains(one)) ways.push_back(best.first + ":not(" + one + ")");
    }
    for (const std::string& one : kept.inner_in_all) {
      if (!rest.inner_in_any.contains(one)) ways.push_back(best.first + ":has(" + one + ")");
    }
    for (const std::string& one : rest.inner_in_all) {
      if (!kept.inner_in_any.contains(one)) ways.push_back(best.first + ":not(:has(" + one + "))");
    }
    for (const std::string& way : ways) {
      Verdict verdict = judge({way, best.second.cost}, false);
      if (verdict.score() > best.second.score()) best = {way, std::move(verdict)};
    }
  }

  // The classes of matches, and of what is in them, as selectors.
  struct Sorted {
    std::set<std::string> own_in_any, inner_in_any, inner_in_all;
    bool first = true;
  };

  void sort_matches(const Best& best, Sorted& kept, Sorted& rest) const {
    const auto selector = html::Selector::compile(best.first);
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      const Document& document = lists_[i].page->document();
      html::Budget budget{kSteps};
      for (const NodeId match : selector->select(document, 0, budget)) {
        const bool is_item = std::ranges::find(best.second.elements[i], match) != best.second.elements[i].end();
        if (!lists_[i].page->texts_in(match).empty()) add_classes(document, match, is_item ? kept : rest);
      }
    }
  }

  static void add_classes(const Document& document, NodeId match, Sorted& out) {
    std::set<std::string> inner;
    for (NodeId id = match; id < document.node(match).end; ++id) {
      if (!document.is_element(id)) continue;
      for (const Candidate& one : simple_candidates(document, id, false)) {
        if (!one.css.starts_with('.') || one.css.find('.', 1) != std::string::npos) continue;
        (id == match ? out.own_in_any : inner).insert(one.css);
      }
    }
    out.inner_in_any.insert(inner.begin(), inner.end());
    if (out.first) {
      out.inner_in_all = std::move(inner);
    } else {
      std::erase_if(out.inner_in_all, [&](const std::string& one) { return !inner.contains(one); });
    }
    out.first = false;
  }

  static std::size_t innermost(const Document& document, const std::vector<NodeId>& matches, NodeId node) {
    for (NodeId around = node; around != html::kNoNode && around != 0; around = document.parent(around)) {
      const auto at = std::ranges::lower_bound(matches, around);
      if (at != matches.end() && *at == around) return static_cast<std::size_t>(at - matches.begin());
    }
    return SIZE_MAX;
  }

  // How many items stand in that which they reply to, and in none where they reply to none.
  void count_parents(std::size_t i, Verdict& verdict) const {
    const Document& document = lists_[i].page->document();
    const std::vector<NodeId>& elements = verdict.elements[i];
    std::vector<std::size_t> open;  // items around the one that is looked at
    for (std::size_t j = 0; j < elements.size(); ++j) {
      if (elements[j] == html::kNoNode) continue;
      while (!open.empty() && !document.contains(elements[open.back()], elements[j])) open.pop_back();
      const std::size_t parent = open.empty() ? 0 : open.back() + 1;
      verdict.parents += parent == lists_[i].items[j].reply_to ? 1 : 0;
      open.push_back(j);
    }
  }

  std::vector<List> lists_;
  std::vector<std::vector<NodeId>> found_;  // by list and item: the match of a selector that was chosen before
};

}  // namespace

std::optional<ItemChoice> induce_items(std::span<const ListExample> lists) { return Search(lists).run(); }

}  // namespace thresh::induction
