// Any text as a plain-text dump without rules: it gives a record or a typed error, its ledger adds up to its visible
// text, and the text comes back out of it.
#include "convert/convert.h"
#include "convert/restore.h"
#include "fuzz.h"
#include "html/visible_text.h"
#include "text/unicode.h"

using namespace thresh;

namespace {

std::string squeezed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    if (html::is_character(point.value)) out += text.substr(at, point.length);
    at += point.length;
  }
  return out;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  convert::Input input;
  input.name = "fuzz.txt";
  input.bytes = fuzz::text_of(data, size);
  convert::Ledger ledger;
  const auto converted = convert::convert(input, {}, &ledger);
  if (!converted) return 0;
  const auto page = convert::Page::open(input, {});
  fuzz::must(page.has_value(), "a page that is converted opens");
  if ((*page)->document() != nullptr) return 0;  // it looks like HTML
  const auto restored = convert::restore(input.bytes, convert::ledger_line(ledger, "fuzz.txt", nullptr), "");
  fuzz::must(restored && squeezed(*restored) == squeezed((*page)->decoded().text), "the ledger holds the whole text");
  return 0;
}
