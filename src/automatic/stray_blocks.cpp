// See stray_blocks.h. From the end to the start, since some lines are stray at the end of the text only.
#include "automatic/stray_blocks.h"

#include <algorithm>
#include <string>

#include "automatic/stray_lines.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::NodeId;

constexpr std::uint32_t kLongestLine = 30;  // words
constexpr std::uint32_t kSentence = 8;      // words of a block that is text
constexpr std::uint32_t kBoxWords = 60;     // of a box
constexpr std::size_t kBoxBlocks = 6;       // the same
constexpr std::uint32_t kLongestBio = 80;   // words
constexpr std::size_t kMostBehindName = 2;  // blocks of it

class Taker {
 public:
  Taker(const extract::PageView& page, const Analysis& analysis, std::vector<Fate>& fates)
      : document_(*page.document), analysis_(analysis), fates_(fates) {}

  void take_lines() {
    bool at_end = true;
    for (std::size_t i = fates_.size(); i-- > 0;) {
      const Block& block = analysis_.blocks()[i];
      if (fates_[i] != Fate::kKept) continue;
      const Stray stray = stray_of(block, at_end);
      if (stray == Stray::kNo) {
        at_end = at_end && !(block.words >= kSentence && block.ends_sentence);
        continue;
      }
      fates_[i] = Fate::kChaff;
      if (stray == Stray::kLabel) take_links(i + 1);
      if (stray == Stray::kBox) take_box(i);
    }
  }

  // The author's name, alone or at the start of a short text, among the last blocks.
  void take_bio(std::string_view author) {
    const std::string name = text::fold(author);
    if (!name.contains(' ')) return;
    std::size_t seen = 0;
    for (std::size_t i = fates_.size(); i-- > 0 && seen <= kMostBehindName;) {
      const Block& block = analysis_.blocks()[i];
      const bool kept = fates_[i] == Fate::kKept;
      if (kept && (block.words > kLongestBio || block.code)) return;
      const std::string words =
          kept || (seen > 0 && block.words < kSentence) ? text::fold(block_text(document_, block)) : std::string();
      const bool alone = words == name || words == "by " + name;
      const bool starts = kept && words.size() > name.size() && words.starts_with(name + ' ') && i > 0;
      if (((alone && seen > 0 && begins_with_name(i, name)) || (starts && seen == 0)) && has_text_before(i)) {
        for (std::size_t at = i; at < fates_.size(); ++at) {
          if (fates_[at] == Fate::kKept) fates_[at] = Fate::kChaff;
        }
        return;
      }
      seen += kept ? 1 : 0;
    }
  }

 private:
  Stray stray_of(const Block& block, bool at_end) const {
    if (block.words > kLongestLine || block.code) return Stray::kNo;
    const double linked = block.words == 0 ? 0 : static_cast<double>(block.linked_words) / block.words;
    return stray_line(block_text(document_, block), linked, at_end);
  }

  // Whether what is kept behind a block starts with a part of the name: "Rosalind has covered …".
  bool begins_with_name(std::size_t block, std::string_view name) const {
    for (std::size_t i = block + 1; i < fates_.size(); ++i) {
      if (fates_[i] != Fate::kKept) continue;
      const std::string words = text::fold(block_text(document_, analysis_.blocks()[i]));
      const std::string_view first = name.substr(0, name.find(' ')), last = name.substr(name.rfind(' ') + 1);
      return words.starts_with(std::string(first) + ' ') || words.starts_with(std::string(last) + ' ');
    }
    return false;
  }

  bool has_text_before(std::size_t block) const {
    for (std::size_t i = 0; i < block; ++i) {
      const Block& before = analysis_.blocks()[i];
      if (fates_[i] == Fate::kKept && before.words >= kSentence && before.ends_sentence) return true;
    }
    return false;
  }

  void take_links(std::size_t from) {
    for (std::size_t i = from; i < fates_.size(); ++i) {
      const Block& block = analysis_.blocks()[i];
      if (fates_[i] != Fate::kKept) continue;
      if (block.linked_words < block.words || block.words == 0) return;
      fates_[i] = Fate::kChaff;
    }
  }

  // The rest of the small element that holds a block.
  void take_box(std::size_t i) {
    const NodeId box = document_.parent(analysis_.blocks()[i].element);
    if (box == html::kNoNode || box == 0) return;
    const html::Name name = document_.node(box).name;
    if (name == html::Name::kBody || name == html::Name::kArticle || name == html::Name::kMain) return;
    const Part part = analysis_.features().part(box);
    std::uint32_t words = 0;
    for (std::size_t at = part.begin; at < part.end; ++at) words += analysis_.blocks()[at].words;
    if (part.size() > kBoxBlocks || words > kBoxWords) return;
    for (std::size_t at = part.begin; at < part.end; ++at) {
      if (fates_[at] == Fate::kKept) fates_[at] = Fate::kChaff;
    }
  }

  const html::Document& document_;
  const Analysis& analysis_;
  std::vector<Fate>& fates_;
};

}  // namespace

void take_stray_blocks(const extract::PageView& page, const Analysis& analysis, std::string_view author,
                       std::vector<Fate>& fates) {
  Taker taker(page, analysis, fates);
  taker.take_lines();
  taker.take_bio(author);
}

}  // namespace thresh::automatic
