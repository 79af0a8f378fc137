// See byline.h.
#include "normalize/byline.h"

#include <algorithm>
#include <array>

#include "normalize/credentials.h"
#include "normalize/name_parts.h"
#include "normalize/normalize.h"
#include "normalize/place_shape.h"
#include "normalize/specialty_table.h"
#include "normalize/title_words.h"
#include "normalize/words.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

std::size_t first_of_words(std::string_view text, std::size_t words) {
  return static_cast<std::size_t>((*words_of(text))[words].data() - text.data());
}

std::string_view without_introduction(std::string_view text) {
  const auto words = words_of(text);
  if (!words || words->empty()) return text;
  if (const std::size_t glued = glued_byline((*words)[0]); glued > 0) return text::trim(text.substr(glued));
  const std::size_t n = byline_words(*words);
  if (n == 0 || n == words->size()) return text;
  // "Von Hans Müller" is a by-line, "Von Miller" a name; "by" is no name in any case.
  const bool colon = (*words)[0].ends_with(':') || (*words)[0].ends_with("\uFF1A");
  const bool surely = n > 1 || colon || text::equals_ignoring_ascii_case((*words)[0], "by");
  if (!surely && words->size() < 3) return text;
  return text.substr(first_of_words(text, n));
}

// "MD, FACS", "Ph.D.": letters that stand behind a name, and nothing else.
bool are_letters(std::string_view note) {
  const auto words = words_of(note);
  if (!words || words->empty()) return false;
  return std::ranges::all_of(*words, [](std::string_view word) {
    if (word.ends_with(',')) word.remove_suffix(1);
    return word.empty() || credential_of(word, true).has_value();
  });
}

// A date to the day: "Jane Doe | 3 March 2020" is a by-line, "Fall Fashion, March 2020" an issue.
bool is_day(std::string_view text) {
  constexpr std::size_t kDay = 10;  // "2020-03-03"
  const auto found = date(text);
  return found && (found->open != Date::Open::kNothing || found->iso.size() >= kDay);
}

void add_note(Byline& byline, std::string_view note) {
  if (are_letters(note)) {  // "Jane Doe (MD)", "Jane Doe | MD": as if behind a comma
    byline.core += ", " + std::string(note);
    return;
  }
  const auto practice = practice_of(note);
  if (practice && !byline.aside) byline.aside = practice;
  const bool title = is_title(note) && !is_known_note(note);
  byline.entitled = byline.entitled || title;
  byline.bare =
      byline.bare && (title || is_known_note(note) || (byline.introduced ? date(note).has_value() : is_day(note)));
}

// Copies `text` to the core without notes in brackets: those at its end, and those behind a comma. "FRCS (Plast)" is
// one credential; "Jane (Smith) Doe" keeps her name.
void take_brackets(Byline& byline, std::string_view text) {
  while (!text.empty()) {
    const std::size_t open = std::min(text.find(" ("), text.size());
    byline.core += text.substr(0, open);
    text.remove_prefix(open);
    if (text.empty()) return;
    const std::size_t close = std::min(text.find(')'), text.size() - 1);
    const std::string_view inside = text.substr(2, close - 2);
    const std::string_view core = byline.core;
    const std::string letters = std::string(core.substr(core.find_last_of(" ,") + 1)) + "(" + std::string(inside) + ")";
    const bool behind = close + 1 == text.size() || core.find(',') != std::string_view::npos;
    if (text[close] == ')' && credential_of(letters, true)) {
      byline.core += text.substr(1, close);
    } else if (text[close] == ')' && close > 2 && (behind || is_known_note(inside))) {
      add_note(byline, text::trim(inside));
    } else {
      byline.core += text.substr(0, close + 1);
    }
    text.remove_prefix(close + 1);
  }
}

// Cuts a note behind a dash off the core: "Jane Q. Public, DO - Board-certified".
void cut_at_sign(Byline& byline) {
  const std::size_t at = before_sign(byline.core).size();
  if (at == byline.core.size()) return;
  const std::string note(text::trim(std::string_view(byline.core).substr(byline.core.find(' ', at + 1))));
  byline.core.resize(at);
  add_note(byline, note);
}

// Cuts the day off: "Jane Doe on March 12, 2020", "Jane Doe, March 12, 2020", "Jana Doe am 12.3.2020".
bool cut_date(Byline& byline) {
  const std::string_view core = byline.core;
  if (std::ranges::none_of(core, [](char c) { return c >= '0' && c <= '9'; })) return false;
  for (std::size_t at = core.find(' '); at != std::string_view::npos; at = core.find(' ', at + 1)) {
    const bool comma = at > 0 && core[at - 1] == ',';
    const std::string_view rest = core.substr(at + 1);
    const std::size_t word = std::min(rest.find(' '), rest.size());
    const bool on = word < rest.size() && is_day_word(rest.substr(0, word));
    const std::string_view day = on ? rest.substr(word + 1) : rest;
    if ((!comma && !on) || !(byline.introduced ? date(day).has_value() : is_day(day))) continue;
    byline.core.resize(comma ? at - 1 : at);
    return true;
  }
  return false;
}

// Cuts off what the person does here: "Jane Doe, MD answered:"; `dated`: on a day that stood behind.
void cut_saying(Byline& byline, bool dated) {
  const auto words = words_of(byline.core);
  if (!words || words->size() < 2) return;
  if (case_of(words->back()) != Case::kLower && !words->back().ends_with(':')) return;  // as nearly every name
  const std::size_t n = saying_words(*words);
  if (n == 0 || n >= words->size()) return;
  byline.bare = dated || (byline.bare && byline.core.ends_with(':'));
  byline.core.resize(first_of_words(byline.core, words->size() - n));
}

// Whether every word has its capital, as titles have them.
bool is_capitalized(std::string_view text) {
  const auto words = words_of(text);
  return words && std::ranges::none_of(*words, [](std::string_view word) {
           return case_of(word) == Case::kLower && !is_inner_word(text::fold(word));
         });
}

// Cuts off where someone comes from: "Jane D. from Houston, TX".
void cut_origin(Byline& byline) {
  const auto words = words_of(byline.core);
  if (!words) return;
  for (std::size_t i = 2; i + 1 < words->size(); ++i) {
    if (!is_origin_word((*words)[i])) continue;
    const std::string where = byline.core.substr(first_of_words(byline.core, i + 1));
    if (!is_sure_place(where)) continue;
    if (!byline.aside) byline.aside = practice_of(where);
    byline.core.resize(first_of_words(byline.core, i));
    return;
  }
}

// Cuts off where an introduced person writes: "By Jane Doe for The Times", "By Jane Doe in London".
void cut_outlet(Byline& byline) {
  const auto words = words_of(byline.core);
  if (!byline.introduced || !words) return;
  for (std::size_t i = 2; i + 1 < words->size(); ++i) {  // a name of two words or more
    if (!is_outlet_word((*words)[i]) || !is_capitalized((*words)[i + 1])) continue;
    byline.core.resize(first_of_words(byline.core, i));
    return;
  }
}

std::optional<Practice> practice_of_whole(std::string_view text) {
  if (auto title = specialty(text)) return Practice{std::move(title), std::nullopt, true};
  if (auto pair = place_and_specialty(text)) return Practice{std::move(pair->specialty), std::move(pair->place), true};
  if (!is_sure_place(text)) return std::nullopt;
  return Practice{std::nullopt, place(text), true};
}

// Whether a character only decorates a by-line where it stands apart: a dash, a star, a picture.
bool is_decoration(char32_t c) {
  constexpr std::u32string_view kOfAscii = U"-~|>*";
  constexpr std::u32string_view kQuotes = U"\u00AB\u00BB\u2018\u2019\u201A\u201C\u201D\u201E\u300C\u300E";
  if (c < 0x80) return kOfAscii.find(c) != std::u32string_view::npos;
  return !text::is_letter(c) && !text::is_digit(c) && kQuotes.find(c) == std::u32string_view::npos;
}

// The length of the decoration at the start; 0 if there is none, or it is part of a word ("-jess-").
std::size_t decoration_at_start(std::string_view text) {
  std::size_t at = 0;
  bool ascii = true;
  while (at < text.size()) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (!is_decoration(c.value)) break;
    ascii = c.value < 0x80;
    at += c.length;
  }
  const bool apart = at < text.size() && (!ascii || text[at] == ' ');
  return apart ? at : 0;
}

// "— Jane Doe", "Jane Doe ✓", "- Jane Doe -". A single word behind a dash may be anything.
std::string_view undecorated(std::string_view text) {
  const std::string_view inner = text::trim(text.substr(decoration_at_start(text)));
  if (inner.find(' ') != std::string_view::npos) text = inner;
  const std::size_t space = text.rfind(' ');
  if (space == std::string_view::npos) return text;
  std::string_view last = text.substr(space + 1);
  while (!last.empty()) {
    const text::CodePoint c = text::code_point_at(last, 0);
    if (!is_decoration(c.value)) return text;
    last.remove_prefix(c.length);
  }
  return text::trim(text.substr(0, space));
}

// Whether a full stop ends a sentence that is a name: "Jane Doe.", not "Jane D.", "J. Doe Jr.".
bool is_stopped(std::string_view name) {
  constexpr std::size_t kShortest = 3;  // letters of a word that is no abbreviation
  const std::string_view last = name.substr(name.rfind(' ') + 1);
  const std::string_view plain = last.substr(0, last.size() - 1);
  return last.ends_with('.') && text::length(plain) >= kShortest && plain.find('.') == std::string_view::npos &&
         suffix_of(last).empty() && !credential_of(last, true);
}

// Cuts off the sign that ends a name of several words: "Jane Doe:".
void cut_last_sign(Byline& byline) {
  if (byline.core.find(' ') == std::string::npos) return;
  if (byline.core.ends_with(':') || byline.core.ends_with(',') || is_stopped(byline.core)) byline.core.pop_back();
}

}  // namespace

std::string_view before_sign(std::string_view text) {
  constexpr std::array<std::string_view, 6> kSigns = {" - ", " \u2013 ", " \u2014 ", " | ", " \u2022 ", " \u00B7 "};
  for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
    const std::string_view rest = text.substr(at);
    if (std::ranges::any_of(kSigns, [rest](std::string_view s) { return rest.starts_with(s); })) {
      return text.substr(0, at);
    }
  }
  return text;
}

bool is_sure_place(std::string_view text) {
  const auto where = place(text);
  return where && where->fit == Fit::kSure;
}

std::optional<Practice> practice_of(std::string_view text) {
  if (auto practice = practice_of_whole(text)) return practice;
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  auto practice = practice_of_whole(text::trim(text.substr(0, comma)));
  if (practice) practice->whole = is_function(text::trim(text.substr(comma + 1)));
  return practice;
}

bool is_function(std::string_view text) {
  return is_capitalized(text) && (names_profession(text) || names_business(text, false));
}

bool is_title(std::string_view text) {
  if (const auto practice = practice_of(text); practice && practice->whole && practice->specialty) {
    const auto title = find_specialty(practice->specialty->as_written);
    if (title && (title->kind != TitleKind::kField || names_profession(practice->specialty->as_written))) return true;
  }
  const bool article = is_inner_word(text::fold(text.substr(0, text.find(' '))));  // "A Distributed Coordinator"
  const bool one = text.find(',') == std::string_view::npos && text.size() <= kLongestNote;
  return one && !article && is_capitalized(text) && names_profession(text);
}

bool is_note(std::string_view text) {
  return text.size() <= kLongestNote && (practice_of_whole(text) || is_function(text));
}

Byline byline_of(std::string_view text) {
  Byline byline;
  text = undecorated(text);
  const std::string_view rest = without_introduction(text);
  byline.introduced = rest.size() != text.size();
  take_brackets(byline, rest);
  cut_at_sign(byline);
  const bool dated = cut_date(byline);
  cut_saying(byline, dated);
  cut_origin(byline);
  cut_outlet(byline);
  byline.core = std::string(text::trim(byline.core));
  cut_last_sign(byline);
  return byline;
}

}  // namespace thresh::normalize
