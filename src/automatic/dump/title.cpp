// See title.h. A page says its title more than once (in the path to it, above the text), a menu's entry is short, and
// the first line of a dump is its title more often than not.
#include "automatic/dump/title.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "automatic/dump/tokens.h"
#include "automatic/dump/words.h"
#include "base/ascii.h"

namespace thresh::automatic {
namespace {

constexpr std::uint32_t kLongest = 200;  // code points
constexpr std::uint32_t kNear = 40;      // lines above the text that are near it
constexpr double kLeast = 0.8;
constexpr double kNearlyAsGood = 0.35;
constexpr int kMostSites = 5;  // lines that name the site, before the title is found
constexpr std::size_t kMostSiteWords = 6;

// Whether a line is the name of a forum or the like.
bool names_site(std::string_view line) {
  Tokens tokens;
  if (line.size() > kLongestMarked || !tokens.read(line) || tokens.size() > kMostSiteWords) return false;
  tokens.look_up();
  return std::ranges::any_of(tokens, [](const Token& token) { return (token.kinds & kSiteWord) != 0; });
}

// How many numbers a line has; a line of counts is no title.
std::size_t numbers_in(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool starts = base::is_ascii_digit(line[i]) && (i == 0 || !base::is_ascii_digit(line[i - 1]));
    count += starts ? 1 : 0;
  }
  return count;
}

// Whether a line holds the end of a sentence and the start of another: it is a paragraph.
bool has_sentences(std::string_view line) {
  constexpr std::size_t kAbbreviation = 3;  // letters before a full stop that ends none: "Dr. "
  for (std::size_t at = line.find_first_of(".!?"); at != std::string_view::npos;
       at = line.find_first_of(".!?", at + 1)) {
    if (at + 2 >= line.size() || line[at + 1] != ' ') continue;
    const std::size_t word = line.find_last_of(' ', at);
    const std::size_t letters = at - (word == std::string_view::npos ? 0 : word + 1);
    if (line[at] != '.' || letters > kAbbreviation) return true;
  }
  for (const std::string_view end : {"。", "！", "？"}) {
    const std::size_t at = line.find(end);
    if (at != std::string_view::npos && at + end.size() < line.size()) return true;
  }
  return false;
}

// Whether Markdown makes a line a heading of the first or the second level: "# …", or signs below it.
bool is_marked_heading(std::span<const text::Line> dump, std::uint32_t at) {
  const std::string_view line = dump[at].text;
  if (line.starts_with("# ") || line.starts_with("## ")) return true;
  if (at + 1 == dump.size() || dump[at].blank_after > 0) return false;
  const std::string_view below = dump[at + 1].text;
  return below.size() > 2 && (below.find_first_not_of('=') == std::string_view::npos ||
                              below.find_first_not_of('-') == std::string_view::npos);
}

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
  if (has_sentences(line.text)) worth -= 1;
  if (is_marked_heading(dump, at)) worth += 1.2;
  if (line.text.size() > kLongestMarked) worth -= 0.5;
  if (line.text.find_first_of("{}=;<>_") != std::string_view::npos) worth -= 0.4;  // code
  if (numbers_in(line.text) > 2 && (facts.marks & kDateLine) == 0) worth -= 0.5;
  if ((facts.marks & kDateLine) != 0) worth -= 0.2;
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
  std::vector<double> worths(end);
  for (std::uint32_t i = 0; i < end; ++i) {
    const auto same = above.find(lines.facts[i].key);
    worths[i] = worth_of(dump, lines, i, end, same == above.end() ? 1 : same->second);
  }
  for (int round = 0; round < kMostSites; ++round) {
    const auto best = std::ranges::max_element(worths);
    if (best == worths.end() || *best < kLeast) return std::nullopt;
    // What comes later may be a sentence of the text.
    const double enough = std::max(kLeast, *best - kNearlyAsGood);
    const auto first = std::ranges::find_if(worths, [&](double worth) { return worth >= enough; });
    const auto line = static_cast<std::uint32_t>(first - worths.begin());
    if (!names_site(dump[line].text)) return line;
    *first = 0;
  }
  return std::nullopt;
}

}  // namespace thresh::automatic
