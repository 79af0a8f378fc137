// The bytes that text came from, cut out and decoded, give the text, in every encoding.
#include "text/offset_map.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "text/decode.h"
#include "text/table.h"
#include "text/unicode.h"

namespace {

using thresh::base::Arena;
using thresh::base::Span;
using thresh::text::convert;
using thresh::text::decode;
using thresh::text::Decoded;

constexpr bool kHtml = true;
constexpr bool kPlain = false;

const std::vector<std::string>& charsets() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names = {"utf-8",       "gbk",         "gb18030",  "big5",     "euc-jp",
                                      "euc-kr",      "shift_jis",   "utf-16le", "utf-16be", "x-user-defined",
                                      "iso-2022-jp", "iso-8859-8-i"};
    for (const auto& row : thresh::tests::table("text/upper_halves.tsv", 2)) names.push_back(row[0]);
    return names;
  }();
  return kNames;
}

std::string without_nul(std::string text) {
  std::erase(text, '\0');
  return text;
}

// Where the characters of the text begin, and its end.
std::vector<std::uint32_t> character_starts(std::string_view text) {
  std::vector<std::uint32_t> starts;
  for (std::size_t at = 0; at < text.size(); at += thresh::text::code_point_at(text, at).length) {
    starts.push_back(static_cast<std::uint32_t>(at));
  }
  starts.push_back(static_cast<std::uint32_t>(text.size()));
  return starts;
}

// The text at `span` and what its original decodes to: the same, or more where the span was widened.
struct Cut {
  std::string expected;
  std::string decoded;
  Span original;
};

Cut cut(std::string_view bytes, const Decoded& page, bool is_html, Span span) {
  const Span original = page.map.original(span);
  const std::string decoded = convert(bytes.substr(original.begin, original.size()), page.charset).text;
  return {std::string(page.text.substr(span.begin, span.size())), is_html ? decoded : without_nul(decoded), original};
}

// Bytes that meet what decoders know: leads and trails of all kinds, escapes, surrogates, zeros, ASCII between.
rc::Gen<std::string> pages() {
  static const std::vector<std::string> kPieces = {"a",
                                                   "<p>",
                                                   " ",
                                                   "30",
                                                   "~\\",
                                                   std::string(1, '\0'),
                                                   "\x81",
                                                   "\x81\x30",
                                                   "\x30\x81",
                                                   "\x84\x31\xA4\x37",
                                                   "\x88\x62",
                                                   "\x88\xA5",
                                                   "\xE9",
                                                   "\xC3\xA9",
                                                   "\xE2\x82",
                                                   "\xF0\x9F\x98\x80",
                                                   "\x8E\xB6",
                                                   "\x8F\xB0\xA1",
                                                   "\x82\xA0",
                                                   "\xB0\xA1",
                                                   "\xFF",
                                                   "\x80",
                                                   "\x1B$B",
                                                   "\x1B(B",
                                                   "\x1B(J",
                                                   "\x1B(I",
                                                   "\x1B",
                                                   "!!0!",
                                                   "\x3D\xD8",
                                                   std::string("\0\xDE", 2),
                                                   "\xD8\x3D",
                                                   std::string(300, 'x'),
                                                   "\xD0\xD2\xD1 \xD4\xD3"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                      [](const std::vector<std::string>& pieces) {
                        std::string page;
                        for (const std::string& piece : pieces) page += piece;
                        return page;
                      });
}

}  // namespace

TEST_CASE("any span of any page in any encoding comes from bytes that decode to it, or to what it was widened to") {
  REQUIRE(rc::check([](bool is_html) {
    const std::string bytes = *pages();
    Arena arena;
    const Decoded page = decode(bytes, is_html, *rc::gen::elementOf(charsets()), arena);
    const auto starts = character_starts(page.text);
    const auto one = *rc::gen::elementOf(starts);
    const auto other = *rc::gen::elementOf(starts);
    const Span span{std::min(one, other), std::max(one, other)};
    const Span original = page.map.original(span);
    RC_ASSERT(original.begin <= original.end);
    RC_ASSERT(original.end <= bytes.size());
    const Cut result = cut(bytes, page, is_html, span);
    RC_ASSERT(result.decoded.find(result.expected) != std::string::npos || result.expected.empty());
    const bool may_widen = page.charset == "big5" || page.charset == "iso-2022-jp" || page.charset.starts_with("gb");
    if (!may_widen) RC_ASSERT(result.decoded == result.expected);
  }));
}

TEST_CASE("a text is made of its pieces: the spans of all characters, decoded one by one, give it again") {
  REQUIRE(rc::check([](bool is_html) {
    const std::string bytes = *pages();
    Arena arena;
    const Decoded page = decode(bytes, is_html, *rc::gen::elementOf(charsets()), arena);
    const auto starts = character_starts(page.text);
    std::string again;
    Span last;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
      const Cut result = cut(bytes, page, is_html, {starts[i], starts[i + 1]});
      if (i > 0 && result.original == last) continue;  // another character of the same bytes
      RC_ASSERT(result.original.begin >= last.end);
      again += result.decoded;
      last = result.original;
    }
    RC_ASSERT(again == page.text);
  }));
}

TEST_CASE("what the samples of all encodings decode to is found in them, from every character to every other") {
  for (const auto& row : thresh::tests::table("text/codecs.tsv", 4)) {
    INFO(row[0] << ": " << row[3]);
    std::string bytes;
    while (bytes.size() < 1500) bytes += row[2];
    Arena arena;
    const Decoded page = decode(bytes, kHtml, row[0], arena);
    const auto starts = character_starts(page.text);
    for (std::size_t i = 0; i + 1 < starts.size(); i += 7) {
      for (std::size_t j = i; j < starts.size(); j += 1 + (j - i) * (j - i)) {
        const Cut result = cut(bytes, page, kHtml, {starts[i], starts[j]});
        if (page.charset == "iso-2022-jp") {
          REQUIRE(result.decoded.find(result.expected) != std::string::npos);
        } else {
          REQUIRE(result.decoded == result.expected);
        }
      }
    }
  }
}

TEST_CASE("a page that is not transcoded needs no memory for its map, a byte order mark counts") {
  Arena arena;
  const Decoded plain = decode("na\u00EFve", kHtml, "", arena);
  CHECK(plain.map.memory() == 0);
  CHECK(plain.map.original({2, 4}) == Span{2, 4});
  const Decoded marked = decode("\xEF\xBB\xBFna\u00EFve", kHtml, "", arena);
  CHECK(marked.map.memory() == 0);
  CHECK(marked.map.original({2, 4}) == Span{5, 7});
  const std::string wide(
      "\xFF\xFE"
      "a\0\xE9\0",
      6);
  CHECK(decode(wide, kHtml, "", arena).map.original({1, 3}) == Span{4, 6});
}

TEST_CASE("zero bytes that plain text drops belong to no character") {
  Arena arena;
  const std::string bytes("a\0\0\xC3\xA9\0b", 7);
  const Decoded page = decode(bytes, kPlain, "utf-8", arena);
  REQUIRE(page.text == "a\u00E9b");
  CHECK(page.map.original({0, 1}) == Span{0, 1});
  CHECK(page.map.original({1, 3}) == Span{3, 5});
  CHECK(page.map.original({3, 4}) == Span{6, 7});
  CHECK(page.map.original({0, 4}) == Span{0, 7});
  CHECK(page.map.original({1, 1}) == Span{3, 3});
}

TEST_CASE("a run of ISO-2022-JP is one piece with its escape sequences, and ASCII around it is cut anywhere") {
  Arena arena;
  const std::string_view bytes = "ab\x1B$BF|K\\\x1B(Bcd";
  const Decoded page = decode(bytes, kHtml, "iso-2022-jp", arena);
  REQUIRE(page.text == "ab\u65E5\u672Ccd");
  CHECK(page.map.original({0, 2}) == Span{0, 2});
  CHECK(page.map.original({2, 8}) == Span{2, 12});
  CHECK(page.map.original({5, 8}) == Span{2, 12});
  CHECK(page.map.original({8, 9}) == Span{12, 13});
}

TEST_CASE("characters that are two code points, and errors that hang on what follows, are widened to") {
  Arena arena;
  const Decoded big5 = decode("x\x88\x62y", kHtml, "big5", arena);
  REQUIRE(big5.text == "x\u00CA\u0304y");
  CHECK(big5.map.original({1, 3}) == Span{1, 3});
  CHECK(big5.map.original({3, 5}) == Span{1, 3});
  const Decoded gb18030 = decode("x\x81\x30\"y", kHtml, "gb18030", arena);
  REQUIRE(gb18030.text == "x\uFFFD0\"y");
  CHECK(gb18030.map.original({4, 5}) == Span{1, 4});
}

TEST_CASE("no page makes a large map, and a lookup decodes little, whatever is dropped or cannot be cut") {
  std::string alternating;
  for (int i = 0; i < 200'000; ++i) alternating += "a\xE9";
  std::string escapes;
  for (int i = 0; i < 50'000; ++i) escapes += "\x1B$B!!\x1B(B";
  const std::string hostile[] = {alternating, escapes, std::string(400'000, '\0') + "a",
                                 "\x1B$B" + std::string(400'000, '!'), std::string(400'000, '\xFF')};
  for (const std::string& bytes : hostile) {
    for (const char* label : {"koi8-r", "utf-8", "iso-2022-jp", "shift_jis", "gb18030", "utf-16le"}) {
      Arena arena;
      const Decoded page = decode(bytes, kPlain, label, arena);
      INFO(label << ' ' << page.charset << ' ' << int(bytes[0]));
      CHECK(page.map.memory() <= bytes.size() * 12 / 10);
      // Many lookups, so that one that decodes the page would take minutes.
      Span last;
      for (std::uint32_t at = 0; at < page.text.size(); at += 97) {
        const Span place = page.map.original({at, at});
        REQUIRE(place.begin >= last.begin);
        last = place;
      }
    }
  }
}
