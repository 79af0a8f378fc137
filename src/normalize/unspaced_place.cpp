// See unspaced_place.h.
#include "normalize/unspaced_place.h"

#include <algorithm>
#include <array>
#include <vector>

#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongestText = 120;  // bytes
constexpr std::size_t kLongestName = 8;    // characters: "新疆维吾尔自治区"

// How the names of regions and cities end that have parts, and how those parts end.
constexpr std::array<std::string_view, 10> kWholes = {"都", "道", "府", "県", "縣", "省", "市", "시", "도", "区"};
constexpr std::array<std::string_view, 19> kParts = {"区", "區", "市", "町", "村", "郡", "县", "縣", "镇", "鎮",
                                                     "乡", "鄉", "시", "군", "구", "동", "읍", "면", "리"};

template <class Endings>
bool ends_with_one_of(std::string_view text, const Endings& endings) {
  return std::ranges::any_of(endings,
                             [text](std::string_view end) { return text.size() > end.size() && text.ends_with(end); });
}

bool is_east_asian(char32_t c) {
  return (c >= 0x3005 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

// Whether a text consists of such letters, blanks, and digits with hyphens between them, which number houses.
bool may_be_address(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    const bool numbering = at > 0 && (text::is_digit(c.value) || c.value == '-' || c.value == ' ');
    if (!is_east_asian(c.value) && !numbering) return false;
    at += c.length;
  }
  return true;
}

// The text up to its first digit: "渋谷区道玄坂1-2-3".
std::string_view before_number(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (text::is_digit(c.value)) return text::trim(text.substr(0, at));
    at += c.length;
  }
  return text;
}

bool lies_within(const GazetteerRow& inner, const std::optional<GazetteerRow>& outer) {
  return !outer || (inner.country == outer->country && (outer->region.empty() || inner.region == outer->region));
}

struct Known {
  GazetteerRow row;
  std::size_t bytes = 0;
};

// The longest name at the start of `text` that the gazetteer has within `outer`.
std::optional<Known> known_at_start(std::string_view text, const std::optional<GazetteerRow>& outer) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size() && text[at] != ' ' && ends.size() < kLongestName;) {
    at += text::code_point_at(text, at).length;
    ends.push_back(at);
  }
  for (auto end = ends.rbegin(); end != ends.rend() && end + 1 != ends.rend(); ++end) {
    for (const GazetteerRow& row : find_places(place_key(text.substr(0, *end)))) {
      if (lies_within(row, outer)) return Known{row, *end};
    }
  }
  return std::nullopt;
}

// Whether what is left may be parts of the place behind whose name it stands; a blank divides them in Korean.
bool are_parts(std::string_view rest) {
  const std::string_view named = before_number(rest);
  for (std::size_t from = 0; from < named.size();) {
    const std::size_t to = std::min(named.find(' ', from), named.size());
    const std::string_view word = named.substr(from, to - from);
    const bool holds_part = std::ranges::any_of(kParts, [&](std::string_view end) {
      const std::size_t at = word.find(end);
      return at != std::string_view::npos && at > 0 && named.size() < rest.size();
    });
    if (!ends_with_one_of(word, kParts) && !holds_part) return false;
    from = to + 1;
  }
  return !named.empty();
}

}  // namespace

std::optional<GazetteerRow> row_of_unspaced(std::string_view text) {
  if (text.size() > kLongestText || text.empty() || !may_be_address(text)) return std::nullopt;
  std::optional<GazetteerRow> row;
  std::string_view rest = text, last;
  std::size_t names = 0;
  while (!rest.empty()) {
    const auto known = known_at_start(rest, row);
    if (!known) break;
    row = known->row;
    last = rest.substr(0, known->bytes);
    rest = text::trim(rest.substr(known->bytes));
    ++names;
  }
  if (!row || (rest.empty() && names < 2)) return std::nullopt;
  const bool spaced = !rest.empty() && rest.data()[-1] == ' ';
  const bool whole = row->kind != PlaceKind::kCountry && (spaced || ends_with_one_of(last, kWholes));
  return rest.empty() || (whole && are_parts(rest)) ? row : std::nullopt;
}

}  // namespace thresh::normalize
