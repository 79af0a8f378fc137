// See source_text.h.
#include "rules/source_text.h"

#include <algorithm>

#include "text/unicode.h"

namespace thresh::rules {
namespace {

std::uint32_t count_code_points(std::string_view text) { return static_cast<std::uint32_t>(text::length(text)); }

// The first `count` code points.
std::string_view first_code_points(std::string_view text, std::uint32_t count) {
  std::size_t end = 0;
  for (std::uint32_t seen = 0; end < text.size(); ++end) {
    if ((text[end] & 0xC0) != 0x80 && ++seen > count) break;
  }
  return text.substr(0, end);
}

}  // namespace

SourceText::SourceText(std::string_view bytes, std::string_view file) : bytes_(bytes), file_(file) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\n') line_starts_.push_back(i + 1);
  }
}

Position SourceText::position(std::size_t offset) const {
  offset = std::min(offset, bytes_.size());
  const auto after = std::ranges::upper_bound(line_starts_, offset);
  const std::size_t start = *(after - 1);
  return {static_cast<std::uint32_t>(after - line_starts_.begin()),
          count_code_points(bytes_.substr(start, offset - start)) + 1};
}

std::string_view SourceText::line(std::uint32_t number) const {
  if (number == 0 || number > line_starts_.size()) return {};
  const std::size_t start = line_starts_[number - 1];
  std::string_view text = bytes_.substr(start);
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

base::FilePlace SourceText::file_place(std::size_t offset, std::uint32_t width) const {
  constexpr std::uint32_t kLongestLine = 160;
  const Position at = position(offset);
  const std::string_view whole = line(at.line);
  // A caret far out on an endless line would help nobody.
  const std::string_view shown =
      at.column <= kLongestLine ? first_code_points(whole, kLongestLine) : std::string_view{};
  const std::uint32_t length = count_code_points(shown);
  const std::uint32_t room = length >= at.column ? length - at.column + 1 : 1;
  return {file_, at.line, at.column, std::clamp(width, 1u, room), std::string(shown)};
}

}  // namespace thresh::rules
