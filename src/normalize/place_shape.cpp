// See place_shape.h.
#include "normalize/place_shape.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "normalize/vocabulary.h"
#include "normalize/words.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kMostWords = 7;         // "Saint Vincent and the Grenadines" has five
constexpr std::size_t kMostUnknownWords = 4;  // of a name that no gazetteer knows
constexpr std::size_t kMostSurroundings = 4;  // words: "and the surrounding area"
constexpr std::size_t kLongestStopped = 3;    // letters before a full stop: "St.", "Ste."
constexpr std::size_t kSurelyNoYear = 6;      // digits of a postal code of India or Singapore

struct PlaceWords {
  Lexicon inner, label, lead, head, around, surroundings;
};

PlaceWords load() {
  PlaceWords words;
  load_kinds("data/place_words.tsv", {{"inner", &words.inner},
                                      {"label", &words.label},
                                      {"lead", &words.lead},
                                      {"head", &words.head},
                                      {"around", &words.around},
                                      {"surroundings", &words.surroundings}});
  return words;
}

const PlaceWords& place_words() {
  static const PlaceWords kWords = load();
  return kWords;
}

// What a word can be in the name of a place.
enum class Part { kCapital, kInner, kLower, kSign, kWrong };

Part part_of(std::string_view word) {
  if (word == "&" || word == "/" || word == "-") return Part::kSign;
  if (word.starts_with('(') && word.ends_with(')')) return Part::kSign;  // "Frankfurt (Oder)"
  const std::size_t slash = word.find('/');
  if (has_odd_character(word.substr(0, slash))) return Part::kWrong;
  switch (case_of(word)) {
    case Case::kCapital:
    case Case::kCapitals:
      return Part::kCapital;
    case Case::kLower: {
      const bool elided = word.find_first_of("'-") != std::string_view::npos;  // "d'Ivoire"
      const bool shortened = word.size() == 2 && word.ends_with('.');          // "Freiburg i. Br."
      return elided || shortened || is_inner_word(text::fold(word)) ? Part::kInner : Part::kLower;
    }
    case Case::kNone:
      return word.starts_with('\'') ? Part::kInner : Part::kWrong;  // "'s-Hertogenbosch"
  }
  return Part::kWrong;
}

// Whether a capitalized word could be one of an unknown place: of a script with case, not shouted in the middle
// ("AirPods"), and without a full stop unless it shortens ("St.").
bool is_telling_word(std::string_view word) {
  if (word.ends_with('.')) {
    const std::string_view plain = word.substr(0, word.size() - 1);
    return plain.size() > 1 && plain.size() <= kLongestStopped && plain.find('.') == std::string_view::npos;
  }
  if (!text::is_upper(text::code_point_at(word, 0).value)) return false;
  std::size_t letters = 0;
  bool lower = false;
  for (std::size_t at = 0; at < word.size();) {
    const text::CodePoint c = text::code_point_at(word, at);
    // "McHenry" and "DeSoto" are places; after more letters a capital is a brand's.
    if (text::is_upper(c.value) && lower && letters > 2) return false;
    if (!text::is_letter(c.value) && c.value != '.') letters = 0, lower = false;
    letters += text::is_letter(c.value);
    lower = lower || text::is_lower(c.value);
    at += c.length;
  }
  return true;
}

template <class Test>
bool any_word(std::string_view name, const Test& test) {
  const auto words = words_of(name);
  return !words || std::ranges::any_of(*words, test);
}

// How many of the last words are one that ends names of places: two of "Upper East Side", one of "Orange County". At
// least one word stands before a single one.
std::size_t head_words(const Words& words) {
  for (const std::size_t n : {std::size_t{2}, std::size_t{1}}) {
    if (words.size() < 2) break;
    if (place_words().head.contains(loose_key(joined(words, words.size() - n, words.size())))) return n;
  }
  return 0;
}

// "98101", "98101-1234", "M5V", "2T6", "SW1A": capitals and digits, at least one of these.
bool is_postal_word(std::string_view word) {
  const auto fits = [](char c) { return base::is_ascii_digit(c) || base::is_ascii_upper(c) || c == '-'; };
  const bool digits = std::ranges::any_of(word, base::is_ascii_digit);
  const bool number = std::ranges::all_of(word, base::is_ascii_digit);
  return digits && word.size() >= (number ? 4u : 3u) && word.size() <= 10 && std::ranges::all_of(word, fits);
}

// "D-80331", "00-001", "69001": a code that stands before a town. Years with a hyphen are none ("2018-19").
bool is_code_in_front(std::string_view word) {
  if (std::ranges::all_of(word, base::is_ascii_digit)) return is_postal_word(word);
  const std::size_t hyphen = word.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen > 2) return false;
  const std::string_view country = word.substr(0, hyphen);
  const std::string_view code = word.substr(hyphen + 1);
  const bool polish = hyphen == 2 && code.size() == 3 && std::ranges::all_of(country, base::is_ascii_digit);
  const bool named = (code.size() == 4 || code.size() == 5) && std::ranges::all_of(country, base::is_ascii_upper);
  return (polish || named) && std::ranges::all_of(code, base::is_ascii_digit);
}

// How many of the first words are a postal code: two of "1012 AB Amsterdam".
std::size_t code_words_in_front(const Words& words) {
  if (!is_code_in_front(words[0])) return 0;
  const bool letters = words.size() > 2 && words[0].size() == 4 && words[1].size() == 2 &&
                       std::ranges::all_of(words[1], base::is_ascii_upper);
  return letters ? 2 : 1;
}

}  // namespace

bool is_inner_word(std::string_view folded) { return place_words().inner.contains(folded); }
bool is_place_label(std::string_view folded) { return place_words().label.contains(folded); }

PlaceShape shape_of_place(std::string_view name) {
  PlaceShape shape;
  const auto words = words_of(name);
  if (!words || words->empty() || words->size() > kMostWords) return shape;
  shape.words = words->size();
  std::size_t lower = 0;
  std::size_t plain = 0;  // in lower case without being a small word
  bool telling = shape.words <= kMostUnknownWords;
  for (std::size_t i = 0; i < words->size(); ++i) {
    const std::string_view word = (*words)[i];
    const Part part = part_of(word);
    if (part == Part::kWrong || (part == Part::kSign && i == 0)) return shape;
    lower += part == Part::kLower || part == Part::kInner;
    plain += part == Part::kLower;
    telling = telling && part != Part::kSign && (i > 0 || part == Part::kCapital);
    if (part == Part::kCapital) telling = telling && is_telling_word(word);
  }
  // "Aus China." ends a sentence; "U.S." does not.
  const std::string_view last = words->back();
  const bool sentence = last.ends_with('.') && last.find('.') == last.size() - 1 && last.size() > kLongestStopped + 1;
  shape.lower = lower == words->size();
  shape.fits = !sentence && (plain == 0 || shape.lower);
  shape.telling = shape.fits && telling && plain == 0;
  return shape;
}

bool ends_geographic(std::string_view name) {
  const auto words = words_of(name);
  return words && head_words(*words) > 0;
}

bool has_geographic_word(std::string_view name) {
  const auto words = words_of(name);
  if (!words || words->size() < 2) return false;
  return head_words(*words) > 0 || place_words().lead.contains(loose_key((*words)[0]));
}

bool is_prose(std::string_view name) {
  // "East Side" is a place, though no other name has a "side".
  if (const auto words = words_of(name); words && head_words(*words) == 2) {
    if (words->size() == 2) return false;
    name = name.substr(0, static_cast<std::size_t>((*words)[words->size() - 2].data() - name.data()));
  }
  const auto never = [](std::string_view word) { return never_in_names(word) >= Never::kSurname; };
  if (any_word(name, never)) return true;
  return is_all_prose(name);
}

bool is_all_prose(std::string_view name) {
  return !any_word(name, [](std::string_view word) { return never_in_names(word) == Never::kNo; });
}

std::string_view without_postal_code(std::string_view text, bool number_behind) {
  if (std::ranges::none_of(text, base::is_ascii_digit)) return text;
  const auto words = words_of(text);
  if (!words || words->size() < 2) return text;
  std::size_t from = 0;
  std::size_t to = words->size();
  for (int codes = 0; codes < 2 && to > 1 && is_postal_word((*words)[to - 1]); ++codes) {
    const std::string_view code = (*words)[to - 1];
    // "Singapore 238859" and "Mumbai - 400001" have no year behind them.
    if (!number_behind && code.size() < kSurelyNoYear && std::ranges::all_of(code, base::is_ascii_digit)) break;
    --to;
    if (to > 1 && ((*words)[to - 1] == "-" || (*words)[to - 1] == "\u2013")) --to;
  }
  if (to == words->size()) from = code_words_in_front(*words);
  const std::string_view last = (*words)[to - 1];
  const char* begin = (*words)[from].data();
  return {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
}

std::string_view without_surroundings(std::string_view name) {
  const auto words = words_of(name);
  if (!words) return {};
  std::size_t from = 0;
  std::size_t to = words->size();
  for (std::size_t n = std::min(kMostSurroundings, to - 1); n > 0 && to == words->size(); --n) {
    if (place_words().surroundings.contains(loose_key(joined(*words, to - n, to)))) to -= n;
  }
  if (to > 1 && place_words().around.contains(loose_key((*words)[0]))) from = 1;
  if (to - from == words->size()) return {};
  const char* begin = (*words)[from].data();
  const std::string_view last = (*words)[to - 1];
  return {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
}

CityOfPart city_of_part(std::string_view name) {
  const std::size_t space = name.rfind(' ');
  if (space != std::string_view::npos) {
    const std::string_view last = name.substr(space + 1);
    const std::string_view ending = last.substr(std::min(last.find_first_not_of("0123456789"), last.size()));
    const std::size_t digits = last.size() - ending.size();
    constexpr std::array<std::string_view, 5> kOrdinals = {"e", "er", "\u00E8me", "eme", "\u00E8"};
    if ((digits == 1 || digits == 2) && std::ranges::find(kOrdinals, ending) != kOrdinals.end()) {
      return {name.substr(0, space), "FR"};
    }
    return {};
  }
  const std::size_t hyphen = name.find('-');
  const std::string_view part = name.substr(std::min(hyphen, name.size() - 1) + 1);
  return case_of(part) == Case::kCapital && never_in_names(part) == Never::kNo
             ? CityOfPart{name.substr(0, hyphen), "DE AT"}
             : CityOfPart{};
}

}  // namespace thresh::normalize
