// Where text that was read in the wrong encoding stands.
#include "clean/misread.h"

#include <catch2/catch.hpp>
#include <string>

#include "text/unicode.h"

using namespace thresh;
using namespace thresh::clean;

namespace {

std::string encoded(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) text::append_utf8(out, c);
  return out;
}

}  // namespace

TEST_CASE("Most texts have no suspects, so that they cost next to nothing") {
  for (const char32_t* text :
       {U"plain words", U"café au lait, déjà vu", U"«Où?» – “là”", U"Привет, мир", U"日本語の文章", U"Łódź", U"Ã"}) {
    CHECK(suspects(std::u32string_view(text)) == 0);
    CHECK(suspects(std::string_view(encoded(text))) == 0);
  }
}

TEST_CASE("Suspects are the same in UTF-8 and in code points") {
  for (const char32_t* text : {U"JosÃ©", U"voilÃ le", U"Рік", U"Ä\uFFFD", U"√©", U"a\u0093b", U"Ã x", U"\uFB01é"}) {
    CHECK(suspects(std::u32string_view(text)) == suspects(std::string_view(encoded(text))));
  }
  CHECK((suspects(std::u32string_view(U"JosÃ©")) & only(Codec::kWestern)) != 0);
}

TEST_CASE("A misreading tells its codec and its characters in order") {
  const auto found = find_misreading(U"JosÃ© â€“ doctor", kAllCodecs);
  REQUIRE(found);
  CHECK(found->codec == Codec::kWestern);
  REQUIRE(found->characters.size() == 2);
  CHECK(found->characters[0].begin == 3);
  CHECK(found->characters[0].end == 5);
  CHECK(found->characters[0].was == U'é');
  CHECK(found->characters[1].was == U'–');
}

TEST_CASE("A letter that came through whole beside a stretch speaks against it") {
  CHECK_FALSE(find_misreading(U"fratarakÃ¡§ä", only(Codec::kWestern)));
  CHECK(find_misreading(U"fratarakÃ¡", only(Codec::kWestern)));
  CHECK_FALSE(find_misreading(U"Рік", kAllCodecs));
}

TEST_CASE("Where two codecs explain a stretch as well as each other, the letters of languages settle it") {
  const auto found = find_misreading(U"kiszĂˇllĂ\u00ADtĂˇs ingyenes tĂ\u00ADzezer", kAllCodecs);
  REQUIRE(found);
  CHECK(found->characters.front().was == U'á');
}
