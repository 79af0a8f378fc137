// Guessing an encoding. See charset_detection.h.
//
// What is certain comes first: UTF-16, the escapes of ISO-2022-JP, UTF-8, UTF-8 with a little damage. Only then letters
// are counted (charset_likelihood.h), of the text between the tags: markup is ASCII and tells nothing.
#include "text/charset_detection.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/charset_decoder.h"
#include "text/charset_likelihood.h"
#include "text/unicode.h"
#include "text/utf8_tally.h"

namespace thresh::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kDefault = "windows-1252";
constexpr std::size_t kWordBytes = std::size_t{4} << 10;  // of words that are looked at
constexpr std::size_t kAsciiBytes = 512;                  // of words of ASCII that are looked at
constexpr std::size_t kPlainly = 4;                       // sound sequences of UTF-8 for each error
constexpr std::size_t kUtf16Sample = 4096;
constexpr std::size_t kHead = 2048;  // of a page, where its language is looked for

bool is_high(char byte) { return static_cast<std::uint8_t>(byte) >= 0x80; }

// How many bytes are such. In pieces, so that a byte holds the count of each: compilers make vector code of it where
// the test has no branch.
template <class Test>
std::size_t count_bytes(std::string_view bytes, Test is_such) {
  constexpr std::size_t kPiece = 128;
  std::size_t count = 0;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kPiece))) {
    std::uint8_t found = 0;
    for (const char byte : bytes.substr(0, kPiece)) found = static_cast<std::uint8_t>(found + is_such(byte));
    count += found;
  }
  return count;
}

// UTF-16 without a byte order mark: text on the web holds enough ASCII (tags, spaces, digits) for every second byte of
// many pairs to be zero, and always the same one.
std::string_view utf16_by_zeros(std::string_view sample) {
  if (sample.find('\0') == kNone) return {};  // nearly all there is
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0';
  const std::size_t pairs = sample.size() / 2;
  const auto many = [&](std::size_t count) { return count * 10 >= pairs * 4; };
  const auto few = [&](std::size_t count) { return count * 20 <= pairs; };
  if (many(zeros[1]) && few(zeros[0])) return "utf-16le";
  if (many(zeros[0]) && few(zeros[1])) return "utf-16be";
  return {};
}

// Whether a character is one of those that text is made of: of the scripts up to Thai, of East Asia, punctuation, lines
// that tables are drawn with. Not U+2000, which is a space in the wrong byte order.
bool is_usual(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c < 0x0700 || (c >= 0x0E00 && c < 0x0E60) || (c >= 0x1E00 && c < 0x1FFF) || (c >= 0x2010 && c < 0x2700) ||
         (c >= 0x3000 && c < 0x3100) || (c >= 0x4E00 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4) ||
         (c >= 0xFF00 && c < 0xFF70);
}

// Half of the bytes in one place are that of U+30xx and many in the other are no ASCII.
bool may_be_kana(std::string_view sample) {
  constexpr char kKanaByte = 0x30;
  if (count_bytes(sample, [](char byte) { return byte == kKanaByte; }) * 4 < sample.size()) return false;
  std::array<std::size_t, 2> found{};
  for (std::size_t i = 0; i < sample.size(); ++i) found[i % 2] += sample[i] == kKanaByte;
  return std::ranges::max(found) * 4 >= sample.size() && count_bytes(sample, is_high) * 8 >= sample.size();
}

// UTF-16 of another script: half of its bytes are of any value, so one in ten is a control, which no other text has
// (kana have none either), and over a quarter are neither printed nor white space in ASCII. (Else it is ASCII with a
// few controls in it, and any two letters of that are a usual character of East Asia.)
bool may_be_utf16(std::string_view sample) {
  const auto is_plain = [](char byte) { return (byte >= 0x20 && byte < 0x7F) || base::is_ascii_space(byte); };
  const auto is_control = [](char byte) {
    const auto b = static_cast<std::uint8_t>(byte);
    return (b < 0x20) & (b != '\t') & (b != '\n') & (b != '\f') & (b != '\r') & (b != 0x1B);
  };
  const bool controls = count_bytes(sample, is_control) * 32 >= sample.size();
  const auto plain = controls ? static_cast<std::size_t>(std::ranges::count_if(sample, is_plain)) : 0;
  return (controls && plain * 4 <= sample.size() * 3) || may_be_kana(sample);
}

std::size_t usual_characters(std::string_view sample, std::string_view charset) {
  const std::string text = convert(sample, charset).text;
  std::size_t usual = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    usual += is_usual(point.value);
    at += point.length;
  }
  return usual;
}

// Read in the right order, nearly all characters are usual ones, and the spaces and line ends of the other order are
// not. Where neither order has more of them, zeros tell: they are the higher bytes of ASCII.
std::string_view detect_utf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, std::min(bytes.size(), kUtf16Sample) / 2 * 2);
  if (sample.size() < 4) return {};
  const std::string_view by_zeros = utf16_by_zeros(sample);
  if (by_zeros.empty() && !may_be_utf16(sample)) return {};
  const std::size_t little = usual_characters(sample, "utf-16le");
  const std::size_t big = usual_characters(sample, "utf-16be");
  const bool enough = std::max(little, big) * 20 > sample.size() * 9;  // but one in ten, which may be a rare symbol
  if (little == big || !enough) return by_zeros;
  return little > big ? "utf-16le" : "utf-16be";
}

bool is_iso_2022_jp(std::string_view bytes) {
  const bool switches = bytes.find("\x1B$B") != kNone || bytes.find("\x1B$@") != kNone;
  return switches && std::ranges::none_of(bytes, is_high);
}

// Where the markup ends that starts at `at`, a tag, a comment or a script; `at` where none does.
std::size_t markup_end(std::string_view bytes, std::size_t at) {
  const std::string_view rest = bytes.substr(at);
  const auto behind = [&](std::string_view end) {
    const std::size_t found = bytes.find(end, at + 1);
    return found == kNone ? bytes.size() : found + end.size();
  };
  if (rest.starts_with("<!--")) return behind("-->");
  for (const std::string_view name : {"<script", "<style"}) {
    if (equals_ignoring_ascii_case(rest.substr(0, name.size()), name)) {
      const std::string end = "</" + std::string(name.substr(1));
      return behind(end);
    }
  }
  const char second = rest.size() > 1 ? rest[1] : '\0';
  const bool is_tag = second == '/' || second == '!' || second == '?' || is_letter(static_cast<std::uint8_t>(second));
  return is_tag ? behind(">") : at;
}

void take_word(std::string_view word, Evidence& evidence) {
  if (base::skip_ascii(word, 0) < word.size()) {
    evidence.words += word.substr(0, kWordBytes);
    evidence.words += '\n';
  } else if (word.size() > 1 && evidence.ascii_words.size() + word.size() < kAsciiBytes) {
    evidence.ascii_words += word;
    evidence.ascii_words += ' ';
  }
}

// Takes the words off the text between the tags. A byte below 0x40 that is no digit is part of no character in any
// encoding, so that it ends a word in all of them.
void take_words(std::string_view bytes, bool skip_markup, Evidence& evidence) {
  std::size_t begin = 0;
  std::size_t at = 0;
  while (at < bytes.size() && evidence.words.size() < kWordBytes) {
    const auto byte = static_cast<std::uint8_t>(bytes[at]);
    if (byte >= 0x40 || (byte >= '0' && byte <= '9')) {
      ++at;
      continue;
    }
    take_word(bytes.substr(begin, at - begin), evidence);
    const std::size_t end = byte == '<' && skip_markup ? markup_end(bytes, at) : at;
    at = begin = std::max(end, at + 1);
  }
  if (at > begin) take_word(bytes.substr(begin, at - begin), evidence);
}

// The language that the page says it is in: `<html lang="ru-RU">`.
std::string_view stated_language(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kHead);
  const std::size_t html = head.find("<html");
  const std::string_view tag = html == kNone ? std::string_view{} : head.substr(html, head.find('>', html) - html);
  std::size_t at = tag.find("lang=");
  if (at == kNone) return {};
  at += std::string_view("lang=").size();
  if (at < tag.size() && (tag[at] == '"' || tag[at] == '\'')) ++at;
  return tag.substr(at, tag.find_first_of("-_\"' ", at) - at);
}

std::string_view likeliest(std::string_view bytes, bool may_be_utf8) {
  Evidence evidence;
  take_words(bytes, true, evidence);
  if (evidence.words.empty()) take_words(bytes, false, evidence);  // only in attributes, scripts, comments
  evidence.language = stated_language(bytes);
  evidence.may_be_utf8 = may_be_utf8;
  const std::string_view charset = likeliest_charset(evidence);
  // A name that is more usual, where it makes no difference.
  return convert(evidence.words, charset).text == convert(evidence.words, kDefault).text ? kDefault : charset;
}

}  // namespace

std::string_view detect_charset(std::string_view bytes) {
  if (const std::string_view utf16 = detect_utf16(bytes); !utf16.empty()) return utf16;
  if (is_iso_2022_jp(bytes)) return "iso-2022-jp";
  if (is_valid_utf8(bytes)) return "utf-8";
  const Utf8Tally tally = tally_utf8(bytes);
  // In other encodings sound sequences are accidents, and one of them comes with several that are not. Where that is
  // not plain, letters decide.
  if (tally.sound > kPlainly * tally.broken) return "utf-8";
  return likeliest(bytes, tally.sound > 0);
}

std::string_view detect_legacy_charset(std::string_view bytes) { return likeliest(bytes, false); }

}  // namespace thresh::text
