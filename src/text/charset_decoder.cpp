// Which decoder a name stands for. See charset_decoder.h.
#include "text/charset_decoder.h"

#include <algorithm>
#include <array>

#include "text/charset_index_icu.h"

namespace thresh::text {
namespace {

struct Row {
  std::string_view charset;
  void (*run)(const std::uint32_t*, std::string_view, Utf8Writer&);
};
constexpr std::array<Row, 11> kDecoders = {{
    {"utf-8", decoders::utf8},
    {"gbk", decoders::gb18030},  // the standard decodes both with one decoder (section 10.1.1)
    {"gb18030", decoders::gb18030},
    {"big5", decoders::big5},
    {"euc-jp", decoders::euc_jp},
    {"iso-2022-jp", decoders::iso_2022_jp},
    {"shift_jis", decoders::shift_jis},
    {"euc-kr", decoders::euc_kr},
    {"utf-16be", decoders::utf16be},
    {"utf-16le", decoders::utf16le},
    {"replacement", nullptr},
}};

}  // namespace

Decoder decoder_of(std::string_view charset) {
  const auto row = std::ranges::find(kDecoders, charset, &Row::charset);
  if (row == kDecoders.end()) return {decoders::single_byte, single_byte_table(charset).data()};
  if (row->run == nullptr) return {decoders::single_byte, single_byte_table("windows-1252").data()};
  return {row->run, nullptr};
}

Converted convert(std::string_view bytes, std::string_view charset) {
  Utf8Writer out(bytes.size() + bytes.size() / 2, {});
  decoder_of(charset)(bytes, out);
  return {std::string(out.text()), out.replaced()};
}

}  // namespace thresh::text
