// See sniff.h.
#include "convert/sniff.h"

#include <algorithm>
#include <string>

#include "text/unicode.h"

namespace thresh::convert {
namespace {

constexpr std::size_t kLookedAt = 4096;

// First bytes of formats that are no pages, and that no text begins with.
constexpr std::string_view kMagics[] = {
    "%PDF-",
    "\x89PNG",
    "\xFF\xD8\xFF",
    "PK\x03\x04",
    "\x1F\x8B",
    "\x7F"
    "ELF",
    "\xFD"
    "7zXZ",
    "\x28\xB5\x2F\xFD",
    "\xD0\xCF\x11\xE0",
    "Rar!\x1A\x07",
};

// Letters that a text may begin with as well. In the formats, numbers follow soon, and in their bytes a control.
constexpr std::string_view kMagicWords[] = {"GIF87a", "GIF89a",          "RIFF", "OggS",
                                            "ID3",    "SQLite format 3", "wOFF", "wOF2"};
constexpr std::size_t kMagicHeader = 24;

// The first bytes without what UTF-16 and UTF-32 put between ASCII characters, so that tags show.
std::string squeezed(std::string_view bytes) {
  std::string out(bytes.substr(0, kLookedAt));
  std::erase(out, '\0');
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (out.starts_with(mark)) out.erase(0, mark.size());
  }
  return out;
}

// A tag, a comment or a declaration at the very start (HTML standard 13.2.6.4.1 skips white space there).
bool starts_with_markup(std::string_view text) {
  text = text::trim_ascii(text);
  if (text.size() < 3 || text.front() != '<') return false;
  const char next = text[1];
  return next == '!' || next == '?' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
}

// The same of bytes in any encoding. Most pages are read as they are, without a copy.
bool starts_as_html(std::string_view bytes) {
  const std::string_view start = bytes.substr(0, kLookedAt);
  const bool plain = !start.empty() && static_cast<unsigned char>(start.front()) < 0x80;
  if (plain && start.find('\0') == std::string_view::npos) return starts_with_markup(start);
  return starts_with_markup(squeezed(start));
}

// 1 for controls that no text has. Without a branch, for vector code.
unsigned char is_odd_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return static_cast<unsigned char>((byte < 0x09) | (byte == 0x0B) | ((byte > 0x0D) & (byte < 0x20) & (byte != 0x1B)) |
                                    (byte == 0x7F));
}

bool starts_as_binary(std::string_view bytes) {
  const auto is_start = [&](std::string_view magic) { return bytes.starts_with(magic); };
  if (std::ranges::any_of(kMagics, is_start)) return true;
  if (bytes.starts_with("BZh") && bytes.substr(0, kMagicHeader).find("1AY&SY") == 4) return true;
  return std::ranges::any_of(kMagicWords, is_start) &&
         std::ranges::any_of(bytes.substr(0, kMagicHeader), is_odd_control);
}

bool has_html_name(std::string_view name) {
  std::string lower = text::ascii_lower(name);
  if (lower.ends_with(".gz")) lower.resize(lower.size() - 3);
  return lower.ends_with(".html") || lower.ends_with(".htm") || lower.ends_with(".xhtml");
}

}  // namespace

std::string_view name(PageKind kind) {
  switch (kind) {
    case PageKind::kHtml:
      return "html";
    case PageKind::kText:
      return "text";
    case PageKind::kBinary:
      return "binary";
    case PageKind::kEmpty:
      return "empty";
  }
  return "text";
}

PageKind sniff(std::string_view bytes, std::string_view input_name) {
  if (text::trim_ascii(bytes).empty()) return PageKind::kEmpty;
  if (bytes.find_first_not_of('\0') == std::string_view::npos) return PageKind::kBinary;
  if (starts_as_binary(bytes)) return PageKind::kBinary;
  if (starts_as_html(bytes)) return PageKind::kHtml;
  return has_html_name(input_name) ? PageKind::kHtml : PageKind::kText;
}

bool reads_as_binary(std::string_view text) {
  const std::string_view start = text.substr(0, kLookedAt);
  unsigned char any = 0;
  for (const char c : start) any |= is_odd_control(c);
  if (any == 0) return false;
  const auto controls = static_cast<std::size_t>(std::count_if(start.begin(), start.end(), is_odd_control));
  return controls > 2 && controls * 100 > start.size();
}

}  // namespace thresh::convert
