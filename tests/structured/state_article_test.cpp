// What the state of a framework says of a page's article.
#include "structured/state_article.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"

using namespace thresh;
using structured::Claim;
using tests::ExtractPage;

namespace {

// "AUTHOR; … | DATE", "-" for none.
std::string state(const std::string& source, const std::string& title = "Rain in May", const std::string& head = "") {
  const auto page = ExtractPage::html(head + source);
  std::vector<base::Finding> findings;
  structured::Markup markup(page.view(), findings);
  structured::Metadata said = structured::metadata_by_markup(markup);
  structured::add_state(markup, title, said);
  std::string out;
  for (const Claim& claim : said.author) out += text::compose(claim.passage) + ";";
  return out + "|" + (said.date.empty() ? "-" : text::compose(said.date.front().passage));
}

std::string next(const std::string& json) {
  return "<script id=__NEXT_DATA__ type=application/json>" + json + "</script>";
}

}  // namespace

TEST_CASE("State: the object that has the page's title says who wrote it and when") {
  CHECK(state(next(R"({"props": {"a": [{"title": "Rain in May", "author": {"name": "Ann Lee"},
                       "publishedAt": "2023-02-07T06:45:00Z"}]}})")) == "Ann Lee;|2023-02-07T06:45:00Z");
  CHECK(state(next(R"({"headline": "RAIN in  May", "authors": [{"displayName": "Ann Lee"}, "Bo Lund"],
                       "publishDate": 1675752300})")) == "Ann Lee;Bo Lund;|2023-02-07T06:45:00Z");
  CHECK(state("<script>window.__INITIAL_STATE__ = {\"x\": {\"title\": \"Rain in May\", \"byline\": \"Ann "
              "Lee\"}};</script>") == "Ann Lee;|-");
  CHECK(state(next(R"({"title": "\u0414\u043e\u0436\u0434\u044c \u0432 \u043c\u0430\u0435", "author": "Ann Lee"})"),
              "Дождь в мае") == "Ann Lee;|-");
}

TEST_CASE("State: other objects, users' names, numbers and short titles say nothing") {
  CHECK(state(next(R"({"title": "Snow in June", "author": "Bo Lund", "publishedAt": "2020-01-01"})")) == "|-");
  CHECK(state(next(R"({"title": "Rain in May", "author": "u1732", "publishedAt": "soon"})")) == "|-");
  CHECK(state(next(R"({"title": "Rain", "author": "Ann Lee"})"), "Rain") == "|-");
  CHECK(state(next("")) == "|-");
  CHECK(state("<script>var a = {\"title\": \"Rain in May\", \"author\": \"Ann Lee\"};</script>") == "|-");
}

TEST_CASE("State: what the markup says goes before it") {
  CHECK(state(next(R"({"title": "Rain in May", "author": "Bo Lund", "publishedAt": "2020-01-01"})"), "Rain in May",
              "<meta name=author content='Ann Lee'>") == "Ann Lee;|2020-01-01");
}
