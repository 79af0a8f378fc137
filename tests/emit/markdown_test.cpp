// Markdown: what a document holds, and which characters are escaped. What a reader of Markdown makes of it is
// markdown_test.py's.
#include <catch2/catch.hpp>

#include "emit/markdown_text.h"
#include "emit/memory_output.h"
#include "emit/records.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;

std::string paragraphs(std::string_view text) {
  std::string out;
  append_markdown(out, text);
  return out;
}

std::string body(std::string_view text) {
  std::string out;
  append_markdown_body(out, text);
  return out;
}

TEST_CASE("a question with its answers is a document") {
  CHECK(emitted("markdown", {question_record()}) == R"(---
id: qa-0123456789abc
kind: qa
url: https://example.org/fetched
date: '2020-03-11'
language: null
---

# Does it fade?

**Jo** · 2020-03-11

I wonder.

## Answers

### 1. Yes, it does

**Ada B. Example**, MD, FAAD · Dermatology · Toronto, ON, CA · rated 4.9 of 5 (103) · 2020-03-12 · -3 votes

Give it a week, or two.

Then "look" again.

### 2

No.
)");
}

TEST_CASE("documents are parted by the front matter of the next") {
  const std::string two = emitted("markdown", {custom_record({}), custom_record({})});
  CHECK(two.starts_with("---\nid: "));
  CHECK(two.find("\n---\n\n---\nid: custom-") != std::string::npos);
  CHECK(emitted("markdown", {}).empty());
}

TEST_CASE("what could be a mark is escaped, and nothing else") {
  CHECK(paragraphs("snake_case, a < b, AT&T, 3 * 4, 10% off!") == "snake_case, a < b, AT&T, 3 \\* 4, 10% off!");
  CHECK(paragraphs("# not a heading") == "\\# not a heading");
  CHECK(paragraphs("C# and #1") == "C# and \\#1");
  CHECK(paragraphs("1. one\n2) two") == "1\\. one\\\n2\\) two");
  CHECK(paragraphs("- a\n+ b\n> c\n===") == "\\- a\\\n\\+ b\\\n\\> c\\\n\\===");
  CHECK(paragraphs("_x_ [a](b) `c` <b> &amp; &#39; \\ ~~d~~ a|b") ==
        "\\_x\\_ \\[a\\](b) \\`c\\` \\<b> \\&amp; \\&#39; \\\\ \\~\\~d\\~\\~ a\\|b");
}

TEST_CASE("a line break is a hard one, blank lines part paragraphs, margins go") {
  CHECK(paragraphs("one\r\n  two  \n \t\n\n    three\n") == "one\\\ntwo\n\nthree");
  CHECK(paragraphs(" \n\n").empty());
  std::string quoted;
  append_markdown(quoted, "a\nb\n\nc", "> ");
  CHECK(quoted == "> a\\\n> b\n>\n> c");
}

TEST_CASE("a link holds any address") {
  std::string out;
  append_markdown_link(out, "a]b", "http://x/<y> z\\\n&amp;");
  CHECK(out == "[a\\]b](<http://x/%3Cy%3E z%5C%0A&amp;>)");
}

TEST_CASE("the body of an article is left as it is, and its open fence closed") {
  CHECK(body("# A\n\n*b*") == "# A\n\n*b*");
  CHECK(body("```js\nx\n```\nend") == "```js\nx\n```\nend");
  CHECK(body("```js\nx") == "```js\nx\n```");
  CHECK(body("~~~~\n```\n~~~\nx") == "~~~~\n```\n~~~\nx\n~~~~");
  CHECK(body("``` a`b") == "``` a`b");
  CHECK(body("a\xFFz") == "a\xEF\xBF\xBDz");
}

TEST_CASE("fields of a custom record are a list, long ones have a heading") {
  const Map fields =
      map_of({{"name", "Soup *x*"}, {"none", nullptr}, {"serves", 4}, {"how", "Cut.\nCook."}, {"of", List{"a", 2}}});
  const std::string text = emitted("markdown", {custom_record(fields)});
  CHECK(
      text.ends_with("- **name:** Soup \\*x\\*\n- **serves:** 4\n\n## how\n\nCut.\\\nCook.\n\n## of\n\n"
                     "```json\n[\n  \"a\",\n  2\n]\n```\n"));
}

}  // namespace
}  // namespace thresh::emit
