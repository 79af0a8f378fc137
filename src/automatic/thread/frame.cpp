// See frame.h.
#include "automatic/thread/frame.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "automatic/thread/cards.h"
#include "automatic/thread/dates.h"
#include "automatic/thread/name_hash.h"
#include "automatic/thread/turns.h"
#include "automatic/thread/votes.h"
#include "automatic/thread/words.h"
#include "base/ascii.h"
#include "clean/artifact.h"
#include "extract/type_reader.h"
#include "normalize/fold.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::size_t kLinesAbove = 6;  // of a body that may be its frame
constexpr std::size_t kLinesBelow = 4;
constexpr std::size_t kLongestLine = 120;  // bytes of a line of a frame
constexpr std::size_t kLongestRest = 48;   // bytes of a by-line beside its date
constexpr std::size_t kLongestName = 80;   // bytes of a line that may be a name
constexpr std::ptrdiff_t kMostWords = 8;   // of a line that is no sentence
constexpr double kMost = 0.6;              // of the posts
constexpr double kSome = 0.3;              // of the posts, where the line says itself what it is
constexpr std::size_t kEnoughPosts = 3;    // that can show that they say the same

struct Line {
  std::vector<NodeId> texts;
  std::string words;         // empty: too long
  std::uint64_t masked = 0;  // its words without numbers
  bool dated = false;        // little but a date
  bool said = false;         // buttons, votes, what a template left
};

// The lines of one body, at most the first and the last that may be its frame.
struct Lines {
  std::vector<Line> above, below;  // below: the last first
  std::size_t count = 0;           // of all
  std::size_t card = 0;            // how many of the first are the card of who wrote
};

class Reader {
 public:
  explicit Reader(const Survey& survey) : survey_(survey), document_(survey.document()) {}

  Lines lines_of(const Post& post) const {
    std::vector<std::vector<NodeId>> all = texts_of(post);
    Lines lines;
    const std::vector<NodeId> avatar = take_avatar(all);
    lines.count = all.size();
    for (std::size_t i = 0; i < std::min(all.size(), kLinesAbove); ++i) lines.above.push_back(read(all[i]));
    if (!all.empty()) {
      Line& first = lines.above.front();
      if (!first.dated && !first.said) lines.card = lines_of_card(lines.above);
      first.texts.insert(first.texts.begin(), avatar.begin(), avatar.end());
    }
    for (std::size_t i = 0; i < std::min(all.size(), kLinesBelow); ++i)
      lines.below.push_back(read(all[all.size() - 1 - i]));
    return lines;
  }

 private:
  // The texts of each line: those of one block, as far as nothing breaks it.
  std::vector<std::vector<NodeId>> texts_of(const Post& post) const {
    std::vector<std::vector<NodeId>> lines;
    NodeId block = html::kNoNode;
    auto inner = post.item.inner.begin();
    for (const NodeId body : post.body) {
      const NodeId end = document_.node(body).end;
      for (NodeId id = body; id < end;) {
        while (inner != post.item.inner.end() && inner->end <= id) ++inner;
        const bool is_inner = inner != post.item.inner.end() && inner->contains(id);
        if (survey_.hidden(id) || is_inner) {
          id = is_inner ? inner->end : document_.node(id).end;
          block = html::kNoNode;
          continue;
        }
        const Name name = document_.node(id).name;
        if (name == Name::kBr || name == Name::kHr) block = html::kNoNode;
        if (document_.is_text(id) && !text::trim(document_.text(id)).empty()) {
          if (survey_.block(id) != block) lines.emplace_back();
          block = survey_.block(id);
          lines.back().push_back(id);
        }
        ++id;
      }
    }
    return lines;
  }

  Line read(const std::vector<NodeId>& texts) const {
    Line line{.texts = texts, .words = {}};
    bool acts = true;
    NodeId before = html::kNoNode;
    for (const NodeId id : texts) {
      // "<b>anna</b><i>3 May</i>", which a style sets apart, holds a date.
      if (before != html::kNoNode && document_.parent(id) != document_.parent(before)) line.words += ' ';
      before = id;
      line.words += document_.text(id);
      if (line.words.size() > kLongestLine * 4) return {.texts = texts, .words = {}};
      acts = acts && is_act(id);
    }
    line.words = text::collapse_spaces(line.words);
    if (line.words.size() > kLongestLine) line.words.clear();
    if (line.words.empty()) return line;
    line.masked = hash_of_name(line.words);
    const bool digit = std::ranges::any_of(line.words, base::is_ascii_digit);
    const auto date = digit ? date_words(line.words) : std::nullopt;
    line.dated = date && line.words.size() - date->size() <= kLongestRest &&
                 !starts_with_word(thread_words().edited, line.words);
    line.said = acts || (!line.dated && votes_in(line.words, false).has_value()) ||
                (clean::may_hold_artifact(line.words) && clean::template_line(line.words));
    return line;
  }

  // Takes off a first line that is the letter which the next begins with: a picture of who wrote, drawn by a style.
  std::vector<NodeId> take_avatar(std::vector<std::vector<NodeId>>& lines) const {
    if (lines.size() < 2 || lines.front().size() != 1) return {};
    const std::string_view letter = text::trim(document_.text(lines.front().front()));
    const std::string_view next = text::trim(document_.text(lines[1].front()));
    if (text::length(letter) != 1 || !next.starts_with(letter) || next.size() == letter.size()) return {};
    std::vector<NodeId> avatar = std::move(lines.front());
    lines.erase(lines.begin());
    return avatar;
  }

  // How many lines a card takes: one, or more where each says one thing.
  std::size_t lines_of_card(const std::vector<Line>& lines) const {
    constexpr std::size_t kMostLines = 4;
    const std::string_view first = lines.front().words;
    if (first.empty() || std::ranges::count(first, ' ') > kMostWords * 2 || first.ends_with('.')) return 0;
    if (is_card(lines.front())) return 1;
    std::vector<std::string_view> parts;
    for (const Line& line : lines) {
      if (line.words.empty() || line.dated || line.said || parts.size() == kMostLines) break;
      parts.push_back(line.words);
    }
    for (std::size_t count = parts.size(); count > 1; --count) {
      if (are_card_parts(survey_, std::span(parts).first(count))) return count;
    }
    return 0;
  }

  bool is_card(const Line& line) const {
    if (line.words.empty()) return false;
    std::vector<std::string_view> parts;
    for (const NodeId id : line.texts) parts.push_back(text::trim(document_.text(id)));
    return is_card_line(survey_, line.words) || are_card_parts(survey_, parts);
  }

  // Whether a text is that of a button, or a sign between two of them.
  bool is_act(NodeId id) const {
    const std::string_view words = text::trim(document_.text(id));
    const bool sign = std::ranges::none_of(
        words, [](char c) { return base::is_ascii_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80; });
    return sign || words == "·" || words == "•" || is_word(thread_words().act, words);
  }

  const Survey& survey_;
  const html::Document& document_;
};

// What the lines of all bodies say together.
class Vote {
 public:
  explicit Vote(const std::vector<Lines>& all) {
    for (const Lines& lines : all) {
      if (lines.count == 0) continue;
      ++voters_;
      const std::size_t by_line = first_dated(lines.above);
      dated_ += by_line < lines.above.size();
      dated_below_ += !lines.below.empty() && first_dated(lines.below) < lines.below.size();
      count(lines.above, above_);
      count(lines.below, below_);
      if (lines.count < 2) continue;  // "Thanks!" is no button
      cards_ += lines.card > 0;
      said_above_ += lines.above.front().said;
      said_below_ += lines.below.front().said;
    }
  }

  // How many of the first lines of a body are its frame.
  std::size_t above(const Lines& lines) const {
    std::size_t end = 0;
    if (is_most(dated_)) {
      const std::size_t at = first_dated(lines.above);
      if (at < lines.above.size()) end = at + 1;
    }
    if (end == 0 && is_most(cards_)) end = lines.card;
    const std::size_t said = is_most(said_above_) ? said_above_ : 0;
    while (end < lines.above.size() && goes(lines.above[end], above_, said)) ++end;
    return end;
  }
  // How many of the last.
  std::size_t below(const Lines& lines) const {
    std::size_t end = 0;
    const std::size_t at = is_most(dated_below_) && !is_most(dated_) ? first_dated(lines.below) : lines.below.size();
    while (end < lines.below.size() && (goes(lines.below[end], below_, said_below_) || end == at)) ++end;
    return end;
  }

 private:
  using Counts = std::unordered_map<std::uint64_t, std::size_t>;

  bool is_most(std::size_t count) const { return count >= 2 && static_cast<double>(count) >= kMost * voters_; }

  // The by-line: short lines stand before it, if any.
  static std::size_t first_dated(const std::vector<Line>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].dated) return i;
      if (lines[i].words.empty() || lines[i].words.size() > kLongestRest) break;
    }
    return lines.size();
  }

  static void count(const std::vector<Line>& lines, Counts& counts) {
    std::vector<std::uint64_t> seen;
    for (const Line& line : lines) {
      if (line.masked == 0 || std::ranges::find(seen, line.masked) != seen.end()) continue;
      seen.push_back(line.masked);
      ++counts[line.masked];
    }
  }

  bool goes(const Line& line, const Counts& counts, std::size_t said) const {
    if (line.said && said >= 2 && static_cast<double>(said) >= kSome * voters_) return true;
    const auto same = counts.find(line.masked);
    // Two posts that end in the same words on who was helped have not written them.
    if (line.masked == 0 || same == counts.end() || !is_most(same->second)) return false;
    return same->second >= kEnoughPosts || (same->second == 2 && holds_word(thread_words().pleased, line.words));
  }

  double voters_ = 0;
  std::size_t dated_ = 0, dated_below_ = 0, said_above_ = 0, said_below_ = 0, cards_ = 0;
  Counts above_, below_;
};

// The frame of a post that no other is made like: its own lines tell it. Short lines that are no sentences, of which
// one is surely none of what was written: the page's title, a label, a date, a button, the name of a person.
class Alone {
 public:
  Alone(const Survey& survey, NodeId title) : survey_(survey) {
    if (title != html::kNoNode) title_ = normalize::folded(survey.short_text(title, kLongestLine));
  }

  std::size_t above(const Lines& lines) const {
    std::size_t end = 0;
    bool sure = false;
    for (const Line& line : lines.above) {
      const bool tells = tells_frame(line);
      if (!tells && !is_short(line)) break;
      sure = sure || tells;
      ++end;
    }
    return sure ? end : 0;
  }

  static std::size_t below(const Lines& lines) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < lines.below.size(); ++i) {
      const Line& line = lines.below[i];
      const bool counts = end > 0 && is_short(line) && std::ranges::any_of(line.words, base::is_ascii_digit);
      if (line.dated || line.said || counts) {
        end = i + 1;
      } else if (!is_short(line)) {
        break;
      }
    }
    return end;
  }

 private:
  static bool is_short(const Line& line) {
    const std::string_view words = line.words;
    if (words.empty() || text::length(words) > kLongestRest || std::ranges::count(words, ' ') >= kMostWords)
      return false;
    const char32_t last = text::code_point_before(words, words.size()).value;
    return !std::u32string_view(U".!?,;:…。！？，：؟،").contains(last);
  }

  bool tells_frame(const Line& line) const {
    if (line.words.empty()) return false;
    if (line.dated || line.said || is_turn_label(line.words)) return true;
    if (!title_.empty() && normalize::folded(line.words) == title_) return true;
    const bool linked = std::ranges::all_of(line.texts, [&](NodeId id) { return survey_.in_link(id); });
    if (line.words.size() > kLongestName) return false;
    const normalize::Fit person = survey_.page().types->fit(record::Type::kPerson, line.words);
    return person == normalize::Fit::kSure || (linked && person == normalize::Fit::kUnsure);
  }

  const Survey& survey_;
  std::string title_;
};

// The subtrees that are the texts of a line, as large as they hold nothing else, and no body.
void take(const Survey& survey, const Line& line, const std::vector<NodeId>& body, std::vector<NodeId>& frame) {
  const html::Document& document = survey.document();
  const Stretch all{line.texts.front(), line.texts.back() + 1};
  for (const NodeId text : line.texts) {
    if (!frame.empty() && document.contains(frame.back(), text)) continue;
    NodeId top = text;
    for (NodeId id = document.parent(text); !std::ranges::binary_search(body, top); id = document.parent(id)) {
      const Stretch here{std::max(id, all.begin), std::min(document.node(id).end, all.end)};
      if (std::ranges::binary_search(body, id)) break;
      if (survey.sum(Survey::kLetters, here) != survey.sum(Survey::kLetters, id)) break;
      top = id;
    }
    frame.push_back(top);
  }
}

}  // namespace

void find_frames(const Survey& survey, NodeId title, std::vector<Post>& posts) {
  const Reader reader(survey);
  const Alone alone(survey, title);
  std::vector<Lines> all;
  for (const Post& post : posts) all.push_back(reader.lines_of(post));
  const Vote vote(all);
  for (std::size_t i = 0; i < posts.size(); ++i) {
    std::size_t above = vote.above(all[i]);
    std::size_t below = vote.below(all[i]);
    if (is_alone(posts, i)) {
      above = std::max(above, alone.above(all[i]));
      below = std::max(below, Alone::below(all[i]));
    }
    if (above < all[i].count && above + below >= all[i].count) above = 0;
    if (above == 0 && below == all[i].count && below > 1) --below;
    std::vector<NodeId>& frame = posts[i].frame;
    frame.clear();
    if (above + below >= all[i].count) continue;
    for (std::size_t line = 0; line < above; ++line) take(survey, all[i].above[line], posts[i].body, frame);
    for (std::size_t line = below; line-- > 0;) take(survey, all[i].below[line], posts[i].body, frame);
  }
}

}  // namespace thresh::automatic
