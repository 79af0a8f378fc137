// The words that lines of a dump are told by: names of months and units of time, "by" and "wrote", what buttons say,
// what heads answers, menus and footers, in the languages of the vocabularies.
//
// One table of all of them, made of the vocabularies in data/ the first time that it is needed. A word is known by the
// hash of its folded letters, a phrase by the hashes of its words, so that a line costs one look-up a word.
//
// Tested by tests/automatic/dump/lines_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace thresh::automatic {

// What a word or phrase may be; a set of them is a number.
enum WordKind : std::uint32_t {
  kMonthWord = 1u << 0,
  kWeekdayWord = 1u << 1,
  kUnitWord = 1u << 2,       // "days"
  kAgoWord = 1u << 3,        // behind an amount of time
  kBeforeWord = 1u << 4,     // before one: "vor"
  kDayWord = 1u << 5,        // a date by itself: "yesterday"
  kTimeWord = 1u << 6,       // in and behind dates: "at", "of", "pm", "Uhr"
  kAmountWord = 1u << 7,     // "a", "two"
  kByWord = 1u << 8,         // before a name
  kSaidWord = 1u << 9,       // behind a name: "wrote"
  kActWord = 1u << 10,       // a button of a post
  kAnswersWord = 1u << 11,   // heads answers, or counts them
  kRepliesWord = 1u << 12,   // … posts
  kCommentsWord = 1u << 13,  // … comments
  kVotesWord = 1u << 14,     // beside a count of votes
  kAcceptedWord = 1u << 15,
  kEditedWord = 1u << 16,
  kProfileWord = 1u << 17,  // of a user: "Joined", "Location", "Member"
  kExpandWord = 1u << 18,
  kRelatedWord = 1u << 19,  // heads a list of other pages
  kLegalWord = 1u << 20,    // of a footer
  kAccountWord = 1u << 21,  // "Log in"
  kMenuWord = 1u << 22,     // "Home", "Skip to content"
  kShareWord = 1u << 23,
  kPromoWord = 1u << 24,    // newsletters and shops
  kCountedWord = 1u << 25,  // what a thread counts beside posts: "views"
  kWriteWord = 1u << 26,    // heads a form: "Your Answer", "Leave a comment"
  kStarsWord = 1u << 27,    // of ratings
  kSiteWord = 1u << 29,     // of a site's name: "Forum", "Community"
  kAskedWord = 1u << 28,    // who asked or answered: "answered by"
};

inline constexpr std::size_t kMostPhraseWords = 10;

struct KnownWord {
  std::uint64_t hash = 0;
  std::uint32_t kinds = 0;       // 0: it only begins phrases
  std::uint32_t most_words = 1;  // of the longest phrase that begins with it
};

// The hash of a word, folded: letter case and diacritics aside.
std::uint64_t word_hash(std::string_view word);

// Of a phrase: its words' hashes, one after another.
inline std::uint64_t phrase_hash(std::uint64_t before, std::uint64_t word) {
  return (before ^ (word >> 7) ^ word) * 0x9E3779B97F4A7C15u;
}

// Whether a text disclaims liability: at least two phrases of such notices are in it.
bool is_disclaimer(std::string_view text);

// What is known of the hash of a word or a phrase; null where nothing is.
const KnownWord* known_word(std::uint64_t hash);

}  // namespace thresh::automatic
