// Which encoding to believe, and the page in UTF-8. See decode.h.
//
// A declaration is obeyed as browsers obey it, with two exceptions that every scraped collection needs: pages that were
// moved to UTF-8 and still declare their old encoding, and pages that declare UTF-8 and are not. Both are judged by the
// bytes alone, and both need several errors or perfect UTF-8, so that a single damaged byte changes nothing.
#include "text/decode.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/charset_declaration.h"
#include "text/charset_detection.h"
#include "text/legacy_icu.h"
#include "text/unicode.h"
#include "text/utf8_repair.h"

namespace thresh::text {
namespace {

constexpr std::string_view kUtf8 = "utf-8";
constexpr std::size_t kSeveral = 3;  // errors that are no accident any more

struct Choice {
  std::string_view charset;
  CharsetFrom from = CharsetFrom::kDetection;
  std::size_t skip = 0;  // bytes of the byte order mark
};

struct Mark {
  std::string_view bytes;
  std::string_view charset;
};
constexpr std::array<Mark, 3> kMarks = {{{"\xEF\xBB\xBF", kUtf8}, {"\xFE\xFF", "utf-16be"}, {"\xFF\xFE", "utf-16le"}}};

bool is_ascii(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char byte) { return static_cast<std::uint8_t>(byte) < 0x80; });
}

// Encodings in which ASCII bytes may mean something else.
bool reads_ascii_as_ascii(std::string_view charset) {
  return !charset.starts_with("utf-16") && charset != "iso-2022-jp";
}

// The standard turns such a page into a single U+FFFD, to protect browsers from scripts hidden in it. No script runs
// here, and what can be read of the page should be.
std::string_view readable(std::string_view charset) { return charset == "replacement" ? std::string_view{} : charset; }

// What the page, or who sent it, says.
Choice stated(std::string_view bytes, bool is_html, std::string_view transport_label) {
  for (const Mark& mark : kMarks) {
    if (bytes.starts_with(mark.bytes)) return {mark.charset, CharsetFrom::kByteOrderMark, mark.bytes.size()};
  }
  const std::string_view sent = readable(charset_of_label(transport_label));
  if (!sent.empty()) return {sent, CharsetFrom::kTransport};
  const std::string_view declared = is_html ? readable(declared_charset(bytes)) : std::string_view{};
  if (!declared.empty()) return {declared, CharsetFrom::kDeclaration};
  return {};
}

Converted repaired(std::string_view bytes) {
  Converted converted;
  converted.replaced = repair_utf8(bytes, converted.text).broken;
  return converted;
}

// As much of `text` as the arena's budget allows; the arena tells whether that was all.
std::string_view keep(std::string_view text, base::Arena& arena) {
  std::string_view kept = arena.copy(text);
  while (kept.empty() && !text.empty()) {
    std::size_t half = text.size() / 2;
    while (half > 0 && (static_cast<std::uint8_t>(text[half]) & 0xC0) == 0x80) --half;
    text = text.substr(0, half);
    kept = arena.copy(text);
  }
  return kept;
}

Decoded unchanged(std::string_view text, const Choice& choice) {
  return {text, std::string(choice.charset), choice.from, 0};
}

Decoded copied(const Converted& converted, const Choice& choice, base::Arena& arena) {
  return {keep(converted.text, arena), std::string(choice.charset), choice.from, converted.replaced};
}

// Bytes that are not UTF-8. Where they were said to be, that is believed unless they clearly are something else.
Decoded decode_damaged(std::string_view bytes, const Choice& choice, base::Arena& arena) {
  const Utf8Tally tally = tally_utf8(bytes);
  const bool clearly_else = choice.from != CharsetFrom::kByteOrderMark && choice.from != CharsetFrom::kDetection &&
                            tally.broken >= kSeveral && tally.broken > tally.sound;
  if (clearly_else) {
    const Choice guess{detect_legacy_charset(bytes), CharsetFrom::kDetection};
    const Converted converted = convert_legacy(bytes, guess.charset);
    if (converted.replaced < tally.broken) return copied(converted, guess, arena);
  }
  return copied(repaired(bytes), choice, arena);
}

// Whether perfect UTF-8 is hardly what this label says: windows-1252 is the label of those who did not choose one, and
// UTF-16 of any length has zero bytes, in its spaces and line ends if nowhere else.
bool is_hardly(std::string_view charset, std::string_view bytes) {
  return charset == "windows-1252" || (charset.starts_with("utf-16") && bytes.find('\0') == std::string_view::npos);
}

// Bytes said to be in another encoding. Perfect UTF-8 also beats any encoding in which the bytes make several errors.
Decoded decode_legacy(std::string_view bytes, const Choice& choice, base::Arena& arena) {
  const bool ascii = is_ascii(bytes);
  if (ascii && reads_ascii_as_ascii(choice.charset)) return unchanged(bytes, choice);
  const Choice utf8{kUtf8, CharsetFrom::kDetection};
  const bool perfect = choice.from != CharsetFrom::kByteOrderMark && is_valid_utf8(bytes);
  if (perfect && is_hardly(choice.charset, bytes)) return unchanged(bytes, utf8);
  const Converted converted = convert_legacy(bytes, choice.charset);
  if (perfect && !ascii && converted.replaced >= kSeveral) return unchanged(bytes, utf8);
  return copied(converted, choice, arena);
}

// U+0000 means nothing in plain text; in HTML it is the parser's business (HTML standard, section 13.2.5).
std::string_view without_nul(std::string_view text, base::Arena& arena) {
  if (text.find('\0') == std::string_view::npos) return text;
  std::string out(text);
  std::erase(out, '\0');
  return keep(out, arena);
}

}  // namespace

std::string_view name(CharsetFrom from) {
  switch (from) {
    case CharsetFrom::kByteOrderMark:
      return "byte_order_mark";
    case CharsetFrom::kTransport:
      return "transport";
    case CharsetFrom::kDeclaration:
      return "declaration";
    case CharsetFrom::kDetection:
      return "detection";
  }
  return "detection";
}

Decoded decode(std::string_view bytes, bool is_html, std::string_view transport_label, base::Arena& arena) {
  Choice choice = stated(bytes, is_html, transport_label);
  if (choice.charset.empty()) choice = {detect_charset(bytes), CharsetFrom::kDetection};
  bytes.remove_prefix(choice.skip);
  Decoded decoded;
  if (choice.charset != kUtf8) {
    decoded = decode_legacy(bytes, choice, arena);
  } else {
    decoded = is_valid_utf8(bytes) ? unchanged(bytes, choice) : decode_damaged(bytes, choice, arena);
  }
  if (!is_html) decoded.text = without_nul(decoded.text, arena);
  return decoded;
}

}  // namespace thresh::text
