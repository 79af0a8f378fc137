// What speaks for and against a line of a dump being its title, as numbers, and what they are worth together.
//
// Tested by tests/automatic/dump/title_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "automatic/dump/lines.h"
#include "text/dump.h"

namespace thresh::automatic {

enum class TitleEvidence : std::uint8_t {
  kWords,        // how many it has, up to eight
  kLong,         // 1: it is longer than lines of a menu are
  kAsks,         // 1: it ends in a question mark
  kTwice,        // 1: it stands there twice or a few times more
  kFirstOfText,  // 1: it is the first line, and text, a date or who wrote it comes next
  kGapAbove,     // 1: a blank line stands above it
  kGapBelow,     // … and below
  kAlone,        // … and both
  kWhoNext,      // 1: a date or who wrote it is one of the next three lines
  kWhoNear,      // … of the next eight
  kTextBelow,    // how much of the lines below it is running text
  kTextAbove,    // … and above it
  kShared,       // share of its words that the text has, too
  kSharedWords,  // … and how many these are, up to four
  kSentence,     // 1: it ends as a sentence
  kSentences,    // 1: a sentence ends in it
  kMarked,       // 1: Markdown makes it a heading
  kCode,         // 1: it has signs of code
  kNumbers,      // 1: it has many numbers
  kDate,         // 1: it holds a date
  kOpenEnd,      // 1: it ends in a colon or a comma
  kSmall,        // 1: it starts with a small letter
  kSite,         // 1: it reads like a forum's name
  kPath,         // 1: it is a path to a page
  kInside,       // 1: another line has it at its end, at its start or in quotes
  kSize,
};
using TitleEvidences = std::array<double, static_cast<std::size_t>(TitleEvidence::kSize)>;

double title_worth(const TitleEvidences& evidences);

// The evidences of the lines above line `end`, where the text begins.
class TitleWitness {
 public:
  TitleWitness(std::span<const text::Line> dump, const Lines& lines, std::uint32_t end);

  // Whether it may be the title at all.
  bool may_be(std::uint32_t line) const;
  // Whether it is long, or holds more than a sentence.
  bool is_paragraph(std::uint32_t line) const;
  TitleEvidences evidences_of(std::uint32_t line) const;  // all but kInside
  // Whether another line near the text says the words of this one, and more: a path, a reply's subject.
  bool is_inside_another(std::uint32_t line) const;

 private:
  using WordCounts = std::unordered_map<std::uint64_t, std::uint32_t>;

  bool has(std::uint32_t line, std::uint32_t marks) const { return (lines_.facts[line].marks & marks) != 0; }
  double text_in(std::uint32_t from, std::uint32_t to) const;
  void read_words();
  void share_words(std::uint32_t line, TitleEvidences& all) const;

  std::span<const text::Line> dump_;
  const Lines& lines_;
  std::uint32_t end_;
  std::uint32_t text_begin_ = 0, text_end_ = 0;             // lines that words_ are of
  std::vector<std::uint64_t> text_;                         // running text before each line
  std::unordered_map<std::uint32_t, std::uint32_t> above_;  // by key: how many lines above the text have it
  WordCounts words_;                                        // of the text: in how many lines each is
};

}  // namespace thresh::automatic
