// The lines that carry the posts: which key comes again and again with running text between.
//
// A candidate is a key whose lines part the text in pieces; it is worth how many of the pieces hold running text, how
// much of all running text lies between its first and its last line, and what kind of line it is (a date or a by-line
// is a better sign than words that merely repeat).
//
// Tested by tests/automatic/dump/skeleton_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "automatic/dump/lines.h"

namespace thresh::automatic {

struct Marker {
  std::uint32_t key = 0;
  double worth = 0;
  std::vector<std::uint32_t> lines = {};  // in order
};

inline constexpr std::size_t kMostMarkers = 5;

// The best candidates, the best first. Linear.
std::vector<Marker> markers_of(const Lines& lines);

}  // namespace thresh::automatic
