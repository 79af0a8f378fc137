// The tables of forms, one a kind of value.
#include "forms.h"

#include <charconv>

#include "normalize/normalize.h"

namespace thresh::normalize {
namespace {

std::string shown(double value) {
  char buffer[64];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof(buffer), value);
  return {buffer, end};
}

std::string shown(const std::optional<double>& value) { return value ? shown(*value) : ""; }

std::string_view shown(Fit fit) { return fit == Fit::kSure ? "sure" : "unsure"; }

std::string shown(const Person& p) {
  std::string out = std::string(shown(p.fit)) + '\t' + p.name + '\t' + p.honorific + '\t' + p.given + '\t' + p.middle +
                    '\t' + p.family + '\t' + p.suffix + '\t';
  for (const std::string& credential : p.credentials) out += (out.ends_with('\t') ? "" : " ") + credential;
  return out;
}

std::string shown(const Place& p) {
  std::string out = std::string(shown(p.fit)) + '\t' + p.name + '\t' + p.region + '\t' + p.country + '\t';
  for (const PlaceCandidate& c : p.candidates) {
    out += (out.ends_with('\t') ? "" : " | ") + c.name + "," + c.region + "," + c.country;
  }
  return out;
}

}  // namespace

TEST_CASE("Every form of a person is read as the table says") {
  check_forms("person.tsv", [](std::string_view text) {
    const auto found = person(text);
    return found ? shown(*found) : "-";
  });
}

TEST_CASE("Every form of a place is read as the table says") {
  check_forms("place.tsv", [](std::string_view text) {
    const auto found = place(text);
    return found ? shown(*found) : "-";
  });
}

TEST_CASE("Every form of a specialty is read as the table says") {
  check_forms("specialty.tsv", [](std::string_view text) {
    const auto found = specialty(text);
    if (!found) return std::string("-");
    return found->name + '\t' + found->nucc + '\t' + found->schema_org + '\t' + (found->exact ? "exact" : "mapped");
  });
}

TEST_CASE("A line of a place and a specialty is divided as the table says") {
  check_forms("place_and_specialty.tsv", [](std::string_view text) {
    const auto found = place_and_specialty(text);
    if (!found) return std::string("-");
    std::string out = found->specialty.name + '\t' + found->specialty.as_written;
    if (!found->place) return out;
    const Place& p = *found->place;
    return out + '\t' + std::string(shown(p.fit)) + '\t' + p.as_written + '\t' + p.name + '\t' + p.region + '\t' +
           p.country;
  });
}

TEST_CASE("Every form of a rating is read as the table says") {
  check_forms("rating.tsv", [](std::string_view text) {
    const auto found = rating(text);
    if (!found) return std::string("-");
    return shown(found->value) + '\t' + shown(found->best) + '\t' +
           (found->count ? std::to_string(*found->count) : "") + '\t' + shown(found->worst);
  });
}

TEST_CASE("Every form of a count is read as the table says") {
  check_forms("count.tsv", [](std::string_view text) {
    const auto found = count(text);
    return found ? std::to_string(found->value) + (found->approximate ? "\tapproximate" : "") : "-";
  });
}

TEST_CASE("Every form of a number is read as the table says") {
  check_forms("number.tsv", [](std::string_view text) {
    const auto found = number(text);
    return found ? shown(*found) : "-";
  });
}

TEST_CASE("Every form of a date is read as the table says") {
  check_forms("date.tsv", [](std::string_view text) {
    const auto found = date(text);
    return found ? found->iso : "-";
  });
}

TEST_CASE("Every form of a truth value is read as the table says") {
  check_forms("boolean.tsv", [](std::string_view text) {
    const auto found = boolean(text);
    return std::string(!found ? "-" : *found ? "true" : "false");
  });
}

TEST_CASE("Every form of a language tag is read as the table says (RFC 5646, section 2.1)") {
  check_forms("language.tsv", [](std::string_view text) { return language(text).value_or("-"); });
}

}  // namespace thresh::normalize
