// Places: "Seattle, WA", "Toronto, ON, Canada", "India", "Baltimore". See normalize.h.
//
// A text is cut at its commas: the first part is the place, the others say where it lies. The gazetteer gives every
// place of that name in order of preference (countries, then cities by size); those that the other parts contradict
// fall out, and if places of several regions or countries are left, they are all listed as candidates. A name that no
// gazetteer knows is still a place if it looks like one, with what its region and country say ("Tubac, Arizona").
// Names alone prove little, so the shape must fit: capitals, few words, none of prose.
//
// Tested by tests/normalize/place_test.cpp with place.tsv.
#include <algorithm>
#include <array>
#include <string>

#include "normalize/gazetteer.h"
#include "normalize/normalize.h"
#include "normalize/vocabulary.h"
#include "normalize/words.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongestBytes = 240;
constexpr std::size_t kLongest = 100;      // code points
constexpr std::size_t kMostParts = 4;      // "Springfield, Clark County, OH, USA"
constexpr std::size_t kMostNameWords = 7;  // "Saint Vincent and the Grenadines"
constexpr std::size_t kMostUnknownWords = 4;
constexpr std::size_t kAbbreviation = 3;  // "US", "UAE": bytes of a key that only counts in capitals

struct PlaceWords {
  Lexicon inner, label;
};

PlaceWords load() {
  PlaceWords words;
  const std::array<std::pair<std::string_view, Lexicon*>, 2> kinds = {
      {{"inner", &words.inner}, {"label", &words.label}}};
  load_kinds("data/place_words.tsv", kinds);
  return words;
}

const PlaceWords& place_words() {
  static const PlaceWords kWords = load();
  return kWords;
}

// The parts between commas; nothing if there are too many, or an empty one.
std::optional<std::vector<std::string_view>> parts_between_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(',', from), text.size());
    parts.push_back(text::trim(text.substr(from, to - from)));
    if (parts.back().empty() || parts.size() > kMostParts) return std::nullopt;
    from = to + 1;
  }
  return parts;
}

// How a name is spelled, as far as that tells a place from prose.
struct Shape {
  std::size_t words = 0;
  bool fits = false;         // letters only, few words, capitals where they belong
  bool lower = false;        // all in lower case
  bool inner_first = false;  // starts with a small word: "the Netherlands"
  bool all_capitals = true;
};

Shape shape_of(std::string_view name) {
  Shape shape;
  const auto words = words_of(name);
  if (!words || words->empty() || words->size() > kMostNameWords) return shape;
  shape.words = words->size();
  std::size_t lower = 0;
  std::size_t strange = 0;
  for (const std::string_view word : *words) {
    const Case letters = case_of(word);
    const bool sign = word == "&" || word == "/" || word == "-" || (word.front() == '(' && word.ends_with(')'));
    const bool inner = letters == Case::kLower && place_words().inner.contains(text::fold(word));
    shape.inner_first = shape.inner_first || (inner && word.data() == words->begin()->data());
    lower += letters == Case::kLower;
    shape.all_capitals = shape.all_capitals && letters == Case::kCapitals;
    const bool elided = word.find_first_of("'-") != std::string_view::npos;  // "d'Ivoire", "s-Hertogenbosch"
    const bool capital = letters == Case::kCapital || letters == Case::kCapitals;
    const bool leading = letters == Case::kNone && word.starts_with('\'');  // "'s-Hertogenbosch"
    if (!capital && !inner && !sign && !leading && !(elided && letters == Case::kLower)) ++strange;
    const std::string_view plain = word.ends_with(',') ? word.substr(0, word.size() - 1) : word;
    if (!sign && has_odd_character(plain) && plain.find('/') == std::string_view::npos) return shape;
  }
  shape.lower = lower == words->size();
  shape.fits = strange == 0 || shape.lower;
  return shape;
}

template <class Test>
bool any_word(std::string_view name, const Test& test) {
  const auto words = words_of(name);
  return !words || std::ranges::any_of(*words, test);
}

// Whether a name has a word that says it is prose ("your"), or consists of words that may say so ("Good Hope").
bool is_prose(std::string_view name) {
  if (any_word(name, [](std::string_view word) { return never_in_names(word) == Never::kAlways; })) return true;
  return !any_word(name, [](std::string_view word) { return never_in_names(word) == Never::kNo; });
}

// Whether none of the words is one of a name alone: "Best" lies in the Netherlands, and is hardly ever meant.
bool is_all_prose(std::string_view name) {
  return !any_word(name, [](std::string_view word) { return never_in_names(word) == Never::kNo; });
}

// "WA 98101", "ON M5V 2T6", "10115 Berlin": without the postal code.
std::string_view without_postal_code(std::string_view part) {
  const auto has_digit = [](std::string_view word) {
    return std::ranges::any_of(word, [](char c) { return text::is_digit(static_cast<std::uint8_t>(c)); });
  };
  const auto words = words_of(part);
  if (!words || words->size() < 2 || words->size() > 6) return part;
  std::size_t from = 0;
  std::size_t to = words->size();
  while (to > 1 && to > words->size() - 2 && has_digit((*words)[to - 1]) && (*words)[to - 1].size() <= 10) --to;
  if (to == words->size() && has_digit((*words)[0]) && (*words)[0].size() >= 4) from = 1;
  const char* begin = (*words)[from].data();
  const std::string_view last = (*words)[to - 1];
  return {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
}

// Whether `part` can name the region or the country that a row lies in.
bool lies_in(const GazetteerRow& row, std::string_view part, const std::vector<GazetteerRow>& meanings) {
  const auto is_code = [part](std::string_view code) {
    return !code.empty() && text::equals_ignoring_ascii_case(part, code);
  };
  if (is_code(row.region) || is_code(row.country)) return true;
  return std::ranges::any_of(meanings, [&row](const GazetteerRow& meaning) {
    return meaning.country == row.country && (meaning.region.empty() || meaning.region == row.region);
  });
}

// A part after the first, and the regions and countries that it may mean. "DE" may be Delaware or Germany: the region
// of an address goes first, as the gazetteer has it.
struct Qualifier {
  std::string_view text;
  std::vector<GazetteerRow> meanings;  // no cities
};

Qualifier qualifier_of(std::string_view part) {
  Qualifier qualifier{without_postal_code(part), {}};
  qualifier.meanings = find_places(place_key(qualifier.text));
  std::erase_if(qualifier.meanings, [](const GazetteerRow& row) { return row.kind == PlaceKind::kCity; });
  return qualifier;
}

bool same_place(const PlaceCandidate& a, const GazetteerRow& b) {
  return a.region == b.region && a.country == b.country;
}

// The place that the rows stand for: the first, and all that differ in region or country where there are several.
Place chosen(const std::vector<GazetteerRow>& rows) {
  Place place;
  for (const GazetteerRow& row : rows) {
    const bool known = std::ranges::any_of(place.candidates, [&](const auto& c) { return same_place(c, row); });
    if (!known) place.candidates.push_back({std::string(row.name), std::string(row.region), std::string(row.country)});
  }
  place.name = place.candidates.front().name;
  place.region = place.candidates.front().region;
  place.country = place.candidates.front().country;
  if (place.candidates.size() == 1) place.candidates.clear();
  return place;
}

// The rows of `name` that no qualifier contradicts. A qualifier that means nothing we know ("Clark County") says
// nothing, if one that we know stands beside it.
std::vector<GazetteerRow> rows_of_name(std::string_view name, const std::vector<Qualifier>& qualifiers) {
  auto rows = find_places(place_key(name));
  std::erase_if(rows, [&](const GazetteerRow& row) {
    if (row.kind == PlaceKind::kCode) return true;
    return std::ranges::any_of(qualifiers, [&](const Qualifier& q) {
      return !(q.meanings.empty() && qualifiers.size() > 1) && !lies_in(row, q.text, q.meanings);
    });
  });
  return rows;
}

// A place that the gazetteer lacks, whose region or country the page names: "Tubac, AZ".
std::optional<Place> unknown_place_in(std::string_view name, const std::vector<Qualifier>& qualifiers) {
  std::vector<GazetteerRow> rows;
  for (const Qualifier& qualifier : qualifiers) {
    if (qualifier.meanings.empty()) continue;
    if (rows.empty()) rows = qualifier.meanings;
    std::erase_if(rows, [&](const GazetteerRow& row) { return !lies_in(row, qualifier.text, qualifier.meanings); });
    if (rows.empty()) return std::nullopt;
  }
  if (rows.empty()) return std::nullopt;
  Place place = chosen(rows);
  place.name = std::string(name);
  for (PlaceCandidate& candidate : place.candidates) candidate.name = place.name;
  // An abbreviation may be anything ("Jane Doe, MD"); a name in full is proof.
  const bool named = std::ranges::any_of(
      qualifiers, [](const Qualifier& q) { return !q.meanings.empty() && q.text.size() > kAbbreviation; });
  place.fit = named ? Fit::kSure : Fit::kUnsure;
  return place;
}

std::string_view without_label(std::string_view text) {
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    const bool label = place_words().label.contains(text::fold(text.substr(0, colon)));
    return label ? text::trim(text.substr(colon + 1)) : text;
  }
  const auto words = words_of(text);
  if (!words || words->size() < 2 || !place_words().label.contains(text::fold((*words)[0]))) return text;
  const std::string_view rest = text.substr(static_cast<std::size_t>((*words)[1].data() - text.data()));
  return find_places(place_key(text)).empty() && shape_of(rest).fits && !shape_of(rest).lower ? rest : text;
}

std::optional<Place> place_of_parts(const std::vector<std::string_view>& parts) {
  const std::string_view name = without_postal_code(parts.front());
  const Shape shape = shape_of(name);
  if (!shape.fits) return std::nullopt;
  std::vector<Qualifier> qualifiers;
  for (std::size_t i = 1; i < parts.size(); ++i) qualifiers.push_back(qualifier_of(parts[i]));
  const auto rows = rows_of_name(name, qualifiers);
  if (!rows.empty()) {
    const bool abbreviation = name.size() <= kAbbreviation;
    if (shape.lower && (abbreviation || is_prose(name))) return std::nullopt;
    if (qualifiers.empty() && is_all_prose(name)) return std::nullopt;
    Place place = chosen(rows);
    place.fit = shape.lower ? Fit::kUnsure : Fit::kSure;
    return place;
  }
  const bool plausible = !shape.lower && !shape.inner_first && shape.words <= kMostUnknownWords;
  if (!plausible || is_prose(name)) return std::nullopt;
  if (!qualifiers.empty()) return unknown_place_in(name, qualifiers);
  Place place;
  place.fit = Fit::kUnsure;
  return place;
}

}  // namespace

std::optional<Place> place(std::string_view text) {
  if (text.size() > kLongestBytes) return std::nullopt;
  text = text::trim(text);
  if (text.empty() || text::length(text) > kLongest) return std::nullopt;
  const auto parts = parts_between_commas(without_label(text));
  if (!parts) return std::nullopt;
  auto place = place_of_parts(*parts);
  if (place) place->as_written = std::string(text);
  return place;
}

}  // namespace thresh::normalize
