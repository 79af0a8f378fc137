// See left_out_inducer.h.
#include "induction/left_out_inducer.h"

#include <algorithm>

#include "induction/candidates.h"

namespace thresh::induction {
namespace {

using html::NodeId;

constexpr std::size_t kMostTeachers = 24;

bool holds_any(const html::Document& document, NodeId node, const std::vector<NodeId>& sorted) {
  const auto at = std::ranges::lower_bound(sorted, node);
  return at != sorted.end() && *at < document.node(node).end;
}

class Search {
 public:
  explicit Search(std::span<const LeftOutExample> examples) : examples_(examples) {
    for (const LeftOutExample& example : examples) gone_.emplace_back(example.subtrees.size(), 0);
  }

  LeftOut run(std::size_t most) {
    LeftOut out;
    for (; out.selectors.size() < most; out.selectors.push_back(best_)) {
      if (!find_best()) break;
      for (std::size_t i = 0; i < examples_.size(); ++i) {
        for (const std::size_t j : best_takes_[i]) gone_[i][j] = 1;
      }
    }
    for (const auto& gone : gone_) out.remaining += static_cast<std::size_t>(std::ranges::count(gone, 0));
    return out;
  }

 private:
  using Takes = std::vector<std::vector<std::size_t>>;  // by example: subtrees

  // The one that takes most away, the cheaper of two.
  bool find_best() {
    std::size_t most = 0;
    std::uint32_t cost = 0;
    std::vector<std::string> tried;
    std::size_t teachers = 0;
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      for (std::size_t j = 0; j < gone_[i].size() && teachers < kMostTeachers; ++j) {
        if (gone_[i][j] != 0) continue;
        ++teachers;
        for (const Candidate& one : ways_to(examples_[i], examples_[i].subtrees[j])) {
          if (std::ranges::find(tried, one.css) != tried.end()) continue;
          tried.push_back(one.css);
          Takes takes;
          const std::size_t taken = count(one.css, takes);
          if (taken < most || taken == 0 || (taken == most && one.cost >= cost)) continue;
          most = taken;
          cost = one.cost;
          best_ = one.css;
          best_takes_ = std::move(takes);
        }
      }
    }
    return most > 0;
  }

  static std::vector<Candidate> ways_to(const LeftOutExample& example, NodeId subtree) {
    return candidates(example.place.page->document(), subtree, example.place.scope);
  }

  // How many subtrees a selector takes away that are still there; none if it takes what stays.
  std::size_t count(const std::string& css, Takes& takes) const {
    std::size_t taken = 0;
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      const LeftOutExample& example = examples_[i];
      const html::Document& document = example.place.page->document();
      std::vector<std::size_t>& here = takes.emplace_back();
      for (const NodeId found : matches(css, example.place)) {
        if (!document.contains(example.inside, found)) continue;
        if (holds_any(document, found, example.stays)) return 0;
        for (std::size_t j = 0; j < example.subtrees.size(); ++j) {
          if (gone_[i][j] == 0 && document.contains(found, example.subtrees[j])) here.push_back(j);
        }
      }
      taken += here.size();
    }
    return taken;
  }

  std::span<const LeftOutExample> examples_;
  std::vector<std::vector<std::uint8_t>> gone_;  // by example and subtree
  std::string best_;
  Takes best_takes_;
};

}  // namespace

std::vector<NodeId> largest_subtrees(const ExamplePage& page, NodeId element, const std::vector<NodeId>& goes,
                                     const std::vector<NodeId>& stays) {
  const html::Document& document = page.document();
  std::vector<NodeId> out;
  for (NodeId id = element; id < document.node(element).end;) {
    const bool whole = document.is_element(id) && holds_any(document, id, goes) && !holds_any(document, id, stays);
    if (whole) out.push_back(id);
    id = whole ? document.node(id).end : id + 1;
  }
  return out;
}

LeftOut induce_left_out(std::span<const LeftOutExample> examples, std::size_t most) {
  return Search(examples).run(most);
}

}  // namespace thresh::induction
