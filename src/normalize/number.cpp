// Numbers. See numeral.h for the forms and normalize.h for the contract.
#include <charconv>
#include <string>

#include "normalize/normalize.h"
#include "normalize/numeral.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kMostDigits = 15;  // every whole number of so many digits is exact in a double too
constexpr std::size_t kLongestNumber = 40;

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text::is_digit(static_cast<std::uint8_t>(text[end]))) ++end;
  return end - at;
}

bool is_separator(char c) { return c == '.' || c == ',' || c == '\'' || c == ' '; }

std::string without(std::string_view numeral, char separator) {
  std::string out;
  for (const char c : numeral) {
    if (c != separator) out += c;
  }
  return out;
}

// Whether the digits between separators are grouped as thousands: 1-3 digits, then threes (or twos and a last three).
bool is_grouped(std::string_view numeral, char separator) {
  std::size_t at = digits_at(numeral, 0);
  if (at == 0 || at > 3 || numeral.front() == '0') return false;
  const std::size_t first = at;
  bool threes = true;
  bool twos = first <= 2;
  while (at < numeral.size()) {
    if (numeral[at] != separator) return false;
    const std::size_t digits = digits_at(numeral, at + 1);
    at += 1 + digits;
    const bool last = at == numeral.size();
    threes = threes && digits == 3;
    twos = twos && digits == (last ? 3u : 2u);
  }
  return threes || (twos && separator == ',');
}

template <class Number>
std::optional<Number> parsed(std::string_view digits) {
  Number value{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<double> decimal(std::string_view whole, std::string_view fraction) {
  return parsed<double>(std::string(whole) + "." + std::string(fraction));
}

}  // namespace

std::string_view numeral_at_start(std::string_view text) {
  std::size_t end = digits_at(text, 0);
  if (end == 0) return {};
  bool spaced = false;  // "1 234,56": once grouped by spaces, only spaces go on, and a fraction of one or two digits
  bool pointed = false;
  while (end + 1 < text.size() && is_separator(text[end])) {
    const std::size_t digits = digits_at(text, end + 1);
    const bool space = text[end] == ' ';
    if (spaced && !space && text[end] != '\'' && (digits == 1 || digits == 2)) return text.substr(0, end + 1 + digits);
    if (digits == 0 || (space && (pointed || digits != 3 || (!spaced && end > 3))) || (!space && spaced)) break;
    (space ? spaced : pointed) = true;
    end += 1 + digits;
  }
  return text.substr(0, end);
}

std::optional<std::int64_t> whole_number(std::string_view numeral) {
  const std::size_t digits = digits_at(numeral, 0);
  if (digits == 0 || numeral.size() > kLongestNumber) return std::nullopt;
  if (digits == numeral.size()) {
    if (digits > kMostDigits || (digits > 1 && numeral.front() == '0')) return std::nullopt;
    return parsed<std::int64_t>(numeral);
  }
  const char separator = numeral[digits];
  if (!is_grouped(numeral, separator)) return std::nullopt;
  const std::string plain = without(numeral, separator);
  return plain.size() > kMostDigits ? std::nullopt : parsed<std::int64_t>(plain);
}

std::optional<double> short_decimal(std::string_view numeral) {
  const std::size_t digits = digits_at(numeral, 0);
  if (digits == 0 || numeral.size() > kLongestNumber) return std::nullopt;
  if (digits == numeral.size()) return parsed<double>(numeral);
  const std::size_t after = digits_at(numeral, digits + 1);
  const bool whole = digits + 1 + after == numeral.size();
  const bool comma = numeral[digits] == ',' && after <= 2;
  if (!whole || !(comma || numeral[digits] == '.')) return std::nullopt;
  return decimal(numeral.substr(0, digits), numeral.substr(digits + 1));
}

std::optional<double> any_number(std::string_view numeral) {
  if (const auto whole = whole_number(numeral); whole && numeral.find('.') == std::string_view::npos) {
    return static_cast<double>(*whole);
  }
  const std::size_t last = numeral.find_last_of(".,");
  if (last == std::string_view::npos || numeral.size() > kLongestNumber) return short_decimal(numeral);
  const std::string_view before = numeral.substr(0, last);
  if (digits_at(before, 0) == before.size()) {
    return decimal(before, numeral.substr(last + 1));  // "1.234", "4,7", "0,125"
  }
  if (before.find(numeral[last]) == std::string_view::npos) {  // two kinds of separators: "1.234,5"
    const auto whole = whole_number(before);
    return whole ? decimal(std::to_string(*whole), numeral.substr(last + 1)) : std::nullopt;
  }
  const auto whole = whole_number(numeral);  // "1.234.567"
  return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

std::optional<double> three_decimals(std::string_view numeral, char sign) {
  const std::size_t digits = digits_at(numeral, 0);
  if (digits == 0 || digits > 3 || digits + 4 != numeral.size() || numeral[digits] != sign) return std::nullopt;
  if (digits_at(numeral, digits + 1) != 3) return std::nullopt;
  return decimal(numeral.substr(0, digits), numeral.substr(digits + 1));
}

std::optional<double> number(std::string_view text, DecimalSign sign) {
  if (text.size() > kLongestNumber) return std::nullopt;
  const std::string folded = text::fold(text);
  std::string_view rest = folded;
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  if (rest.starts_with('.') && rest.size() > 1) {  // ".5"
    if (digits_at(rest, 1) != rest.size() - 1) return std::nullopt;
    const auto value = decimal("0", rest.substr(1));
    return value && negative ? std::optional(-*value) : value;
  }
  if (numeral_at_start(rest).size() != rest.size()) return std::nullopt;
  auto value = sign == DecimalSign::kComma ? three_decimals(rest, ',') : std::nullopt;
  if (!value) value = any_number(rest);
  return value && negative ? std::optional(-*value) : value;
}

}  // namespace thresh::normalize
