// See stray_lines.h.
#include "automatic/stray_lines.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/embedded.h"
#include "normalize/fold.h"
#include "normalize/vocabulary.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kLongestLine = 400;  // bytes
constexpr double kRest = 0.5;              // of the words of a line that is a label and a link, in the link

struct Words {
  normalize::Lexicon whole, link, offer, owner;
  std::vector<std::string> letter, rights;  // sought anywhere in a line
};

Words load() {
  Words words;
  for (const normalize::Row& row : normalize::rows_of(base::embedded("data/stray_lines.tsv"))) {
    for (const std::string_view phrase : normalize::parts_of(row[1])) {
      const std::string folded = normalize::folded(phrase);
      if (row[0] == "whole") words.whole.add(folded);
      if (row[0] == "link") words.link.add(folded);
      if (row[0] == "offer") words.offer.add(folded);
      if (row[0] == "owner") words.owner.add(folded);
      if (row[0] == "letter") words.letter.push_back(folded);
      if (row[0] == "rights") words.rights.push_back(folded);
    }
  }
  for (normalize::Lexicon* lexicon : {&words.whole, &words.link, &words.offer, &words.owner}) lexicon->seal();
  return words;
}

const Words& words() {
  static const Words kWords = load();
  return kWords;
}

bool holds(std::string_view line, const std::vector<std::string>& phrases) {
  return std::ranges::any_of(phrases, [&](const std::string& phrase) { return line.contains(phrase); });
}

}  // namespace

bool is_stray_line(std::string_view line, double linked) {
  if (line.size() > kLongestLine) return false;
  const std::string folded = normalize::folded(line);
  std::string_view words_of_it = folded;
  while (!words_of_it.empty() && std::string_view(" .:!-*[]()").contains(words_of_it.back()))
    words_of_it.remove_suffix(1);
  while (!words_of_it.empty() && std::string_view(" -*[").contains(words_of_it.front())) words_of_it.remove_prefix(1);
  if (words_of_it.empty()) return false;
  if (words().whole.contains(words_of_it)) return true;
  if (const auto label = words().link.longest_prefix(words_of_it)) {
    const std::string_view rest = words_of_it.substr(label->bytes);
    const bool apart =
        rest.starts_with(':') || rest.starts_with(" :") || rest.starts_with(" |") || rest.starts_with(" -");
    if (apart && linked >= kRest) return true;
  }
  if (words().offer.longest_prefix(words_of_it) && holds(words_of_it, words().letter)) return true;
  const bool owned = words_of_it.starts_with("\u00A9") || words().owner.longest_prefix(words_of_it);
  return owned && holds(words_of_it, words().rights);
}

}  // namespace thresh::automatic
