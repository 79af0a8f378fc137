// See warc_header.h.
#include "source/warc_header.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/clock.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

constexpr std::size_t kMostDigits = 18;          // of a length that fits
constexpr std::size_t kLongestArcLine = 16'384;  // bytes; URLs may be long
constexpr std::size_t kSecond = 14;              // digits of a date up to the second

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (is_blank(text.front()) || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (is_blank(text.back()) || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// Takes the last part off a line; blanks between parts are single.
std::string_view take_last(std::string_view& line) {
  const std::size_t blank = line.rfind(' ');
  const std::string_view last = blank == std::string_view::npos ? line : line.substr(blank + 1);
  line.remove_suffix(blank == std::string_view::npos ? line.size() : line.size() - blank);
  return last;
}

// Whether a line can be the URL of an ARC record.
bool is_arc_url(std::string_view url) {
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || colon < 2 || colon > 12) return false;
  return std::ranges::all_of(url.substr(0, colon), base::is_ascii_alphanumeric);
}

bool is_arc_date(std::string_view date) {
  constexpr std::size_t kLongest = 18;
  return date.size() >= 8 && date.size() <= kLongest && base::all_ascii_digits(date);
}

}  // namespace

std::string_view find_field(const std::vector<HeaderField>& fields, std::string_view name) {
  for (const HeaderField& field : fields) {
    if (text::equals_ignoring_ascii_case(field.name, name)) return field.value;
  }
  return {};
}

std::size_t end_of_header(std::string_view bytes) {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    const std::string_view rest = bytes.substr(at + 1, 2);
    if (rest.starts_with('\n')) return at + 2;
    if (rest == "\r\n") return at + 3;
  }
  return std::string_view::npos;
}

std::vector<HeaderField> read_fields(std::string& lines, std::size_t from) {
  for (std::size_t at = lines.find('\n', from); at != std::string::npos; at = lines.find('\n', at + 1)) {
    if (at + 1 >= lines.size() || !is_blank(lines[at + 1]) || at == from) continue;
    lines[at] = ' ';
    if (lines[at - 1] == '\r') lines[at - 1] = ' ';
  }
  std::vector<HeaderField> fields;
  const std::string_view all = lines;
  for (std::size_t at = from; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    const std::string_view line = all.substr(at, end - at);
    at = end + 1;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = trimmed(line.substr(0, colon));
    if (!name.empty()) fields.push_back({name, trimmed(line.substr(colon + 1))});
  }
  return fields;
}

std::optional<std::uint64_t> read_length(std::string_view value) {
  if (!base::all_ascii_digits(value) || value.size() > kMostDigits) return std::nullopt;
  std::uint64_t length = 0;
  for (const char c : value) length = length * 10 + static_cast<std::uint64_t>(c - '0');
  return length;
}

std::string_view bare_uri(std::string_view value) {
  const bool bracketed = value.size() >= 2 && value.front() == '<' && value.back() == '>';
  return bracketed ? value.substr(1, value.size() - 2) : value;
}

bool begins_warc(std::string_view bytes) {
  if (!bytes.starts_with("WARC/")) return false;
  bytes.remove_prefix(5);
  std::size_t digits = 0;
  while (digits < bytes.size() && digits < 8 && (base::is_ascii_digit(bytes[digits]) || bytes[digits] == '.')) ++digits;
  if (digits == 0) return false;
  const std::string_view end = bytes.substr(digits, 1);
  return end.empty() || end == "\r" || end == "\n";
}

bool may_begin_record(std::string_view bytes) {
  while (!bytes.empty() && (bytes.front() == '\r' || bytes.front() == '\n')) bytes.remove_prefix(1);
  return begins_warc(bytes) || is_arc_url(bytes.substr(0, bytes.find(' ')));
}

std::optional<ArcLine> read_arc_line(std::string_view bytes) {
  const std::size_t end = bytes.substr(0, kLongestArcLine).find('\n');
  if (end == std::string_view::npos || !is_arc_url(bytes)) return std::nullopt;
  std::string_view rest = bytes.substr(0, end);
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  ArcLine line;
  line.size = end + 1;
  const std::string_view length = take_last(rest);
  line.length = read_length(length);
  const std::string_view whole = rest;
  line.type = take_last(rest);
  line.date = take_last(rest);
  if (!is_arc_date(line.date)) {  // version 2: five parts more between the type and the length
    rest = whole;
    for (int i = 0; i < 5; ++i) take_last(rest);
    line.type = take_last(rest);
    line.date = take_last(rest);
  }
  line.address = take_last(rest);
  line.url = rest;
  if (!is_arc_date(line.date) || line.url.empty()) return std::nullopt;
  return line;
}

std::string arc_time(std::string_view date) {
  if (date.size() < kSecond || !base::all_ascii_digits(date)) return {};
  const auto part = [&](std::size_t at, std::size_t size) { return std::string(date.substr(at, size)); };
  std::string time =
      part(0, 4) + '-' + part(4, 2) + '-' + part(6, 2) + 'T' + part(8, 2) + ':' + part(10, 2) + ':' + part(12, 2) + 'Z';
  return base::read_utc_text(time) ? time : std::string();
}

}  // namespace thresh::source
