// People: "Dr. Susan M. Stuart, MD, FAAD". See normalize.h.
//
// First goes what stands around a by-line (byline.h): "Written by", a note in brackets or behind a dash. The commas cut
// the rest: the name stands before the first (or, as "Smith, John, MD", on both sides of it), letters and notes behind.
// Something must prove that it is a person - a credential, an honorific - or it stays unsure, and then everything else
// must speak for a name: few words, capitals, no word of prose (data/never_names.txt). A single word may be a user's
// handle ("jess_22").
//
// Tested by tests/normalize/forms_test.cpp with person.tsv.
#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "normalize/byline.h"
#include "normalize/credentials.h"
#include "normalize/gazetteer.h"
#include "normalize/name_order.h"
#include "normalize/name_parts.h"
#include "normalize/normalize.h"
#include "normalize/place_shape.h"
#include "normalize/specialty_table.h"
#include "normalize/title_words.h"
#include "normalize/words.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongestBytes = 240;
constexpr std::size_t kMostParts = 14;       // between commas
constexpr std::size_t kMostNameWords = 7;    // "Maria José de la Cruz y Santos"
constexpr std::size_t kMostLowerWords = 7;   // "Reviewed by José de la Cruz y Santos, MD, plastic surgeon in Lima"
constexpr std::size_t kLongestHandle = 40;   // code points
constexpr std::size_t kLongestCjkName = 8;   // code points, of a name in Chinese, Japanese or Korean letters
constexpr std::size_t kLongestDivided = 20;  // of one that a dot divides

// What the text is made of, as it is found out.
struct PersonParts {
  Honorific honorific;
  Words name;
  std::string_view family;  // where the family name stands first, before a comma
  std::string_view suffix;
  std::vector<std::string> credentials;
  std::string_view note;  // from where something follows that is no credential: a specialty, a place
  bool lettered = false;  // has credentials, those of a firm included
  bool firm = false;      // has those of a firm

  bool proven() const {
    return honorific.proves || (!credentials.empty() && (name.size() > 1 || parts_of_cjk(name[0], true)));
  }
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

std::string_view from_word(std::string_view text, std::string_view word) {
  return text.substr(static_cast<std::size_t>(word.data() - text.data()));
}

// "Jane Doe, MD, PA": a doctor is no physician assistant too, but may have a professional association.
bool is_of_firm(const PersonParts& person, const Credential& credential) {
  const std::vector<std::string_view> degrees = parts_of(credential.firm_behind);
  return std::ranges::any_of(degrees, [&](std::string_view degree) {
    return std::ranges::find(person.credentials, degree) != person.credentials.end();
  });
}

void add_credential(PersonParts& person, const Credential& credential) {
  const bool corporate = credential.corporate || is_of_firm(person, credential);
  person.lettered = true;
  person.firm = person.firm || corporate;
  if (!corporate) person.credentials.emplace_back(credential.usual);
}

// Takes the credentials of one word; false if it has anything else.
bool take_credential(PersonParts& person, std::string_view word, bool set_apart) {
  const auto found = credentials_of(word, set_apart);
  for (const Credential& credential : found) add_credential(person, credential);
  return !found.empty();
}

// Reads what stands behind the name, up to a comma: a suffix, credentials, then maybe a note.
bool take_tail(PersonParts& person, std::string_view part) {
  const auto words = words_of(part);
  if (!words || words->empty()) return false;
  if (!person.note.empty()) return part.size() <= kLongestNote;  // "Seattle, WA" behind a note
  for (std::size_t i = 0; i < words->size(); ++i) {
    const std::string_view word = (*words)[i];
    const bool whole = words->size() == 1;
    const auto spaced = spaced_credential(*words, i, true);
    if (spaced) {
      add_credential(person, spaced->credential);
      i += spaced->words - 1;
    } else if (!person.lettered && person.suffix.empty() && !suffix_of(word).empty()) {
      person.suffix = suffix_of(word);
    } else if (take_credential(person, word, true) || (person.lettered && (word == "&" || word == "and"))) {
      continue;
    } else if ((person.lettered || person.honorific.proves) && is_note(from_word(part, word))) {
      person.note = from_word(part, word);
      return true;
    } else if (person.lettered && whole && looks_like_credential(word)) {
      person.credentials.emplace_back(word);  // one that our table lacks
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
    if (credential && !(credential->word && !credential->dotted && (shouting || i == 1))) return i;
    const auto spaced = credential ? std::nullopt : spaced_credential(words, i, false);
    if (spaced && (i > 1 || spaced->credential.corporate)) return i;
  }
  return words.size();
}

bool is_shouting(const Words& words) {
  return std::ranges::all_of(words, [](std::string_view w) { return case_of(w) == Case::kCapitals || w.size() <= 2; });
}

// "José Carlos Neto" has a suffix, "Maria Neto" and "João L. Sobrinho" are called so.
bool ends_with_suffix(const Words& name) {
  if (name.size() < 2 || suffix_of(name.back()).empty()) return false;
  return !may_be_family(name.back()) || (name.size() > 2 && !name[name.size() - 2].ends_with('.'));
}

// "김민수 교수", "山田 太郎 先生": a title of such a name in a word of its own.
void take_title_behind(PersonParts& person) {
  auto title = cjk_title_alone(person.name.back());
  const std::string whole = joined(person.name, 0, person.name.size() - 1);
  if (title.text.empty() || !(parts_of_cjk(whole, true) || is_cjk_family(whole))) return;
  person.name.shorten(person.name.size() - 1);
  person.honorific = std::move(title);
}

// Reads a part that holds the name, with or without credentials behind it.
bool take_name(PersonParts& person, std::string_view part, std::string_view language) {
  const auto words = words_of(part);
  if (!words) return false;
  person.name = with_nicknames_joined(*words);
  person.honorific = take_honorifics(person.name, language);
  if (person.name.empty()) return false;
  if (person.name.size() > 1 && is_cjk_name(person.name[0])) take_title_behind(person);
  if (auto title = cjk_title(person.name.back()); !title.text.empty()) {
    const std::string_view name = person.name.back();
    person.name.replace_back(text::trim(name.substr(0, name.size() - title.text.size())));
    person.honorific = std::move(title);
  }
  const std::size_t end = first_credential(person.name, is_shouting(person.name));
  const std::string_view tail = end < person.name.size() ? from_word(part, person.name[end]) : std::string_view();
  person.name.shorten(end);
  if (ends_with_suffix(person.name)) {
    person.suffix = suffix_of(person.name.back());
    person.name.shorten(person.name.size() - 1);
  }
  return tail.empty() || take_tail(person, tail);
}

// "Smith, John, MD": the family name, a comma, the other names. Only with credentials, or an initial, is that likelier
// than a place and its region.
std::optional<PersonParts> family_first(const std::vector<std::string_view>& parts, std::string_view language) {
  if (parts.size() < 2 || find_specialty(parts[1])) return std::nullopt;
  const auto family = words_of(parts[0]);
  PersonParts person;
  if (!family || family->empty() || family->size() > 3 || !take_name(person, parts[1], language)) return std::nullopt;
  if (!person.honorific.text.empty() || person.name.size() > 3) return std::nullopt;
  const bool initial = person.name.size() > 1 && person.name.back().size() == 2 && person.name.back().ends_with('.');
  const bool full = std::ranges::any_of(*family, [](std::string_view word) { return may_be_lower(word); });
  // "Jane Doe, X. Y." has letters behind her that we do not know.
  if (family->size() > 1 && !full &&
      std::ranges::all_of(person.name, [](std::string_view w) { return w.ends_with('.'); }))
    return std::nullopt;
  for (std::size_t i = 2; i < parts.size(); ++i) {
    if (!take_tail(person, parts[i])) return std::nullopt;
  }
  if (!person.lettered && !initial) return std::nullopt;
  for (const std::string_view word : *family) {
    if (!person.name.add(word)) return std::nullopt;
  }
  person.family = parts[0];
  return person;
}

// "Emma Fox, Aesthetician": a title behind a name of two words or more, that is none of a place or of a business.
// Behind one that is introduced, a place or an office too: "By Jane Doe, CNN Business".
bool take_title(PersonParts& person, const std::vector<std::string_view>& parts, bool introduced) {
  if (parts.size() < 2 || person.name.size() < 2 || has_geographic_word(parts[0])) return false;
  const std::string_view rest(parts[1].data(), static_cast<std::size_t>(parts.back().end() - parts[1].begin()));
  const bool office = is_agency(rest) || (introduced && (is_sure_place(rest) || is_function(rest)));
  if (!(is_title(rest) || office) || find_specialty(parts[0]) || is_sure_place(parts[0]) || is_function(parts[0]))
    return false;
  person.note = rest;
  return true;
}

std::optional<PersonParts> name_first(const std::vector<std::string_view>& parts, bool introduced,
                                      std::string_view language) {
  PersonParts person;
  if (!take_name(person, parts[0], language)) return std::nullopt;
  PersonParts named = person;
  const auto behind = std::ranges::subrange(parts.begin() + 1, parts.end());
  if (std::ranges::all_of(behind, [&](std::string_view part) { return take_tail(person, part); })) return person;
  return take_title(named, parts, introduced) ? std::optional(named) : std::nullopt;
}

// "Silver Spring, MD" is a place: the only letters are also those of a region.
bool is_place_and_region(const PersonParts& person, std::string_view text) {
  if (person.credentials.size() != 1 || !person.honorific.text.empty() || person.credentials[0].size() > 3)
    return false;
  // Most names are no place that anyone knows, and to find that out first costs a tenth of reading one.
  const std::size_t comma = text.find(',');
  const std::string_view name = text.substr(0, comma);
  if (comma != std::string_view::npos && !has_geographic_word(name) && find_places(place_key(name)).empty())
    return false;
  return is_sure_place(text);
}

// Brackets are as common in what is no name ("Zero Knowledge (ZKP) Proofs"): unproven, only "Jane (Smith) Doe" is one.
bool may_bracket(const Words& name, std::string_view word, bool proven) {
  const std::string_view inside = word.substr(1, word.size() - 2);
  const bool plain = case_of(inside) == Case::kCapital && inside.find('-') == std::string_view::npos;
  return proven || (name.size() == 3 && plain && !ends_geographic(joined(name, 0, name.size())));
}

// Letters that stand where a name would begin: "PhD Jane Doe". Two capitals may be initials ("J.D. Salinger").
bool is_letters_in_front(const Words& name) {
  const auto letters = credential_of(name[0], false);
  if (!letters) return false;
  const bool small = std::ranges::any_of(letters->usual, base::is_ascii_lower);
  return letters->usual.size() > 3 || (letters->usual.size() > 2 && small) || (letters->corporate && !letters->word);
}

// "JANE DOE PA": where all is shouted, nothing tells letters from a name.
bool may_end_with_letters(const Words& name) {
  const auto letters = credential_of(name.back(), false);
  return name.size() > 2 && is_shouting(name) && letters && letters->word && letters->usual.size() == 2;
}

// "Kim Do", "Linh Ma": letters in their usual form would be capitals.
bool may_be_letters_or_family(const Words& name, std::size_t i) {
  if (i != 1 || name.size() != 2 || case_of(name[1]) != Case::kCapital) return false;
  const auto letters = credential_of(name[1], false);
  return letters && letters->word;
}

// "Larry Page", "June Carter", "Seán Ó Sé": whether a common given name in front makes a name of a word that is one of
// labels elsewhere. Two words, or an initial between them; words of prose ("Steve Says") are never names.
bool given_name_decides(const Words& name, std::size_t i, Never never) {
  if (name.size() < 2 || name.size() > 3 || case_of(name[0]) != Case::kCapital || case_of(name[i]) != Case::kCapital) {
    return false;
  }
  const Given given = common_given_name(name[0]);
  const bool initial = name.size() == 2 || name[1].ends_with('.') || text::length(name[1]) == 1;
  if (given == Given::kNo || !initial) return false;
  const bool last_is_free = never_in_names(name.back()) == Never::kNo;
  if (i == 0) return never != Never::kAlways && last_is_free;
  // Folded, "Ås" is "as" and "Sé" is "se".
  const bool short_with_marks =
      text::length(name[i]) <= 3 && std::ranges::any_of(name[i], [](char c) { return (c & 0x80) != 0; });
  return given == Given::kSure && (never != Never::kAlways || short_with_marks);
}

// "Puerto Rico", "Baton Rouge": spelled as the gazetteer spells it. A town may be called after a person ("Benito
// Juárez"), a country is not.
bool is_country_or_city(std::string_view name, bool given) {
  const auto rows = find_places(place_key(name));
  return std::ranges::any_of(rows, [name, given](const GazetteerRow& row) {
    if (row.kind == PlaceKind::kCountry) return true;
    const bool code = row.kind == PlaceKind::kCode || row.kind == PlaceKind::kProvince;
    return !given && !code && row.name == name;
  });
}

// "San Francisco", "North Carolina": a place whose words are those of places. "Victoria" alone may be a person.
bool is_place_by_its_words(const PersonParts& person) {
  if (person.proven() || person.name.size() < 2) return false;
  const std::string whole = joined(person.name, 0, person.name.size());
  if (has_geographic_word(whole)) return !find_places(place_key(whole)).empty();
  return is_country_or_city(whole, common_given_name(person.name[0]) != Given::kNo);
}

// "Personal Injury", "Root Canal Treatment": a field of a profession.
bool is_field(const PersonParts& person) {
  if (person.proven() || person.name.size() < 2 || common_given_name(person.name[0]) != Given::kNo) return false;
  const std::string whole = joined(person.name, 0, person.name.size());
  return find_specialty(whole) || find_specialty(whole + " Law");
}

// "Zahnarzt Berlin": who practises, and where.
bool is_title_and_place(const PersonParts& person) {
  const Words& name = person.name;
  if (person.proven() || name.size() != 2 || common_given_name(name[0]) != Given::kNo) return false;
  const auto title = find_specialty(name[0]);
  return title && title->kind != TitleKind::kField && is_sure_place(name[1]);
}

bool is_numeral(std::string_view suffix) {
  return !suffix.empty() && suffix.find_first_not_of("IVX") == std::string_view::npos;
}

// Whether the words of a name, as they are, may be one.
bool is_plausible(const PersonParts& person) {
  const Words& name = person.name;
  if (name.empty() || name.size() > kMostNameWords) return false;
  if (name.size() == 1 && credential_of(name[0], false)) return false;
  if (person.firm && !person.proven()) return false;  // "Ashdown Media, LLC"
  if (is_letters_in_front(name)) return false;
  if (name.size() == 2 && (name[0] == "der" || name[0] == "des")) return false;  // "Herr der Ringe"
  if (!person.proven() && byline_words(name) == name.size()) return false;       // "Written By"
  const std::string whole = person.proven() ? std::string() : joined(name, 0, name.size());
  if (is_agency(whole) || is_cjk_business(whole) || is_place_by_its_words(person) || is_field(person)) return false;
  if (!person.proven() && (joins_persons(name) || may_end_with_letters(name))) return false;
  // "von Stein" may be a name, and "der Ringe" is none.
  if (!person.proven() && name.size() == 2 && case_of(name[0]) == Case::kLower) return false;
  std::size_t full = 0;   // words that are no particles
  std::size_t lower = 0;  // of them, those in lower case
  bool spelled = false;   // has a word that is no initial
  for (std::size_t i = 0; i < name.size(); ++i) {
    const std::string_view word = name[i];
    if (i > 0 && i + 1 < name.size() && is_nickname(word)) {
      if (word.starts_with('(') && !may_bracket(name, word, person.proven())) return false;
      continue;
    }
    if (joins_particles(name, i)) continue;
    if (!is_name_word(word, i + 1 == name.size())) return false;
    const bool small = case_of(word) == Case::kLower;
    if (small && i > 0 && may_be_lower(word)) {
      full += word.find_first_of("'-") != std::string_view::npos || word.find("\u2019") != std::string_view::npos;
      continue;
    }
    const Never never = may_be_letters_or_family(name, i) ? Never::kNo : never_in_names(word);
    if (never != Never::kNo && !person.proven() && given_name_decides(name, i, never)) {
      ++full;
      spelled = true;
      continue;
    }
    if (never == Never::kAlways || (never != Never::kNo && !person.proven() && !begins_with_known_family(name)))
      return false;
    ++full;
    lower += small && !may_be_lower(word);
    spelled = spelled || text::length(word) > 2 || !word.ends_with('.');
  }
  // "Henry VIII"
  if (name.size() == 1 && is_numeral(person.suffix) && common_given_name(name[0]) != Given::kNo) return lower == 0;
  if (person.proven()) return spelled && (lower == 0 || (person.lettered && lower == full));
  return spelled && full >= 2 && lower == 0;
}

// A user's name in a community: one word of letters, digits and "_-.".
bool is_handle(std::string_view text) {
  for (const std::string_view sign : {"@", "/u/", "u/"}) {  // "u/": a user of Reddit
    if (text.starts_with(sign)) text.remove_prefix(sign.size());
  }
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
  const bool divided = cjk && text.find("\u30FB") != std::string_view::npos;
  if (cjk && (text::length(text) > (divided ? kLongestDivided : kLongestCjkName) || is_cjk_business(text)))
    return false;
  // "example.com" is an address, "Thanks." a sentence.
  const std::size_t stop = text.rfind('.');
  const bool domain = stop != std::string_view::npos && (stop + 1 == text.size() || stop + 2 < text.size());
  return letters && !domain && text.front() != '-' && text.front() != '.' && text.back() != '-';
}

Person of_parts(const PersonParts& parts, std::string_view language) {
  Person person;
  NameParts names = parts_of_name(parts.name, language);
  if (!parts.family.empty()) {
    Words given = parts.name;
    given.shorten(parts.name.size() - words_of(parts.family)->size());
    names.given = std::string(given[0]);
    names.middle = joined(given, 1, given.size());
    names.family = std::string(parts.family);
  } else if (parts.name.size() == 1 && parts.honorific.proves && names.family.empty()) {
    names.family = std::string(parts.name[0]);  // "Dr. Irwin"
  }
  person.name = joined(parts.name, 0, parts.name.size());
  if (!parts.suffix.empty()) person.name += " " + std::string(parts.suffix);
  person.given = std::move(names.given);
  person.middle = std::move(names.middle);
  person.family = std::move(names.family);
  person.honorific = parts.honorific.text;
  person.suffix = std::string(parts.suffix);
  person.credentials = parts.credentials;
  person.fit = parts.proven() ? Fit::kSure : Fit::kUnsure;
  return person;
}

// What the by-line says of the person's field and place: behind a comma, or else aside.
void add_practice(Person& person, std::string_view note, const Byline& byline) {
  const auto practice = note.empty() ? std::nullopt : practice_of(note);
  for (const auto& said : {practice, byline.aside}) {
    if (said && !person.specialty) person.specialty = said->specialty;
    if (said && !person.location) person.location = said->location;
  }
}

std::optional<Person> handle(const Byline& byline) {
  std::string_view core = byline.core;
  const Honorific title = cjk_title(core);
  core = text::trim(core.substr(0, core.size() - title.text.size()));
  if (!byline.bare || byline.entitled || !is_handle(core) || is_agency(core) || find_specialty(core) ||
      credential_of(core, false))
    return std::nullopt;
  Person person;
  person.name = std::string(core);
  person.honorific = title.text;
  if (is_cjk_name(core)) {
    const bool told = byline.introduced || !title.text.empty();
    NameParts parts = parts_of_cjk(core, told).value_or(NameParts{});
    if (!title.text.empty() && parts.family.empty() && is_cjk_family(core)) parts.family = std::string(core);
    person.given = std::move(parts.given);
    person.middle = std::move(parts.middle);
    person.family = std::move(parts.family);
  }
  person.fit = Fit::kUnsure;
  return person;
}

std::optional<Person> person_of(std::string_view text, std::string_view language) {
  if (count_lower_words(before_sign(text)) > kMostLowerWords) return std::nullopt;
  const Byline byline = byline_of(text);
  const std::string_view core = byline.core;
  if (core.empty()) return std::nullopt;
  auto pieces = split_commas(core);
  if (pieces.size() > 2 && pieces.back().empty()) pieces.pop_back();  // "Jane Doe, MD,"; "Best regards," is none
  if (pieces.size() > kMostParts) return std::nullopt;
  auto parts = name_first(pieces, byline.introduced, language);
  if (!parts || !is_plausible(*parts)) parts = family_first(pieces, language);
  if (!parts || !is_plausible(*parts) || !(parts->proven() || byline.bare)) return handle(byline);
  // "Dallas Dentist", "Memphis Makeup Artist"; "James Dean" has but two words.
  const bool title = !parts->proven() && ((ends_specialties(parts->name.back()) && place_and_specialty(core)) ||
                                          (parts->name.size() > 2 && names_profession(core)));
  if (is_title_and_place(*parts)) return std::nullopt;
  if ((title && parts->note.empty()) || is_place_and_region(*parts, core)) return std::nullopt;
  Person person = of_parts(*parts, language);
  const std::string_view note = parts->note;
  add_practice(person, note.empty() ? note : from_word(core, note), byline);
  return person;
}

bool is_mail(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('.', at) < text.size() - 1 &&
         text.find_first_of(" \t\n@", at + 1) == std::string_view::npos && text.find(' ') == std::string_view::npos;
}

// The name of "ann@a.example (Ann Lee)", as feeds have it (RSS 2.0), and of "Ann Lee <ann@a.example>" (RFC 5322,
// section 3.4); any other text as it is.
std::string_view without_mail(std::string_view text) {
  const char close = text.back();
  const std::size_t open = text.rfind(close == ')' ? '(' : '<');
  if ((close != ')' && close != '>') || open == std::string_view::npos || open == 0) return text;
  std::string_view before = text::trim(text.substr(0, open));
  const std::string_view inside = text::trim(text.substr(open + 1, text.size() - open - 2));
  if (close == ')' && is_mail(before) && !inside.empty()) return inside;
  if (!is_mail(inside)) return text;
  if (before.size() > 2 && before.front() == '"' && before.back() == '"') before = before.substr(1, before.size() - 2);
  return before;
}

}  // namespace

std::optional<Person> person(std::string_view text, std::string_view language) {
  if (text.size() > kLongestBytes) return std::nullopt;
  text = text::trim(text);
  if (text.empty()) return std::nullopt;
  auto found = person_of(without_mail(text), language);
  if (found) found->as_written = std::string(text);
  return found;
}

std::string without_byline(std::string_view text) {
  auto words = text.size() > kLongestBytes ? std::nullopt : words_of(text);
  if (!words) return std::string(text);
  const std::size_t introduction = byline_words(*words);
  if (introduction < words->size()) words->drop_front(introduction);
  return joined(*words, 0, words->size());
}

}  // namespace thresh::normalize
