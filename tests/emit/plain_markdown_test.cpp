// Markdown as plain words.
#include "emit/plain_markdown.h"

#include <catch2/catch.hpp>

using thresh::emit::plain_markdown;

TEST_CASE("marks of lines go") {
  CHECK(plain_markdown("## Why\n\n> - one\n> - two\n\n12. three") == "Why\n\none\ntwo\n\nthree");
  CHECK(plain_markdown("#hash and 3.5 and a-b") == "#hash and 3.5 and a-b");
}

TEST_CASE("marks in lines go, addresses with them") {
  CHECK(plain_markdown("**bold** and _so_ snake_case") == "bold and so snake_case");
  CHECK(plain_markdown("see [the **page**](https://a.example/x) or [it](<a b>)!") == "see the page or it!");
  CHECK(plain_markdown("a ![picture](x.png) b") == "a  b");
  CHECK(plain_markdown("[no link] (really)") == "[no link] (really)");
}

TEST_CASE("escapes stand for their character, and code for itself") {
  CHECK(plain_markdown("1\\. \\*not\\* \\[this\\](x)") == "1. *not* [this](x)");
  CHECK(plain_markdown("`a_b` and `` `tick` ``") == "a_b and  `tick` ");
  CHECK(plain_markdown("```js\n# no _heading_\n```\nafter") == "# no _heading_\nafter");
}

TEST_CASE("what is left open stays") {
  CHECK(plain_markdown("a [b and `c") == "a [b and `c");
  CHECK(plain_markdown("") == "");
  CHECK(plain_markdown("[x](") == "x");
}
