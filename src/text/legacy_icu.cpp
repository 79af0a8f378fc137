// The adapter to ICU's converters. See legacy_icu.h.
//
// ICU's tables agree with the WHATWG Encoding standard but for the few places that are corrected here. An encoding of
// single bytes becomes a table of 128 entries, so that converting is looking up; the others stream through ICU.
// Tested by tests/text/decode_test.cpp, against Python's codecs.
#include "text/legacy_icu.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "text/unicode.h"

namespace thresh::text {
namespace {

constexpr char16_t kReplacement = 0xFFFD;
constexpr std::size_t kHalf = 128;  // the bytes that are not ASCII

// ICU's name for a WHATWG encoding, where the two differ or ICU's own choice is another table.
struct Alias {
  std::string_view charset;
  const char* icu;
};
constexpr std::array<Alias, 7> kAliases = {{
    {"iso-8859-8-i", "iso-8859-8"},  // the -i only tells in which order the letters stand
    {"gbk", "gb18030"},              // the standard decodes both with one decoder
    {"big5", "ibm-1375_P100-2008"},  // with the Hong Kong characters
    {"euc-jp", "euc-jp-2007"},
    {"shift_jis", "ibm-943_P15A-2003"},
    {"euc-kr", "windows-949-2000"},
    {"windows-874", "windows-874-2000"},
}};

// Where ICU's single-byte tables differ from the standard's.
struct Correction {
  std::string_view charset;
  std::uint8_t byte;
  char16_t value;
};
constexpr std::array<Correction, 12> kCorrections = {{
    {"koi8-u", 0xAE, 0x045E},
    {"koi8-u", 0xBE, 0x040E},
    {"windows-1253", 0xAA, kReplacement},
    {"windows-1255", 0xCA, 0x05BA},
    {"windows-874", 0xDB, kReplacement},
    {"windows-874", 0xDC, kReplacement},
    {"windows-874", 0xDD, kReplacement},
    {"windows-874", 0xDE, kReplacement},
    {"windows-874", 0xFC, kReplacement},
    {"windows-874", 0xFD, kReplacement},
    {"windows-874", 0xFE, kReplacement},
    {"windows-874", 0xFF, kReplacement},
}};

// ISO-8859-16 from 0xA0 on, which ICU does not have.
constexpr std::array<char16_t, 96> kIso885916 = {
    0x00A0, 0x0104, 0x0105, 0x0141, 0x20AC, 0x201E, 0x0160, 0x00A7, 0x0161, 0x00A9, 0x0218, 0x00AB, 0x0179, 0x00AD,
    0x017A, 0x017B, 0x00B0, 0x00B1, 0x010C, 0x0142, 0x017D, 0x201D, 0x00B6, 0x00B7, 0x017E, 0x010D, 0x0219, 0x00BB,
    0x0152, 0x0153, 0x0178, 0x017C, 0x00C0, 0x00C1, 0x00C2, 0x0102, 0x00C4, 0x0106, 0x00C6, 0x00C7, 0x00C8, 0x00C9,
    0x00CA, 0x00CB, 0x00CC, 0x00CD, 0x00CE, 0x00CF, 0x0110, 0x0143, 0x00D2, 0x00D3, 0x00D4, 0x0150, 0x00D6, 0x015A,
    0x0170, 0x00D9, 0x00DA, 0x00DB, 0x00DC, 0x0118, 0x021A, 0x00DF, 0x00E0, 0x00E1, 0x00E2, 0x0103, 0x00E4, 0x0107,
    0x00E6, 0x00E7, 0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x00EC, 0x00ED, 0x00EE, 0x00EF, 0x0111, 0x0144, 0x00F2, 0x00F3,
    0x00F4, 0x0151, 0x00F6, 0x015B, 0x0171, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x0119, 0x021B, 0x00FF,
};

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, Close>;

Converter open(std::string_view charset) {
  const auto alias = std::ranges::find(kAliases, charset, &Alias::charset);
  const std::string name = alias != kAliases.end() ? alias->icu : std::string(charset);
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

struct Trouble {
  std::size_t count = 0;
  bool chinese = false;  // GBK and GB18030, where the standard reads 0x80 as the euro sign
};

// What ICU calls for bytes that mean nothing; the signature is ICU's.
void U_CALLCONV replace(const void* context, UConverterToUnicodeArgs* arguments, const char* bytes, int32_t size,
                        UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;  // the converter is reset or closed
  Trouble& trouble = *static_cast<Trouble*>(const_cast<void*>(context));
  const bool euro = trouble.chinese && size == 1 && bytes[0] == '\x80';
  const UChar written = euro ? u'€' : kReplacement;
  trouble.count += !euro;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(arguments, &written, 1, 0, status);
}

// UTF-16 in pieces to UTF-8. A pair may be split between two pieces.
class Utf16Sink {
 public:
  explicit Utf16Sink(Converted& out) : out_(out) {}

  void add(char16_t unit) {
    if (lead_ != 0 && U16_IS_TRAIL(unit)) {
      append_utf8(out_.text, static_cast<char32_t>(U16_GET_SUPPLEMENTARY(lead_, unit)));
      lead_ = 0;
      return;
    }
    finish();
    if (U16_IS_LEAD(unit)) {
      lead_ = unit;
    } else {
      put(unit);
    }
  }

  void finish() {
    if (lead_ != 0) put(lead_);
    lead_ = 0;
  }

 private:
  void put(char16_t unit) {
    if (U16_IS_SURROGATE(unit)) {
      unit = kReplacement;
      ++out_.replaced;
    }
    append_utf8(out_.text, unit);
  }

  Converted& out_;
  char16_t lead_ = 0;
};

// Bytes through ICU; `sink` takes the UTF-16. False if ICU knows no such encoding. Counts into `*replaced`.
template <class Sink>
bool stream(std::string_view bytes, std::string_view charset, const Sink& sink, std::size_t* replaced) {
  const Converter converter = open(charset);
  if (converter == nullptr) return false;
  Trouble trouble{0, charset == "gbk" || charset == "gb18030"};
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), replace, &trouble, nullptr, nullptr, &status);
  std::array<UChar, 4096> piece;
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  do {
    status = U_ZERO_ERROR;
    UChar* target = piece.data();
    ucnv_toUnicode(converter.get(), &target, piece.data() + piece.size(), &source, end, nullptr, 1, &status);
    std::for_each(piece.data(), target, sink);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  *replaced += trouble.count;
  return U_SUCCESS(status);
}

bool is_private_use(char16_t unit) { return unit >= 0xE000 && unit <= 0xF8FF; }

// ICU gives EUC-KR (as Windows has it) bytes that the standard has nothing for: single ones and user-defined rows.
bool is_stray(std::string_view charset, char16_t unit) {
  return charset == "euc-kr" && (is_private_use(unit) || (unit >= 0x80 && unit < 0xA0));
}

bool is_single_byte(std::string_view charset) {
  return charset.starts_with("iso-8859-") || charset.starts_with("windows-") || charset.starts_with("koi8-") ||
         charset == "ibm866" || charset == "macintosh" || charset == "x-mac-cyrillic" || charset == "x-user-defined";
}

// The characters of the bytes 0x80 to 0xFF.
std::array<char16_t, kHalf> upper_half(std::string_view charset) {
  std::array<char16_t, kHalf> table;
  // The standard's x-user-defined maps to U+F780–F7FF (Encoding, section 14.5).
  for (std::size_t i = 0; i < kHalf; ++i)
    table[i] = static_cast<char16_t>(charset == "x-user-defined" ? 0xF780 + i : 0x80 + i);
  if (charset == "x-user-defined") return table;
  if (charset == "iso-8859-16") {
    std::ranges::copy(kIso885916, table.end() - kIso885916.size());
    return table;
  }
  std::string bytes;
  for (std::size_t i = 0; i < kHalf; ++i) bytes += static_cast<char>(static_cast<std::uint8_t>(0x80 + i));
  std::size_t filled = 0;
  std::size_t ignored = 0;
  stream(
      bytes, charset,
      [&](char16_t unit) {
        if (filled < kHalf) table[filled++] = unit;
      },
      &ignored);
  for (const Correction& correction : kCorrections) {
    if (correction.charset == charset) table[correction.byte - 0x80u] = correction.value;
  }
  return table;
}

Converted convert_single_bytes(std::string_view bytes, std::string_view charset) {
  const std::array<char16_t, kHalf> table = upper_half(charset);
  Converted converted;
  converted.text.reserve(bytes.size() + bytes.size() / 8);
  std::size_t begin = 0;  // of the ASCII run at hand
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto byte = static_cast<std::uint8_t>(bytes[at]);
    if (byte < 0x80) continue;
    converted.text += bytes.substr(begin, at - begin);
    begin = at + 1;
    const char16_t unit = table[byte - 0x80u];
    converted.replaced += unit == kReplacement;
    append_utf8(converted.text, unit);
  }
  converted.text += bytes.substr(begin);
  return converted;
}

}  // namespace

Converted convert_legacy(std::string_view bytes, std::string_view charset) {
  if (is_single_byte(charset)) return convert_single_bytes(bytes, charset);
  Converted converted;
  converted.text.reserve(bytes.size() + bytes.size() / 2);
  Utf16Sink sink(converted);
  const auto take = [&](char16_t unit) {
    const bool stray = is_stray(charset, unit);
    converted.replaced += stray;
    sink.add(stray ? kReplacement : unit);
  };
  // Should ICU lack the encoding (its data can be built without), every byte is still accounted for.
  if (!stream(bytes, charset, take, &converted.replaced)) return convert_single_bytes(bytes, "windows-1252");
  sink.finish();
  return converted;
}

}  // namespace thresh::text
