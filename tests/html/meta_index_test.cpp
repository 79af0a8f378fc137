// Tests of html/meta_index.h.
#include "html/meta_index.h"

#include <catch2/catch.hpp>

#include "page_support.h"

namespace thresh::html {
namespace {

std::string all(const MetaIndex& metas, std::string_view name) {
  std::string out;
  for (const auto& said : metas.all(name)) out += (out.empty() ? "" : "|") + std::string(said.content);
  return out;
}

TEST_CASE("a meta element is found by any of its names, in any case, with white space around") {
  const TestPage page(
      "<meta name=Author content=Ada><meta property=' og:title ' content=Title><meta itemprop=votes content=3>"
      "<meta http-equiv=Refresh content=5><p>x<meta name=author content=Ben>");
  const MetaIndex metas(page.document);
  CHECK(all(metas, "author") == "Ada|Ben");
  CHECK(all(metas, "AUTHOR ") == "Ada|Ben");
  CHECK(all(metas, "og:title") == "Title");
  CHECK(all(metas, "votes") == "3");
  CHECK(all(metas, "refresh") == "5");
  CHECK(all(metas, "nothing") == "");
  CHECK(all(metas, "") == "");
}

TEST_CASE("one of two names is found by both, one that says its name twice is found once") {
  const TestPage page("<meta name=title property=og:title content=A><meta name=x property=X content=B>");
  const MetaIndex metas(page.document);
  CHECK(all(metas, "title") == "A");
  CHECK(all(metas, "og:title") == "A");
  CHECK(all(metas, "x") == "B");
}

TEST_CASE("the first is the first that says anything; one without a content is none") {
  const TestPage page("<meta name=a><meta name=a content=' '><meta name=a content=' two '><meta name=a content=three>");
  const MetaIndex metas(page.document);
  CHECK(metas.all("a").size() == 3);
  CHECK(metas.first("a").content == "two");
  CHECK(metas.first("b").content == "");
}

}  // namespace
}  // namespace thresh::html
