// Single characters read back from a single-byte encoding.
#include "clean/sloppy_reader.h"

#include <catch2/catch.hpp>

using namespace thresh::clean;

namespace {

char32_t at_start(std::u32string_view text, Codec codec = Codec::kWestern) {
  const auto found = SloppyReader(text, codec).at(0);
  return found && found->misread.end == text.size() ? found->misread.was : 0;
}

}  // namespace

TEST_CASE("Two to four bytes are one character") {
  CHECK(at_start(U"Ã©") == U'é');
  CHECK(at_start(U"â€™") == U'’');
  CHECK(at_start(U"ðŸ˜€") == 0x1F600);
  CHECK(at_start(U"Рё", Codec::kCyrillic) == U'и');
  CHECK(at_start(U"√©", Codec::kMacRoman) == U'é');
  CHECK(at_start(U"├⌐", Codec::kDos) == U'é');
}

TEST_CASE("What UTF-8 does not allow is no character") {
  for (const char32_t* text :
       {U"À€", U"Á¿", U"à€€", U"ð€€€", U"ôŸ€€", U"í\u00A0€", U"Ãa", U"Ã", U"â€", U"é", U"õ€€€"}) {
    CHECK(at_start(text) == 0);
  }
}

TEST_CASE("A pair of surrogates is the character that they stand for, in order only") {
  CHECK(at_start(U"í\u00A0½í¸\u008D") == 0x1F60D);
  CHECK(at_start(U"í¸\u008Dí\u00A0½") == 0);
}

TEST_CASE("A lost byte makes U+FFFD, of text that is full of those nothing") {
  CHECK(at_start(U"Ä\uFFFD") == 0xFFFD);
  CHECK(at_start(U"ðŸ\uFFFD°") == 0xFFFD);
  CHECK(at_start(U"ð\uFFFD\uFFFD°") == 0);
  CHECK_FALSE(SloppyReader(U"Ä\uFFFD\uFFFD", Codec::kWestern).at(0));
}

TEST_CASE("A space may stand for a no-break space, and then is not certain") {
  const auto found = SloppyReader(U"Ã la", Codec::kWestern).at(0);
  REQUIRE(found);
  CHECK(found->misread.was == U'à');
  CHECK(found->soft);
  CHECK(found->misread.keeps_space);
  for (const char32_t* joined : {U"Ã s seis", U"Ã quele", U"Ã  la"}) {
    CHECK_FALSE(SloppyReader(joined, Codec::kWestern).at(0)->misread.keeps_space);
  }
  CHECK(SloppyReader(U"Ã s'en", Codec::kWestern).at(0)->misread.keeps_space);
  CHECK_FALSE(SloppyReader(U"√ la", Codec::kMacRoman).at(0));
}
