// See renderings.h.
#include "renderings.h"

#include <charconv>

#include "normalize/day_order.h"
#include "normalize/decimal_sign.h"
#include "normalize/no_value.h"
#include "normalize/normalize.h"
#include "normalize/page_number.h"

namespace thresh::normalize {
namespace {

std::string shown(double value) {
  char buffer[64];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof(buffer), value);
  return {buffer, end};
}

std::string shown(const std::optional<double>& value) { return value ? shown(*value) : ""; }

std::string_view shown(Fit fit) { return fit == Fit::kSure ? "sure" : "unsure"; }

std::string shown(const std::optional<Person>& p) {
  if (!p) return "-";
  std::string out = std::string(shown(p->fit)) + '\t' + p->name + '\t' + p->honorific + '\t' + p->given + '\t' +
                    p->middle + '\t' + p->family + '\t' + p->suffix + '\t';
  for (const std::string& credential : p->credentials) out += (out.ends_with('\t') ? "" : " ") + credential;
  return out;
}

std::string shown_person(std::string_view text) { return shown(person(text)); }

// The text is "LANGUAGE: person".
std::string shown_person_in_language(std::string_view text) {
  const std::size_t colon = text.find(": ");
  return shown(person(text.substr(colon + 2), text.substr(0, colon)));
}

std::string shown_place(std::string_view text) {
  const auto p = place(text);
  if (!p) return "-";
  std::string out = std::string(shown(p->fit)) + '\t' + p->name + '\t' + p->region + '\t' + p->country + '\t';
  for (const PlaceCandidate& c : p->candidates) {
    out += (out.ends_with('\t') ? "" : " | ") + c.name + "," + c.region + "," + c.country;
  }
  return out;
}

std::string shown_specialty(std::string_view text) {
  const auto found = specialty(text);
  if (!found) return "-";
  return found->name + '\t' + found->nucc + '\t' + found->schema_org + '\t' + (found->exact ? "exact" : "mapped");
}

std::string shown_place_and_specialty(std::string_view text) {
  const auto found = place_and_specialty(text);
  if (!found) return "-";
  std::string out = found->specialty.name + '\t' + found->specialty.as_written;
  if (!found->place) return out;
  const Place& p = *found->place;
  return out + '\t' + std::string(shown(p.fit)) + '\t' + p.as_written + '\t' + p.name + '\t' + p.region + '\t' +
         p.country;
}

std::string shown_rating(std::string_view text) {
  const auto found = rating(text);
  if (!found) return "-";
  return shown(found->value) + '\t' + shown(found->best) + '\t' + (found->count ? std::to_string(*found->count) : "") +
         '\t' + shown(found->worst);
}

std::string shown_count(std::string_view text) {
  const auto found = count(text);
  return found ? std::to_string(found->value) + (found->approximate ? "\tapproximate" : "") : "-";
}

std::string shown_number(std::string_view text) {
  const auto found = number(text);
  return found ? shown(*found) : "-";
}

std::string shown(const std::optional<Date>& found) {
  if (!found) return "-";
  if (found->open == Date::Open::kNothing) return found->iso;
  return found->open == Date::Open::kCapture ? "relative" : "ambiguous";
}

std::string shown_date(std::string_view text) { return shown(date(text)); }

std::string shown_relative_date(std::string_view text) {
  return shown(date(text, {kCaptured, DayOrder::kUnknown, DayOrder::kUnknown, DayOrder::kUnknown}));
}

// The text is "LANGUAGE: date".
std::string shown_date_in_language(std::string_view text) {
  const std::size_t colon = text.find(": ");
  const DayOrder order = day_order_of_language(text.substr(0, colon));
  return shown(date(text.substr(colon + 2), {{}, order, order, order}));
}

std::string shown_boolean(std::string_view text) {
  const auto found = boolean(text);
  return !found ? "-" : *found ? "true" : "false";
}

std::string shown_language(std::string_view text) { return language(text).value_or("-"); }

std::string shown(const std::optional<Money>& found) {
  return found ? shown(found->amount) + '\t' + shown(found->to) + '\t' + found->currency : "-";
}

std::string shown_money(std::string_view text) { return shown(money(text)); }

// The text is "LANGUAGE: number".
std::string shown_number_in_language(std::string_view text) {
  const std::size_t colon = text.find(": ");
  const auto found = number(text.substr(colon + 2), decimal_sign_of_language(text.substr(0, colon)));
  return found ? shown(*found) : "-";
}

// The text is "LANGUAGE: amount".
std::string shown_money_in_language(std::string_view text) {
  const std::size_t colon = text.find(": ");
  const std::string_view language = text.substr(0, colon);
  return shown(money(text.substr(colon + 2), {}, decimal_sign_of_language(language), language));
}

std::string shown_url(std::string_view text) {
  return url(text, "https://site.example/forum/thread?id=7").value_or("-");
}

std::string shown_page_number(std::string_view text) {
  const auto found = page_number(text);
  return found ? std::to_string(found->page) + '\t' + std::to_string(found->pages) : "-";
}

std::string shown_no_value(std::string_view text) { return is_no_value(text) ? "true" : "-"; }

constexpr Table kTables[] = {
    {"person", shown_person},
    {"person_in_language", shown_person_in_language},
    {"place", shown_place},
    {"specialty", shown_specialty},
    {"place_and_specialty", shown_place_and_specialty},
    {"rating", shown_rating},
    {"count", shown_count},
    {"number", shown_number},
    {"date", shown_date},
    {"relative_date", shown_relative_date},
    {"date_in_language", shown_date_in_language},
    {"boolean", shown_boolean},
    {"language", shown_language},
    {"number_in_language", shown_number_in_language},
    {"money", shown_money},
    {"money_in_language", shown_money_in_language},
    {"url", shown_url},
    {"page_number", shown_page_number},
    {"no_value", shown_no_value},
};

}  // namespace

std::span<const Table> tables() { return kTables; }

}  // namespace thresh::normalize
