// The adapter to ICU's converters, which the indexes are read from. See charset_index_icu.h.
//
// Each index is what ICU makes of all the byte pairs that the standard's pointers number, in one stream per index. What
// ICU (version 72) has otherwise than the standard stands here, in tables.
#include "text/charset_index_icu.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace thresh::text {
namespace {

constexpr char16_t kReplacement = 0xFFFD;

// ICU's name for a single-byte encoding where it is not the standard's.
struct Alias {
  std::string_view charset;
  const char* icu;
};
constexpr std::array<Alias, 2> kAliases = {{
    {"iso-8859-8-i", "iso-8859-8"},  // the -i only tells in which order the letters stand
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

struct PointerCorrection {
  std::uint16_t pointer;
  char32_t value;
};

// Big5, where ICU gives private use or nothing for what Unicode has got since, or what the standard decodes beyond
// HKSCS-2008.
constexpr PointerCorrection kBig5Corrections[] = {
    {1008, 0x9F97},  {1016, 0x9F96},  {1099, 0x31C0},  {1100, 0x31C1},  {1101, 0x31C2},  {1102, 0x31C3},
    {1103, 0x31C4},  {1105, 0x31C5},  {1108, 0x31C6},  {1109, 0x31C7},  {1112, 0x31C8},  {1114, 0x31C9},
    {1115, 0x31CA},  {1116, 0x31CB},  {1117, 0x31CC},  {1119, 0x31CD},  {1120, 0x31CE},  {1170, 0x23DA},
    {1171, 0x23DB},  {1730, 0x9FA6},  {1772, 0x9FA7},  {1779, 0x9FA8},  {1812, 0x9FA9},  {1814, 0x9FAA},
    {1816, 0x9FAB},  {1821, 0x9FAC},  {1844, 0x9FAD},  {1845, 0x9FAE},  {1847, 0x9FAF},  {1866, 0x9FB2},
    {1892, 0x9FB3},  {2082, 0x7BB8},  {2088, 0x7C06},  {2103, 0x7CCE},  {2114, 0x7DD2},  {2123, 0x7E1D},
    {2148, 0x8005},  {2151, 0x8028},  {2221, 0x83C1},  {2239, 0x84A8},  {2244, 0x840F},  {2303, 0x89A6},
    {2304, 0x89A9},  {2354, 0x8D77},  {2400, 0x90FD},  {2413, 0x92B9},  {2477, 0x975C},  {2498, 0x97FF},
    {2605, 0x9F16},  {2673, 0x8503},  {2746, 0x5159},  {2747, 0x515B},  {2748, 0x515D},  {2749, 0x515E},
    {2771, 0x936E},  {2780, 0x7479},  {2990, 0x6D67},  {3087, 0x799B},  {3259, 0x9097},  {3301, 0x975D},
    {3436, 0x701E},  {3451, 0x5B28},  {4136, 0x7201},  {4138, 0x77D7},  {4141, 0x7E87},  {4182, 0x99D6},
    {4206, 0x91D4},  {4220, 0x60DE},  {4230, 0x6FB6},  {4241, 0x8F36},  {4258, 0x4FBB},  {4273, 0x71DF},
    {4279, 0x9104},  {4282, 0x9DF0},  {4294, 0x83CF},  {4329, 0x5C10},  {4330, 0x79E3},  {4349, 0x5A67},
    {4419, 0x8F0B},  {4422, 0x7B51},  {4494, 0x62D0},  {4624, 0x6062},  {4694, 0x75F9},  {4708, 0x6C4A},
    {4742, 0x9B2E},  {4748, 0x9F17},  {4815, 0x50ED},  {4828, 0x5F0C},  {4902, 0x880F},  {4922, 0x62CE},
    {4982, 0x7468},  {4992, 0x7162},  {4997, 0x7250},  {5432, 0x2400},  {5433, 0x2401},  {5434, 0x2402},
    {5435, 0x2403},  {5436, 0x2404},  {5437, 0x2405},  {5438, 0x2406},  {5439, 0x2407},  {5440, 0x2408},
    {5441, 0x2409},  {5442, 0x240A},  {5443, 0x240B},  {5444, 0x240C},  {5445, 0x240D},  {5446, 0x240E},
    {5447, 0x240F},  {5448, 0x2410},  {5449, 0x2411},  {5450, 0x2412},  {5451, 0x2413},  {5452, 0x2414},
    {5453, 0x2415},  {5454, 0x2416},  {5455, 0x2417},  {5456, 0x2418},  {5457, 0x2419},  {5458, 0x241A},
    {5459, 0x241B},  {5460, 0x241C},  {5461, 0x241D},  {5462, 0x241E},  {5463, 0x241F},  {5464, 0x2421},
    {10942, 0x5EF4}, {10946, 0x65E0}, {10948, 0x7676}, {10950, 0x96B6}, {10957, 0x3003}, {10958, 0x4EDD},
    {11204, 0x31CF}, {11210, 0x9FB0}, {11212, 0x9FB1}, {19028, 0x5029}, {19035, 0x507D}, {19088, 0x5305},
    {19096, 0x5344}, {19112, 0x537F}, {19162, 0x5605}, {19240, 0x5A77}, {19299, 0x5E75}, {19305, 0x5ED0},
    {19326, 0x5F58}, {19355, 0x60A4}, {19398, 0x6490}, {19439, 0x6674}, {19454, 0x675E}, {19553, 0x6C9C},
    {19554, 0x6E1D}, {19557, 0x6E2F}, {19611, 0x716E}, {19643, 0x732A}, {19672, 0x745C}, {19697, 0x74E9},
    {19748, 0x7809}};

// GB 18030-2022 moved these from private use to the characters they mean; 6555 is the standard's own (a second
// ideographic space that pages use).
constexpr PointerCorrection kGb18030Corrections[] = {{6555, 0x3000},  {7182, 0xFE10},  {7183, 0xFE12},  {7184, 0xFE11},
                                                     {7185, 0xFE13},  {7186, 0xFE14},  {7187, 0xFE15},  {7188, 0xFE16},
                                                     {7201, 0xFE17},  {7202, 0xFE18},  {7208, 0xFE19},  {23775, 0x9FB4},
                                                     {23783, 0x9FB5}, {23788, 0x9FB6}, {23789, 0x9FB7}, {23795, 0x9FB8},
                                                     {23812, 0x9FB9}, {23829, 0x9FBA}, {23845, 0x9FBB}};

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, Close>;

Converter open(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(std::string(name).c_str(), &status));
  if (U_FAILURE(status)) return nullptr;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return converter;
}

// What ICU makes of a character's bytes; 0 for nothing, for a character that is no single code point, and where ICU
// lacks the encoding (its data can be built without).
char32_t character_of(UConverter* converter, std::string_view bytes) {
  if (converter == nullptr) return 0;
  ucnv_reset(converter);
  UErrorCode status = U_ZERO_ERROR;
  std::array<UChar, 8> units;
  const int32_t count = ucnv_toUChars(converter, units.data(), static_cast<int32_t>(units.size()), bytes.data(),
                                      static_cast<int32_t>(bytes.size()), &status);
  if (U_FAILURE(status) || count < 1 || count > 2) return 0;
  const bool pair = U16_IS_LEAD(units[0]);
  if (count == 2 && !pair) return 0;
  return pair ? static_cast<char32_t>(U16_GET_SUPPLEMENTARY(units[0], units[1])) : units[0];
}

// Each of the bytes that an index numbers, from its first lead byte on: how many rows, and the trails of each.
struct Layout {
  const char* icu;
  std::string_view prefix;  // before each pair
  std::size_t rows;
  std::size_t columns;
  std::uint8_t (*lead)(std::size_t row);
  std::uint8_t (*trail)(std::size_t column);
  bool private_use;  // whether ICU's private use is the standard's, too
};

constexpr std::uint8_t byte(std::size_t value) { return static_cast<std::uint8_t>(value); }
std::uint8_t from_81(std::size_t row) { return byte(0x81 + row); }
std::uint8_t from_a1(std::size_t row) { return byte(0xA1 + row); }

Index read(const Layout& layout) {
  const Converter converter = open(layout.icu);
  Index index;
  index.reserve(layout.rows * layout.columns);
  for (std::size_t row = 0; row < layout.rows; ++row) {
    for (std::size_t column = 0; column < layout.columns; ++column) {
      std::string bytes(layout.prefix);
      bytes += static_cast<char>(layout.lead(row));
      bytes += static_cast<char>(layout.trail(column));
      const char32_t c = character_of(converter.get(), bytes);
      const bool is_private = c >= 0xE000 && c <= 0xF8FF;
      index.push_back(is_private && !layout.private_use ? 0 : c);
    }
  }
  return index;
}

template <std::size_t kCount>
Index corrected(Index index, const PointerCorrection (&corrections)[kCount]) {
  for (const PointerCorrection& correction : corrections) index[correction.pointer] = correction.value;
  return index;
}

Index read_jis0212() {
  Index index = read({"euc-jp-2007", "\x8F", 94, 94, from_a1, from_a1, true});
  // ICU has IBM's roman numerals and a company's sign there, which the standard has not.
  std::fill(index.begin() + 7708, index.begin() + 7731, 0);
  return index;
}

Index read_gb18030_ranges() {
  constexpr std::size_t kCount = 39'420;
  const Converter converter = open("gb18030");
  Index index;
  index.reserve(kCount);
  for (std::size_t at = 0; at < kCount; ++at) {
    const std::array<std::uint8_t, 4> bytes = {byte(0x81 + at / 12'600), byte(0x30 + at / 1260 % 10),
                                               byte(0x81 + at / 10 % 126), byte(0x30 + at % 10)};
    index.push_back(
        character_of(converter.get(), std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())));
  }
  return index;
}

std::uint32_t as_utf8(char16_t c) {
  constexpr std::uint32_t kMeansNothing = 1u << 31;
  const std::uint32_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
  std::uint32_t bytes = c;
  if (length == 2) bytes = 0xC0u | (c >> 6) | ((0x80u | (c & 0x3Fu)) << 8);
  if (length == 3) bytes = 0xE0u | (c >> 12) | ((0x80u | ((c >> 6) & 0x3Fu)) << 8) | ((0x80u | (c & 0x3Fu)) << 16);
  return bytes | (length << 24) | (c == kReplacement ? kMeansNothing : 0);
}

constexpr std::array<std::string_view, 29> kSingleByte = {
    "windows-1252", "windows-1250", "windows-1251", "windows-1253",   "windows-1254",  "windows-1255",
    "windows-1256", "windows-1257", "windows-1258", "windows-874",    "ibm866",        "iso-8859-2",
    "iso-8859-3",   "iso-8859-4",   "iso-8859-5",   "iso-8859-6",     "iso-8859-7",    "iso-8859-8",
    "iso-8859-8-i", "iso-8859-10",  "iso-8859-13",  "iso-8859-14",    "iso-8859-15",   "iso-8859-16",
    "koi8-r",       "koi8-u",       "macintosh",    "x-mac-cyrillic", "x-user-defined"};

struct SingleByte {
  SingleByteIndex index;
  SingleByteTable table;
};

SingleByteIndex read_single_byte(std::string_view charset) {
  SingleByteIndex index;
  for (std::size_t i = 0; i < index.size(); ++i) index[i] = static_cast<char16_t>(i);
  const auto upper_half = index.begin() + 0x80;
  if (charset == "x-user-defined") {  // section 14.5
    for (std::size_t i = 0; i < 0x80; ++i) upper_half[i] = static_cast<char16_t>(0xF780 + i);
    return index;
  }
  if (charset == "iso-8859-16") {
    std::ranges::copy(kIso885916, index.end() - kIso885916.size());
    return index;
  }
  const auto alias = std::ranges::find(kAliases, charset, &Alias::charset);
  const Converter converter = open(alias != kAliases.end() ? alias->icu : charset);
  if (converter == nullptr) return index;
  for (std::size_t i = 0; i < 0x80; ++i) {
    const char high = static_cast<char>(byte(0x80 + i));
    const char32_t c = character_of(converter.get(), std::string_view(&high, 1));
    upper_half[i] = c == 0 ? kReplacement : static_cast<char16_t>(c);
  }
  for (const Correction& correction : kCorrections) {
    if (correction.charset == charset) index[correction.byte] = correction.value;
  }
  return index;
}

// All of them; the first is what unknown names get.
const SingleByte& single_byte(std::string_view charset) {
  static const std::vector<SingleByte> kAll = [] {
    std::vector<SingleByte> all(kSingleByte.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].index = read_single_byte(kSingleByte[i]);
      std::ranges::transform(all[i].index, all[i].table.begin(), as_utf8);
    }
    return all;
  }();
  const auto name = std::ranges::find(kSingleByte, charset);
  return kAll[name == kSingleByte.end() ? 0 : static_cast<std::size_t>(name - kSingleByte.begin())];
}

}  // namespace

const SingleByteIndex& single_byte_index(std::string_view charset) { return single_byte(charset).index; }

const SingleByteTable& single_byte_table(std::string_view charset) { return single_byte(charset).table; }

const Index& gb18030_index() {
  const auto trail = [](std::size_t column) { return byte(column < 63 ? 0x40 + column : 0x41 + column); };
  static const Index kIndex = corrected(read({"gb18030", "", 126, 190, from_81, trail, true}), kGb18030Corrections);
  return kIndex;
}

const Index& gb18030_ranges() {
  static const Index kIndex = read_gb18030_ranges();
  return kIndex;
}

const Index& big5_index() {
  const auto trail = [](std::size_t column) { return byte(column < 63 ? 0x40 + column : 0x62 + column); };
  static const Index kIndex =
      corrected(read({"ibm-1375_P100-2008", "", 126, 157, from_81, trail, false}), kBig5Corrections);
  return kIndex;
}

const Index& euc_kr_index() {
  const auto trail = [](std::size_t column) { return byte(0x41 + column); };
  static const Index kIndex = read({"windows-949-2000", "", 126, 190, from_81, trail, false});
  return kIndex;
}

// By Shift_JIS, whose rows of 188 are two rows of the standard's index each.
const Index& jis0208_index() {
  const auto lead = [](std::size_t row) { return byte(row < 31 ? 0x81 + row : 0xC1 + row); };
  const auto trail = [](std::size_t column) { return byte(column < 63 ? 0x40 + column : 0x41 + column); };
  static const Index kIndex = read({"ibm-943_P15A-2003", "", 60, 188, lead, trail, true});
  return kIndex;
}

const Index& jis0212_index() {
  static const Index kIndex = read_jis0212();
  return kIndex;
}

}  // namespace thresh::text
