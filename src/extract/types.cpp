// See types.h.
#include "extract/types.h"

#include <algorithm>
#include <string>

#include "normalize/normalize.h"

namespace thresh::extract {
namespace {

using normalize::Fit;
using record::List;
using record::Map;
using record::Type;
using record::Value;

// A string that may be missing, as records have it: null rather than "".
Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value number_or_null(const std::optional<double>& number) { return number ? Value(*number) : Value(); }

Value place_value(const normalize::Place& place) {
  Map map = blank(record::place_shape());
  map.set("name", text_or_null(place.name));
  map.set("as_written", place.as_written);
  map.set("region", text_or_null(place.region));
  map.set("country", text_or_null(place.country));
  if (place.candidates.empty()) return map;
  List candidates;
  for (const normalize::PlaceCandidate& candidate : place.candidates) {
    Map entry;
    entry.add("name", candidate.name);
    entry.add("region", text_or_null(candidate.region));
    entry.add("country", text_or_null(candidate.country));
    candidates.emplace_back(std::move(entry));
  }
  map.set("candidates", std::move(candidates));
  return map;
}

Value specialty_value(const normalize::Specialty& specialty) {
  Map map = blank(record::specialty_shape());
  map.set("name", specialty.name);
  map.set("as_written", specialty.as_written);
  map.set("nucc", text_or_null(specialty.nucc));
  map.set("schema_org", text_or_null(specialty.schema_org));
  map.set("match", specialty.exact ? "exact" : "mapped");
  return map;
}

Value person_value(const normalize::Person& person) {
  Map map = blank(record::person_shape());
  map.set("name", person.name);
  map.set("as_written", person.as_written);
  map.set("honorific", text_or_null(person.honorific));
  map.set("given", text_or_null(person.given));
  map.set("middle", text_or_null(person.middle));
  map.set("family", text_or_null(person.family));
  map.set("suffix", text_or_null(person.suffix));
  List credentials;
  for (const std::string& credential : person.credentials) credentials.emplace_back(credential);
  map.set("credentials", std::move(credentials));
  if (person.specialty) map.set("specialty", specialty_value(*person.specialty));
  if (person.location) map.set("location", place_value(*person.location));
  return map;
}

Value rating_value(const normalize::Rating& rating) {
  Map map = blank(record::rating_shape());
  map.set("value", number_or_null(rating.value));
  map.set("best", number_or_null(rating.best));
  map.set("worst", number_or_null(rating.worst));
  if (rating.count) map.set("count", *rating.count);
  map.set("as_written", rating.as_written);
  return map;
}

std::optional<Made> make_text(std::string_view text, const Context&) {
  return text.empty() ? std::nullopt : std::optional(Made{text, {}, Fit::kSure});
}

std::optional<Made> make_url(std::string_view text, const Context& context) {
  const auto url = normalize::url(text, context.base_url);
  return url ? std::optional(Made{*url, {}, Fit::kSure}) : std::nullopt;
}

std::optional<Made> make_count(std::string_view text, const Context&) {
  const auto count = normalize::count(text);
  if (!count) return std::nullopt;
  Made made{count->value, {}, Fit::kSure};
  if (count->approximate) made.beside.add("_approximate", true);
  return made;
}

// A date that is open is one all the same, so that a layout knows its line; but nothing proves it.
std::optional<Made> make_date(std::string_view text, const Context& context) {
  const auto date = normalize::date(text, context.dates);
  if (!date) return std::nullopt;
  const bool open = date->open != normalize::Date::Open::kNothing;
  Made made{text_or_null(date->iso), {}, open ? Fit::kUnsure : Fit::kSure, date->open};
  if (date->iso != text) made.beside.add("_as_written", text);
  return made;
}

std::optional<Made> make_number(std::string_view text, const Context& context) {
  const auto number = normalize::number(text, context.decimal_sign);
  return number ? std::optional(Made{*number, {}, Fit::kSure}) : std::nullopt;
}

std::optional<Made> make_money(std::string_view text, const Context& context) {
  const auto money = normalize::money(text, context.currency, context.decimal_sign, context.language);
  if (!money) return std::nullopt;
  Map map = blank(record::money_shape());
  map.set("amount", money->amount);
  if (money->to) map.set("to", *money->to);
  map.set("currency", text_or_null(money->currency));
  map.set("as_written", text);
  return Made{std::move(map), {}, Fit::kSure};
}

// Pages often write place and specialty in one breath ("Baltimore Plastic Surgeon"). A field of either type takes its
// part of such a text; the specialty is looked for first, because it knows what no place is.
std::optional<normalize::Specialty> specialty_of(std::string_view text, std::string_view language) {
  if (auto specialty = normalize::specialty(text, language)) return specialty;
  auto pair = normalize::place_and_specialty(text);
  return pair ? std::optional(std::move(pair->specialty)) : std::nullopt;
}

std::optional<normalize::Place> place_of(std::string_view text) {
  if (auto pair = normalize::place_and_specialty(text)) return std::move(pair->place);
  return normalize::place(text);
}

// Makers of types whose normalizer gives an optional value that one function turns into a record's.
template <auto normalizer, auto value>
std::optional<Made> make_with(std::string_view text, const Context&) {
  const auto parsed = normalizer(text);
  return parsed ? std::optional(Made{value(*parsed), {}, Fit::kSure}) : std::nullopt;
}

// The same for normalizers that say how sure they are.
template <auto normalizer, auto value>
std::optional<Made> make_graded(std::string_view text, const Context&) {
  const auto parsed = normalizer(text);
  return parsed ? std::optional(Made{value(*parsed), {}, parsed->fit}) : std::nullopt;
}

std::optional<Made> make_person(std::string_view text, const Context& context) {
  const auto person = normalize::person(text, context.language);
  return person ? std::optional(Made{person_value(*person), {}, person->fit}) : std::nullopt;
}

std::optional<Made> make_specialty(std::string_view text, const Context& context) {
  const auto specialty = specialty_of(text, context.language);
  return specialty ? std::optional(Made{specialty_value(*specialty), {}, Fit::kSure}) : std::nullopt;
}

template <class T>
Value plain(const T& value) {
  return Value(value);
}

struct Row {
  Type type;
  std::optional<Made> (*make)(std::string_view text, const Context& context);
};

// By the order of record::Type.
constexpr Row kRows[] = {
    {Type::kText, make_text},
    {Type::kMarkdown, make_text},
    {Type::kHtml, make_text},
    {Type::kUrl, make_url},
    {Type::kCount, make_count},
    {Type::kNumber, make_number},
    {Type::kRating, make_with<normalize::rating, rating_value>},
    {Type::kPerson, make_person},
    {Type::kPlace, make_graded<place_of, place_value>},
    {Type::kSpecialty, make_specialty},
    {Type::kDate, make_date},
    {Type::kBool, make_with<normalize::boolean, plain<bool>>},
    {Type::kLanguage, make_with<normalize::language, plain<std::string>>},
    {Type::kMoney, make_money},
};

const Row* row_of(Type type) {
  const auto row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.type == type; });
  return row == std::end(kRows) ? nullptr : row;
}

}  // namespace

Fit fit(Type type, std::string_view text) {
  const auto made = make(type, text, {});
  return made ? made->fit : Fit::kNo;
}

Made made_of(const normalize::Place& place) { return {place_value(place), {}, place.fit}; }

Made made_of(const normalize::Specialty& specialty) { return {specialty_value(specialty), {}, Fit::kSure}; }

bool holds_only_other(Type type, std::string_view text) {
  if (type == Type::kPlace) {
    const auto pair = normalize::place_and_specialty(text);
    return pair && !pair->place;
  }
  if (type != Type::kSpecialty || specialty_of(text, {})) return false;
  const auto place = normalize::place(text);
  return place && place->fit == Fit::kSure;
}

std::optional<Made> make(Type type, std::string_view text, const Context& context) {
  const Row* row = row_of(type);
  return row == nullptr ? std::nullopt : row->make(text, context);
}

Map blank(const record::Shape& shape) {
  Map map;
  map.reserve(shape.fields.size());
  for (const record::Field& field : shape.fields) {
    if (!field.optional) map.add(field.name, field.list ? Value(List{}) : Value());
  }
  return map;
}

}  // namespace thresh::extract
