// What stands between the texts of posts, read: who wrote each, when, how many votes it has, its headline.
//
// A part is told by where it stands, which is the same for all posts: beside which line of the skeleton ("the line
// above the date"), or inside of which ("answered by …"). Each such place is a proposal, the posts vote, and the best
// wins. Whether it belongs to the text above or below is told by the two ends: what stands before the first text and
// not behind the last leads. Lines that tell of the author (cards.h) go before that.
//
// Tested by tests/automatic/dump/parts_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "automatic/dump/cards.h"
#include "automatic/dump/lines.h"
#include "automatic/dump/segments.h"
#include "extract/type_reader.h"
#include "text/dump.h"

namespace thresh::automatic {

struct DumpPost {
  LineRange body;
  LinePart headline, author, date, votes, rating, accepted;
  Practice practice;  // of the author
};

struct DumpParts {
  std::vector<DumpPost> posts;
  double authors = 0, dates = 0, votes = 0;  // shares of the posts that have one
  double sorted = 0;                         // share of posts whose date is not before that of the one above
  bool asked = false;                        // lines say who asked and who answered
};

DumpParts parts_of(std::span<const text::Line> dump, const Lines& lines, const Segments& segments,
                   extract::TypeReader& types);

// A line without the number that a text browser gives its first link: "[10]anna".
std::string_view without_link_number(std::string_view line);

// The name that a line says: all of it, or what stands beside "by", "wrote" or a date. Empty where it says none.
std::string_view name_in(std::string_view line, std::uint32_t marks);

// The date that a line says; empty where it says none that can be read.
std::string_view date_in(std::string_view line);

}  // namespace thresh::automatic
