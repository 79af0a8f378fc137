// See character_references.h. A name is found by narrowing the sorted table one character at a time.
#include "html/character_references.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

struct NamedReference {
  std::string_view name;  // without the ampersand
  std::string_view text;
};

constexpr NamedReference kNamed[] = {
#include "html/named_character_references.inc"
};
static_assert(std::ranges::is_sorted(kNamed, {}, &NamedReference::name));

// What the numbers of windows-1252 mean where a reference gives them as a character's ("numeric character reference end
// state", section 13.2.5.80); 0 stands for itself.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kTooLarge = 0x110000;

void set(CharacterReference& reference, std::string_view text) {
  std::ranges::copy(text, reference.text.begin());
  reference.size = text.size();
}

char32_t numbered(char32_t number) {
  if (number == 0 || number >= kTooLarge || (number >= 0xD800 && number < 0xE000)) return kReplacement;
  if (number >= 0x80 && number < 0xA0 && kWindows1252[number - 0x80] != 0) return kWindows1252[number - 0x80];
  return number;
}

// The value of a digit; 16 if it is none.
std::uint32_t digit(char c, std::uint32_t base) {
  if (base::is_ascii_digit(c)) return static_cast<std::uint32_t>(c - '0');
  const char lower = base::ascii_lower(c);
  return base == 16 && lower >= 'a' && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a' + 10) : 16;
}

// "&#" stands at the start.
CharacterReference read_numeric(std::string_view text) {
  std::size_t at = 2;
  const bool hexadecimal = at < text.size() && (text[at] == 'x' || text[at] == 'X');
  if (hexadecimal) ++at;
  const std::uint32_t base = hexadecimal ? 16 : 10;
  const std::size_t first = at;
  char32_t number = 0;
  for (std::uint32_t value = 0; at < text.size() && (value = digit(text[at], base)) < base; ++at) {
    number = std::min<char32_t>(number * base + value, kTooLarge);
  }
  CharacterReference reference;
  if (at == first) return reference;
  reference.length = at + (at < text.size() && text[at] == ';');
  std::string utf8;
  text::append_utf8(utf8, numbered(number));
  set(reference, utf8);
  return reference;
}

// Three of four named references of the corpus are one of these: they are tried first.
constexpr NamedReference kCommon[] = {{"amp;", "&"}, {"nbsp;", "\u00A0"}, {"quot;", "\""}, {"lt;", "<"}, {"gt;", ">"}};

// The longest name that `text` starts with; null if there is none.
const NamedReference* find_named(std::string_view text) {
  for (const NamedReference& common : kCommon) {
    if (text.starts_with(common.name)) return &common;
  }
  const NamedReference* low = std::begin(kNamed);
  const NamedReference* high = std::end(kNamed);
  const NamedReference* longest = nullptr;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto letter = [at](const NamedReference& named) {
      return at < named.name.size() ? static_cast<int>(named.name[at]) : -1;  // the names are ASCII
    };
    const auto range =
        std::ranges::equal_range(low, high, static_cast<int>(static_cast<unsigned char>(text[at])), {}, letter);
    low = range.begin();
    high = range.end();
    if (low == high) break;
    if (low->name.size() == at + 1) longest = low;
  }
  return longest;
}

}  // namespace

CharacterReference read_character_reference(std::string_view text, bool in_attribute) {
  if (text.size() > 2 && text[1] == '#') return read_numeric(text);
  CharacterReference reference;
  const NamedReference* named = find_named(text.substr(std::min<std::size_t>(1, text.size())));
  if (named == nullptr) return reference;
  const std::size_t length = named->name.size() + 1;
  // For historical reasons: "?a=b&copy=c" stays as it is (section 13.2.5.73).
  if (in_attribute && named->name.back() != ';' && length < text.size() &&
      (text[length] == '=' || base::is_ascii_alphanumeric(text[length]))) {
    return reference;
  }
  reference.length = length;
  set(reference, named->text);
  return reference;
}

void append_decoded(std::string_view raw, std::uint8_t flags, std::string& out) {
  if ((flags & kEncoded) == 0) return void(out += raw);
  const auto find = [raw](char c, std::size_t from) { return std::min(raw.find(c, from), raw.size()); };
  const char ampersand = (flags & kReferences) != 0 ? '&' : '\r';
  std::size_t reference_at = find(ampersand, 0), return_at = find('\r', 0), nul_at = find('\0', 0);  // the next ones
  for (std::size_t at = 0;;) {
    if (reference_at < at) reference_at = find(ampersand, at);
    if (return_at < at) return_at = find('\r', at);
    if (nul_at < at) nul_at = find('\0', at);
    const std::size_t next = std::min({reference_at, return_at, nul_at});
    out += raw.substr(at, next - at);
    if (next == raw.size()) return;
    at = next + 1;
    if (raw[next] == '\r') {
      out += '\n';
      at += at < raw.size() && raw[at] == '\n';
    } else if (raw[next] == '\0') {
      if ((flags & kNulDropped) == 0) out += "\uFFFD";
    } else if (const auto reference = read_character_reference(raw.substr(next), (flags & kInAttribute) != 0);
               reference.length > 0) {
      out += reference.view();
      at = next + reference.length;
    } else {
      out += '&';
    }
  }
}

}  // namespace thresh::html
