// Which encoding to believe, and the page in UTF-8. See decode.h.
//
// A declaration is obeyed as browsers obey it, with two exceptions that every scraped collection needs: pages that were
// moved to UTF-8 and still declare their old encoding, and pages that declare UTF-8 and are not. Both are judged by the
// bytes alone, and both need several errors, or UTF-8 with hardly any, so that a single damaged byte changes nothing.
#include "text/decode.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "text/charset_declaration.h"
#include "text/charset_decoder.h"
#include "text/charset_detection.h"
#include "text/unicode.h"
#include "text/utf8_tally.h"
#include "text/utf8_writer.h"

namespace thresh::text {
namespace {

constexpr std::string_view kUtf8 = "utf-8";
constexpr std::size_t kSeveral = 3;  // errors that are no accident any more
constexpr std::size_t kMany = 10;    // characters for each error, so that it is one

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

bool is_ascii(std::string_view bytes) { return base::skip_ascii(bytes, 0) == bytes.size(); }

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

// The page at hand, and how it is to be decoded.
class Page {
 public:
  Page(std::string_view bytes, bool is_html, std::size_t skip, base::Arena& arena)
      : bytes_(bytes.substr(skip)), skip_(static_cast<std::uint32_t>(skip)), arena_(arena) {
    // U+0000 means nothing in plain text; in HTML it is the parser's business (HTML standard, section 13.2.5).
    drops_nul_ = !is_html && bytes_.find('\0') != std::string_view::npos;
  }

  std::string_view bytes() const { return bytes_; }

  // The bytes as they are, which the caller knows to be UTF-8.
  Decoded unchanged(const Choice& choice) const {
    if (drops_nul_) return written(write(kUtf8), choice);
    return {bytes_, std::string(choice.charset), choice.from, {}, 0, OffsetMap(skip_)};
  }

  struct Written {
    Decoder decoder;
    Utf8Writer text;
  };

  Written write(std::string_view charset) const {
    Written page{decoder_of(charset), Utf8Writer(bytes_.size() + bytes_.size() / 2, {.drop_nul = drops_nul_})};
    page.decoder(bytes_, page.text);
    return page;
  }

  Decoded written(Written page, const Choice& choice) const {
    return {keep(page.text.text(), arena_),
            std::string(choice.charset),
            choice.from,
            {},
            page.text.replaced(),
            OffsetMap(page.text.finish(bytes_.size()), page.decoder, drops_nul_, bytes_, skip_)};
  }

  Decoded decoded(const Choice& choice) const { return written(write(choice.charset), choice); }

 private:
  std::string_view bytes_;  // without a byte order mark
  std::uint32_t skip_;      // its size
  bool drops_nul_;
  base::Arena& arena_;
};

// Bytes that are not UTF-8. Where they were said to be, that is believed unless they clearly are something else.
Decoded decode_damaged(const Page& page, const Choice& choice) {
  const Utf8Tally tally = tally_utf8(page.bytes());
  const bool clearly_else = choice.from != CharsetFrom::kByteOrderMark && choice.from != CharsetFrom::kDetection &&
                            tally.broken >= kSeveral && tally.broken > tally.sound;
  if (clearly_else) {
    const Choice guess{detect_legacy_charset(page.bytes()), CharsetFrom::kDetection};
    Page::Written written = page.write(guess.charset);
    if (written.text.replaced() < tally.broken) return page.written(std::move(written), guess);
  }
  return page.decoded(choice);
}

// Whether UTF-8 is hardly what this label says: windows-1252 is the label of those who did not choose one, and UTF-16
// of any length has zero bytes, in its spaces and line ends if nowhere else.
bool is_hardly(std::string_view charset, std::string_view bytes) {
  return charset == "windows-1252" || (charset.starts_with("utf-16") && bytes.find('\0') == std::string_view::npos);
}

// UTF-8 with one error among many characters: accidents in another encoding are the other way round.
bool is_hardly_damaged(std::string_view bytes) {
  const Utf8Tally tally = tally_utf8(bytes);
  return tally.sound > kMany * (tally.broken + tally.cut);
}

// Bytes said to be in another encoding. Perfect UTF-8 also beats any encoding in which the bytes make several errors.
Decoded decode_legacy(const Page& page, const Choice& choice) {
  const std::string_view bytes = page.bytes();
  const bool ascii = is_ascii(bytes);
  if (ascii && reads_ascii_as_ascii(choice.charset)) return page.unchanged(choice);
  const Choice utf8{kUtf8, CharsetFrom::kDetection};
  const bool judged = choice.from == CharsetFrom::kTransport || choice.from == CharsetFrom::kDeclaration;
  const bool perfect = judged && is_valid_utf8(bytes);
  if (judged && is_hardly(choice.charset, bytes)) {
    if (perfect) return page.unchanged(utf8);
    if (is_hardly_damaged(bytes)) return page.decoded(utf8);
  }
  Page::Written written = page.write(choice.charset);
  if (perfect && !ascii && written.text.replaced() >= kSeveral) return page.unchanged(utf8);
  return page.written(std::move(written), choice);
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
  const Page page(bytes, is_html, choice.skip, arena);
  Decoded decoded = choice.charset != kUtf8       ? decode_legacy(page, choice)
                    : is_valid_utf8(page.bytes()) ? page.unchanged(choice)
                                                  : decode_damaged(page, choice);
  const bool was_said = choice.from != CharsetFrom::kDetection;
  if (was_said && decoded.from == CharsetFrom::kDetection) decoded.contradicted = choice.charset;
  return decoded;
}

}  // namespace thresh::text
