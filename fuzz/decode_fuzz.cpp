// Any bytes in whatever encoding, labelled by their own first line or not at all: the result is UTF-8, and the bytes
// that a piece of it came from decode to that piece (text/offset_map.h).
#include <algorithm>
#include <string>

#include "fuzz.h"
#include "text/charset_decoder.h"
#include "text/decode.h"
#include "text/unicode.h"

using namespace thresh;

namespace {

constexpr std::uint32_t kPieces = 7;  // that the text is cut into

// Where a character begins at or before an offset.
std::uint32_t character_start(std::string_view text, std::uint32_t at) {
  while (at > 0 && at < text.size() && (static_cast<std::uint8_t>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

void check_map(std::string_view bytes, const text::Decoded& page, bool is_html) {
  const auto size = static_cast<std::uint32_t>(page.text.size());
  std::uint32_t last = 0;
  for (std::uint32_t i = 0; i < kPieces; ++i) {
    const base::Span span{character_start(page.text, size / kPieces * i),
                          character_start(page.text, i + 1 == kPieces ? size : size / kPieces * (i + 1))};
    const base::Span original = page.map.original(span);
    fuzz::must(original.begin <= original.end && original.end <= bytes.size(), "a span lies in the page");
    fuzz::must(original.begin >= last, "spans are in order");
    last = original.begin;
    std::string decoded = text::convert(bytes.substr(original.begin, original.size()), page.charset).text;
    if (!is_html) std::erase(decoded, '\0');
    const std::string_view piece = page.text.substr(span.begin, span.size());
    // A span inside what cannot be cut is widened to it.
    fuzz::must(piece.empty() || decoded.find(piece) != std::string::npos, "a span's bytes decode to its text");
    const bool may_widen = page.charset == "big5" || page.charset == "iso-2022-jp" || page.charset.starts_with("gb");
    fuzz::must(may_widen || decoded == piece, "a span's bytes decode to nothing else");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::text_of(data, size);
  std::string_view rest = bytes;
  const std::string_view label = fuzz::take_line(rest);
  for (const bool is_html : {true, false}) {
    base::Arena arena;
    const text::Decoded plain = text::decode(bytes, is_html, "", arena);
    fuzz::must(text::is_valid_utf8(plain.text), "a decoded page is UTF-8");
    check_map(bytes, plain, is_html);
    const text::Decoded labelled = text::decode(rest, is_html, label, arena);
    fuzz::must(text::is_valid_utf8(labelled.text), "a labelled page is UTF-8");
    fuzz::must(text::charset_of_label(labelled.charset) == labelled.charset, "a charset is known by its name");
    check_map(rest, labelled, is_html);
  }
  return 0;
}
