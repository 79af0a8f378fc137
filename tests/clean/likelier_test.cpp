// Which of two texts is likelier in some language.
#include "clean/likelier.h"

#include <catch2/catch.hpp>

using thresh::clean::likelier;

TEST_CASE("A text in a language is likelier than one in none") {
  CHECK(likelier(U"kiszállítás ingyenes tízezer", U"kiszållítås ingyenes tízezer") > 8);
  CHECK(likelier(U"kiszållítås ingyenes tízezer", U"kiszállítás ingyenes tízezer") < -8);
  CHECK(likelier(U"дена не ви", U"дена но ви") > -8);
  CHECK(likelier(U"", U"") == 0);
}

TEST_CASE("A text is as likely as itself, whatever it is") {
  for (const char32_t* text : {U"påske", U"???", U"中文", U"\u0000"}) CHECK(likelier(text, text) == 0);
}
