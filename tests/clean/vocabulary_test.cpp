// The tables of data/ that tell what an artifact is, and what happens to rows that make no sense.
#include "clean/vocabulary.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "clean/artifact.h"
#include "text/unicode.h"

using namespace thresh;
using clean::WordKind;

TEST_CASE("The tables compiled in hold no row that makes no sense") {
  for (const std::string& fault : clean::vocabulary().faults) FAIL_CHECK(fault);
  CHECK(clean::vocabulary().delimited.size() >= 10);
}

TEST_CASE("A row of a kind that is not known is a fault and is left out") {
  const auto faults = [](clean::Tables tables) { return clean::read_vocabulary(tables).faults.size(); };
  CHECK(faults({.artifacts = "famly\tx\t{{\t}}\tmustache\tstrong\tAngular\n"}) == 1);
  CHECK(faults({.artifacts = "family\tx\t{{\t}}\tmoustache\tstrong\tAngular\n"}) == 1);
  CHECK(faults({.artifacts = "family\tx\t{{\t}}\tmustache\tsome\tAngular\n"}) == 1);
  CHECK(faults({.artifacts = "family\tx\t{{\n"}) == 1);
  CHECK(faults({.artifacts = "tag\tsometimes\tif\n"}) == 1);
  CHECK(faults({.notices = "skeletton\tloading\n"}) == 1);
  const auto sound = clean::read_vocabulary(
      {.artifacts = "family\tx\t{{\t}}\tmustache\tweak\tAngular\ntag\tloop\tfor each\n", .notices = "slot\tnan\n"});
  CHECK(sound.faults.empty());
  CHECK(sound.delimited.at(0).weak);
  CHECK(*sound.tag("each") == clean::Follows::kLoop);
}

TEST_CASE("There is room for so many families and no more") {
  std::string table;
  const auto most = static_cast<std::size_t>(clean::Family::kShortcode);
  for (std::size_t i = 0; i <= most; ++i) {
    table += "family\tfamily-" + std::to_string(i) + "\t{{\t}}\tmustache\tstrong\tnobody\n";
  }
  const auto vocabulary = clean::read_vocabulary({.artifacts = table});
  CHECK(vocabulary.delimited.size() == most);
  CHECK(vocabulary.faults.size() == 1);
}

TEST_CASE("An ordinary word among the shortcodes is marked") {
  CHECK(clean::is_one_of(WordKind::kMaybeShortcode, "video"));
  CHECK_FALSE(clean::is_one_of(WordKind::kShortcode, "video"));
  CHECK(clean::is_one_of(WordKind::kShortcode, "gallery"));
}

TEST_CASE("Words that are looked for in folded form are folded") {
  for (const auto& [word, kinds] : clean::vocabulary().words) {
    const auto is_a = [kinds](WordKind kind) { return ((kinds >> static_cast<unsigned>(kind)) & 1) != 0; };
    const bool folded = is_a(WordKind::kLabel) || is_a(WordKind::kSyntax) || is_a(WordKind::kMaybeSyntax) ||
                        is_a(WordKind::kEntity) || is_a(WordKind::kMaybeEntity);
    if (folded) CHECK(text::fold(word) == word);
  }
  for (const auto& list : {clean::vocabulary().beginnings, clean::vocabulary().packed_words}) {
    for (const auto& word : list) CHECK(text::fold(word.text) == word.text);
  }
  for (const std::string_view notice : clean::vocabulary().notices) CHECK(text::fold(notice) == notice);
}

// Capitals, marks behind letters, spaces, and what stands in a text beside the words of the tables.
std::string written_otherwise(std::string_view folded) {
  std::string out;
  for (const char c : folded) {
    const bool capital = c >= 'a' && c <= 'z' && *rc::gen::arbitrary<bool>();
    out += capital ? static_cast<char>(c - 'a' + 'A') : c;
    if (*rc::gen::inRange(0, 8) == 0)
      out += *rc::gen::elementOf(std::vector<std::string>{"\u0301", "\u200B", " ", "x"});
  }
  return out;
}

TEST_CASE("A text that is not folded because of how it begins is none of the table") {
  const clean::Vocabulary& vocabulary = clean::vocabulary();
  const std::vector<std::string_view> notices(vocabulary.notices.begin(), vocabulary.notices.end());
  std::size_t passed_over = 0;
  REQUIRE(rc::check([&] {
    const std::string text = written_otherwise(*rc::gen::elementOf(notices));
    if (vocabulary.notices_begin.may_be(text)) return;
    ++passed_over;
    RC_ASSERT(!vocabulary.notices.contains(text::fold(text)));
  }));
  CHECK(passed_over > 0);
  for (const std::string_view one : vocabulary.notices) CHECK(vocabulary.notices_begin.may_be(one));
  for (const std::string_view one : vocabulary.artifacts) CHECK(vocabulary.artifacts_begin.may_be(one));
  CHECK_FALSE(vocabulary.notices_begin.may_be("The clinic is closed."));
  CHECK_FALSE(vocabulary.artifacts_begin.may_be("The clinic is closed."));
}

TEST_CASE("Texts in ideographs and in Hangul may begin as a row of a table that has such") {
  const auto some = clean::read_vocabulary({.notices = "skeleton\t\u52A0\u8F7D\u4E2D\n"});
  CHECK(some.notices_begin.may_be("\u52A0\u8F7D\u4E2D"));
  CHECK(some.notices_begin.may_be("\uBD80\uC0B0"));
  const auto none = clean::read_vocabulary({.notices = "skeleton\tloading\n"});
  CHECK_FALSE(none.notices_begin.may_be("\u52A0\u8F7D\u4E2D"));
  CHECK_FALSE(none.notices_begin.may_be("\uBD80\uC0B0"));
  CHECK(none.notices_begin.may_be("\u0437\u0430"));
}
