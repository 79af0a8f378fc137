// See street_address.h.
#include "normalize/street_address.h"

#include <algorithm>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kMostParts = 7;  // "PO Box 1, 12 High St, Suite 4, Houston, TX 77002, USA"

bool has_digit(std::string_view text) { return std::ranges::any_of(text, base::is_ascii_digit); }

bool are_digits(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && base::all_ascii_digits(text);
}

std::vector<std::string_view> parts_of_address(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size() && parts.size() <= kMostParts;) {
    const std::size_t to = std::min(text.find_first_of(",\n", from), text.size());
    parts.push_back(text::trim(text.substr(from, to - from)));
    from = to + 1;
  }
  return parts;
}

// "TX 77002", "TX 77002-1234": the state; empty if it is none.
std::string_view state_of(std::string_view part) {
  if (part.size() < 8 || part[2] != ' ' || !base::is_ascii_upper(part[0]) || !base::is_ascii_upper(part[1])) return {};
  const std::string_view code = text::trim(part.substr(3));
  const std::size_t dash = std::min(code.find('-'), code.size());
  const std::string_view more = code.substr(std::min(dash + 1, code.size()));
  const bool fits = are_digits(code.substr(0, dash), 5, 5) && (dash == code.size() || are_digits(more, 4, 4));
  return fits ? part.substr(0, 2) : std::string_view();
}

// "London SW1A 2AA": the city before a British postcode; empty if there is none.
std::string_view before_postcode(std::string_view part) {
  const std::size_t inward = part.rfind(' ');
  if (inward == std::string_view::npos || inward == 0) return {};
  const std::string_view last = part.substr(inward + 1);
  const std::size_t outward = part.rfind(' ', inward - 1);
  if (outward == std::string_view::npos || last.size() != 3 || !base::is_ascii_digit(last[0]) ||
      !base::is_ascii_upper(last[1]) || !base::is_ascii_upper(last[2])) {
    return {};
  }
  const std::string_view first = part.substr(outward + 1, inward - outward - 1);
  const bool fits =
      first.size() >= 2 && first.size() <= 4 && base::is_ascii_upper(first[0]) && has_digit(first) &&
      std::ranges::all_of(first, [](char c) { return base::is_ascii_upper(c) || base::is_ascii_digit(c); });
  return fits ? text::trim(part.substr(0, outward)) : std::string_view();
}

// "80331 München", "D-80331 München": the city behind a postal code; empty if there is none.
std::string_view behind_code(std::string_view part) {
  const std::size_t space = part.find(' ');
  if (space == std::string_view::npos) return {};
  std::string_view code = part.substr(0, space);
  if (const std::size_t dash = code.find('-'); dash == 1 || dash == 2) code.remove_prefix(dash + 1);
  const std::string_view city = text::trim(part.substr(space));
  return are_digits(code, 4, 5) && !has_digit(city) ? city : std::string_view();
}

bool is_street(std::string_view part) { return has_digit(part) && part.find(' ') != std::string_view::npos; }

}  // namespace

std::optional<AddressEnd> address_end(std::string_view text) {
  const auto parts = parts_of_address(text);
  if (parts.size() < 2 || parts.size() > kMostParts || !is_street(parts[0])) return std::nullopt;
  const std::size_t first_last = parts.size() > 2 && !has_digit(parts.back()) ? parts.size() - 2 : parts.size() - 1;
  const std::string_view end = parts[first_last];
  AddressEnd found;
  if (const std::string_view state = state_of(end); !state.empty()) {
    const std::string_view before = parts[first_last - 1];
    found = {{before, state}, has_digit(before)};
    if (first_last + 1 == parts.size()) found.parts.push_back("USA");
  } else if (const std::string_view city = before_postcode(end); !city.empty()) {
    found.parts = {city};
    if (first_last + 1 == parts.size()) found.parts.push_back("UK");
  } else if (const std::string_view place = behind_code(end); !place.empty()) {
    found.parts = {place};
  } else {
    return std::nullopt;
  }
  if (first_last + 1 < parts.size()) found.parts.push_back(parts.back());
  return found;
}

}  // namespace thresh::normalize
