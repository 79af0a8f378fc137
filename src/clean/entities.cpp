// See entities.h.
#include "clean/entities.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "text/unicode.h"

namespace thresh::clean {
namespace {

// HTML standard, section 13.5, the part that writing tools emit. Sorted by name.
constexpr std::array<std::pair<std::string_view, char32_t>, 45> kNames = {{
    {"AMP", '&'},      {"Auml", 0xC4},    {"Eacute", 0xC9},   {"Ouml", 0xD6},   {"Uuml", 0xDC},    {"aacute", 0xE1},
    {"acirc", 0xE2},   {"agrave", 0xE0},  {"amp", '&'},       {"apos", '\''},   {"atilde", 0xE3},  {"auml", 0xE4},
    {"bull", 0x2022},  {"ccedil", 0xE7},  {"copy", 0xA9},     {"deg", 0xB0},    {"eacute", 0xE9},  {"ecirc", 0xEA},
    {"egrave", 0xE8},  {"euro", 0x20AC},  {"hellip", 0x2026}, {"iacute", 0xED}, {"icirc", 0xEE},   {"laquo", 0xAB},
    {"ldquo", 0x201C}, {"lsquo", 0x2018}, {"mdash", 0x2014},  {"middot", 0xB7}, {"nbsp", 0xA0},    {"ndash", 0x2013},
    {"ntilde", 0xF1},  {"oacute", 0xF3},  {"ocirc", 0xF4},    {"otilde", 0xF5}, {"ouml", 0xF6},    {"pound", 0xA3},
    {"quot", '"'},     {"raquo", 0xBB},   {"rdquo", 0x201D},  {"reg", 0xAE},    {"rsquo", 0x2019}, {"szlig", 0xDF},
    {"trade", 0x2122}, {"uacute", 0xFA},  {"uuml", 0xFC},
}};

// A number of a reference, `digits` without "&#" and ";". Zero if it names no printable character.
char32_t number(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  if (hexadecimal) digits.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  const bool scalar = value < 0xD800 || (value > 0xDFFF && value <= 0x10FFFF);
  const bool markup = value == '<' || value == '>';
  return whole && scalar && !markup && value >= 0x20 && !(value >= 0x7F && value < 0xA0) ? value : 0;
}

// What the reference at the start of `text` (which starts with '&') stands for, and its length; zero if it is none.
std::pair<char32_t, std::size_t> reference(std::string_view text) {
  const std::size_t end = text.substr(0, 10).find(';');
  if (end == std::string_view::npos || end < 2) return {0, 0};
  const std::string_view body = text.substr(1, end - 1);
  if (body.front() == '#') return {number(body.substr(1)), end + 1};
  const auto found = std::lower_bound(kNames.begin(), kNames.end(), body,
                                      [](const auto& entry, std::string_view name) { return entry.first < name; });
  return found != kNames.end() && found->first == body ? std::pair{found->second, end + 1}
                                                       : std::pair{char32_t{0}, std::size_t{0}};
}

bool is_letter_like(char32_t c) { return c == 0xA0 || c == '"' || text::is_letter(c); }

// Whether no letter or digit touches the reference: "It&#8217;s" was escaped twice, "Put &nbsp; there" shows it.
bool stands_by_itself(std::string_view text, std::size_t at, std::size_t length) {
  const auto of_word = [](char32_t c) { return text::is_letter(c) || text::is_digit(c) || c == ';' || c == '&'; };
  const bool before = at > 0 && of_word(text::code_point_before(text, at).value);
  const std::size_t end = at + length;
  return !before && !(end < text.size() && of_word(text::code_point_at(text, end).value));
}

}  // namespace

bool holds_reference(std::string_view text) {
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("&lt;") || rest.starts_with("&gt;") || reference(rest).first != 0) return true;
  }
  return false;
}

Standing standing_references(std::string_view text) {
  Standing found = Standing::kNone;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const auto [value, length] = reference(text.substr(at));
    if (value == 0 || !stands_by_itself(text, at, length)) continue;
    if (is_letter_like(value)) return Standing::kLetters;
    found = Standing::kSigns;
  }
  return found;
}

std::string_view mend_entities(std::string_view text, base::Arena& arena, Standing kept) {
  std::string mended;
  std::size_t copied = 0;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const auto [value, length] = reference(text.substr(at));
    const bool may_stay = kept == Standing::kSigns || (kept == Standing::kLetters && is_letter_like(value));
    if (value == 0 || (may_stay && stands_by_itself(text, at, length))) continue;
    mended += text.substr(copied, at - copied);
    text::append_utf8(mended, value);
    copied = at + length;
  }
  if (copied == 0) return text;
  mended += text.substr(copied);
  const std::string_view copy = arena.copy(mended);
  return copy.empty() && !mended.empty() ? text : copy;  // a spent arena mends nothing
}

}  // namespace thresh::clean
