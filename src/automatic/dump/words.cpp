// See words.h. The table is filled from files of two forms: rows of kind and word, and rows of kind and words set apart
// by "|" (block_phrases.tsv).
#include "automatic/dump/words.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "automatic/dump/tokens.h"
#include "base/ascii.h"
#include "base/embedded.h"
#include "base/rows.h"
#include "normalize/fold.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using Kinds = std::span<const std::pair<std::string_view, std::uint32_t>>;

constexpr std::pair<std::string_view, std::uint32_t> kThread[] = {
    {"act", kActWord},       {"answers", kAnswersWord}, {"accepted", kAcceptedWord},
    {"edited", kEditedWord}, {"asked", kAskedWord},     {"joined", kProfileWord},
    {"helpful", kVotesWord}, {"expand", kExpandWord},   {"label", kProfileWord}};
constexpr std::pair<std::string_view, std::uint32_t> kDates[] = {
    {"month", kMonthWord}, {"weekday", kWeekdayWord}, {"of", kTimeWord},         {"tail", kTimeWord}, {"at", kTimeWord},
    {"clock", kTimeWord},  {"half", kTimeWord},       {"half_first", kTimeWord}, {"zone", kTimeWord}};
constexpr std::pair<std::string_view, std::uint32_t> kRelative[] = {
    {"unit", kUnitWord}, {"before", kBeforeWord}, {"after", kAgoWord}, {"named", kDayWord}, {"number", kAmountWord}};
constexpr std::pair<std::string_view, std::uint32_t> kNames[] = {{"byline", kByWord}, {"saying", kSaidWord}};
constexpr std::pair<std::string_view, std::uint32_t> kRatings[] = {{"unit", kStarsWord}};
constexpr std::pair<std::string_view, std::uint32_t> kBlocks[] = {
    {"related", kRelatedWord}, {"share", kShareWord}, {"subscribe", kPromoWord}, {"legal", kLegalWord},
    {"account", kAccountWord}, {"buy", kPromoWord},   {"navigation", kMenuWord}};
constexpr std::pair<std::string_view, std::uint32_t> kDump[] = {
    {"replies", kRepliesWord}, {"comments", kCommentsWord},
    {"counted", kCountedWord}, {"write", kWriteWord},
    {"act", kActWord},         {"menu", kMenuWord},
    {"profile", kProfileWord}, {"unit_ago", kUnitWord | kAgoWord},
    {"by", kByWord},           {"said", kSaidWord},
    {"votes", kVotesWord},     {"related", kRelatedWord},
    {"legal", kLegalWord},     {"account", kAccountWord},
    {"answers", kAnswersWord}, {"asked", kAskedWord},
    {"time", kTimeWord},       {"edited", kEditedWord},
    {"site", kSiteWord}};

constexpr char32_t kCurlyApostrophe = 0x2019;
constexpr char32_t kFoldedLetters = 0x600;  // scripts with capitals or diacritics that are dropped come before

// A letter beyond ASCII without case and diacritics; nothing of a mark that stands above another letter.
std::string_view folded_letter(char32_t c) {
  static const std::vector<std::string> kLetters = [] {
    std::vector<std::string> letters(kFoldedLetters);
    for (char32_t letter = 0x80; letter < kFoldedLetters; ++letter) {
      if (letter >= 0x300 && letter <= 0x36F) continue;
      std::string word;
      text::append_utf8(word, letter);
      letters[letter] = text::fold(word);
    }
    return letters;
  }();
  return kLetters[c];
}

class Table {
 public:
  Table() : slots_(kSlots) {
    load("data/thread_words.tsv", kThread);
    load("data/date_words.tsv", kDates);
    load("data/relative_date_words.tsv", kRelative);
    load("data/name_words.tsv", kNames, 2);  // "text", "name": too common where they stand alone
    load("data/rating_words.tsv", kRatings);
    load("data/block_phrases.tsv", kBlocks);
    load("data/dump_words.tsv", kDump);
  }

  const KnownWord* find(std::uint64_t hash) const {
    for (std::size_t at = hash >> kShift;; at = (at + 1) % kSlots) {
      const KnownWord& slot = slots_[at];
      if (slot.hash == hash) return &slot;
      if (slot.hash == 0) return nullptr;
    }
  }

 private:
  static constexpr std::size_t kSlots = std::size_t{1} << 14;
  static constexpr int kShift = 64 - 14;

  KnownWord& slot_of(std::uint64_t hash) {
    std::size_t at = hash >> kShift;
    while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) % kSlots;
    slots_[at].hash = hash;
    return slots_[at];
  }

  // The phrases of a table that have at least `least` words.
  void load(std::string_view path, Kinds kinds, std::uint32_t least = 1) {
    base::for_each_row(base::embedded(path), [&](std::string_view row) {
      const std::string_view kind = base::take_column(row);
      const auto known = std::ranges::find(kinds, kind, &Kinds::value_type::first);
      if (known == kinds.end()) return;
      std::string_view words = base::take_column(row);
      while (!words.empty()) {
        const std::size_t end = std::min(words.find('|'), words.size());
        add(words.substr(0, end), known->second, least);
        words.remove_prefix(std::min(end + 1, words.size()));
      }
    });
  }

  void add(std::string_view phrase, std::uint32_t kinds, std::uint32_t least) {
    Tokens tokens;
    tokens.read(phrase);
    std::uint64_t hash = 0, first = 0;
    std::uint32_t count = 0;
    for (const Token& token : tokens) {
      if (token.kind != Token::kWord || ++count > kMostPhraseWords) return;
      hash = count == 1 ? token.hash : phrase_hash(hash, token.hash);
      if (count == 1) first = token.hash;
    }
    if (count < least) return;
    slot_of(hash).kinds |= kinds;
    KnownWord& start = slot_of(first);
    start.most_words = std::max(start.most_words, count);
  }

  std::vector<KnownWord> slots_;
};

}  // namespace

std::uint64_t word_hash(std::string_view word) {
  std::uint64_t hash = kHashStart;
  for (std::size_t at = 0; at < word.size();) {
    if (static_cast<unsigned char>(word[at]) < 0x80) {
      hash = hash_on(hash, base::ascii_lower(word[at++]));
      continue;
    }
    const auto [c, size] = text::code_point_at(word, at);
    if (c == kCurlyApostrophe) {
      hash = hash_on(hash, '\'');
    } else if (c < kFoldedLetters) {
      for (const char letter : folded_letter(c)) hash = hash_on(hash, letter);
    } else {
      for (std::size_t i = at; i < at + size; ++i) hash = hash_on(hash, word[i]);
    }
    at += size;
  }
  return finished_hash(hash);
}

bool is_disclaimer(std::string_view text) {
  static const std::vector<std::string> kPhrases = [] {
    std::vector<std::string> phrases;
    base::for_each_row(base::embedded("data/dump_words.tsv"), [&](std::string_view row) {
      if (base::take_column(row) == "disclaimer") phrases.push_back(normalize::folded(base::take_column(row)));
    });
    return phrases;
  }();
  constexpr std::size_t kLongest = 1000;  // bytes
  if (text.size() > kLongest) return false;
  const std::string folded = normalize::folded(text);
  const auto is_in = [&](const std::string& phrase) { return folded.find(phrase) != std::string::npos; };
  return std::ranges::count_if(kPhrases, is_in) >= 2;
}

const KnownWord* known_word(std::uint64_t hash) {
  static const Table kTable;
  return kTable.find(hash);
}

}  // namespace thresh::automatic
