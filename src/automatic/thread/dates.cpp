// See dates.h.
#include "automatic/thread/dates.h"

#include <algorithm>

#include "base/ascii.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kLongestLine = 120;  // bytes
constexpr std::size_t kShortestDate = 4;   // bytes of a date that is only a part of a line
constexpr int kMostTries = 8;

constexpr std::string_view kSigns[] = {"»", "•", "·", "|", "—", "–", " - ", ": ", "] ", " on ", ", "};

bool may_be_date(std::string_view words) {
  return words.size() >= kShortestDate && std::ranges::any_of(words, base::is_ascii_digit);
}

}  // namespace

std::optional<std::string_view> date_words(std::string_view line) {
  line = text::trim(line);
  if (line.empty() || line.size() > kLongestLine) return std::nullopt;
  if (normalize::date(line)) return line;
  if (!may_be_date(line)) return std::nullopt;
  int tries = 0;
  for (const std::string_view sign : kSigns) {
    for (std::size_t at = line.find(sign); at != std::string_view::npos; at = line.find(sign, at + 1)) {
      if (++tries > kMostTries) return std::nullopt;
      const std::string_view behind = text::trim(line.substr(at + sign.size()));
      if (may_be_date(behind) && normalize::date(behind)) return behind;
      const std::string_view before = text::trim(line.substr(0, at));
      if (may_be_date(before) && normalize::date(before)) return before;
    }
  }
  return std::nullopt;
}

}  // namespace thresh::automatic
