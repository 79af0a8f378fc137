// Tests of html/visible_text.h.
#include "html/visible_text.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "page_support.h"
#include "soup.h"

namespace thresh::html {
namespace {

std::string visible(const std::string& bytes) {
  const TestPage page(bytes);
  std::string out;
  for (const VisiblePiece& piece : visible_pieces(page.document)) {
    out += '|';
    for_each_code_point(bytes, piece, [&](base::Span, char32_t c) { text::append_utf8(out, c); });
  }
  return out;
}

TEST_CASE("visible is what stands outside of head, script, style, template and a notice") {
  CHECK(visible("<title>no</title><style>no</style><p>a<script>no</script><b>b</b><template>no</template><!--no-->") ==
        "|a|b");
  CHECK(visible("<body><noscript>Please enable JavaScript</noscript><noscript><p>A post of the forum</p></noscript>") ==
        "|A post of the forum");
  CHECK(visible("<body><p hidden>x</p><svg><title>t</title><style>no</style></svg><textarea>y</textarea>") == "|x|t|y");
}

TEST_CASE("pieces stand in the order of their bytes, each once") {
  CHECK(visible("<table>a<tr><td>b</td></tr>c</table>d") == "|a|b|c|d");
  CHECK(visible("<body><select><selectedcontent></selectedcontent><option>one") == "|one");
  CHECK(visible("<body>x</body>&amp;&nbsp;\xC2\xAD&#0;y") == "|x|&\u00A0\u00AD\uFFFDy");
}

TEST_CASE("each code point has its bytes") {
  const std::string bytes = "<body>a&amp;&NotEqualTilde;&x\xC3\xA9";
  const TestPage page(bytes);
  std::vector<std::pair<std::string, char32_t>> found;
  for_each_code_point(bytes, visible_pieces(page.document).front(), [&](base::Span span, char32_t c) {
    found.emplace_back(bytes.substr(span.begin, span.size()), c);
  });
  CHECK(found == std::vector<std::pair<std::string, char32_t>>{{"a", U'a'},
                                                               {"&amp;", U'&'},
                                                               {"&NotEqualTilde;", 0x2242},
                                                               {"&NotEqualTilde;", 0x338},
                                                               {"&", U'&'},
                                                               {"x", U'x'},
                                                               {"\xC3\xA9", U'é'}});
}

TEST_CASE("code points are those of the text nodes") {
  REQUIRE(rc::check([] {
    const std::string bytes = *tag_soup();
    const TestPage page(bytes);
    for (const VisiblePiece& piece : visible_pieces(page.document)) {
      if (page.document.pieces(piece.node).size() != 1) continue;
      std::string text;
      for_each_code_point(bytes, piece, [&](base::Span, char32_t c) { text::append_utf8(text, c); });
      RC_ASSERT(text == page.document.text(piece.node));
    }
  }));
}

}  // namespace
}  // namespace thresh::html
