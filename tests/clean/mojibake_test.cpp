// Mojibake: what is mended, what stays. The cases stand in mojibake.tsv; mojibake_rate_test.py measures on many more.
#include "clean/mojibake.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "clean/sloppy_codecs.h"
#include "text/table.h"

using namespace thresh;
using namespace thresh::clean;

namespace {

std::string mended(std::string_view text) {
  base::Arena arena;
  return std::string(mend_mojibake(text, arena));
}

// The texts of 43 languages.
const std::vector<std::string>& texts() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> out;
    for (const auto& row : tests::table("text/languages.tsv", 2)) out.push_back(row[1]);
    return out;
  }();
  return all;
}

// `text` read byte by byte in a codec.
std::string misread(std::string_view text, Codec codec) {
  std::vector<char32_t> shown(256);
  for (char32_t c = 0x80; c < 0x10000; ++c) {
    if (const std::uint8_t byte = sloppy_codecs().byte(codec, c)) shown[byte] = c;
  }
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    text::append_utf8(out, byte < 0x80 ? char32_t{byte} : shown[byte]);
  }
  return out;
}

std::string any_text() {
  const std::string& text = texts()[*rc::gen::inRange<std::size_t>(0, texts().size())];
  std::vector<std::size_t> words = {0};
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) words.push_back(at + 1);
  const std::size_t first = words[*rc::gen::inRange<std::size_t>(0, words.size())];
  const std::size_t count = *rc::gen::inRange<std::size_t>(1, 200);
  const std::size_t end = text.find(' ', std::min(text.size(), first + count));
  return text.substr(first, end == std::string::npos ? end : end - first);
}

Codec any_codec() { return static_cast<Codec>(*rc::gen::inRange<std::size_t>(0, kCodecCount)); }

// Characters that accidents are made of, in any order.
std::string any_soup() {
  static constexpr std::u32string_view kPieces = U"ÃÂâ€™œ\u009D©¢ ?\uFFFDРЃС‚¬√├éa.í½¸ð\u0080\u0093ŸĂ©Ą’Ä…A\u00A0";
  std::string out;
  const auto count = *rc::gen::inRange<std::size_t>(0, 60);
  for (std::size_t i = 0; i < count; ++i) {
    text::append_utf8(out, kPieces[*rc::gen::inRange<std::size_t>(0, kPieces.size())]);
  }
  return out;
}

}  // namespace

TEST_CASE("What is evidently mojibake is mended, everything else stays") {
  for (const auto& row : tests::table("clean/mojibake.tsv", 3)) {
    INFO(row[2]);
    CHECK(mended(row[0]) == (row[1] == "=" ? row[0] : row[1]));
  }
}

TEST_CASE("A text with no mojibake is not copied") {
  base::Arena arena;
  for (const std::string_view text : {"plain", "café", "Привет", ""}) {
    CHECK(mend_mojibake(text, arena).data() == text.data());
  }
  CHECK(arena.used() == 0);
}

TEST_CASE("A spent arena mends nothing") {
  base::Arena arena(4);
  const std::string_view text = "JosÃ© GarcÃ­a";
  std::vector<base::Span> damaged;
  CHECK(mend_mojibake(text, arena, &damaged) == text);
  CHECK(damaged.empty());
}

TEST_CASE("The damaged bytes are told, neighbours as one") {
  base::Arena arena;
  const std::string_view text = "JosÃ© dÃƒÂ©jÃ\u00A0 \u0093x";
  std::vector<base::Span> damaged;
  CHECK(mend_mojibake(text, arena, &damaged) == "José déjà “x");
  std::vector<std::string_view> places;
  for (const base::Span& span : damaged) places.push_back(text.substr(span.begin, span.size()));
  CHECK(places == std::vector<std::string_view>{"Ã©", "ÃƒÂ©", "Ã\u00A0", "\u0093"});
}

TEST_CASE("No text of any language is touched that is not damaged") {
  for (const std::string& text : texts()) CHECK(mended(text) == text);
  REQUIRE(rc::check([] {
    const std::string text = any_text() + ' ' + any_text();
    RC_ASSERT(mended(text) == text);
  }));
}

TEST_CASE("A paragraph that was read in windows-1252, once or twice, comes back") {
  for (const std::string& text : texts()) {
    const std::string once = misread(text, Codec::kWestern), twice = misread(once, Codec::kWestern);
    INFO(text);
    CHECK(mended(once) == text);
    CHECK(mended(twice) == text);
  }
}

TEST_CASE("What was mended stays as it is") {
  REQUIRE(rc::check([] {
    std::string text = *rc::gen::arbitrary<bool>() ? any_soup() : misread(any_text(), any_codec());
    if (*rc::gen::arbitrary<bool>()) text = misread(text, any_codec());
    const std::string once = mended(text);
    RC_ASSERT(text::is_valid_utf8(once));
    RC_ASSERT(mended(once) == once);
  }));
}

TEST_CASE("A long text of nothing but evidence takes time in proportion to it") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "Ã©Ã¨ â€™x Ã ";
  CHECK(mended(text).size() < text.size());
  std::string leads;
  for (int i = 0; i < 100000; ++i) leads += "Ã";
  CHECK(mended(leads) == leads);
}
