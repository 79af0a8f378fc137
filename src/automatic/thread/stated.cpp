// See stated.h.
#include "automatic/thread/stated.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "automatic/headings.h"
#include "automatic/thread/signs.h"
#include "automatic/thread/words.h"
#include "base/ascii.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::NodeId;

constexpr std::size_t kLongest = 48;    // bytes of a statement
constexpr NodeId kMostBelow = 120;      // nodes below the posts that may hold it
constexpr std::size_t kMostFound = 16;  // that are weighed

constexpr std::array<std::string_view, 6> kSigns = {"·", "•", "：", "・", "（", "）"};

std::string_view without_signs(std::string_view text) {
  const auto is_sign = [](char c) { return static_cast<unsigned char>(c) < 0x80 && !base::is_ascii_alphanumeric(c); };
  return stripped_of(text, is_sign, is_sign, kSigns);
}

// What a word counts.
std::optional<Counted> counted_by(std::string_view word) {
  const std::array<std::pair<const normalize::Lexicon*, Counted>, 4> kinds = {
      {{&thread_words().answers, Counted::kAnswers},
       {&thread_words().replies, Counted::kReplies},
       {&thread_words().comments, Counted::kComments},
       {&thread_words().messages, Counted::kPosts}}};
  for (const auto& [words, what] : kinds) {
    if (is_word(*words, word)) return what;
  }
  return std::nullopt;
}

// The first word before what is commented on: "thoughts on “A leaking kettle”".
std::string_view before_quote(std::string_view words) {
  constexpr std::array<std::string_view, 6> kQuotes = {"\u201c", "\u201e", "\u00ab", "\u300c", "\"", "\u2018"};
  const bool quotes = std::ranges::any_of(kQuotes, [&](std::string_view sign) { return words.contains(sign); });
  return quotes ? words.substr(0, words.find(' ')) : words;
}

bool may_stand_before(std::string_view word) { return word.empty() || is_word(thread_words().whole, word); }

bool may_stand_behind(std::string_view word) { return word.empty() || is_word(thread_words().measure, word); }

// What is surely the posts' own, and none of the page's lines, in page order: their elements; of one that stands apart,
// its body.
std::vector<Stretch> insides(const html::Document& document, const std::vector<Post>& posts) {
  std::vector<Stretch> out;
  const auto add = [&](NodeId node) { out.push_back({node, document.node(node).end}); };
  for (const Post& post : posts) {
    if (post.item.root != html::kNoNode) {
      add(post.item.root);
    } else {
      std::ranges::for_each(post.body, add);
    }
  }
  std::ranges::sort(out, {}, &Stretch::begin);
  return out;
}

class Search {
 public:
  Search(const Survey& survey, const std::vector<Post>& posts) : survey_(survey), posts_(posts) {}

  void through(NodeId begin, NodeId end) {
    const html::Document& document = survey_.document();
    const std::vector<Stretch> inside = insides(document, posts_);
    std::size_t next = 0;
    for (NodeId id = begin; id < std::min(end, document.size()) && found_.size() < kMostFound; ++id) {
      for (; next < inside.size() && inside[next].begin <= id; ++next) id = std::max(id, inside[next].end);
      if (id >= document.size() || !document.is_text(id) || survey_.hidden(id)) continue;
      if (document.text(id).size() <= 2 * kLongest) read(id);
    }
  }

  // The last that fits; else the last that counts what such a page would count.
  std::optional<Stated> best() const {
    const Stated* best = nullptr;
    for (const Stated& one : found_) {
      if (best == nullptr || fits(one, posts_) || !fits(*best, posts_)) best = &one;
    }
    return best == nullptr ? std::nullopt : std::optional(*best);
  }

 private:
  // The smallest element around a text that states something, up to its block.
  void read(NodeId text) {
    const html::Document& document = survey_.document();
    const NodeId block = survey_.block(text);
    if (!survey_.holds_digit(block)) return;
    for (NodeId id = text;; id = document.parent(id)) {
      if (id != text && id == last_) return;  // its other part was read before
      const std::string words = survey_.short_text(id, kLongest);
      if (words.empty()) return;
      if (const auto said = said_in(words)) {
        last_ = id;
        found_.push_back({{said->what, said->number}, {.node = id, .words = std::string(said->digits)}, heads(id)});
        return;
      }
      if (id == block || id == document.body()) return;
    }
  }

  bool heads(NodeId id) const {
    const html::Document& document = survey_.document();
    const auto is_heading = [&](NodeId node) {
      return node != html::kNoNode && heading_level(document.node(node).name) > 0;
    };
    return is_heading(id) || is_heading(document.parent(id)) || is_heading(survey_.block(id)) || stands_above(id);
  }

  // Whether it is all of its block, no link, and nothing that is read stands between it and a post that follows others.
  bool stands_above(NodeId id) const {
    const html::Document& document = survey_.document();
    const NodeId block = survey_.block(id);
    const auto letters = [&](NodeId node) { return survey_.sum(Survey::kLetters, node); };
    if (posts_.size() < 2 || letters(block) != letters(id) || survey_.sum(Survey::kLinked, block) > 0) return false;
    const NodeId end = document.node(block).end, next = posts_[1].item.stretch.begin;
    return block >= posts_[0].item.stretch.begin && end <= next && survey_.sum(Survey::kProse, Stretch{end, next}) == 0;
  }

  const Survey& survey_;
  const std::vector<Post>& posts_;
  NodeId last_ = html::kNoNode;
  std::vector<Stated> found_;
};

}  // namespace

std::optional<Statement> said_in(std::string_view text) {
  // "2 answers • 5 doctors agree"
  for (const std::string_view sign : {" \u2022 ", " \u00b7 ", " | "}) {
    const std::size_t at = text.size() > kLongest ? std::string_view::npos : text.find(sign);
    if (at != std::string_view::npos) return said_in(text.substr(0, at));
  }
  text = text::trim(text);
  constexpr std::size_t kLongestQuote = 240;  // bytes with what is commented on
  if (text.empty() || text.size() > kLongestQuote) return std::nullopt;
  if (text.size() > kLongest && before_quote(text) == text) return std::nullopt;
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string_view::npos) return std::nullopt;
  std::size_t end = begin;
  const auto is_digit = [&](std::size_t at) { return at < text.size() && base::is_ascii_digit(text[at]); };
  const auto joins = [](char c) { return c == '.' || c == ',' || c == '\''; };
  while (is_digit(end) || (end < text.size() && joins(text[end]) && is_digit(end + 1))) ++end;
  const std::string_view before = without_signs(text.substr(0, begin)), behind = without_signs(text.substr(end));
  auto what = may_stand_before(before) ? counted_by(before_quote(behind)) : std::nullopt;
  if (!what && may_stand_behind(behind)) what = counted_by(before);
  if (!what) return std::nullopt;
  const std::string_view digits = text.substr(begin, end - begin);
  const auto number = normalize::count(digits);
  if (!number) return std::nullopt;
  return Statement{*what, number->value, digits};
}

bool fits(const Statement& said, const std::vector<Post>& posts) {
  const auto found = static_cast<std::int64_t>(posts.size());
  const std::int64_t behind = found - 1;
  return said.number > 0 && (said.number == found || said.number == behind);
}

std::optional<Stated> find_stated(const Survey& survey, const std::vector<Post>& posts, NodeId begin) {
  if (posts.empty()) return std::nullopt;
  const NodeId first = posts.front().item.stretch.begin, last = posts.back().item.stretch.end;
  Search search(survey, posts);
  search.through(std::min(begin, first), last + kMostBelow);
  return search.best();
}

}  // namespace thresh::automatic
