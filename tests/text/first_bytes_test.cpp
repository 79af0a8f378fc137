// First bytes: a table of patterns and what their matches begin with, and the proof that no match is lost for it.
#include "text/first_bytes.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "text/pattern.h"

namespace thresh::text {
namespace {

// The printable bytes of the set; "all" where it is full.
std::string shown(std::string_view pattern) {
  const ByteSet bytes = first_bytes(pattern);
  if (bytes.all()) return "all";
  std::string out;
  for (char c = '!'; c <= '~'; ++c) {
    if (bytes[static_cast<unsigned char>(c)]) out += c;
  }
  return out;
}

const std::vector<std::string> kPieces = {
    "^",      "a",   "b?",  "c*",           "(ab|c)", "(?:b|)", "[ab]", "[^]a]", ".",   "a{2}",
    "b{0,1}", "\\.", "\\d", "\\W",          "|",      "$",      "é",    "[à-ö]", "\\b", "(?i)",
    "(?i:B)", "S",   "K?",  "[\\s\\x{A0}]", "\\p{L}", "[a-c-]", "x+",   "(^a|b)"};
const std::vector<std::string> kTexts = {"ab", "a", "b", "c", "é", "x", "B", ".", "s", "ſ", "K", " ", "1", "\xC2\xA0"};

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += part;
  return out;
}

}  // namespace

TEST_CASE("An anchored pattern tells what its matches begin with") {
  CHECK(shown("^(contact|view) doctor$") == "cv");
  CHECK(shown("(?i)^(contact|view)") == "CVcv");
  CHECK(shown("^-?\\d") == "-0123456789");
  CHECK(shown("^[+x-z]?(\\{|7)") == "+7xyz{");
  CHECK(shown("^a|^b") == "ab");
  CHECK(shown("^(?i:a)b") == "Aa");
  CHECK(shown("^\\bno{2,3}") == "n");
}

TEST_CASE("Every byte is possible where nothing is known") {
  for (const char* pattern :
       {"", "a", "^", "^a*", "a|^b", "^a|b", "^(?P<name>a)", "^\\p{L}", "^\\x41", "^.b", "^a?$"}) {
    INFO(pattern);
    CHECK(shown(pattern) == "all");
  }
}

TEST_CASE("What a pattern finds begins with one of its first bytes") {
  REQUIRE(rc::check([] {
    const auto source = joined(*rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)));
    const auto text = joined(*rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kTexts)));
    const std::string anchored = "^" + source;
    const auto pattern = Pattern::compile("(?:" + anchored + ")");  // in a group, which nothing is known of
    RC_PRE(pattern.has_value() && !text.empty());
    if (pattern->found_in(text)) RC_ASSERT(first_bytes(anchored)[static_cast<unsigned char>(text[0])]);
  }));
}

}  // namespace thresh::text
