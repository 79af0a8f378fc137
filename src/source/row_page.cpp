// See row_page.h.
#include "source/row_page.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/ascii.h"
#include "base/utf8.h"
#include "source/time_text.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

constexpr std::size_t kStart = 256;  // bytes that tell whether a value is HTML
constexpr std::size_t kLongestAddress = 8192;

// What each way to be a page adds to the rank of a key, so that the first way goes before the second …
constexpr std::uint32_t kIsHtml = 0, kEitherHtml = 10'000, kTextHtml = 20'000, kUnknownHtml = 30'000;
constexpr std::uint32_t kIsText = 40'000, kEitherText = 50'000;

int hex_value(char c) {
  if (base::is_ascii_digit(c)) return c - '0';
  const char lower = base::ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The number of "1F600" at the start of `text`; -1 where there are not four digits.
int four_digits(std::string_view text) {
  constexpr std::size_t kDigits = 4;
  if (text.size() < kDigits) return -1;
  int number = 0;
  for (std::size_t i = 0; i < kDigits; ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0) return -1;
    number = number * 16 + digit;
  }
  return number;
}

char* write_utf8(char32_t c, char* to) {
  const auto put = [&](char32_t byte) { *to++ = static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  }
  return to;
}

// "\u1F60" at the front of `in`, with the half behind it where it is a pair (RFC 8259, section 7). It is never longer
// as UTF-8 than it is written.
char* write_escaped_unit(std::string_view& in, char* to) {
  constexpr std::size_t kEscape = 6;
  constexpr char32_t kBroken = 0xFFFD;
  const int first = four_digits(in.substr(2));
  if (first < 0) {  // no escape: it stands for itself
    *to++ = in[0], *to++ = in[1];
    in.remove_prefix(2);
    return to;
  }
  in.remove_prefix(kEscape);
  if (first < 0xD800 || first > 0xDFFF) return write_utf8(static_cast<char32_t>(first), to);
  const int second = first < 0xDC00 && in.starts_with("\\u") ? four_digits(in.substr(2)) : -1;
  if (second < 0xDC00 || second > 0xDFFF) return write_utf8(kBroken, to);
  in.remove_prefix(kEscape);
  return write_utf8(static_cast<char32_t>(0x10000 + (first - 0xD800) * 0x400 + (second - 0xDC00)), to);
}

// The escape at the front of `in`, which is a backslash.
char* write_escape(std::string_view& in, char* to) {
  if (in.size() < 2) {
    *to++ = '\\';
    in.remove_prefix(1);
    return to;
  }
  if (in[1] == 'u') return write_escaped_unit(in, to);
  constexpr std::string_view kLetters = "bfnrt", kMeant = "\b\f\n\r\t";
  const std::size_t letter = kLetters.find(in[1]);
  *to++ = letter == std::string_view::npos ? in[1] : kMeant[letter];
  in.remove_prefix(2);
  return to;
}

// Copies up to the first byte `stop`, eight bytes at a time; there is room for eight bytes more than it copies.
char* copy_up_to(char stop, std::string_view& in, char* to) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kTops = 0x8080808080808080;
  const std::uint64_t pattern = kOnes * static_cast<std::uint8_t>(stop);
  while (in.size() >= sizeof(std::uint64_t)) {
    std::uint64_t bytes;
    std::memcpy(&bytes, in.data(), sizeof(bytes));
    std::memcpy(to, &bytes, sizeof(bytes));
    const std::uint64_t differs = bytes ^ pattern;
    const std::uint64_t hit = (differs - kOnes) & ~differs & kTops;  // the lowest bit that is set is that of the first
    if (hit != 0 && std::endian::native == std::endian::little) {
      const auto count = static_cast<std::size_t>(std::countr_zero(hit) / 8);
      in.remove_prefix(count);
      return to + count;
    }
    if (hit != 0) break;
    in.remove_prefix(sizeof(bytes));
    to += sizeof(bytes);
  }
  while (!in.empty() && in.front() != stop) {
    *to++ = in.front();
    in.remove_prefix(1);
  }
  return to;
}

char* write_json(std::string_view in, char* to) {
  for (;;) {
    to = copy_up_to('\\', in, to);
    if (in.empty()) return to;
    to = write_escape(in, to);
  }
}

// Of two quotes one is left.
char* write_quoted(std::string_view in, char* to) {
  for (;;) {
    to = copy_up_to('"', in, to);
    if (in.empty()) return to;
    *to++ = '"';
    in.remove_prefix(in.starts_with("\"\"") ? 2 : 1);
  }
}

// The first bytes of the value.
std::string start_of(const RowValue& value) {
  std::string start;
  append_value({value.raw.substr(0, kStart), value.form}, start);
  return start;
}

bool may_begin_as_html(const RowValue& value) {
  const std::string_view raw = value.raw;
  const std::size_t at = raw.find_first_not_of(" \t\r\n");
  if (at == std::string_view::npos) return false;
  return raw[at] == '<' || raw[at] == '\xEF' || (raw[at] == '\\' && value.form == RowValue::Form::kJson);
}

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
  return text::equals_ignoring_ascii_case(text.substr(0, start.size()), start);
}

bool is_address(std::string_view text) {
  const std::size_t colon = text.find("://");
  if (colon != std::string_view::npos) {
    return colon > 0 && std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
             return base::is_ascii_alphanumeric(c) || c == '+' || c == '-' || c == '.';
           });
  }
  return starts_with_ignoring_case(text, "www.");
}

std::string value_of(const RowValue& value) {
  std::string text;
  append_value(value, text);
  return std::string(text::trim_ascii(text));
}

}  // namespace

void append_value(const RowValue& value, std::string& out) {
  if (value.form == RowValue::Form::kPlain) {
    out.append(value.raw);
    return;
  }
  constexpr std::size_t kRoom = 8;  // of copy_up_to
  const std::size_t before = out.size();
  out.resize_and_overwrite(before + value.raw.size() + kRoom, [&](char* to, std::size_t) {
    char* const start = to + before;
    char* const end =
        value.form == RowValue::Form::kJson ? write_json(value.raw, start) : write_quoted(value.raw, start);
    return static_cast<std::size_t>(end - to);
  });
}

bool begins_as_html(const RowValue& value, bool whole) {
  if (!may_begin_as_html(value)) return false;
  const std::string decoded = start_of(value);
  std::string_view start = decoded;
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  start = text::trim_ascii(start);
  if (start.size() < 3 || start.front() != '<') return false;
  if (!whole) return start[1] == '!' || start[1] == '?' || base::is_ascii_letter(start[1]);
  return starts_with_ignoring_case(start, "<!doctype html") || starts_with_ignoring_case(start, "<html") ||
         starts_with_ignoring_case(start, "<head") || starts_with_ignoring_case(start, "<body");
}

void RowPage::keep(Candidate& candidate, const RowValue& value, std::uint32_t rank, bool is_html) {
  if (candidate.value && candidate.rank <= rank) return;  // of two equal keys the first one counts
  candidate = {value, rank, is_html};
}

void RowPage::offer_page(Role role, std::uint32_t rank, const RowValue& value) {
  if (role == Role::kHtml) return keep(best_.page, value, kIsHtml + rank, true);
  const std::uint32_t text = role == Role::kText ? kIsText : kEitherText;
  const std::uint32_t html = role == Role::kText ? kTextHtml : kEitherHtml;
  // The key that the user names as that of text is taken before all others.
  const bool is_html = rank > 0 && begins_as_html(value, false);
  keep(best_.page, value, (is_html ? html : text) + rank, is_html);
}

void RowPage::offer(const std::array<KeyRole, 4>& roles, const RowValue& value, bool any_html) {
  if (value.raw.empty()) return;
  const auto holds_page = [](const KeyRole& found) {
    return found.role == Role::kHtml || found.role == Role::kEither || found.role == Role::kText;
  };
  if (any_html && std::ranges::none_of(roles, holds_page) && begins_as_html(value, true)) {
    keep(best_.page, value, kUnknownHtml, true);
    return;
  }
  for (const KeyRole& found : roles) {
    switch (found.role) {
      case Role::kNone:
        return;
      case Role::kHtml:
      case Role::kEither:
      case Role::kText:
        offer_page(found.role, found.rank, value);
        break;
      case Role::kUrl:
        if (value.raw.size() <= kLongestAddress && (found.rank == 0 || is_address(value_of(value)))) {
          keep(best_.url, value, found.rank);
        }
        break;
      case Role::kTime:
        if (!time_text(value_of({value.raw.substr(0, kStart), value.form})).empty())
          keep(best_.time, value, found.rank);
        break;
      case Role::kCharset:
        keep(best_.charset, value, found.rank);
    }
  }
}

bool RowPage::make(RawPage& page, std::size_t limit) const {
  if (!best_.page.value) return false;
  page.bytes.clear();
  append_value(*best_.page.value, page.bytes);
  page.cut = page.bytes.size() > limit;
  if (page.cut) page.bytes.resize(limit);
  page.is_html = best_.page.is_html;
  if (best_.url.value) page.url = value_of(*best_.url.value);
  if (best_.time.value) page.captured = time_text(value_of(*best_.time.value));
  if (utf8_ || base::is_utf8(page.bytes)) {
    page.charset = "utf-8";
  } else if (best_.charset.value) {
    page.charset = value_of(*best_.charset.value);
  }
  return true;
}

}  // namespace thresh::source
