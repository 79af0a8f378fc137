// See turn_labels.h.
#include "automatic/thread/turn_labels.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "automatic/thread/words.h"
#include "normalize/fold.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kLongestLabel = 80;  // bytes
constexpr std::ptrdiff_t kMostNameWords = 6;
constexpr std::size_t kFewestNameBytes = 2;
constexpr std::size_t kMostNounWords = 5, kMostVerbWords = 3, kMostVerbLetters = 24;

std::string_view without_colon(std::string_view line) {
  line = text::trim(line);
  while (line.ends_with(':')) line.remove_suffix(1);
  if (line.ends_with("\uFF1A")) line.remove_suffix(3);
  return text::trim(line);
}

// Without a date or a remark in brackets at its end.
std::string_view without_brackets(std::string_view line) {
  const std::size_t open = line.ends_with(')') ? line.rfind('(') : std::string_view::npos;
  return open == std::string_view::npos || open == 0 ? line : text::trim(line.substr(0, open));
}

// Whether a word begins with a capital, or with a letter of a script that has none.
bool begins_as_name(std::string_view word) {
  constexpr char32_t kCased = 0x590;  // before it, alphabets with capitals
  const char32_t first = text::code_point_at(word, 0).value;
  return text::is_letter(first) && (first >= kCased || text::is_upper(first));
}

// Whether words are written as a name is: few, and each but for particles ("van de") and what a comma parts begins so.
bool is_written_as_name(std::string_view words) {
  if (words.size() < kFewestNameBytes || std::ranges::count(words, ' ') >= kMostNameWords) return false;
  if (!begins_as_name(words)) return false;
  words = words.substr(0, words.find(','));
  for (std::size_t at = words.find(' '); at != std::string_view::npos; at = words.find(' ', at + 1)) {
    const std::string_view word = text::trim(words.substr(at, words.find(' ', at + 1) - at));
    if (!word.empty() && !begins_as_name(word) && !is_word(thread_words().from, word)) return false;
  }
  return true;
}

// A noun, asking or answering.
std::optional<bool> noun(std::string_view words) {
  if (is_word(thread_words().asks, words)) return true;
  if (is_word(thread_words().answered, words)) return false;
  return std::nullopt;
}

// Of whom: what follows a joining word; nothing where neither the noun ends with one nor the rest begins so.
std::optional<std::string_view> of_whom(std::string_view before, std::string_view rest) {
  const std::size_t last = before.rfind(' ');
  const bool joined = last != std::string_view::npos && is_word(thread_words().from, before.substr(last + 1));
  if (joined) return rest;
  for (std::size_t at = rest.find(' '); at != std::string_view::npos; at = rest.find(' ', at + 1)) {
    if (is_word(thread_words().from, rest.substr(0, at))) return text::trim(rest.substr(at));
  }
  for (const std::string_view elided : {"d'", "d\u2019", "dell'", "dell\u2019", "de l'", "de l\u2019"}) {
    if (rest.starts_with(elided)) return text::trim(rest.substr(elided.size()));
  }
  return std::nullopt;
}

TurnLabel labelled(bool asks, std::string_view name) {
  const bool person = is_written_as_name(name) && !is_word(thread_words().expert, name);
  return {.asks = asks, .name = person ? name : std::string_view()};
}

// "Question from Mila", "Antwort unserer Expertin"; the longest noun counts.
std::optional<TurnLabel> noun_first(std::string_view line) {
  std::array<std::size_t, kMostNounWords> ends;
  std::size_t count = 0;
  for (std::size_t at = line.find(' ', 1); at != std::string_view::npos && count < ends.size();
       at = line.find(' ', at + 1))
    ends[count++] = at;
  while (count > 0) {
    const std::size_t at = ends[--count];
    const auto asks = noun(line.substr(0, at));
    if (!asks) continue;
    const auto name = of_whom(line.substr(0, at), text::trim(line.substr(at)));
    if (name) return labelled(*asks, *name);
  }
  return std::nullopt;
}

// "Mila asks", "王医生回答": what is left before the longest verb, where that is written as a name.
std::optional<TurnLabel> verb_last(std::string_view line) {
  if (!begins_as_name(line)) return std::nullopt;
  std::array<std::size_t, kMostVerbLetters> starts;  // where a verb may begin, the shortest first
  std::size_t count = 0, words = 0, letters = 0;
  for (std::size_t at = line.size(); words < kMostVerbWords && letters < kMostVerbLetters; ++letters) {
    const text::CodePoint here = text::code_point_before(line, at);
    at -= here.length;
    if (at == 0) break;
    const bool spaced = text::code_point_before(line, at).value == ' ';
    words += spaced;
    if (spaced || normalize::is_unspaced(here.value)) starts[count++] = at;
  }
  while (count > 0) {
    const std::size_t at = starts[--count];
    const std::string_view verb = line.substr(at), name = text::trim(line.substr(0, at));
    const bool asks = is_word(thread_words().asking, verb);
    if ((asks || is_word(thread_words().answering, verb)) && is_written_as_name(name)) return labelled(asks, name);
  }
  return std::nullopt;
}

// "Dentist's reply"
std::optional<TurnLabel> possessive(std::string_view line) {
  for (const std::string_view sign : {"'s ", "\u2019s "}) {
    const std::size_t at = line.find(sign);
    if (at == std::string_view::npos || at == 0) continue;
    const auto asks = noun(line.substr(at + sign.size()));
    if (asks) return TurnLabel{.asks = *asks};
  }
  return std::nullopt;
}

}  // namespace

std::optional<TurnLabel> turn_label(std::string_view line) {
  if (line.empty() || line.size() > kLongestLabel) return std::nullopt;
  line = without_brackets(without_colon(line));
  if (line.empty()) return std::nullopt;
  if (const auto asks = noun(line)) return TurnLabel{.asks = *asks};
  if (line.contains('?') || line.contains("\uFF1F")) return std::nullopt;
  if (auto label = noun_first(line)) return label;
  if (auto label = verb_last(line)) return label;
  return possessive(line);
}

}  // namespace thresh::automatic
