// How strange characters are where they stand: only comparisons mean anything.
#include "clean/strangeness.h"

#include <catch2/catch.hpp>
#include <string_view>

using namespace thresh::clean;

namespace {

int of(std::u32string_view text) {
  int sum = 0;
  char32_t last = 0, last_but_one = 0;
  for (const char32_t c : text) {
    sum += strangeness(last_but_one, last, c);
    last_but_one = last;
    last = c;
  }
  return sum;
}

}  // namespace

TEST_CASE("What people write is less strange than what accidents make") {
  CHECK(of(U"José") < of(U"JosÃ©"));
  CHECK(of(U"don’t") < of(U"donâ€™t"));
  CHECK(of(U"дом") < of(U"РґРѕРј"));
  CHECK(of(U"hôtel") < of(U"h├┤tel"));
  CHECK(of(U"HÔTEL") < of(U"HÃ”TEL"));
}

TEST_CASE("What only looks like an accident is not much stranger than what it would spell") {
  CHECK(of(U"CAFÉ»") < of(U"CAFɻ") + 9);
  CHECK(of(U"VOCÊ…") < of(U"VOCʅ") + 9);
  CHECK(of(U"enchanté\u00A0»") < of(U"enchant頻") + 9);
  CHECK(of(U"Рік") < of(U"гк") + 12);
  CHECK(of(U"×”") < of(U"ה") + 9);
}

TEST_CASE("A capital inside a word, a sign inside a word and a change of script are strange") {
  CHECK(of(U"été") < of(U"éTÉ"));
  CHECK(of(U"CAFÉ") < of(U"CAFé"));
  CHECK(of(U"a ¬ b") < of(U"a¬b"));
  CHECK(of(U"мир") + 3 < of(U"mир"));
}

TEST_CASE("Letters of phonetics, private use and unassigned code points are hardly written, controls may be damage") {
  for (const char32_t c : {U'\u027F', U'\uE000', U'\u0378', U'\u017F'}) CHECK(is_hardly_written(c));
  for (const char32_t c : {U'a', U'é', U'ş', U'я', U'中', U'한', U'\U0001F600', U'\u0093', U'…'}) {
    CHECK_FALSE(is_hardly_written(c));
  }
}
