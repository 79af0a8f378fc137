// See byline.h.
#include "automatic/byline.h"

#include <algorithm>
#include <string>

#include "automatic/block_phrases.h"
#include "automatic/thread/dates.h"
#include "extract/type_reader.h"
#include "html/render.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using extract::Found;
using html::NodeId;

constexpr std::size_t kAbove = 6, kBelow = 14;  // blocks from the title
constexpr std::uint32_t kLongestLine = 25;      // words
constexpr std::string_view kSeparators[] = {"|", "•", "·", "»", "–", "—", "/", "\n", "\t"};

// The words of a block, and what they were composed of.
struct Line {
  text::Passage passage;
  std::vector<text::Copied> copied;
  std::string words;
};

class Reader {
 public:
  Reader(const extract::PageView& page, const Analysis& analysis) : page_(page), analysis_(analysis) {}

  void look(std::size_t begin, std::size_t end, const std::vector<bool>& kept, Byline& byline) {
    for (std::size_t i = begin; i < end; ++i) {
      const Block& block = analysis_.blocks()[i];
      if (block.words > kLongestLine || block.hidden || is_beside(block)) continue;
      const bool maybe_author = !byline.author && (says_author(block) || holds_byline(i));
      const bool maybe_date = !byline.date && block.digits > 0 && (!kept[i] || block.words <= 8);
      if (!maybe_author && !maybe_date) continue;
      const Line line = line_of(block);
      if (maybe_author) byline.author = author_in(line, i);
      if (maybe_date) {
        if (const auto date = date_words(line.words)) byline.date = part(line, *date);
      }
    }
  }

 private:
  // In a menu, a footer, a list of other pages.
  bool is_beside(const Block& block) const {
    const Distances& steps = analysis_.facts().distances(block.element);
    for (const TagPart part : {TagPart::kNav, TagPart::kFooter, TagPart::kAside}) {
      if (steps[static_cast<std::size_t>(part)] < kFar) return true;
    }
    return false;
  }

  // Whether the class or id of an element near it says so.
  bool says_author(const Block& block) const {
    NodeId element = page_.document->parent(block.first);
    for (int up = 0; up < 4 && element != html::kNoNode && element != 0; ++up) {
      for (const html::Name name : {html::Name::kClass, html::Name::kId}) {
        const std::string value = text::ascii_lower(page_.document->attribute(element, name).value_or(""));
        if (value.contains("author") || value.contains("byline")) return true;
      }
      element = page_.document->parent(element);
    }
    return false;
  }

  // Whether the words of a by-line stand anywhere in it: a date may come first.
  bool holds_byline(std::size_t i) const {
    auto words = analysis_.text().words_of(analysis_.blocks()[i]);
    while (!words.empty() && words_of_byline(words) == 0) words = words.subspan(1);
    return !words.empty();
  }

  // How many words a line that names its author starts with ("Written by": 2); 0 where it is none.
  static std::size_t words_of_byline(std::span<const std::uint32_t> words) {
    static const std::uint32_t kAuthor = sort_number("author");
    for (std::size_t size = std::min<std::size_t>(words.size(), 4); size > 0; --size) {
      if (phrase_sort(words.first(size)) == kAuthor) return size;
    }
    return 0;
  }

  static std::uint32_t sort_number(std::string_view sort) {
    const auto sorts = phrase_sorts();
    return static_cast<std::uint32_t>(std::ranges::find(sorts, sort) - sorts.begin()) + 1;
  }

  Line line_of(const Block& block) const {
    Line line;
    html::RenderOptions options;
    options.keep_hidden = false;
    options.visibility = page_.visibility;
    line.passage = html::render(*page_.document, block.element, options, *page_.arena);
    line.words = text::compose(line.passage, &line.copied);
    return line;
  }

  Found part(const Line& line, std::string_view words) const {
    const auto at = static_cast<std::size_t>(words.data() - line.words.data());
    Found found;
    found.passage = text::slice(line.passage, line.copied, at, at + words.size());
    return found;
  }

  // The first stretch between separators that is a by-line, or, where the class says so, a name.
  std::optional<Found> author_in(const Line& line, std::size_t i) {
    std::string_view rest = line.words;
    const bool said = says_author(analysis_.blocks()[i]);
    while (!rest.empty()) {
      std::size_t end = rest.size(), skip = 0;
      for (const std::string_view separator : kSeparators) {
        if (const std::size_t at = rest.find(separator); at < end) {
          end = at;
          skip = separator.size();
        }
      }
      const std::string_view stretch = text::trim(rest.substr(0, end));
      const bool introduced = words_of_byline(word_hashes(stretch)) > 0;
      if (!stretch.empty() && (introduced || said) && is_name(stretch)) return part(line, stretch);
      rest.remove_prefix(std::min(end + skip, rest.size()));
      if (skip == 0) break;
    }
    return std::nullopt;
  }

  bool is_name(std::string_view words) {
    return words.size() < 80 && page_.types->fit(record::Type::kPerson, words) != normalize::Fit::kNo;
  }

  const extract::PageView& page_;
  const Analysis& analysis_;
};

}  // namespace

Byline byline_of(const extract::PageView& page, const Analysis& analysis, std::optional<std::size_t> title,
                 const std::vector<bool>& kept) {
  Byline byline;
  Reader reader(page, analysis);
  const std::size_t count = analysis.blocks().size();
  std::size_t from = title ? *title : static_cast<std::size_t>(std::ranges::find(kept, true) - kept.begin());
  reader.look(from, std::min(from + kBelow + 1, count), kept, byline);
  reader.look(from > kAbove ? from - kAbove : 0, std::min(from, count), kept, byline);
  return byline;
}

}  // namespace thresh::automatic
