// See field_inducer.h. Greedy: the best selector for all examples, then the best for those where it is silent.
#include "induction/field_inducer.h"

#include <algorithm>

#include "html/selector.h"
#include "induction/candidates.h"
#include "text/unicode.h"

namespace thresh::induction {
namespace {

using html::NodeId;
using Form = Target::Form;

constexpr std::size_t kMostAlternatives = 4;
constexpr std::size_t kMostTeachers = 4;  // examples whose elements candidates are made of
constexpr std::uint64_t kSteps = 20'000'000;

struct Verdict {
  std::vector<std::uint8_t> right;  // by example
  std::size_t rights = 0, wrongs = 0;
};

struct Chosen {
  std::string written;
  Verdict verdict;
  std::uint32_t cost = 0;
};

class Search {
 public:
  Search(std::span<const Example> examples, bool whole) : examples_(examples), whole_(whole) {
    done_.assign(examples.size(), 0);
  }

  Choice run() {
    Choice choice;
    while (choice.any.size() < kMostAlternatives) {
      const auto best = best_of_all();
      if (!best) break;
      choice.any.push_back(best->written);
      choice.right += best->verdict.rights;
      choice.wrong += best->verdict.wrongs;
      for (std::size_t i = 0; i < done_.size(); ++i) done_[i] |= best->verdict.right[i];
    }
    return choice;
  }

 private:
  bool is_open(std::size_t i) const {
    const Target* const target = examples_[i].target;
    return target != nullptr && done_[i] == 0 && (target->form == Form::kTexts || target->form == Form::kAttribute);
  }

  // The examples that are not right yet, some from all over.
  std::vector<std::size_t> teachers() const {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      if (is_open(i)) open.push_back(i);
    }
    if (open.size() <= kMostTeachers) return open;
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < kMostTeachers; ++i) out.push_back(open[i * (open.size() - 1) / (kMostTeachers - 1)]);
    return out;
  }

  std::optional<Chosen> best_of_all() const {
    std::optional<Chosen> best;
    std::vector<std::string> tried;
    for (const std::size_t teacher : teachers()) {
      const Example& example = examples_[teacher];
      const std::string attribute = example.target->form == Form::kAttribute ? example.target->name : "";
      for (const Candidate& candidate : ways_to(example)) {
        const std::string written = attribute.empty() ? candidate.css : with_attribute(candidate.css, attribute);
        if (std::ranges::find(tried, written) != tried.end()) continue;
        tried.push_back(written);
        Verdict verdict = judge(candidate.css, attribute);
        if (verdict.rights == 0 || 3 * verdict.wrongs > verdict.rights) continue;
        if (!best || is_better(verdict, candidate.cost, *best)) best = {written, std::move(verdict), candidate.cost};
      }
    }
    return best;
  }

  static bool is_better(const Verdict& verdict, std::uint32_t cost, const Chosen& than) {
    const auto score = [](const Verdict& v) {
      return static_cast<std::int64_t>(v.rights) - 3 * static_cast<std::int64_t>(v.wrongs);
    };
    if (score(verdict) != score(than.verdict)) return score(verdict) > score(than.verdict);
    return cost < than.cost;
  }

  static std::string with_attribute(const std::string& css, const std::string& attribute) {
    return css == ":scope" ? '@' + attribute : css + " @" + attribute;
  }

  // Candidates for the element of an example, and for those around it that hold the same.
  std::vector<Candidate> ways_to(const Example& example) const {
    const html::Document& document = example.page->document();
    std::vector<Candidate> out;
    NodeId element = example.target->element;
    while (element != html::kNoNode && element != 0) {
      if (example.scope != 0 && !document.contains(example.scope, element)) return beside(example, element);
      std::ranges::move(candidates(document, element, example.scope), std::back_inserter(out));
      if (element == example.scope || example.target->form == Form::kAttribute) break;
      element = document.parent(element);
      if (element == html::kNoNode || !holds_the_same(example, element)) break;
    }
    return out;
  }

  // What stands beside an item is found as its sibling, or in one.
  static std::vector<Candidate> beside(const Example& example, NodeId element) {
    constexpr std::uint32_t kSibling = 4;
    const html::Document& document = example.page->document();
    const NodeId parent = document.parent(example.scope);
    if (!document.contains(parent, element) || element < example.scope) return {};
    NodeId sibling = element;
    while (document.parent(sibling) != parent) sibling = document.parent(sibling);
    std::vector<Candidate> out;
    for (const Candidate& outer : simple_candidates(document, sibling, false)) {
      if (sibling == element) {
        out.push_back({"~ " + outer.css, outer.cost + kSibling});
        continue;
      }
      for (const Candidate& one : simple_candidates(document, element, false)) {
        out.push_back({"~ " + outer.css + ' ' + one.css, outer.cost + one.cost + kSibling});
      }
    }
    return out;
  }

  bool holds_the_same(const Example& example, NodeId element) const {
    return example.page->texts_in(element, example.fenced) ==
           example.page->texts_in(example.target->element, example.fenced);
  }

  Verdict judge(const std::string& css, const std::string& attribute) const {
    Verdict verdict;
    verdict.right.assign(examples_.size(), 0);
    const auto selector = html::Selector::compile(css);
    if (!selector) return verdict;
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      if (done_[i] != 0) continue;
      const Example& example = examples_[i];
      const NodeId found = first_with(*selector, attribute, example);
      if (found == html::kNoNode) continue;
      if (is_right(example, found, attribute)) {
        verdict.right[i] = 1;
        ++verdict.rights;
      } else {
        ++verdict.wrongs;
      }
    }
    return verdict;
  }

  static NodeId first_with(const html::Selector& selector, const std::string& attribute, const Example& example);

  bool is_right(const Example& example, NodeId found, const std::string& attribute) const {
    const Target* const target = example.target;
    if (target == nullptr) return false;
    if (!attribute.empty()) {
      const std::string_view value = *example.page->document().attribute(found, attribute);
      return text::collapse_spaces(value) == target->words ||
             (target->form == Form::kAttribute && target->element == found && target->name == attribute);
    }
    if (target->form != Form::kTexts) return false;
    const std::vector<NodeId> texts = example.page->texts_in(found, example.fenced);
    if (texts == target->texts) return true;
    return !whole_ && texts == example.page->texts_in(target->element, example.fenced);
  }

  std::span<const Example> examples_;
  bool whole_;
  std::vector<std::uint8_t> done_;  // by example: an alternative is right
};

bool is_off_limits(const Example& example, NodeId node) {
  const html::Document& document = example.page->document();
  if (example.page->is_dropped(node)) return true;
  if (example.next != html::kNoNode && node >= example.next) return true;
  return std::ranges::any_of(example.fenced, [&](NodeId gone) { return document.contains(gone, node); });
}

// The first that holds anything.
NodeId Search::first_with(const html::Selector& selector, const std::string& attribute, const Example& example) {
  html::Budget budget{kSteps};
  for (const NodeId node : selector.select(example.page->document(), example.scope, budget)) {
    const bool off = attribute.empty() && is_off_limits(example, node);
    if (off || (example.next != html::kNoNode && node >= example.next)) continue;
    if (attribute.empty() ? !example.page->texts_in(node, example.fenced).empty()
                          : !text::trim(example.page->document().attribute(node, attribute).value_or("")).empty()) {
      return node;
    }
  }
  // The item itself is not strictly inside of it.
  if (selector.source() == ":scope" && example.scope != 0) return example.scope;
  return html::kNoNode;
}

}  // namespace

Choice induce_field(std::span<const Example> examples, bool whole) { return Search(examples, whole).run(); }

std::vector<NodeId> matches(const std::string& css, const Example& example) {
  const auto selector = html::Selector::compile(css);
  if (!selector) return {};
  html::Budget budget{kSteps};
  std::vector<NodeId> out = selector->select(example.page->document(), example.scope, budget);
  if (out.empty() && css == ":scope" && example.scope != 0) out.push_back(example.scope);
  std::erase_if(out, [&](NodeId node) { return is_off_limits(example, node); });
  return out;
}

NodeId first_match(const std::string& css, const Example& example) {
  for (const NodeId node : matches(css, example)) {
    if (!example.page->texts_in(node, example.fenced).empty()) return node;
  }
  return html::kNoNode;
}

}  // namespace thresh::induction
