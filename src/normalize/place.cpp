// Places: "Seattle, WA", "Toronto, ON, Canada", "India", "Baltimore". See normalize.h.
//
// A text is cut at its commas: the first part is the place, the others say where it lies. The gazetteer gives every
// place of that name in order of preference (countries, then cities by size); those that the other parts contradict
// fall out, and if places of several regions or countries are left, they are all listed as candidates. Where the comma
// is missing, the last words may say it ("Seattle WA", "London England"). A name that no gazetteer knows is still a
// place if it looks like one, with what its region and country say ("Tubac, Arizona"). Names alone prove little, so the
// shape must fit: capitals, few words, none of prose, and none that says it is somebody's profession.
//
// Tested by tests/normalize/forms_test.cpp with place.tsv.
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "normalize/gazetteer.h"
#include "normalize/normalize.h"
#include "normalize/place_shape.h"
#include "normalize/street_address.h"
#include "normalize/title_words.h"
#include "normalize/unspaced_place.h"
#include "normalize/words.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongestBytes = 240;
constexpr std::size_t kLongest = 100;  // code points
constexpr std::size_t kMostLowerWords = 6;
constexpr std::size_t kMostParts = 4;       // "Springfield, Clark County, OH, USA"
constexpr std::size_t kMostLabelWords = 3;  // "Currently based in"
constexpr std::size_t kAbbreviation = 3;    // "US", "UAE": bytes of a key that only counts in capitals

// A comma, of Arabic and of Chinese and Japanese too: where it stands and its bytes; the end of the text where none is.
std::pair<std::size_t, std::size_t> next_comma(std::string_view text, std::size_t from) {
  std::pair<std::size_t, std::size_t> first{text.size(), 1};
  for (const std::string_view comma : {",", "\u060C", "\uFF0C"}) {
    const std::size_t at = text.find(comma, from);
    if (at < first.first) first = {at, comma.size()};
  }
  return first;
}

// The parts between commas; nothing if there are too many, or an empty one.
std::optional<std::vector<std::string_view>> parts_between_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto [to, bytes] = next_comma(text, from);
    parts.push_back(text::trim(text.substr(from, to - from)));
    if (parts.back().empty() || parts.size() > kMostParts) return std::nullopt;
    from = to + bytes;
  }
  return parts;
}

// Whether `part` can name the region or the country that a row lies in.
bool lies_in(const GazetteerRow& row, std::string_view part, const std::vector<GazetteerRow>& meanings) {
  std::string letters(part);
  std::erase(letters, '.');  // "U.P."
  const auto is_code = [&letters](std::string_view code) {
    return !code.empty() && text::equals_ignoring_ascii_case(letters, code);
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

bool is_settlement(const GazetteerRow& row) { return row.kind == PlaceKind::kCity || row.kind == PlaceKind::kTown; }

Qualifier qualifier_of(std::string_view part) {
  Qualifier qualifier{without_postal_code(part, true), {}};
  qualifier.meanings = find_places(place_key(qualifier.text));
  std::erase_if(qualifier.meanings, is_settlement);
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

// The rows of `name` that no qualifier contradicts; a qualifier that means nothing we know contradicts nothing.
std::vector<GazetteerRow> rows_of_name(std::string_view name, const std::vector<Qualifier>& qualifiers) {
  auto rows = find_places(place_key(name));
  // "LA" is Los Angeles or Louisiana, "L.A." only the city; a code that no city shares stands behind a city alone.
  const bool either = qualifiers.empty() && name.size() == 2 && !rows.empty() && is_settlement(rows.front());
  std::erase_if(rows, [&](const GazetteerRow& row) {
    if (row.kind == PlaceKind::kProvince) return true;
    if (row.kind == PlaceKind::kCode) return !either || row.region.empty();
    return std::ranges::any_of(qualifiers, [&](const Qualifier& q) {
      return !lies_in(row, q.text, q.meanings) && !(q.meanings.empty() && qualifiers.size() > 1);
    });
  });
  // Keys have no marks: "Münster" is that of Germany before Munster of Ireland.
  const bool marked = std::ranges::any_of(name, [](char c) { return (c & 0x80) != 0; });
  if (marked && !rows.empty() && rows.front().kind != PlaceKind::kCountry) {
    std::vector<GazetteerRow> in_order;
    for (const bool spelled_so : {true, false}) {
      std::ranges::copy_if(rows, std::back_inserter(in_order),
                           [&](const GazetteerRow& row) { return (row.name == name) == spelled_so; });
    }
    rows = std::move(in_order);
  }
  return rows;
}

// The letters of an abbreviation that may be written with full stops: "M.D." has two.
std::size_t without_dots(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::ranges::count(text, '.'));
}

// Whether the parts behind the first can be regions and countries: at most one that we do not know ("Clark County"),
// spelled like a place, and a known one behind it: "Nora Bell, MD, Dallas" is in no Maryland.
bool are_plausible(const std::vector<Qualifier>& qualifiers) {
  if (qualifiers.size() > 1 && qualifiers.back().meanings.empty()) return false;
  std::size_t unknown = 0;
  for (const Qualifier& qualifier : qualifiers) {
    if (!qualifier.meanings.empty()) continue;
    ++unknown;
    const bool code = without_dots(qualifier.text) <= kAbbreviation;  // a region's code, which the rows know
    if (!code && !shape_of_place(qualifier.text).telling) return false;
  }
  return unknown <= 1;
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
  std::erase_if(rows, [](const GazetteerRow& row) { return row.kind == PlaceKind::kProvince; });
  if (rows.empty()) return std::nullopt;
  for (GazetteerRow& row : rows) row.name = name;
  // An abbreviation may be anything ("Jane Doe, MD"), and be that of a large city's land for which we have no code; a
  // name in full is proof.
  const bool named = std::ranges::any_of(
      qualifiers, [](const Qualifier& q) { return !q.meanings.empty() && without_dots(q.text) > kAbbreviation; });
  if (!named) {
    std::ranges::copy_if(find_places(place_key(name)), std::back_inserter(rows),
                         [](const GazetteerRow& row) { return row.kind == PlaceKind::kCity; });
  }
  Place place = chosen(rows);
  place.fit = named ? Fit::kSure : Fit::kUnsure;
  return place;
}

std::string_view without_label(std::string_view text) {
  for (const std::string_view colon : {":", "\uFF1A"}) {
    const std::size_t at = text.find(colon);
    if (at == std::string_view::npos) continue;
    const bool label = is_place_label(text::fold(text::trim(text.substr(0, at))));
    return label ? text::trim(text.substr(at + colon.size())) : text;
  }
  const auto words = words_of(text);
  if (!words) return text;
  for (std::size_t n = std::min(kMostLabelWords, words->size() - 1); n > 0 && words->size() > 1; --n) {
    if (!is_place_label(text::fold(joined(*words, 0, n)))) continue;
    const std::string_view rest = text.substr(static_cast<std::size_t>((*words)[n].data() - text.data()));
    const bool telling = shape_of_place(rest.substr(0, rest.find(','))).telling;
    return telling && find_places(place_key(text)).empty() ? rest : text;
  }
  return text;
}

// A place that the gazetteer knows. One word without region or country proves little unless the place is large: many a
// town has the name of something else ("Liberal", "Moss").
std::optional<Place> known_place(std::string_view name, const PlaceShape& shape, const std::vector<GazetteerRow>& rows,
                                 bool qualified) {
  const bool abbreviation = name.size() <= kAbbreviation;
  if (shape.lower && (abbreviation || is_prose(name))) return std::nullopt;
  const bool code = abbreviation && rows.front().kind == PlaceKind::kCountry && case_of(name) == Case::kCapitals;
  if (!qualified && is_all_prose(name) && !code) return std::nullopt;  // "US" is a country
  Place place = chosen(rows);
  const bool small = !qualified && shape.words == 1 && rows.front().kind == PlaceKind::kTown;
  const bool either = rows.back().kind == PlaceKind::kCode && !place.candidates.empty();
  place.fit = shape.lower || small || either ? Fit::kUnsure : Fit::kSure;
  return place;
}

// "TX", "N.Y.", "UK".
bool is_written_code(std::string_view word) {
  const auto fits = [](char c) { return base::is_ascii_upper(c) || c == '.'; };
  return std::ranges::all_of(word, fits);
}

// The last words of a name that may say where it lies, and what stands before them.
struct Ending {
  std::string_view before;
  Qualifier region;
};

// The last one to three words, where they name a region or a country. A code counts only in capitals: "Orange in" is
// none of Indiana.
std::vector<Ending> region_endings(std::string_view name) {
  std::vector<Ending> endings;
  std::size_t cut = name.rfind(' ');
  for (int words = 0; words < 3 && cut != std::string_view::npos && cut > 0; ++words) {
    const std::string_view region = name.substr(cut + 1);
    const bool code = place_key(region).size() <= kAbbreviation;
    Qualifier qualifier = qualifier_of(region);
    const bool may_be_code = code && region.size() == 2;  // "Zürich ZH", which the row of the city knows
    if ((!qualifier.meanings.empty() || may_be_code) && (!code || is_written_code(region))) {
      endings.push_back({text::trim(name.substr(0, cut)), std::move(qualifier)});
    }
    cut = name.rfind(' ', cut - 1);
  }
  return endings;
}

std::optional<Place> place_within(const Ending& ending, std::vector<Qualifier> qualifiers) {
  const PlaceShape shape = shape_of_place(ending.before);
  if (!shape.fits || shape.lower) return std::nullopt;
  qualifiers.insert(qualifiers.begin(), ending.region);
  const auto rows = rows_of_name(ending.before, qualifiers);
  if (!rows.empty()) return known_place(ending.before, shape, rows, true);
  if (ending.region.meanings.empty()) return std::nullopt;
  const bool geographic = ends_geographic(ending.before) && !is_prose(ending.before);
  return geographic ? unknown_place_in(ending.before, qualifiers) : std::nullopt;
}

// "Seattle WA", "London England", "Toronto ON Canada": a known place in the region and the country that the last words
// name, without a comma before them.
std::optional<Place> place_before_region(std::string_view name, const std::vector<Qualifier>& qualifiers) {
  if (std::ranges::any_of(qualifiers, [](const Qualifier& q) { return q.meanings.empty(); })) return std::nullopt;
  for (const Ending& ending : region_endings(name)) {
    if (auto place = place_within(ending, qualifiers)) return place;
    std::vector<Qualifier> wider = qualifiers;
    wider.insert(wider.begin(), ending.region);
    for (const Ending& inner : region_endings(ending.before)) {
      if (auto place = place_within(inner, wider)) return place;
    }
  }
  return std::nullopt;
}

// A country that some languages write with a small letter inside: "Arabie saoudite".
bool is_country(std::string_view name, const std::vector<GazetteerRow>& rows) {
  return !rows.empty() && rows.front().kind == PlaceKind::kCountry && case_of(name) == Case::kCapital &&
         !name.ends_with('.');
}

// "Greater Seattle Area": what lies around a city or in it has its region and country. A town has no such
// surroundings.
std::optional<Place> place_around(std::string_view name, const std::vector<Qualifier>& qualifiers) {
  std::string_view city = without_surroundings(name), countries;
  if (city.empty()) {
    const CityOfPart whole = city_of_part(name);
    city = whole.city;
    countries = whole.countries;
  }
  const PlaceShape shape = shape_of_place(city);
  if (city.empty() || !shape.fits || shape.lower) return std::nullopt;
  auto rows = rows_of_name(city, qualifiers);
  std::erase_if(rows, [countries](const GazetteerRow& row) {
    const bool elsewhere = !countries.empty() && !countries.contains(row.country);
    return elsewhere || row.kind == PlaceKind::kCode || row.kind == PlaceKind::kTown;
  });
  if (rows.empty() || is_all_prose(city)) return std::nullopt;
  Place place = chosen(rows);
  place.name = std::string(name);
  for (PlaceCandidate& candidate : place.candidates) candidate.name = place.name;
  place.fit = Fit::kSure;
  return place;
}

std::optional<Place> place_of_parts(const std::vector<std::string_view>& parts) {
  const std::string_view name = without_postal_code(parts.front(), false);
  const std::string_view bare = without_postal_code(parts.front(), true);  // "Seattle WA 98101"
  const PlaceShape shape = shape_of_place(name);
  if (shape.words == 0) return std::nullopt;
  std::vector<Qualifier> qualifiers;
  for (std::size_t i = 1; i < parts.size(); ++i) qualifiers.push_back(qualifier_of(parts[i]));
  if (!are_plausible(qualifiers)) return std::nullopt;
  const auto rows = rows_of_name(name, qualifiers);
  if ((shape.fits || is_country(name, rows)) && !rows.empty()) {
    return known_place(name, shape, rows, !qualifiers.empty());
  }
  if (parts.size() == 2 && rows.empty()) {  // "México, D.F." is one name
    const auto whole = find_places(place_key(name) + ' ' + place_key(parts[1]));
    if (shape.fits && !whole.empty()) return known_place(name, shape, whole, true);
  }
  if (auto place = place_before_region(bare, qualifiers)) return place;
  if (auto place = place_around(name, qualifiers)) return place;
  if (!shape.telling || is_prose(name) || name.size() != parts.front().size()) return std::nullopt;
  if (names_profession(name) || names_business(name, !qualifiers.empty())) return std::nullopt;
  if (!qualifiers.empty()) return unknown_place_in(name, qualifiers);
  Place place;
  place.fit = Fit::kUnsure;
  return place;
}

// "São Paulo - SP", "Curitiba/PR": a region's code behind a sign, as behind a comma; only of a place that we know.
std::optional<Place> place_at_code(const std::vector<std::string_view>& parts) {
  const std::string_view part = parts.front();
  for (const std::string_view sign : {" - ", "/", " \u2013 "}) {
    const std::size_t at = part.rfind(sign);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view code = part.substr(at + sign.size());
    if (code.size() != 2 || !std::ranges::all_of(code, base::is_ascii_upper)) continue;
    std::vector<std::string_view> divided = parts;
    divided[0] = code;
    divided.insert(divided.begin(), text::trim(part.substr(0, at)));
    auto place = place_of_parts(divided);
    if (place && place->fit == Fit::kSure) return place;
  }
  return std::nullopt;
}

// "Milano (MI)", "Austin, TX (USA)": what stands in brackets at the end, as behind a comma; a number of two digits or
// three, as of a French department, or a postal code of five says nothing here. Only behind a place that we know.
std::optional<Place> place_before_bracket(std::string_view text) {
  const std::size_t open = text.rfind(" (");
  if (open == std::string_view::npos || open == 0 || !text.ends_with(')')) return std::nullopt;
  const std::string_view inside = text.substr(open + 2, text.size() - open - 3);
  const bool department = inside.size() == 2 || inside.size() == 3;
  const bool number = (department || inside.size() == 5) && std::ranges::all_of(inside, base::is_ascii_digit);
  auto parts = parts_between_commas(without_label(text.substr(0, open)));
  if (!parts || inside.empty() || (!number && qualifier_of(inside).meanings.empty())) return std::nullopt;
  if (!number) parts->push_back(inside);
  auto place = place_of_parts(*parts);
  return place && place->fit == Fit::kSure && !place->name.empty() ? place : std::nullopt;
}

// "WA", "TX": two capitals alone are a state or province of those that are written so, before any town; "LA" is the
// city.
std::optional<Place> place_of_code(std::string_view name) {
  if (name.size() != 2 || !std::ranges::all_of(name, base::is_ascii_upper)) return std::nullopt;
  if (never_in_names(name) == Never::kAlways || is_all_prose(name)) return std::nullopt;
  auto rows = find_places(place_key(name));
  const auto is_large = [](const GazetteerRow& row) {
    return row.kind == PlaceKind::kCity || row.kind == PlaceKind::kCountry;
  };
  if (std::ranges::any_of(rows, is_large)) return std::nullopt;
  std::erase_if(rows, [](const GazetteerRow& row) {
    const bool written_so = row.country == "US" || row.country == "CA" || row.country == "AU";
    return row.kind != PlaceKind::kCode || row.region.empty() || !written_so;
  });
  if (rows.empty()) return std::nullopt;
  Place place = chosen(rows);
  place.fit = Fit::kUnsure;
  return place;
}

// The city of an address with its street, if it is one that we know where the address says.
std::optional<Place> place_of_address(std::string_view text) {
  constexpr std::size_t kMostCityWords = 3;
  const auto address = address_end(text);
  if (!address) return std::nullopt;
  std::vector<Qualifier> qualifiers;
  for (std::size_t i = 1; i < address->parts.size(); ++i) qualifiers.push_back(qualifier_of(address->parts[i]));
  if (std::ranges::any_of(qualifiers, [](const Qualifier& q) { return q.meanings.empty(); })) return std::nullopt;
  const auto words = words_of(address->parts.front());
  if (!words || words->empty()) return std::nullopt;
  const std::size_t most = std::min(address->glued ? kMostCityWords : words->size(), words->size());
  for (std::size_t n = most; n > 0; --n) {
    const std::string city = joined(*words, words->size() - n, words->size());
    const PlaceShape shape = shape_of_place(city);
    const auto rows = rows_of_name(city, qualifiers);
    if (shape.fits && !shape.lower && !rows.empty()) return known_place(city, shape, rows, true);
    if (!address->glued) break;
  }
  return std::nullopt;
}

// "東京都渋谷区" is in Tokyo.
std::optional<Place> place_of_unspaced(std::string_view text) {
  const auto row = row_of_unspaced(text);
  if (!row) return std::nullopt;
  Place place = chosen({*row});
  place.fit = Fit::kSure;
  return place;
}

}  // namespace

std::optional<Place> place(std::string_view text) {
  if (text.size() > kLongestBytes) return std::nullopt;
  text = text::trim(text);
  if (text.empty() || text::length(text) > kLongest || count_lower_words(text) > kMostLowerWords) return std::nullopt;
  const std::string_view said = without_label(text);
  auto place = place_of_address(said);
  if (const auto parts = place ? std::nullopt : parts_between_commas(said)) {
    if (parts->size() == 1) place = place_of_code(parts->front());
    if (!place && parts->size() == 1) place = place_of_unspaced(parts->front());
    if (!place) place = place_at_code(*parts);
    if (!place) place = place_before_bracket(text);
    if (!place) place = place_of_parts(*parts);
  }
  if (place) place->as_written = std::string(text);
  return place;
}

}  // namespace thresh::normalize
