// The tables of characters are those of the Encoding standard, all of them; labels.tsv has its labels.
//
// The digests are of the lists that the standard publishes (index-big5.txt and its kin, with GB 18030-2022), as lines
// "POINTER CODE-POINT" of what is in them. Single-byte tables stand in upper_halves.tsv (decode_test.cpp).
#include <catch2/catch.hpp>
#include <sstream>

#include "base/sha256.h"
#include "text/charset_index_icu.h"
#include "text/decode.h"
#include "text/table.h"

namespace {

using thresh::text::Index;

struct Expected {
  const char* name;
  const Index& (*index)();
  std::size_t characters;
  const char* digest;
};

}  // namespace

TEST_CASE("each index is the standard's (Encoding, section 5)") {
  using namespace thresh::text;
  constexpr Expected kExpected[] = {
      {"big5", big5_index, 18590, "9dc1cd2bca5d54a934541f0941ad206524077446964d8750355b61f83181c0fe"},
      {"euc-kr", euc_kr_index, 17048, "e05304009fa6956bacd721e4328cac6534e1947cbd624837d1f23ce14845e16f"},
      {"gb18030", gb18030_index, 23940, "3af234429c1c730052b00d43c2231a9f66a5eacf96e8b651279833c632d6b037"},
      // every four-byte character of the Basic Multilingual Plane, as the ranges make them
      {"gb18030-ranges", gb18030_ranges, 39420, "5f907d92e1d700c571b085b8a944ce5809b316d14f2cbceb236b43f8ddf0f68d"},
      // with the 1,880 user-defined characters that Shift_JIS reaches by a rule of its decoder (section 12.3.1)
      {"jis0208", jis0208_index, 9604, "8e7e328a02649b032d0d4107420b354d1f56c041ade74b020422a522d28519f6"},
      {"jis0212", jis0212_index, 6067, "e11d762d8eb2fbc182cb8f28c914a15e04a2605cea76955fd2b2863180687ce0"},
  };
  for (const Expected& expected : kExpected) {
    std::ostringstream lines;
    std::size_t characters = 0;
    const Index& index = expected.index();
    for (std::size_t pointer = 0; pointer < index.size(); ++pointer) {
      if (index[pointer] == 0) continue;
      ++characters;
      lines << std::dec << pointer << ' ' << std::hex << std::uppercase << std::uint32_t{index[pointer]} << '\n';
    }
    INFO(expected.name);
    CHECK(characters == expected.characters);
    CHECK(thresh::base::hex(thresh::base::sha256(lines.str())) == expected.digest);
  }
}

TEST_CASE("every label is known by its encoding") {
  std::size_t labels = 0;
  for (const auto& row : thresh::tests::table("text/labels.tsv", 2)) {
    std::istringstream words(row[1]);
    for (std::string label; words >> label; ++labels) {
      INFO(label);
      CHECK(thresh::text::charset_of_label(label) == row[0]);
    }
  }
  CHECK(labels == 228);
}
