// What a dump turned out to be, as line numbers: its title, its opening, its posts, and where its leftover is.
//
// Tested by tests/automatic/dump/reading_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "automatic/dump/confidence.h"
#include "automatic/dump/lines.h"
#include "automatic/dump/parts.h"
#include "extract/type_reader.h"
#include "text/dump.h"

namespace thresh::automatic {

struct Outline {
  enum class Kind : std::uint8_t { kQa, kThread, kComments };  // kComments: an article with comments below it
  Kind kind = Kind::kThread;
  double confidence = 0;
  DumpEvidences evidences = {};  // what that was told from
  double worth = 0;              // by which one of several is chosen
  std::optional<std::uint32_t> title;
  std::optional<DumpPost> opening;  // what stands above the posts
  bool title_is_question = false;   // nothing but the title asks: all posts are answers
  std::vector<DumpPost> posts;
  std::vector<bool> frame;  // by key: it comes with nearly every post
  LinePart stated;          // the number that the page says of the posts
  std::uint32_t end = 0;    // the line behind the last post
};

// What each of the best markers makes of a dump, in no order.
std::vector<Outline> outlines_of(std::span<const text::Line> dump, const Lines& lines, extract::TypeReader& types);

// The posts of a dump: the likeliest of them; nothing where it has none that could be.
std::optional<Outline> outline_of(std::span<const text::Line> dump, const Lines& lines, extract::TypeReader& types);

}  // namespace thresh::automatic
