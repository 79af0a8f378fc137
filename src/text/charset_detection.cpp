// Guessing an encoding; the adapter to uchardet. See charset_detection.h.
//
// What is certain comes first: the zero bytes of UTF-16, the escapes of ISO-2022-JP, valid UTF-8, UTF-8 with a little
// damage. Only then uchardet counts letters, which on short texts goes astray, so its answer is held against what is
// likelier on the web: windows-1252.
#include "text/charset_detection.h"

#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "text/decode.h"
#include "text/legacy_icu.h"
#include "text/unicode.h"
#include "text/utf8_repair.h"

namespace thresh::text {
namespace {

constexpr std::string_view kDefault = "windows-1252";
constexpr std::size_t kSample = std::size_t{64} << 10;  // bytes that are counted, around the first that is not ASCII
constexpr std::size_t kSampleBefore = 1024;
constexpr std::size_t kFewLetters = 8;
constexpr std::size_t kZeroSample = 4096;

bool is_high(char byte) { return static_cast<std::uint8_t>(byte) >= 0x80; }
bool is_c1(char byte) { return is_high(byte) && static_cast<std::uint8_t>(byte) < 0xA0; }

// UTF-16 without a byte order mark: text on the web holds enough ASCII (tags, spaces, digits) for every second byte of
// many pairs to be zero, and always the same one.
std::string_view utf16_by_zeros(std::string_view bytes) {
  const std::size_t pairs = std::min(bytes.size(), kZeroSample) / 2;
  if (pairs < 2 || bytes.substr(0, pairs * 2).find('\0') == std::string_view::npos) return {};
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < pairs * 2; ++i) zeros[i % 2] += bytes[i] == '\0';
  const auto many = [&](std::size_t count) { return count * 10 >= pairs * 4; };
  const auto few = [&](std::size_t count) { return count * 20 <= pairs; };
  if (many(zeros[1]) && few(zeros[0])) return "utf-16le";
  if (many(zeros[0]) && few(zeros[1])) return "utf-16be";
  return {};
}

bool is_iso_2022_jp(std::string_view bytes) {
  const bool switches =
      bytes.find("\x1B$B") != std::string_view::npos || bytes.find("\x1B$@") != std::string_view::npos;
  return switches && std::ranges::none_of(bytes, is_high);
}

// Marks and signs of windows-1252, no letters: quotes, dashes, ellipsis, bullet, euro, pound, section, degree …
// A text that holds only these besides ASCII gives uchardet nothing to count.
bool is_mark_of_windows_1252(char byte) {
  const auto b = static_cast<std::uint8_t>(byte);
  constexpr std::string_view kLetters = "\x83\x8A\x8C\x8E\x9A\x9C\x9E\x9F\xAA\xB5\xBA";
  return b >= 0x80 && b < 0xC0 && kLetters.find(byte) == std::string_view::npos;
}

// uchardet's answer as a WHATWG name; empty for none and for what the standard does not know.
std::string_view ask_uchardet(std::string_view sample) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
  uchardet_data_end(detector.get());
  const std::string_view answer = uchardet_get_charset(detector.get());
  if (answer == "UHC") return "euc-kr";
  if (answer == "MAC-CYRILLIC") return "x-mac-cyrillic";
  return charset_of_label(answer);
}

// Encodings for languages in Latin letters, which differ in a few of them. On fewer letters than a sentence has,
// telling them apart is guessing, and the web's answer is windows-1252.
bool is_latin_cousin(std::string_view charset) {
  constexpr std::array<std::string_view, 13> kCousins = {
      "iso-8859-2",  "iso-8859-3",   "iso-8859-4",   "iso-8859-10",  "iso-8859-13",  "iso-8859-14", "iso-8859-15",
      "iso-8859-16", "windows-1250", "windows-1254", "windows-1257", "windows-1258", "macintosh"};
  return std::ranges::find(kCousins, charset) != kCousins.end();
}

bool reads_the_same(std::string_view sample, std::string_view one, std::string_view other) {
  return convert_legacy(sample, one).text == convert_legacy(sample, other).text;
}

}  // namespace

std::string_view detect_charset(std::string_view bytes) {
  if (const std::string_view utf16 = utf16_by_zeros(bytes); !utf16.empty()) return utf16;
  if (is_iso_2022_jp(bytes)) return "iso-2022-jp";
  if (is_valid_utf8(bytes)) return "utf-8";
  const Utf8Tally tally = tally_utf8(bytes);
  // In other encodings sound sequences are accidents, so a majority of them means UTF-8 that was cut or damaged.
  if (tally.sound > 0 && tally.sound >= 4 * tally.broken) return "utf-8";
  return detect_legacy_charset(bytes);
}

std::string_view detect_legacy_charset(std::string_view bytes) {
  const auto first = std::ranges::find_if(bytes, is_high);
  const auto at = static_cast<std::size_t>(first - bytes.begin());
  const std::string_view sample = bytes.substr(at - std::min(at, kSampleBefore), kSample);
  const auto is_plain = [](char byte) { return !is_high(byte) || is_mark_of_windows_1252(byte); };
  if (std::ranges::all_of(sample, is_plain)) return kDefault;
  const std::string_view guess = ask_uchardet(sample);
  if (guess.empty() || guess == "utf-8" || guess == "replacement" || guess.starts_with("utf-16")) return kDefault;
  // ISO 8859 has only controls in 0x80–0x9F, where Windows has quotes and dashes.
  if (guess.starts_with("iso-8859-") && std::ranges::any_of(sample, is_c1)) {
    return guess == "iso-8859-7" ? "windows-1253" : kDefault;
  }
  const bool few = std::ranges::count_if(sample, is_high) < static_cast<std::ptrdiff_t>(kFewLetters);
  if (few && is_latin_cousin(guess)) return kDefault;
  return reads_the_same(sample, guess, kDefault) ? kDefault : guess;
}

}  // namespace thresh::text
