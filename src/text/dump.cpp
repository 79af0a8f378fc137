// Splitting a dump into lines. See dump.h.
//
// One pass: memchr finds the line ends, so the cost is close to that of reading the text. A form feed is white space,
// no line end: page breaks of converted documents stand on lines of their own and read as blank ones.
#include "text/dump.h"

#include <algorithm>

#include "text/unicode.h"

namespace thresh::text {
namespace {

// The place of the first `wanted` at or after `from`, or the text's end.
std::size_t find_byte(std::string_view text, char wanted, std::size_t from) {
  const std::size_t at = text.find(wanted, from);
  return at == std::string_view::npos ? text.size() : at;
}

base::Span span_of(std::string_view part, std::string_view whole) {
  const auto begin = static_cast<std::uint32_t>(part.data() - whole.data());
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

}  // namespace

Dump split_lines(std::string_view text) {
  Dump dump;
  std::uint32_t number = 0;
  std::uint32_t blank = 0;
  std::size_t line_feed = find_byte(text, '\n', 0);
  std::size_t carriage_return = find_byte(text, '\r', 0);
  for (std::size_t begin = 0; begin < text.size();) {
    if (line_feed < begin) line_feed = find_byte(text, '\n', begin);
    if (carriage_return < begin) carriage_return = find_byte(text, '\r', begin);
    const std::size_t end = std::min(line_feed, carriage_return);
    const std::string_view content = trim(text.substr(begin, end - begin));
    ++number;
    if (content.empty()) {
      ++blank;
    } else {
      if (!dump.lines.empty()) dump.lines.back().blank_after = blank;
      dump.lines.push_back(
          {content, span_of(content, text), number, blank, 0, static_cast<std::uint32_t>(length(content))});
      blank = 0;
    }
    const bool pair = carriage_return < text.size() && carriage_return + 1 == line_feed && end == carriage_return;
    begin = end + (pair && line_feed < text.size() ? 2 : 1);
  }
  if (!dump.lines.empty()) dump.lines.back().blank_after = blank;
  return dump;
}

}  // namespace thresh::text
