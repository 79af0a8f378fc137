// The title of a dump: the line above the posts, or above the text, that reads most like one.
//
// Tested by tests/automatic/dump/title_test.cpp and reading_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "automatic/dump/lines.h"
#include "text/dump.h"

namespace thresh::automatic {

// The best of the first `end` lines; nothing where none is good enough.
std::optional<std::uint32_t> title_line(std::span<const text::Line> dump, const Lines& lines, std::uint32_t end);

}  // namespace thresh::automatic
