// See title.h. A page says its title more than once (in the path to it, above the text), a menu's entry is short, and
// the first line of a dump is its title more often than not.
#include "automatic/dump/title.h"

#include <algorithm>
#include <unordered_map>

#include "base/ascii.h"

namespace thresh::automatic {
namespace {

constexpr std::uint32_t kLongest = 200;  // code points
constexpr std::uint32_t kNear = 40;      // lines above the text that are near it
constexpr double kLeast = 0.8;

// `above`: how many of the first `end` lines say the same.
double worth_of(std::span<const text::Line> dump, const Lines& lines, std::uint32_t at, std::uint32_t end,
                std::uint32_t above) {
  constexpr std::uint32_t kNever = kFrameLine | kQuoteLine;
  const LineFacts& facts = lines.facts[at];
  const text::Line& line = dump[at];
  if (line.length > kLongest || (facts.marks & kNever) != 0) return 0;
  const double words = static_cast<double>(std::ranges::count(line.text, ' ') + 1);
  const bool unspaced = line.text.size() > 2 * std::size_t{line.length};
  double worth = std::min(unspaced ? line.length / 3.0 : words, 8.0) / 8;
  if ((facts.marks & kQuestionLine) != 0) worth += 0.4;
  const std::uint32_t repeats = facts.key == 0 ? 1 : lines.repeats[facts.key];
  if (above > 1 && above < 5 && words > 2) worth += 0.8;
  if (above == 1 && repeats > 1) worth -= 0.4;  // the site's name: it stands at the foot, too
  if (at == 0 && dump.size() > 1) {
    const bool text_follows = (lines.facts[1].marks & (kProseLine | kDateLine | kByLine | kAnswersHead)) != 0;
    worth += line.blank_after > 0 && text_follows ? 1.2 : 0.2;
  }
  if (end - at < kNear) worth += 0.5 * (kNear - (end - at)) / kNear;
  if (line.blank_before > 0 && line.blank_after > 0) worth += 0.2;
  const bool sentence = (facts.marks & kSentenceEnd) != 0 && (facts.marks & kQuestionLine) == 0;
  if (sentence) worth -= 0.6;
  if (line.text.size() > kLongestMarked) worth -= 0.5;
  if (line.text.find_first_of("{}=;<>_") != std::string_view::npos) worth -= 0.4;  // code
  if (line.text.ends_with(':') || line.text.ends_with(',')) worth -= 0.8;
  if (base::is_ascii_letter(line.text.front()) && !base::is_ascii_upper(line.text.front())) worth -= 0.2;
  return worth;
}

}  // namespace

std::optional<std::uint32_t> title_line(std::span<const text::Line> dump, const Lines& lines, std::uint32_t end) {
  std::unordered_map<std::uint32_t, std::uint32_t> above;
  for (std::uint32_t i = 0; i < end; ++i) {
    const std::uint32_t key = lines.facts[i].key;
    if (key != 0 && lines.repeats[key] > 1) ++above[key];
  }
  std::optional<std::uint32_t> best;
  double most = kLeast;
  for (std::uint32_t i = 0; i < end; ++i) {
    const auto same = above.find(lines.facts[i].key);
    const double worth = worth_of(dump, lines, i, end, same == above.end() ? 1 : same->second);
    if (worth >= most) most = worth, best = i;
  }
  return best;
}

}  // namespace thresh::automatic
