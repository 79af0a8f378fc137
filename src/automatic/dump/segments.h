// A dump cut into posts by a marker: which lines are the text of each, and which stand between.
//
// Between two markers the text of a post stands, and around it what the page writes to every post: the frame, lines
// whose keys most pieces have. The longest stretch without them is the text of a piece, and the keys that most pieces
// have around it tell where the others' text begins and ends, which may have lines of the frame in it (a quote). What
// lies before the first marker or behind the last is a post where the same keys are there.
//
// Tested by tests/automatic/dump/segments_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "automatic/dump/lines.h"
#include "automatic/dump/skeleton.h"
#include "text/dump.h"

namespace thresh::automatic {

struct LineRange {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
};

struct Segments {
  std::vector<LineRange> bodies;         // the lines of each post's text, in order
  bool leading = true;                   // the marker stands before the text of its post
  bool parts_lead = true;                // so does, where nothing else tells, who wrote it
  std::vector<bool> frame;               // by key: it comes with nearly every post
  std::uint32_t before = 0, behind = 0;  // keys: of the line before a text, of the line behind it
  std::uint32_t longest_run = 0;         // lines between two texts, at most
  std::uint32_t first_line = 0;          // nothing above it belongs to a post: a head of answers stands there

  // What stands between two texts: before the first is run 0, behind the last run `bodies.size()`; these two have at
  // most `longest_run` lines. `lines`: how many the dump has.
  LineRange run(std::size_t i, std::uint32_t lines) const;
};

// Nothing where the marker leaves fewer than two texts. Linear in the lines around the markers.
std::optional<Segments> segments_of(std::span<const text::Line> dump, const Lines& lines, const Marker& marker);

// Where a head such as "3 answers" or "2 comments" stands behind the first text or in it, what is above it is the
// question or the article, and no post.
void cut_question(std::span<const text::Line> dump, const Lines& lines, Segments& segments);

// Whether what is behind this line is no post any more: lists of other pages, forms, footers.
bool ends_posts(const LineFacts& line);

}  // namespace thresh::automatic
