// See stray_lines.h. A line is folded, its numbers written as '#', and its start and its end are compared with phrases.
#include "automatic/stray_lines.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/embedded.h"
#include "normalize/fold.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kLongestLine = 400;  // bytes
constexpr double kRest = 0.5;              // of the words of a line that is a label and a link, in the link
constexpr int kMostWords = 6;              // of a phrase that starts a line

// Phrases that start a line, each with those of which one stands in it, too.
struct Pair {
  std::string_view start, inside;
  Stray stray;
};
constexpr std::array<Pair, 5> kPairs = {{{"offer", "letter", Stray::kBox},
                                         {"follow", "network", Stray::kBox},
                                         {"app", "store", Stray::kBox},
                                         {"tip", "contact", Stray::kLine},
                                         {"ask", "money", Stray::kBox}}};

// What starts a line, whatever follows.
constexpr std::string_view kStarts[] = {"whole",  "button", "link",   "head",   "start",   "sign",   "list",
                                        "source", "owner",  "credit", "remark", "counted", "agency", "with"};

struct Words {
  std::array<normalize::Lexicon, std::size(kStarts)> lines;
  std::array<normalize::Lexicon, kPairs.size()> starts;
  std::array<std::vector<std::string>, kPairs.size()> inside;  // sought anywhere in a line
  std::vector<std::string> rights;                             // the same
};

Words load() {
  Words words;
  for (const normalize::Row& row : normalize::rows_of(base::embedded("data/stray_lines.tsv"))) {
    for (const std::string_view phrase : normalize::parts_of(row[1])) {
      const std::string folded = normalize::folded(phrase);
      for (std::size_t i = 0; i < words.lines.size(); ++i) {
        if (row[0] == kStarts[i]) words.lines[i].add(folded);
      }
      for (std::size_t i = 0; i < kPairs.size(); ++i) {
        if (row[0] == kPairs[i].start) words.starts[i].add(folded);
        // A blank at an end is a part of it: " on x".
        if (row[0] == kPairs[i].inside) {
          words.inside[i].push_back((phrase.starts_with(' ') ? " " : "") + folded + (phrase.ends_with(' ') ? " " : ""));
        }
      }
      if (row[0] == "rights") words.rights.push_back(folded);
    }
  }
  for (normalize::Lexicon& lexicon : words.lines) lexicon.seal();
  for (normalize::Lexicon& lexicon : words.starts) lexicon.seal();
  return words;
}

const Words& words() {
  static const Words kWords = load();
  return kWords;
}

const normalize::Lexicon& lines(std::string_view kind) {
  const auto* const at = std::ranges::find(kStarts, kind);
  return words().lines[static_cast<std::size_t>(at - std::begin(kStarts))];
}

bool holds(std::string_view line, const std::vector<std::string>& phrases) {
  return std::ranges::any_of(phrases, [&](const std::string& phrase) { return line.contains(phrase); });
}

// "4,821 views" is "# views", "10.30" is "#".
std::string without_numbers(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool digit = base::is_ascii_digit(line[i]);
    const bool inside = i > 0 && base::is_ascii_digit(line[i - 1]) && i + 1 < line.size() &&
                        base::is_ascii_digit(line[i + 1]) && std::string_view(".,:").contains(line[i]);
    if (digit && !out.ends_with('#')) out += '#';
    if (!digit && !inside) out += line[i];
  }
  return out;
}

std::string_view trim_signs(std::string_view words) {
  constexpr std::string_view kSigns[] = {" ", "-", "*",      "[",      "]",      "(",
                                         ")", "_", "\u3010", "\u3011", "\u300C", "\u300D"};
  constexpr std::string_view kEnds[] = {".", ":", "!", "\u3002", "\uFF1A"};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view sign : kSigns) {
      const bool before = words.starts_with(sign);
      if (before) words.remove_prefix(sign.size());
      const bool behind = words.ends_with(sign);
      if (behind) words.remove_suffix(sign.size());
      more = more || before || behind;
    }
    for (const std::string_view sign : kEnds) {
      if (!words.ends_with(sign)) continue;
      words.remove_suffix(sign.size());
      more = true;
    }
  }
  return words;
}

// What stands behind a phrase of the lexicon and a colon; nothing where the line does not start so.
std::optional<std::string_view> behind_label(std::string_view line, const normalize::Lexicon& labels) {
  const auto label = labels.longest_prefix(line, kMostWords);
  if (!label) return std::nullopt;
  std::string_view rest = text::trim(line.substr(label->bytes));
  if (!rest.starts_with(':')) return std::nullopt;
  return text::trim(rest.substr(1));
}

// The parts of a line between signs, trimmed; none where one is empty.
std::vector<std::string_view> parts(std::string_view line, std::u32string_view signs) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size();) {
    const text::CodePoint point = text::code_point_at(line, at);
    if (signs.contains(point.value)) {
      out.push_back(text::trim(line.substr(begin, at - begin)));
      begin = at + point.length;
    }
    at += point.length;
  }
  out.push_back(text::trim(line.substr(begin)));
  std::erase_if(out, [](std::string_view part) { return part.empty(); });
  return out;
}

std::size_t words_in(std::string_view text) { return static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1; }

// A list of topics and no sentence: short parts, or links.
bool is_list(std::string_view rest, double linked) {
  constexpr std::size_t kLongestTopic = 4, kMostTopics = 15;  // words; parts
  if (rest.empty() || linked >= kRest) return true;
  if (rest.ends_with('.') || rest.ends_with('?')) return false;
  const auto topics = parts(rest, U",;|#\u00B7\u2022\u3001\uFF0C\u2026");
  return topics.size() <= kMostTopics &&
         std::ranges::all_of(topics, [](std::string_view topic) { return words_in(topic) <= kLongestTopic; });
}

// "# views · # shares"
bool is_counted(std::string_view line) {
  const auto all = parts(line, U" |,\u00B7\u2022/");
  std::string name;
  std::size_t names = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == "#") {
      if (!name.empty()) return false;
      continue;
    }
    name += (name.empty() ? "" : " ") + std::string(all[i]);
    if (i + 1 < all.size() && all[i + 1] != "#") continue;
    if (!lines("counted").contains(name)) return false;
    name.clear();
    ++names;
  }
  return names > 0 && line.contains('#');
}

// "dpa", "dpa/fh", "avec AFP"
bool is_agency(std::string_view line) {
  constexpr std::size_t kInitials = 4;  // bytes
  if (const auto with = lines("with").longest_prefix(line, 1)) line = text::trim(line.substr(with->bytes));
  const auto all = parts(line, U"/,-");
  if (all.empty() || !lines("agency").contains(all.front())) return false;
  return std::ranges::all_of(
      all, [](std::string_view part) { return part.size() <= kInitials || lines("agency").contains(part); });
}

// "编辑：王芳 审核：李强": each a label and a few letters.
bool is_credit(std::string_view line) {
  constexpr std::size_t kMostLetters = 60;
  const auto rest = behind_label(line, lines("credit"));
  return rest && text::length(*rest) <= kMostLetters && static_cast<unsigned char>(line.front()) >= 0xE0;
}

Stray at_end_of_text(std::string_view line, double linked) {
  constexpr std::size_t kMostOfSource = 5;  // words
  if (const auto rest = behind_label(line, lines("list")); rest && is_list(*rest, linked)) return Stray::kLine;
  if (const auto rest = behind_label(line, lines("source")); rest && words_in(*rest) <= kMostOfSource)
    return Stray::kLine;
  if (behind_label(line, lines("remark"))) return Stray::kLine;
  return is_agency(trim_signs(line)) ? Stray::kLine : Stray::kNo;
}

bool is_of_buttons(std::string_view line) {
  const auto all = parts(line, U"|\u00B7\u2022");
  return all.size() > 1 && std::ranges::all_of(all, [](std::string_view part) {
           return lines("whole").contains(part) || lines("button").contains(part);
         });
}

}  // namespace

Stray stray_line(std::string_view line, double linked, bool at_end) {
  if (line.size() > kLongestLine) return Stray::kNo;
  const std::string folded = normalize::folded(line);
  const std::string_view bare = trim_signs(folded);
  if (bare.empty()) return Stray::kNo;
  if (lines("whole").contains(bare)) return Stray::kLine;
  if (lines("head").contains(bare)) return Stray::kLabel;
  if (const auto label = lines("link").longest_prefix(bare)) {
    const std::string_view rest = bare.substr(label->bytes);
    const bool apart =
        rest.starts_with(':') || rest.starts_with(" :") || rest.starts_with(" |") || rest.starts_with(" -");
    if (apart && linked >= kRest) return Stray::kLine;
  }
  for (std::size_t i = 0; i < kPairs.size(); ++i) {
    if (words().starts[i].longest_prefix(bare, kMostWords) && holds(bare, words().inside[i])) return kPairs[i].stray;
  }
  const bool owned =
      bare.starts_with("\u00A9") || lines("owner").longest_prefix(bare) || lines("owner").longest_prefix(folded);
  if (owned && holds(bare, words().rights)) return Stray::kLine;
  const std::string plain = without_numbers(bare);
  if (lines("start").longest_prefix(plain, kMostWords)) return Stray::kLine;
  if (lines("sign").longest_prefix(plain, kMostWords)) return Stray::kBox;
  if (is_counted(plain) || is_credit(bare) || is_of_buttons(bare)) return Stray::kLine;
  return at_end ? at_end_of_text(folded, linked) : Stray::kNo;
}

}  // namespace thresh::automatic
