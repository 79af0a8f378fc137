// What every text and every attribute value of any page promises: its bytes, cut out of the page and decoded, are it.
#include "html/spans_dump.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "html/parse.h"
#include "soup.h"
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

}  // namespace
}  // namespace thresh::html
