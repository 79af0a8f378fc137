// See byline.h.
#include "automatic/byline.h"

#include <algorithm>
#include <string>

#include "automatic/block_phrases.h"
#include "automatic/thread/dates.h"
#include "base/ascii.h"
#include "extract/type_reader.h"
#include "html/render.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using extract::Found;
using html::NodeId;

constexpr std::size_t kAbove = 10, kBelow = 25;          // blocks from the title
constexpr std::size_t kBehind = 10;                      // blocks from the end of the text
constexpr std::uint32_t kLongestLine = 25;               // words
constexpr std::string_view kBetween = " :\t\n\xC2\xA0";  // words of a by-line and the name
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
      if (maybe_author) byline.author = author_in(line, says_author(block));
      if (!byline.author && i + 1 < end && is_label(i))
        byline.author = author_in(line_of(analysis_.blocks()[i + 1]), true);
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

  // "Written by" as a whole block, whose next one is the name.
  bool is_label(std::size_t i) const {
    const auto words = analysis_.text().words_of(analysis_.blocks()[i]);
    return !words.empty() && words.size() <= 3 && words_of_byline(words) == words.size();
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
  std::optional<Found> author_in(const Line& line, bool said) {
    std::string_view rest = line.words;
    while (!rest.empty()) {
      std::size_t end = rest.size(), skip = 0;
      for (const std::string_view separator : kSeparators) {
        if (const std::size_t at = rest.find(separator); at < end) {
          end = at;
          skip = separator.size();
        }
      }
      const std::string_view stretch = text::trim(rest.substr(0, end));
      const std::string_view name = behind_byline(stretch);
      if (!name.empty() && (name.size() < stretch.size() || said) && is_called(name)) return part(line, name);
      rest.remove_prefix(std::min(end + skip, rest.size()));
      if (skip == 0) break;
    }
    return std::nullopt;
  }

  // What follows the words of a by-line; the whole where it starts with none.
  static std::string_view behind_byline(std::string_view stretch) {
    std::size_t words = words_of_byline(word_hashes(stretch));
    std::size_t at = 0;
    const auto in_word = [&] { return at < stretch.size() && !kBetween.contains(stretch[at]); };
    for (; words > 0; --words) {
      while (in_word()) ++at;
      while (at < stretch.size() && !in_word()) ++at;
    }
    // "ByAnn Berg", where only a margin stands between.
    if (at == 0 && stretch.size() > 3 && stretch.starts_with("By") && base::is_ascii_upper(stretch[2])) at = 2;
    return text::trim(stretch.substr(at));
  }

  // A person's name, or what a team or a house calls itself: a few words of which each starts with a capital letter.
  bool is_called(std::string_view words) {
    constexpr std::size_t kLongest = 60;  // bytes
    if (words.size() > kLongest || words.ends_with(':')) return false;
    if (page_.types->fit(record::Type::kPerson, words) != normalize::Fit::kNo) return true;
    const auto hashes = word_hashes(words);
    if (hashes.empty() || hashes.size() > 5 || phrase_sort(hashes) != 0) return false;
    bool starts = true;
    for (std::size_t at = 0; at < words.size();) {
      const text::CodePoint point = text::code_point_at(words, at);
      at += point.length;
      if (text::is_digit(point.value) || (starts && !text::is_upper(point.value))) return false;
      starts = point.value == ' ';
    }
    return true;
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
  std::size_t behind = count;
  while (behind > 0 && !kept[behind - 1]) --behind;
  if (!byline.author) {
    Byline other;
    reader.look(behind, std::min(behind + kBehind, count), kept, other);
    byline.author = std::move(other.author);
  }
  return byline;
}

}  // namespace thresh::automatic
