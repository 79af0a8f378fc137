// Where a thread goes on.
#include "convert/next_page.h"

#include <catch2/catch.hpp>

#include "rules/load.h"

using namespace thresh;

namespace {

std::string next_of(std::string_view html, const rules::Rules* rules = nullptr) {
  convert::Input input;
  input.name = "page.html";
  input.bytes = html;
  input.url = "https://forum.example/q/1";
  auto page = convert::Page::open(input, {});
  REQUIRE(page);
  return convert::find_next(**page, rules);
}

}  // namespace

TEST_CASE("A page says itself where it goes on") {
  CHECK(next_of("<p>x<a rel=next href='?page=2'>2</a>") == "https://forum.example/q/1?page=2");
  CHECK(next_of("<p>x<a rel='nofollow NEXT' href=/q/1/2>2</a>") == "https://forum.example/q/1/2");
  CHECK(next_of("<link rel=next href=/a><p>x<a rel=next href=/b>2</a>") == "https://forum.example/a");
  CHECK(next_of("<base href=https://other.example/x/><p>x<a rel=next href=2>2</a>") == "https://other.example/x/2");
  CHECK(next_of("<p>x<a rel=prev href=/b>2</a><a class=next href=/c>3</a>").empty());
  CHECK(next_of("<p>x<a rel=next href='javascript:more()'>2</a>").empty());
}

TEST_CASE("The rules go before what the page says") {
  const auto rules = rules::load(
      "rules: a/b@1\nrecord: page\nhtml: {title: h1}\nnext: {any: ['a.more @href', 'button @data-next']}\n", "rules.yaml", {});
  REQUIRE(rules);
  const rules::Rules* first = &rules->front();
  CHECK(next_of("<p>x<a rel=next href=/a>2</a><a class=more href=/b>3</a>", first) == "https://forum.example/b");
  CHECK(next_of("<p>x<button data-next=/c>3</button>", first) == "https://forum.example/c");
  CHECK(next_of("<p>x<a rel=next href=/a>2</a>", first).empty());
}
