// See text_boxes.h.
#include "automatic/text_boxes.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/embedded.h"
#include "html/document.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::uint32_t kMostWords = 250;  // of a box
constexpr int kMostSteps = 5;              // from a block up to its box

const normalize::Lexicon& box_names() {
  static const normalize::Lexicon kNames = [] {
    normalize::Lexicon names;
    for (const normalize::Row& row : normalize::rows_of(base::embedded("data/box_names.tsv")))
      names.add(std::string(row[0]));
    names.seal();
    return names;
  }();
  return kNames;
}

// Whether a class says that an element is such a box: the whole of it, or two neighbouring parts between its signs
// ("article-fact-box").
bool says_box(std::string_view classes) {
  const std::string value = text::ascii_lower(classes);
  const auto is_part = [](char c) { return c != ' ' && c != '-' && c != '_' && c != '\t' && c != '\n'; };
  std::string before;
  for (std::size_t at = 0; at < value.size();) {
    if (!is_part(value[at])) {
      if (value[at] != '-' && value[at] != '_') before.clear();
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < value.size() && is_part(value[end])) ++end;
    const std::string part = value.substr(at, end - at);
    if (box_names().contains(part) || (!before.empty() && box_names().contains(before + part))) return true;
    before = part;
    at = end;
  }
  return false;
}

class Keeper {
 public:
  Keeper(const extract::PageView& page, const Analysis& analysis, std::vector<Fate>& fates)
      : document_(*page.document), analysis_(analysis), fates_(fates) {}

  void run() {
    const auto is_kept = [](Fate fate) { return fate == Fate::kKept; };
    const auto first = std::ranges::find_if(fates_, is_kept);
    const auto last = std::find_if(fates_.rbegin(), fates_.rend(), is_kept).base();
    for (auto fate = first; fate < last; ++fate) {
      if (*fate == Fate::kKept || *fate == Fate::kElsewhere) continue;
      const auto i = static_cast<std::size_t>(fate - fates_.begin());
      if (const NodeId box = box_around(i); box != html::kNoNode) keep(box);
    }
  }

 private:
  // The box that a block stands in; kNoNode if in none.
  NodeId box_around(std::size_t i) const {
    NodeId element = analysis_.blocks()[i].element;
    for (int step = 0; step < kMostSteps && element != html::kNoNode && element != document_.body(); ++step) {
      if (is_box(element)) return element;
      element = document_.parent(element);
    }
    return html::kNoNode;
  }

  bool is_box(NodeId element) const {
    const Name name = document_.node(element).name;
    const auto classes = document_.attribute(element, Name::kClass);
    if (name != Name::kBlockquote && !(classes && says_box(*classes))) return false;
    const Part part = analysis_.features().part(element);
    std::uint32_t words = 0, linked = 0;
    for (std::size_t i = part.begin; i < part.end; ++i) {
      if (fates_[i] == Fate::kElsewhere || analysis_.blocks()[i].hidden) return false;
      words += analysis_.blocks()[i].words;
      linked += analysis_.blocks()[i].linked_words;
    }
    return words > 0 && words <= kMostWords && linked * 3 < words;
  }

  void keep(NodeId box) {
    const Part part = analysis_.features().part(box);
    std::fill(fates_.begin() + static_cast<std::ptrdiff_t>(part.begin),
              fates_.begin() + static_cast<std::ptrdiff_t>(part.end), Fate::kKept);
  }

  const html::Document& document_;
  const Analysis& analysis_;
  std::vector<Fate>& fates_;
};

}  // namespace

void keep_text_boxes(const extract::PageView& page, const Analysis& analysis, std::vector<Fate>& fates) {
  Keeper(page, analysis, fates).run();
}

}  // namespace thresh::automatic
