// See lines.h.
#include "automatic/dump/lines.h"
#include "automatic/thread/vote_line.h"

#include <algorithm>
#include <bit>

#include "automatic/dump/words.h"
#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kMostShortWords = 14;  // of a line that is no running text for its length
constexpr std::size_t kSentenceWords = 5;    // of a line with a full stop behind it
constexpr std::size_t kLabelWords = 9;       // from here on a line without one is running text, too
constexpr std::size_t kUnspacedProse = 24;   // code points of a line without spaces
constexpr std::size_t kMostNameWords = 4;
constexpr std::size_t kLongestName = 45;  // code points

bool ends_sentence(std::string_view line) {
  const char last = line.back();
  if (last == '.' || last == '!' || last == '?') return true;
  for (const std::string_view end : {"。", "！", "？", "…", ".\"", ".”", ".)", "!)", "?)"}) {
    if (line.ends_with(end)) return true;
  }
  return false;
}

bool is_question(std::string_view line) { return line.back() == '?' || line.ends_with("？") || line.ends_with("؟"); }

bool is_template(std::string_view line) {
  const auto between = [&](std::string_view open, std::string_view close) {
    return line.starts_with(open) && line.ends_with(close) && line.size() > open.size() + close.size();
  };
  return between("{{", "}}") || between("{%", "%}") || between("[[", "]]") || between("<%", "%>") || between("${", "}");
}

// What the tokens of a short line say together.
struct Sum {
  std::size_t words = 0;    // of which are
  std::size_t unknown = 0;  //   nothing that is known
  std::size_t numbers = 0;  // outside of dates
  std::size_t dated = 0;    // tokens of dates
  std::size_t glue = 0;     // words that dates have
  std::uint32_t kinds = 0;  // of all words outside of dates
  std::size_t date_numbers = 0;
  bool month_only = false;  // "July 2024"
};

Sum sum_of(const Tokens& tokens) {
  Sum sum;
  bool month = false;
  for (const Token& token : tokens) {
    if (token.date) {
      ++sum.dated;
      sum.date_numbers += token.kind == Token::kNumber ? 1 : 0;
      month = month || (token.kinds & kMonthWord) != 0;
      continue;
    }
    if (token.kind == Token::kNumber) {
      ++sum.numbers;
      continue;
    }
    ++sum.words;
    sum.unknown += token.kinds == 0 ? 1 : 0;
    sum.glue += (token.kinds & (kTimeWord | kAmountWord)) != 0 ? 1 : 0;
    sum.kinds |= token.kinds;
  }
  sum.month_only = month && sum.date_numbers == 1;
  return sum;
}

constexpr std::uint32_t kButtonWords =
    kActWord | kMenuWord | kShareWord | kAccountWord | kExpandWord | kCommentsWord | kRepliesWord;

// Whether every word is of one of the kinds, phrases as a whole.
bool all_are(const Tokens& tokens, std::uint32_t kinds) {
  bool any = false;
  for (const Token& token : tokens) {
    if (token.kind == Token::kNumber || token.date) continue;
    if ((token.kinds & kinds) == 0 && token.end - token.begin > 1) return false;
    any = any || (token.kinds & kinds) != 0;
  }
  return any;
}

bool starts_with(const Tokens& tokens, std::uint32_t kinds) {
  return tokens.size() > 0 && (tokens[0].kinds & kinds) != 0;
}

// "3 Answers", "Answers (3)", "Doctor Answers 14".
bool counts(const Tokens& tokens, const Sum& sum, std::uint32_t kind) {
  if (sum.numbers < 1 || sum.numbers > 2 || sum.dated > 0 || sum.words == 0 || sum.words > 4) return false;
  if ((sum.kinds & kind) == 0) return false;
  const bool first = tokens[0].kind == Token::kNumber, last = tokens[tokens.size() - 1].kind == Token::kNumber;
  const std::size_t beside = last ? tokens.size() - 2 : 1;
  return (first || last) && tokens.size() > 1 && (tokens[beside].kinds & kind) != 0;
}

// "2 thoughts on …", "3 doctor answers • 5 doctors weighed in": a count that other words follow.
bool counts_first(const Tokens& tokens, std::uint32_t kind) {
  if (tokens.size() < 3 || tokens[0].kind != Token::kNumber || tokens[0].date || (tokens[1].kinds & kind) == 0)
    return false;
  const std::size_t behind = 1 + std::max<std::size_t>(tokens[1].words, 1);
  if (behind >= tokens.size()) return false;
  const bool apart = tokens[behind].before == '*' || tokens[behind].before == '|';
  return apart || (kind == kCommentsWord && tokens[1].words > 1);
}

bool is_head(const Tokens& tokens, const Sum& sum, std::uint32_t kind) {
  return sum.numbers == 0 && sum.words > 0 && all_are(tokens, kind);
}

std::uint32_t marks_of_words(const Tokens& tokens, const Sum& sum) {
  std::uint32_t marks = 0;
  const std::size_t rest = sum.words - sum.glue;
  if (sum.dated > 0) marks |= kDateLine;
  if (sum.dated > 0 && rest <= 2 && sum.numbers <= 1) {
    const bool plain = sum.unknown == 0;
    if (plain) marks |= kOnlyDate;
  }
  const bool short_line = sum.words <= 8;
  if (short_line && starts_with(tokens, kByWord) && sum.unknown > 0 && sum.unknown <= 5) marks |= kByLine;
  if (short_line && (sum.kinds & kSaidWord) != 0 && sum.unknown > 0 && sum.unknown <= 5) marks |= kSaidLine;
  if (sum.words > 0 && sum.dated == 0 && all_are(tokens, kButtonWords) && (sum.kinds & kActWord) != 0)
    marks |= kActLine;
  if (short_line && (sum.kinds & kAskedWord) != 0 && (marks & (kByLine | kSaidLine | kDateLine)) != 0) {
    marks |= kAskedLine;
  }
  if ((sum.kinds & kVotesWord) != 0 && sum.numbers >= 1 && sum.unknown <= 1 && sum.words <= 9) marks |= kVoteLine;
  if ((sum.kinds & kStarsWord) != 0 && sum.numbers >= 1 && sum.words <= 8) marks |= kRatingLine;
  if (sum.words == 0 && sum.numbers == 1 && sum.dated == 0) marks |= kNumberLine;
  for (const Token& token : tokens) {
    if (token.kind == Token::kNumber && token.before == '#' && !token.date && sum.words <= 3) marks |= kOrdinalLine;
  }
  if (sum.words <= 5 && all_are(tokens, kAcceptedWord)) marks |= kAcceptedLine;
  if (short_line && starts_with(tokens, kEditedWord)) marks |= kEditedLine;
  if (short_line && all_are(tokens, kProfileWord | kRepliesWord | kAmountWord)) marks |= kProfileLine;
  if (short_line && starts_with(tokens, kProfileWord) && (sum.dated > 0 || sum.numbers > 0)) marks |= kProfileLine;
  if (is_head(tokens, sum, kExpandWord)) marks |= kExpandLine;
  if (counts(tokens, sum, kAnswersWord) || is_head(tokens, sum, kAnswersWord) || counts_first(tokens, kAnswersWord))
    marks |= kAnswersHead;
  if (counts(tokens, sum, kRepliesWord)) marks |= kRepliesHead;
  if (counts(tokens, sum, kCommentsWord) || is_head(tokens, sum, kCommentsWord) || counts_first(tokens, kCommentsWord))
    marks |= kCommentsHead;
  if (counts(tokens, sum, kCountedWord)) marks |= kCountedLine;
  if (short_line && starts_with(tokens, kRelatedWord) && sum.unknown <= 2 && sum.dated == 0) marks |= kRelatedHead;
  if (short_line && starts_with(tokens, kWriteWord) && sum.unknown <= 3) marks |= kWriteHead;
  if (starts_with(tokens, kLegalWord) || is_head(tokens, sum, kLegalWord)) marks |= kLegalLine;
  if (starts_with(tokens, kAccountWord) && sum.unknown <= 4) marks |= kAccountLine;
  if (all_are(tokens, kMenuWord)) marks |= kMenuLine;
  if (sum.words <= 5 && all_are(tokens, kShareWord | kActWord) && (sum.kinds & kShareWord) != 0) marks |= kShareLine;
  if (is_head(tokens, sum, kPromoWord)) marks |= kPromoLine;
  return marks;
}

bool may_be_name(std::string_view line, const Sum& sum, std::uint32_t marks) {
  constexpr std::uint32_t kOthers = kChromeLine | kNumberLine | kRatingLine | kAnswersHead | kRepliesHead |
                                    kCommentsHead | kTemplateLine | kSentenceEnd | kQuestionLine | kVoteLine;
  if ((marks & kOthers) != 0 || text::length(line) > kLongestName || sum.dated > 0) return false;
  if (sum.words == 0 || sum.words > kMostNameWords + 2 || sum.unknown == 0 || sum.unknown > kMostNameWords)
    return false;
  return line.find_first_of("/:;=<>{}\\") == std::string_view::npos;
}

// What a line is known by: known words as they are, what differs from post to post as its kind.
std::uint64_t key_hash(const Tokens& tokens, const Sum& sum, std::uint32_t marks) {
  constexpr std::uint64_t kNumber = 3, kDate = 5, kUnknown = 7, kInitial = 11, kMonth = 17;
  // What tells one kind of line from another; other words may be a part of a name.
  constexpr std::uint32_t kTelling = kByWord | kSaidWord | kActWord | kAnswersWord | kRepliesWord | kVotesWord |
                                     kAcceptedWord | kEditedWord | kProfileWord;
  const bool coarse = (marks & (kDateLine | kByLine | kSaidLine | kOrdinalLine | kEditedLine)) != 0;
  const bool edited = (marks & kEditedLine) != 0;  // by whom, and when, is not always said
  std::uint64_t hash = kHashStart, last = 0;
  for (const Token& token : tokens) {
    std::uint64_t part = token.hash;
    if (edited && (token.date || (token.kinds & kTelling) == 0)) continue;
    if (token.date) {
      part = sum.month_only ? kMonth : kDate;
    } else if (token.kind == Token::kNumber) {
      part = token.before == '#' ? kNumber + 10 : kNumber;
    } else if (coarse && (token.kinds & kTelling) == 0) {
      part = kUnknown;
    } else if (token.end - token.begin == 1 && tokens.size() > 1) {
      part = kInitial;
    }
    if ((part == kDate || part == kUnknown) && part == last) continue;
    last = part;
    hash = phrase_hash(hash, part * 0x9E3779B97F4A7C15u);
  }
  return tokens.size() == 0 && sum.words == 0 ? 0 : hash | 1;
}

// Numbers to hashes, in the order in which they come.
class Keys {
 public:
  explicit Keys(std::size_t most) : slots_(std::bit_ceil(most * 2 + 16)) {}

  std::uint32_t of(std::uint64_t hash) {
    for (std::size_t at = (hash * 0x9E3779B97F4A7C15u) >> 20;; ++at) {
      Slot& slot = slots_[at & (slots_.size() - 1)];
      if (slot.key != 0 && slot.hash != hash) continue;
      if (slot.key == 0) {
        slot = {hash, static_cast<std::uint32_t>(repeats.size())};
        repeats.push_back(0);
      }
      ++repeats[slot.key];
      return slot.key;
    }
  }

  std::vector<std::uint32_t> repeats = {0};

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t key = 0;
  };
  std::vector<Slot> slots_;
};

}  // namespace

Marked mark_line(std::string_view line, Tokens& tokens) {
  Marked marked;
  if (line.size() > kLongestMarked) {
    marked.marks = kProseLine | (is_question(line) ? kQuestionLine : 0u);
    return marked;
  }
  if (ends_sentence(line)) marked.marks |= kSentenceEnd;
  if (is_question(line)) marked.marks |= kQuestionLine;
  if (line.front() == '>' && line.size() > 1) {
    marked.marks |= kQuoteLine | kProseLine;
    return marked;
  }
  if (is_template(line)) {
    marked.marks |= kTemplateLine;
    marked.hash = word_hash(line);
    return marked;
  }
  if (!tokens.read(line) || tokens.size() > kMostShortWords) {
    marked.marks |= kProseLine;
    return marked;
  }
  if (tokens.size() == 0) {
    marked.marks |= kRuleLine;
    return marked;
  }
  tokens.look_up();
  const Sum sum = sum_of(tokens);
  marked.marks |= marks_of_words(tokens, sum);
  constexpr std::size_t kLongestVotes = 40;  // bytes of a line in other words for votes: "Gefällt mir (3)", "👍 4"
  if ((marked.marks & kVoteLine) == 0 && sum.numbers > 0 && sum.words <= 5 && sum.dated == 0 &&
      line.size() <= kLongestVotes && votes_in(line, false))
    marked.marks |= kVoteLine;
  if (may_be_name(line, sum, marked.marks)) marked.marks |= kNameLine;
  const bool beyond = (marked.marks & kFrameLine) == 0;
  const bool full = sum.words >= kLabelWords || (sum.words >= kSentenceWords && (marked.marks & kSentenceEnd) != 0) ||
                    (sum.words <= 4 && line.size() > kUnspacedProse * 3 && text::length(line) > kUnspacedProse &&
                     static_cast<unsigned char>(line.front()) >= 0xE0);
  if (beyond && full) marked.marks |= kProseLine;
  marked.hash = key_hash(tokens, sum, marked.marks);
  return marked;
}

Lines lines_of(std::span<const text::Line> lines) {
  Lines all;
  all.facts.resize(lines.size());
  const auto is_short = [](const text::Line& line) { return line.text.size() <= kLongestMarked; };
  Keys keys(static_cast<std::size_t>(std::ranges::count_if(lines, is_short)));
  Tokens tokens;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    LineFacts& facts = all.facts[i];
    const Marked marked = mark_line(lines[i].text, tokens);
    facts.marks = marked.marks;
    if (marked.hash != 0) facts.key = keys.of(marked.hash);
    const auto size = static_cast<std::uint32_t>(lines[i].text.size());
    facts.weight = (facts.marks & kProseLine) != 0 ? size : (facts.marks & kFrameLine) != 0 ? 0 : size / 2;
  }
  all.repeats = std::move(keys.repeats);
  return all;
}

}  // namespace thresh::automatic
