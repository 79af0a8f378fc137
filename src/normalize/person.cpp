// People: "Dr. Susan M. Stuart, MD, FAAD". See normalize.h.
//
// A by-line's first words go ("Written by"), then a note behind a dash. The commas cut the rest: the name stands before
// the first (or, as "Smith, John, MD", on both sides of it), letters and notes behind. Something must prove that it is
// a person - a credential, an honorific - or it stays unsure, and then everything else must speak for a name: few
// words, capitals, no word of prose (data/never_names.txt). A single word may be a user's handle ("jess_22").
//
// Tested by tests/normalize/forms_test.cpp with person.tsv.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "normalize/credentials.h"
#include "normalize/name_parts.h"
#include "normalize/normalize.h"
#include "normalize/specialty_table.h"
#include "normalize/words.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongestBytes = 240;
constexpr std::size_t kMostParts = 14;      // between commas
constexpr std::size_t kMostNameWords = 7;   // "Maria José de la Cruz y Santos"
constexpr std::size_t kMostLowerWords = 7;  // "Reviewed by José de la Cruz y Santos, MD, plastic surgeon in Lima"
constexpr std::size_t kLongestHandle = 40;  // code points
constexpr std::size_t kLongestCjkName = 8;  // code points, of a name in Chinese, Japanese or Korean letters
constexpr std::size_t kLongestNote = 60;    // bytes

// What the text is made of, as it is found out.
struct Draft {
  Honorific honorific;
  Words name;
  std::string_view family;  // where the family name stands first, before a comma
  std::string_view suffix;
  std::vector<std::string> credentials;
  bool lettered = false;  // has credentials, those of a firm included
  bool firm = false;      // has those of a firm
  bool noted = false;     // something follows that is no credential: a specialty, a place

  bool proven() const { return honorific.proves || (!credentials.empty() && name.size() > 1); }
};

std::vector<std::string_view> split_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size() && parts.size() <= kMostParts;) {
    const std::size_t to = std::min(text.find(',', from), text.size());
    parts.push_back(text::trim(text.substr(from, to - from)));
    from = to + 1;
  }
  return parts;
}

// The text before a note: "Jane Q. Public, DO - Board-certified".
std::string_view before_note(std::string_view text) {
  constexpr std::array<std::string_view, 6> kSigns = {" - ", " \u2013 ", " \u2014 ", " | ", " \u2022 ", " \u00B7 "};
  std::size_t end = text.size();
  for (const std::string_view sign : kSigns) end = std::min(end, text.find(sign));
  return text::trim(text.substr(0, end));
}

std::string_view without_byline(std::string_view text) {
  const auto words = words_of(text);
  const std::size_t n = words ? byline_words(*words) : 0;
  if (n == 0 || n == words->size()) return text;
  // "Von Hans Müller" is a by-line, "Von Miller" a name; "by" is no name in any case.
  const bool surely = n > 1 || (*words)[0].ends_with(':') || text::equals_ignoring_ascii_case((*words)[0], "by");
  if (!surely && words->size() < 3) return text;
  return text.substr(static_cast<std::size_t>((*words)[n].data() - text.data()));
}

std::string_view from_word(std::string_view text, std::string_view word) {
  return text.substr(static_cast<std::size_t>(word.data() - text.data()));
}

// Whether words behind the credentials say what or where the person is.
bool is_note(std::string_view text) {
  if (text.size() > kLongestNote) return false;
  if (find_specialty(text) || place_and_specialty(text)) return true;
  const auto where = place(text);
  return where && where->fit == Fit::kSure;
}

// Takes the credentials of one word, which may hold several ("MD/PhD"); false if it has anything else.
bool take_credential(Draft& draft, std::string_view word, bool set_apart) {
  std::vector<Credential> found;
  for (std::size_t from = 0; from <= word.size();) {
    const std::size_t to = std::min(word.find_first_of("/;", from), word.size());
    const std::string_view piece = word.substr(from, to - from);
    from = to + 1;
    if (piece.empty() && to == word.size()) break;  // "MD;"
    const auto credential = credential_of(piece, set_apart);
    if (!credential) return false;
    found.push_back(*credential);
  }
  for (const Credential& credential : found) {
    draft.lettered = true;
    draft.firm = draft.firm || credential.corporate;
    if (!credential.corporate) draft.credentials.emplace_back(credential.usual);
  }
  return !found.empty();
}

// Reads what stands behind the name, up to a comma: a suffix, credentials, then maybe a note.
bool take_tail(Draft& draft, std::string_view part) {
  const auto words = words_of(part);
  if (!words || words->empty()) return false;
  if (draft.noted) return part.size() <= kLongestNote;  // "Seattle, WA" behind a note
  for (const std::string_view word : *words) {
    const bool whole = words->size() == 1;
    if (!draft.lettered && draft.suffix.empty() && !suffix_of(word).empty()) {
      draft.suffix = suffix_of(word);
    } else if (take_credential(draft, word, true) || (draft.lettered && (word == "&" || word == "and"))) {
      continue;
    } else if (draft.lettered && is_note(from_word(part, word))) {
      draft.noted = true;
      return true;
    } else if (draft.lettered && whole && looks_like_credential(word)) {
      draft.credentials.emplace_back(word);  // one that our table lacks
    } else {
      return false;
    }
  }
  return true;
}

// The index of the first word of a part that is a credential without a comma before it; the number of words if none.
std::size_t first_credential(const Words& words, bool shouting) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto credential = credential_of(words[i], false);
    if (!credential || (credential->word && !credential->dotted && (shouting || i == 1))) continue;
    return i;
  }
  return words.size();
}

bool is_shouting(const Words& words) {
  return std::ranges::all_of(words, [](std::string_view w) { return case_of(w) == Case::kCapitals || w.size() <= 2; });
}

// Reads a part that holds the name, with or without credentials behind it.
bool take_name(Draft& draft, std::string_view part) {
  const auto words = words_of(part);
  if (!words) return false;
  draft.name = *words;
  draft.honorific = take_honorifics(draft.name);
  if (draft.name.empty()) return false;
  const std::size_t end = first_credential(draft.name, is_shouting(draft.name));
  const std::string_view tail = end < draft.name.size() ? from_word(part, draft.name[end]) : std::string_view();
  draft.name.shorten(end);
  if (draft.name.size() > 1 && !suffix_of(draft.name.back()).empty()) {
    draft.suffix = suffix_of(draft.name.back());
    draft.name.shorten(draft.name.size() - 1);
  }
  return tail.empty() || take_tail(draft, tail);
}

// "Smith, John, MD": the family name, a comma, the other names. Only with credentials, or an initial, is that likelier
// than a place and its region.
std::optional<Draft> family_first(const std::vector<std::string_view>& parts) {
  if (parts.size() < 2 || find_specialty(parts[1])) return std::nullopt;
  const auto family = words_of(parts[0]);
  Draft draft;
  if (!family || family->empty() || family->size() > 3 || !take_name(draft, parts[1])) return std::nullopt;
  if (!draft.honorific.text.empty() || draft.name.size() > 3) return std::nullopt;
  const bool initial = draft.name.size() > 1 && draft.name.back().size() == 2 && draft.name.back().ends_with('.');
  for (std::size_t i = 2; i < parts.size(); ++i) {
    if (!take_tail(draft, parts[i])) return std::nullopt;
  }
  if (!draft.lettered && !initial) return std::nullopt;
  for (const std::string_view word : *family) {
    if (!draft.name.add(word)) return std::nullopt;
  }
  draft.family = parts[0];
  return draft;
}

std::optional<Draft> name_first(const std::vector<std::string_view>& parts) {
  Draft draft;
  if (!take_name(draft, parts[0])) return std::nullopt;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!take_tail(draft, parts[i])) return std::nullopt;
  }
  return draft;
}

// "Silver Spring, MD" is a place: the only letters are also those of a region.
bool is_place_and_region(const Draft& draft, std::string_view text) {
  if (draft.credentials.size() != 1 || !draft.honorific.text.empty() || draft.credentials[0].size() > 3) return false;
  const auto where = place(text);
  return where && where->fit == Fit::kSure;
}

// Whether the words of a name, as they are, may be one.
bool is_plausible(const Draft& draft) {
  const Words& name = draft.name;
  if (name.empty() || name.size() > kMostNameWords) return false;
  if (name.size() == 1 && credential_of(name[0], false)) return false;
  if (draft.firm && !draft.proven()) return false;  // "Ashdown Media, LLC"
  std::size_t full = 0;                             // words that are no particles
  std::size_t lower = 0;                            // of them, those in lower case
  bool spelled = false;                             // has a word that is no initial
  for (std::size_t i = 0; i < name.size(); ++i) {
    const std::string_view word = name[i];
    if (!is_name_word(word, i + 1 == name.size())) return false;
    const bool small = case_of(word) == Case::kLower;
    if (small && i > 0 && may_be_lower(word)) {
      full += word.find_first_of("'-") != std::string_view::npos || word.find("\u2019") != std::string_view::npos;
      continue;
    }
    const Never never = never_in_names(word);
    if (never == Never::kAlways || (never == Never::kUnlessProven && !draft.proven())) return false;
    ++full;
    lower += small && !may_be_lower(word);
    spelled = spelled || text::length(word) > 2 || !word.ends_with('.');
  }
  if (draft.proven()) return spelled && (lower == 0 || (draft.lettered && lower == full));
  return spelled && full >= 2 && lower == 0;
}

// A user's name in a community: one word of letters, digits and "_-.".
bool is_handle(std::string_view text) {
  if (text.starts_with('@')) text.remove_prefix(1);
  if (text.empty() || text::length(text) > kLongestHandle || never_in_names(text) != Never::kNo) return false;
  bool letters = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    const bool letter = text::is_letter(c.value);
    letters = letters || letter;
    const bool digit = text::is_digit(c.value);
    if (digit && is_cjk_name(text)) return false;  // "2011年5月"
    if (!letter && !digit && c.value != '_' && c.value != '-' && c.value != '.' &&
        has_odd_character(text.substr(at, c.length))) {
      return false;
    }
    at += c.length;
  }
  const bool cjk = is_cjk_name(text);
  if (cjk && text::length(text) > kLongestCjkName) return false;
  // "example.com" is an address, "Thanks." a sentence.
  const std::size_t stop = text.rfind('.');
  const bool domain = stop != std::string_view::npos && (stop + 1 == text.size() || stop + 2 < text.size());
  return letters && !domain && text.front() != '-' && text.front() != '.' && text.back() != '-';
}

Person of_draft(const Draft& draft) {
  Person person;
  NameParts parts = parts_of_name(draft.name);
  if (!draft.family.empty()) {
    Words given = draft.name;
    given.shorten(draft.name.size() - words_of(draft.family)->size());
    parts.given = std::string(given[0]);
    parts.middle = joined(given, 1, given.size());
    parts.family = std::string(draft.family);
  } else if (draft.name.size() == 1 && draft.honorific.proves) {
    parts.family = std::string(draft.name[0]);  // "Dr. Irwin"
  }
  person.name = joined(draft.name, 0, draft.name.size());
  if (!draft.suffix.empty()) person.name += " " + std::string(draft.suffix);
  person.given = std::move(parts.given);
  person.middle = std::move(parts.middle);
  person.family = std::move(parts.family);
  person.honorific = draft.honorific.text;
  person.suffix = std::string(draft.suffix);
  person.credentials = draft.credentials;
  person.fit = draft.proven() ? Fit::kSure : Fit::kUnsure;
  return person;
}

std::optional<Person> person_of(std::string_view text) {
  if (count_lower_words(before_note(text)) > kMostLowerWords) return std::nullopt;
  const std::string_view rest = without_byline(text);
  const std::string_view core = before_note(rest);
  const auto parts = split_commas(core);
  if (core.empty() || parts.size() > kMostParts) return std::nullopt;
  auto draft = name_first(parts);
  if (!draft || !is_plausible(*draft)) draft = family_first(parts);
  const bool plausible = draft && is_plausible(*draft);
  if (plausible && (draft->proven() || core.size() == rest.size())) {
    const bool title = !draft->proven() && ends_specialties(draft->name.back()) && place_and_specialty(core);
    return title || is_place_and_region(*draft, core) ? std::nullopt : std::optional(of_draft(*draft));
  }
  if (rest.size() != core.size() || !is_handle(rest) || find_specialty(rest) || credential_of(rest, false))
    return std::nullopt;
  Person person;
  person.name = std::string(rest);
  person.fit = Fit::kUnsure;
  return person;
}

}  // namespace

std::optional<Person> person(std::string_view text) {
  if (text.size() > kLongestBytes) return std::nullopt;
  text = text::trim(text);
  if (text.empty()) return std::nullopt;
  auto found = person_of(text);
  if (found) found->as_written = std::string(text);
  return found;
}

}  // namespace thresh::normalize
