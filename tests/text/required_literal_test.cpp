// Required literals: a table of patterns and the words they cannot do without, and the proof that leaving a text for
// the lack of them never loses a match.
#include "text/required_literal.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "text/pattern.h"

namespace thresh::text {
namespace {

struct Case {
  const char* pattern;
  const char* literal;
};

// Pieces that are valid patterns in any order, and texts in which they meet.
const std::vector<std::string> kPieces = {
    "ab",      "a+",       "b?",  "c*",    "(ab|c)", "(?:b)+", "[ab]",  "[^]a]", ".",           "a{2}",    "b{0,1}",
    "\\.",     "\\d",      "x|y", "^",     "$",      "é",      "é?",    "\\b",   "[[:alpha:]]", "\\x{61}", "\\pL",
    "\\p{Lu}", "(a(b)?)?", "\\(", "(?i)A", "{",      " ",      "\\101", "\\0",   "\\061"};
const std::vector<std::string> kTexts = {"ab", "a", "b", "c", "é", "x", "y", ".", "(", "{", " ", "1", "A", "\n"};

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += part;
  return out;
}

}  // namespace

TEST_CASE("The longest fixed words outside of groups, classes and alternatives are required") {
  const Case cases[] = {
      {"^(Dr\\. )?Jane Doe,? M\\.?D\\.?$", "Jane Doe"},
      {"^(\\d+ )?Doctor Answers?( \\(?\\d+\\)?)?$", "Doctor Answer"},
      {"abc", "abc"},
      {"ab+c", "ab"},
      {"abc*", "ab"},
      {"ab{0,3}cde", "cde"},
      {"naïve é?", "naïve "},
      {"\\{\\{ .* \\}\\}", "{{ "},
      {"a[(]bc", "bc"},
      {"a[]|]bc", "bc"},
      {"a(b|(c))d", "a"},
      {"\\p{Lu}x\\x{61}yz", "yz"},
      {"^\\101BC", "BC"},
      {"\\0abc", "abc"},
      {"\\01234", "34"},
  };
  for (const Case& one : cases) {
    INFO(one.pattern);
    CHECK(required_literal(one.pattern) == one.literal);
  }
}

TEST_CASE("Where nothing is fixed, or case does not matter, nothing is required") {
  for (const char* pattern : {"", "a|b", "abc|abd", "(?i)abc", "(abc)", "[abc]", "a?", "\\Qab\\E", "(?P<title>x)yz"}) {
    INFO(pattern);
    CHECK(required_literal(pattern).empty());
  }
}

TEST_CASE("What a pattern finds holds its required literal") {
  REQUIRE(rc::check([] {
    const auto source = joined(*rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)));
    const auto text = joined(*rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kTexts)));
    const auto pattern = Pattern::compile("(?:" + source + ")", true);  // in a group, no literal is looked for
    RC_PRE(pattern.has_value());
    if (pattern->found_in(text)) RC_ASSERT(text.find(required_literal(source)) != std::string::npos);
  }));
}

}  // namespace thresh::text
