// What every text and every attribute value of any page promises: its bytes, cut out of the page and decoded, are it.
#include "html/spans_dump.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "html/parse.h"
#include "soup.h"
#include "text/charset_decoder.h"
#include "text/decode.h"

namespace thresh::html {
namespace {

// The value that bytes stand for where they are the whole text of an element of that kind.
std::string decoded(std::string_view bytes, std::uint8_t flags) {
  std::string out;
  append_decoded(bytes, flags, out);
  return out;
}

void check_spans(const std::string& page, bool scripting) {
  base::Arena arena;
  const Document document = parse(page, {}, arena, {.scripting = scripting});
  const std::string_view bytes = page;
  for (NodeId id = 0; id < document.size(); ++id) {
    for (const Attribute& attribute : document.attributes(id)) {
      const base::Span span = attribute.source;
      RC_ASSERT(span.begin <= span.end && span.end <= page.size());
      RC_ASSERT(decoded(bytes.substr(span.begin, span.size()), attribute.flags() | kEncoded) ==
                document.value(attribute));
    }
    if (!document.is_text(id) && document.type(id) != NodeType::kComment) continue;
    std::string joined;
    std::size_t piece = 0;
    for (const base::Span& span : document.pieces(id)) {
      RC_ASSERT(span.begin < span.end || document.type(id) == NodeType::kComment);
      RC_ASSERT(span.end <= page.size());
      const std::string value = document.piece_text(id, piece++);
      const std::uint8_t how = document.node(id).flags & (kReferences | kNulDropped);
      if (document.pieces(id).size() == 1)
        RC_ASSERT(decoded(bytes.substr(span.begin, span.size()), how | kEncoded) == value);
      joined += value;
    }
    RC_ASSERT(joined == document.text(id));
  }
}

TEST_CASE("every text and value is found again at its span") {
  REQUIRE(rc::check([] { check_spans(*tag_soup(), *rc::gen::arbitrary<bool>()); }));
}

// Text that foster parenting, entities, CRLF, U+0000 and ignored tags tear apart.
TEST_CASE("a text in pieces knows all of them") {
  const std::string page("<table>a&amp;<tr>b\r\n<td>d</td></tr>e\0f</table>x</nope>y", 55);
  base::Arena arena;
  const Document document = parse(page, {}, arena);
  const NodeId text = document.body() + 1;
  REQUIRE(document.is_text(text));
  CHECK(document.text(text) == "a&b\nef");
  std::string cut;
  for (const base::Span& span : document.pieces(text)) cut += page.substr(span.begin, span.size()) + "|";
  CHECK(cut == std::string("a&amp;|b\r\n|e\0f|", 15));
  const NodeId last = document.size() - 1;
  CHECK(document.text(last) == "xy");
  CHECK(document.pieces(last).size() == 2);
  CHECK(page.substr(document.source(last).begin) == "x</nope>y");
}

TEST_CASE("spans are in bytes of the page as it came, whatever its charset") {
  const std::string page =
      "<meta charset=windows-1251><p title='\xEF\xF0\xE8 &lt;'>\xE2\xE5\xF2\xE5\xF0 &amp; \xEC\xEE\xF0\xE5";
  base::Arena arena;
  const text::Decoded read = text::decode(page, true, {}, arena);
  const Document document = parse(read.text, {}, arena);
  const NodeId p = document.find("p");
  const auto original = [&](base::Span span) {
    const base::Span bytes = read.map.original(span);
    return page.substr(bytes.begin, bytes.size());
  };
  CHECK(original(document.attributes(p)[0].source) == "\xEF\xF0\xE8 &lt;");
  CHECK(original(document.source(p + 1)) == "\xE2\xE5\xF2\xE5\xF0 &amp; \xEC\xEE\xF0\xE5");
  std::string dump;
  dump_spans(document, read.map, [&](std::string_view piece) { return dump += piece, true; });
  CHECK(dump.find("\tattribute\t5\ttitle\t\u043F\u0440\u0438 <\n") != std::string::npos);
}

// Markup, and between it bytes that mean something in some encoding or other, or nothing in any.
rc::Gen<std::string> foreign_soup() {
  static const std::vector<std::string> kBytes = {"\x81",
                                                  "\xE9",
                                                  "\xC3\xA9",
                                                  "\xA4\xA2",
                                                  "\x82\xA0",
                                                  "\xB0\xA1",
                                                  "\x8E\xB6",
                                                  "\x84\x31",
                                                  "\x84\x31\xA4\x37",
                                                  "\xF0\x9F\x98\x80",
                                                  "\xFF",
                                                  "\xE2\x82",
                                                  "\xA1\xB9",
                                                  "\x8F\xA2",
                                                  "\x80",
                                                  std::string(1, 0),
                                                  "<p title='",
                                                  "' id=\xE9>",
                                                  "\r\n",
                                                  "&eacute;",
                                                  "<a \xC4=\xD6>",
                                                  "&#x41",
                                                  "'",
                                                  ">"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(
                          rc::gen::oneOf(tag_soup(), rc::gen::elementOf(kBytes), rc::gen::elementOf(kBytes))),
                      [](const std::vector<std::string>& pieces) {
                        std::string page;
                        for (const std::string& piece : pieces) page += piece;
                        return page;
                      });
}

// Each byte as a unit of UTF-16, in which a page must be so that it has tags.
std::string in_units(const std::string& bytes, bool little_endian) {
  std::string units;
  for (const char c : bytes) units += little_endian ? std::string{c, '\0'} : std::string{'\0', c};
  return units;
}

// Where it cannot be told apart which byte made which character, a span has some more: Big5 has pairs of characters
// that are one code, and GB18030 takes bytes back that it took for a part of a broken one.
bool may_widen(std::string_view charset) { return charset == "big5" || charset == "gbk" || charset == "gb18030"; }

// A page of bytes in some encoding, and what its spans cut out.
struct ForeignPage {
  explicit ForeignPage(const std::string& page, std::string_view label)
      : bytes(page), read(text::decode(page, true, label, arena)), document(parse(read.text, {}, arena)) {}

  std::string cut(base::Span span) const {
    const base::Span original = read.map.original(span);
    return text::convert(bytes.substr(original.begin, original.size()), read.charset).text;
  }
  void check(base::Span span, std::uint8_t flags, const std::string& value) const {
    const std::string text = cut(span);
    const std::string_view own = read.text.substr(span.begin, span.size());
    RC_ASSERT(text == own || (may_widen(read.charset) && text.find(own) != std::string::npos));
    RC_ASSERT(decoded(own, flags | kEncoded) == value);
  }

  std::string_view bytes;
  base::Arena arena;
  text::Decoded read;
  Document document;
};

TEST_CASE("the bytes of a span, decoded by themselves, are the value, in every encoding") {
  static const std::vector<std::string> kCharsets = {"utf-8",  "gbk",       "gb18030",   "big5",         "euc-jp",
                                                     "euc-kr", "shift_jis", "utf-16le",  "utf-16be",     "windows-1252",
                                                     "koi8-u", "ibm866",    "macintosh", "windows-1255", "iso-8859-7"};
  REQUIRE(rc::check([] {
    const std::string charset = *rc::gen::elementOf(kCharsets);
    std::string bytes = *foreign_soup();
    if (charset.starts_with("utf-16")) bytes = in_units(bytes, charset == "utf-16le");
    const ForeignPage page(bytes, charset);
    const Document& document = page.document;
    std::size_t values = 0;
    for (NodeId id = 0; id < document.size(); ++id) {
      for (const Attribute& attribute : document.attributes(id)) {
        page.check(attribute.source, attribute.flags(), std::string(document.value(attribute)));
        ++values;
      }
      if (!document.is_text(id) && document.type(id) != NodeType::kComment) continue;
      values += document.pieces(id).size();
      if (document.pieces(id).size() != 1) continue;
      const std::uint8_t how = document.node(id).flags & (kReferences | kNulDropped);
      page.check(document.pieces(id)[0], how, std::string(document.text(id)));
    }
    RC_CLASSIFY(values > 10, "more than ten values");
  }));
}

}  // namespace
}  // namespace thresh::html
