// See body.h. One walk that drops the largest subtrees without a kept block, and single texts between kept ones.
#include "automatic/body.h"

#include <algorithm>

#include "html/element_style.h"

namespace thresh::automatic {
namespace {

using html::Document;
using html::NodeId;
using record::Removal;

constexpr std::uint8_t kNear = 6;  // steps to what an element is a part of

struct PartReason {
  std::size_t part;
  Removal reason;
};

std::size_t token_part(std::string_view name) {
  const auto parts = token_parts();
  return static_cast<std::size_t>(std::ranges::find(parts, name) - parts.begin());
}

// In the order in which they are asked.
const std::vector<PartReason>& part_reasons() {
  static const std::vector<PartReason> kReasons = {
      {static_cast<std::size_t>(TagPart::kNav), Removal::kNavigation},
      {token_part("breadcrumb"), Removal::kNavigation},
      {token_part("pagination"), Removal::kNavigation},
      {token_part("ad"), Removal::kAdvertisement},
      {token_part("subscribe"), Removal::kAdvertisement},
      {token_part("cookie"), Removal::kNotice},
      {static_cast<std::size_t>(TagPart::kButton), Removal::kInterface},
      {token_part("share"), Removal::kInterface},
      {token_part("login"), Removal::kInterface},
      {static_cast<std::size_t>(TagPart::kForm), Removal::kInterface},
      {token_part("nav"), Removal::kNavigation},
  };
  return kReasons;
}

class Walk {
 public:
  Walk(const Analysis& analysis, const extract::PageView& page, std::span<const Fate> fates)
      : analysis_(analysis), document_(*page.document), fates_(fates), dropped_(document_.size(), false) {
    kept_before_.push_back(0);
    for (const Fate fate : fates_) kept_before_.push_back(kept_before_.back() + (fate == Fate::kKept ? 1U : 0U));
  }

  void walk(NodeId root) {
    block_ = analysis_.features().part(root).begin;
    for (NodeId id = root; id < document_.node(root).end;) id = step(id);
  }

  std::vector<bool>& dropped() { return dropped_; }
  std::vector<Chaff> take_chaff() { return std::move(chaff_); }

 private:
  bool is_kept(std::size_t block) const { return block < fates_.size() && fates_[block] == Fate::kKept; }

  NodeId step(NodeId id) {
    const std::vector<Block>& blocks = analysis_.blocks();
    while (block_ < blocks.size() && blocks[block_].last < id) ++block_;
    if (document_.is_text(id)) {
      const bool inside = block_ < blocks.size() && blocks[block_].first <= id;
      if (inside && !is_kept(block_)) drop(id, block_, block_ + 1);
      return id + 1;
    }
    if (!document_.is_element(id)) return id + 1;
    const Part part = analysis_.features().part(id);
    const bool in_block = block_ < blocks.size() && blocks[block_].first < id && id <= blocks[block_].last;
    if (part.size() > 0 && kept_before_[part.end] == kept_before_[part.begin]) {
      if (std::all_of(fates_.begin() + part.begin, fates_.begin() + part.end,
                      [&](Fate fate) { return fate == fates_[part.begin]; })) {
        drop(id, part.begin, part.end);
        return document_.node(id).end;
      }
      return id + 1;  // of several fates: each for itself
    }
    if (part.size() == 0 && !in_block && !beside_kept()) dropped_[id] = true;
    return id + 1;
  }

  // Whether what has no text (a picture, a line) stands next to something that is kept.
  bool beside_kept() const { return is_kept(block_) && (block_ == 0 || is_kept(block_ - 1)); }

  void drop(NodeId node, std::size_t begin, std::size_t end) {
    std::fill(dropped_.begin() + node, dropped_.begin() + document_.node(node).end, true);
    if (fates_[begin] != Fate::kChaff) return;
    double words = 0, content = 0;
    bool hidden = true;
    for (std::size_t i = begin; i < end; ++i) {
      words += analysis_.blocks()[i].words;
      content += analysis_.probabilities()[i] * analysis_.blocks()[i].words;
      hidden = hidden && analysis_.blocks()[i].hidden;
    }
    chaff_.push_back(
        {node, hidden ? Removal::kHidden : reason(begin, end), 1 - content / std::max(words, 1.0), "main_content"});
  }

  // What most of its blocks are a part of.
  Removal reason(std::size_t begin, std::size_t end) const {
    for (const auto& [part, reason] : part_reasons()) {
      std::size_t inside = 0;
      for (std::size_t i = begin; i < end; ++i) {
        inside += analysis_.facts().distances(analysis_.blocks()[i].element)[part] <= kNear ? 1 : 0;
      }
      if (2 * inside > end - begin) return reason;
    }
    return Removal::kBoilerplate;
  }

  const Analysis& analysis_;
  const Document& document_;
  std::span<const Fate> fates_;
  std::vector<std::uint32_t> kept_before_;
  std::vector<bool> dropped_;
  std::vector<Chaff> chaff_;
  std::size_t block_ = 0;  // the first that does not end before the node
};

// How much of the kept text a style hides.
struct Folded {
  std::size_t hidden = 0, all = 0;  // words

  static constexpr std::size_t kMuch = 100;  // words

  // A little that is hidden as a whole shows nothing; a whole article that is waits for its scripts.
  bool nothing() const { return hidden == all && all < kMuch; }
  // So much that it is the folded part of a text (tabs, accordions), which a click shows, and not a line that was taken
  // back.
  bool part() const {
    constexpr std::size_t kShare = 5;  // one word in so many
    return hidden >= kMuch || hidden * kShare >= all;
  }
};

Folded folded(const Analysis& analysis, std::span<const Fate> fates) {
  Folded folded;
  for (std::size_t i = 0; i < fates.size(); ++i) {
    if (fates[i] != Fate::kKept) continue;
    folded.all += analysis.blocks()[i].words;
    folded.hidden += analysis.blocks()[i].hidden ? analysis.blocks()[i].words : 0;
  }
  return folded;
}

}  // namespace

Body body_of(const Analysis& analysis, const extract::PageView& page, std::span<const Fate> fates, html::RenderAs as) {
  Walk walk(analysis, page, fates);
  const NodeId root = page.document->body();
  walk.walk(root);
  html::RenderOptions options;
  options.as = as;
  options.dropped = &walk.dropped();
  options.visibility = page.visibility;
  Body body;
  if (const Folded kept = folded(analysis, fates); !kept.nothing()) {
    body.passage = html::render(*page.document, root, options, *page.arena);
    for (text::Run& run : body.passage.runs) run.hidden = run.hidden && !kept.part();
  }
  body.chaff = walk.take_chaff();
  return body;
}

}  // namespace thresh::automatic
