// UTF-8 by hand, and the helpers that need no Unicode database. See unicode.h.
//
// Decoding trusts the text to be valid and only guards its own reads. What needs the database (letters, case,
// normalization) stands in unicode_icu.cpp; what needs speed over whole pages, in utf8_simdjson.cpp.
#include "text/unicode.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "text/unicode_icu.h"

namespace thresh::text {
namespace {

constexpr std::size_t kShort = 24;  // bytes of a text that fold reads one by one

constexpr bool is_continuation(char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0) == 0x80; }

// The loops of the next two have no branch inside, so that compilers make vector code of them.
bool is_ascii(std::string_view text) {
  std::uint8_t seen = 0;
  for (const char byte : text) seen |= static_cast<std::uint8_t>(byte);
  return seen < 0x80;
}

// Whether an ASCII text has white space other than single spaces between words.
bool has_loose_space(std::string_view text) {
  if (text.empty()) return false;
  const auto is_control = [](char c) -> std::uint8_t { return static_cast<std::uint8_t>(c - '\t') <= '\r' - '\t'; };
  const auto is_blank = [](char c) -> std::uint8_t { return c == ' '; };
  std::uint8_t loose = is_blank(text.front()) | is_blank(text.back()) | is_control(text.back());
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    loose |= static_cast<std::uint8_t>(is_control(text[i]) | (is_blank(text[i]) & is_blank(text[i + 1])));
  }
  return loose != 0;
}

// Whether a text surely has no white space but single spaces between words: no control, and no byte that starts a space
// of Unicode's.
bool is_collapsed(std::string_view text) {
  char previous = ' ';
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    const bool blank = byte <= ' ' ? c != ' ' || previous == ' ' : byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3);
    if (blank) return false;
    previous = c;
  }
  return previous != ' ' || text.empty();
}

bool is_trimmed(char32_t c) { return is_space(c) || is_invisible(c); }

// Appends the words of `text` with one space between them; `keep` writes a character that is no white space.
template <class Keep>
void append_words(std::string& out, std::string_view text, const Keep& keep) {
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (is_space(point.value)) {
      space = !out.empty();
    } else {
      const std::size_t before = out.size();
      if (space) out += ' ';
      const std::size_t start = out.size();
      keep(point.value, text.substr(at, point.length));
      if (out.size() == start) {
        out.resize(before);  // nothing was written: the space still waits
      } else {
        space = false;
      }
    }
    at += point.length;
  }
}

// Latin letters that carry a stroke or are joined from two, which have no canonical decomposition; already lower case.
// The spellings are those that ASCII gazetteers use.
std::string_view ascii_of_latin(char32_t c) {
  switch (c) {
    case U'ß':
      return "ss";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'ø':
      return "o";
    case U'ł':
      return "l";
    case U'đ':
    case U'ð':
      return "d";
    case U'þ':
      return "th";
    case U'ħ':
      return "h";
    case U'ŧ':
      return "t";
    case U'ı':
      return "i";
    default:
      return {};
  }
}

// `text` without a look at its spaces, in lower case.
std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    const std::uint8_t is_capital = static_cast<std::uint8_t>(c - 'A') < 26;
    c = static_cast<char>(c + (is_capital << 5));
  }
  return out;
}

// A word or a few, by one loop: three times as fast as the vector code, which pays on longer texts. False where the
// text needs more than lower case.
bool fold_short(std::string_view text, std::string& out) {
  out.resize(text.size());
  char previous = ' ';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool printable = static_cast<std::uint8_t>(c - ' ') <= 0x7F - ' ';
    if (!printable || (c == ' ' && previous == ' ')) return false;
    out[i] = ascii_lower(c);
    previous = c;
  }
  return previous != ' ';
}

std::string fold_ascii(std::string_view text) {
  if (!has_loose_space(text)) return lowered(text);  // almost always
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (const char c : text) {
    if (is_space(static_cast<std::uint8_t>(c))) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += ascii_lower(c);
  }
  return out;
}

}  // namespace

CodePoint beyond_ascii::code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> char32_t {
    return at + i < text.size() ? static_cast<std::uint8_t>(text[at + i]) & 0x3F : 0;
  };
  const auto lead = static_cast<std::uint8_t>(text[at]);
  const auto left = static_cast<std::uint32_t>(std::min<std::size_t>(text.size() - at, 4));
  if (lead < 0xC0) return {0xFFFD, 1};  // a stray continuation byte
  if (lead < 0xE0) return {((lead & 0x1Fu) << 6) | byte(1), std::min(left, 2u)};
  if (lead < 0xF0) return {((lead & 0x0Fu) << 12) | (byte(1) << 6) | byte(2), std::min(left, 3u)};
  return {((lead & 0x07u) << 18) | (byte(1) << 12) | (byte(2) << 6) | byte(3), std::min(left, 4u)};
}

CodePoint code_point_before(std::string_view text, std::size_t end) {
  std::size_t at = end - 1;
  for (int back = 0; back < 3 && at > 0 && is_continuation(text[at]); ++back) --at;
  return {code_point_at(text.substr(0, end), at).value, static_cast<std::uint32_t>(end - at)};
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<std::uint8_t>(byte)); };
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | (c >> 6));
  } else {
    if (c < 0x10000) {
      put(0xE0 | (c >> 12));
    } else {
      put(0xF0 | (c >> 18));
      put(0x80 | ((c >> 12) & 0x3F));
    }
    put(0x80 | ((c >> 6) & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

std::size_t length(std::string_view text) {
  if (is_ascii(text)) return text.size();
  std::size_t count = 0;
  for (const char byte : text) count += !is_continuation(byte);
  return count;
}

bool beyond_ascii::is_space(char32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

std::string_view trim_ends(std::string_view text) {
  while (!text.empty()) {
    const CodePoint first = code_point_at(text, 0);
    if (!is_trimmed(first.value)) break;
    text.remove_prefix(first.length);
  }
  while (!text.empty()) {
    const CodePoint last = code_point_before(text, text.size());
    if (!is_trimmed(last.value)) break;
    text.remove_suffix(last.length);
  }
  return text;
}

std::string_view trim_ascii(std::string_view text) {
  while (!text.empty() && base::is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && base::is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

char ascii_of_punctuation(char32_t c) {
  switch (c) {
    case 0x00B4:  // acute accent, typed for an apostrophe
    case 0x02BC:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xFF07:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
      return '"';
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return '-';
    default:
      return c >= 0x2010 && c <= 0x2015 ? '-' : '\0';
  }
}

std::string fold(std::string_view text) {
  std::string out;
  if (text.size() <= kShort && fold_short(text, out)) return out;
  if (is_ascii(text)) return fold_ascii(text);
  out.clear();
  out.reserve(text.size());
  bool after_latin = false;  // the marks that follow belong to a Latin letter
  append_words(out, icu::decomposed(text), [&](char32_t c, std::string_view) {
    if (c < 0x80) {
      after_latin = is_letter(c);
      out += ascii_lower(static_cast<char>(c));
      return;
    }
    if (is_invisible(c) || (after_latin && icu::is_mark(c))) return;
    const char32_t lower = icu::fold_case(c);
    after_latin = icu::is_latin(lower);
    if (const char ascii = ascii_of_punctuation(lower)) {
      out += ascii;
    } else if (const std::string_view letters = ascii_of_latin(lower); !letters.empty()) {
      out += letters;
    } else {
      append_utf8(out, lower);
    }
  });
  return is_ascii(out) ? out : icu::composed(out);
}

bool equals_ignoring_ascii_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

std::string ascii_lower(std::string_view text) { return lowered(text); }

std::string collapse_spaces(std::string_view text) {
  text = trim_ascii(text);
  if (is_collapsed(text)) return std::string(text);  // mostly
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  bool space = false;  // before the next character
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (is_space(point.value)) {
      space = size > 0;
    } else {
      if (space) out[size++] = ' ';
      space = false;
      for (std::uint32_t i = 0; i < point.length; ++i) out[size++] = text[at + i];
    }
    at += point.length;
  }
  out.resize(size);
  return out;
}

std::string collapsed(std::string text) { return is_collapsed(text) ? std::move(text) : collapse_spaces(text); }

// Optimal string alignment (Damerau-Levenshtein without a second edit of a swapped pair), three rows at a time.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  constexpr std::size_t kLongest = 64;
  a = a.substr(0, kLongest);
  b = b.substr(0, kLongest);
  std::array<std::size_t, kLongest + 1> two_before{};
  std::array<std::size_t, kLongest + 1> before{};
  std::array<std::size_t, kLongest + 1> row{};
  for (std::size_t j = 0; j <= b.size(); ++j) before[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = before[j - 1] + (a[i - 1] != b[j - 1]);
      row[j] = std::min({replaced, before[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], two_before[j - 2] + 1);
    }
    two_before = before;
    before = row;
  }
  return before[b.size()];
}

}  // namespace thresh::text
