// What each line of a dump is, by its words alone: running text, a date, a by-line, a count, a button, a menu's entry …
//
// A line has marks (it may have several) and a key: lines with the same key are the same but for what differs from post
// to post (numbers, dates, names beside "by" or "wrote"). A key that comes again and again is a part of the skeleton
// that carries the posts. Long lines are running text, and nothing more is asked of them, so that the cost of a line is
// that of its first hundred bytes.
//
// Tested by tests/automatic/dump/lines_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "automatic/dump/tokens.h"
#include "text/dump.h"

namespace thresh::automatic {

enum LineMark : std::uint32_t {
  kProseLine = 1u << 0,    // running text
  kDateLine = 1u << 1,     // it holds a date
  kOnlyDate = 1u << 2,     // … and next to nothing else
  kByLine = 1u << 3,       // "Answered by …"
  kSaidLine = 1u << 4,     // "anna wrote"
  kActLine = 1u << 5,      // buttons of a post
  kVoteLine = 1u << 6,     // "12 people found this helpful"
  kNumberLine = 1u << 7,   // a number and nothing else
  kOrdinalLine = 1u << 8,  // "#3"
  kAcceptedLine = 1u << 9,
  kEditedLine = 1u << 10,
  kProfileLine = 1u << 11,  // of a user: "Joined", "Member", "3 posts"
  kExpandLine = 1u << 12,
  kTemplateLine = 1u << 13,  // a template that nobody filled in
  kRatingLine = 1u << 14,
  kAnswersHead = 1u << 15,   // "3 Answers"
  kRepliesHead = 1u << 16,   // "12 Replies"
  kCommentsHead = 1u << 17,  // "5 Comments"
  kRelatedHead = 1u << 18,
  kWriteHead = 1u << 19,
  kLegalLine = 1u << 20,
  kAccountLine = 1u << 21,
  kMenuLine = 1u << 22,
  kShareLine = 1u << 23,
  kPromoLine = 1u << 24,
  kNameLine = 1u << 25,      // it may be a name: few words, none of them known
  kRuleLine = 1u << 26,      // signs alone: "-----"
  kQuestionLine = 1u << 27,  // it ends in a question mark
  kSentenceEnd = 1u << 28,
  kCountedLine = 1u << 29,  // what a thread counts: "2k views"
  kQuoteLine = 1u << 30,    // "> …"
  kAskedLine = 1u << 31,    // it says who or when somebody asked or answered
};

// Marks of what is the page's own and no post's.
inline constexpr std::uint32_t kChromeLine =
    kActLine | kRelatedHead | kWriteHead | kLegalLine | kAccountLine | kMenuLine | kShareLine | kPromoLine;
// … of what stands around a post's text.
inline constexpr std::uint32_t kFrameLine = kChromeLine | kOnlyDate | kByLine | kVoteLine | kNumberLine | kOrdinalLine |
                                            kAcceptedLine | kEditedLine | kProfileLine | kExpandLine | kTemplateLine |
                                            kRatingLine | kAnswersHead | kRepliesHead | kCommentsHead | kRuleLine |
                                            kCountedLine;

struct LineFacts {
  std::uint32_t marks = 0;
  std::uint32_t key = 0;     // from 1; 0: it has none
  std::uint32_t weight = 0;  // bytes that count as running text
};

struct Lines {
  std::vector<LineFacts> facts;        // a row a line
  std::vector<std::uint32_t> repeats;  // by key: how many lines have it
};

inline constexpr std::size_t kLongestMarked = 120;  // bytes of a line that is looked at

// The lines of a dump. Linear.
Lines lines_of(std::span<const text::Line> lines);

// The marks of one line, and the hash that its key is made of (0: none). `tokens` holds its tokens where it is short.
struct Marked {
  std::uint32_t marks = 0;
  std::uint64_t hash = 0;
};
Marked mark_line(std::string_view line, Tokens& tokens);

}  // namespace thresh::automatic
