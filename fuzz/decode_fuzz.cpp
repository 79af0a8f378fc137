// Any bytes in whatever encoding, labelled by their own first line or not at all: the result is UTF-8.
#include "fuzz.h"
#include "text/decode.h"
#include "text/unicode.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::text_of(data, size);
  std::string_view rest = bytes;
  const std::string_view label = fuzz::take_line(rest);
  for (const bool is_html : {true, false}) {
    base::Arena arena;
    const text::Decoded plain = text::decode(bytes, is_html, "", arena);
    fuzz::must(text::is_valid_utf8(plain.text), "a decoded page is UTF-8");
    const text::Decoded labelled = text::decode(rest, is_html, label, arena);
    fuzz::must(text::is_valid_utf8(labelled.text), "a labelled page is UTF-8");
    fuzz::must(text::charset_of_label(labelled.charset) == labelled.charset, "a charset is known by its name");
  }
  return 0;
}
