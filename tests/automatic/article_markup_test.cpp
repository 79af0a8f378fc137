// What the markup of an article has and its page does not show.
#include "automatic/article_markup.h"

#include <catch2/catch.hpp>

#include "convert/pages.h"

using namespace thresh;
using tests::text_of;
using tests::value_of;

namespace {

const std::string kText =
    "The council voted 21 to 18 late on Wednesday to build a new bridge across the harbour. Nine hours of debate "
    "preceded the vote, and twice the public gallery had to be cleared. Work could begin in 2025.";

record::Map record_of(const std::string& json, const std::string& body, const std::string& url = "") {
  const std::string page =
      "<!DOCTYPE html><html lang=en><head><title>Council approves harbour bridge | Gazette</title><script "
      "type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"Council "
      "approves harbour bridge\"" +
      json + "}</script></head><body>" + body + "</body></html>";
  convert::Input input = tests::input_of("page.html", page);
  input.url = url;
  auto converted = convert::convert(input, {});
  REQUIRE(converted);
  return std::move(converted->record);
}

const std::string kBody = R"(,"articleBody":")" + kText + '"';
const std::string kComments =
    R"(,"commentCount":2,"comment":[{"@type":"Comment","text":"At last!","author":{"@type":"Person","name":"Bo Ek"}}])";

}  // namespace

TEST_CASE("the text of an article that scripts would write is that of its markup") {
  for (const std::string url : {"", "https://gazette.example/2023/11/harbour-bridge"}) {
    const record::Map record = record_of(kBody + kComments, "<div id=root></div><script src=app.js></script>", url);
    CHECK(text_of(record, "/kind") == "article");
    CHECK(text_of(record, "/body") == kText);
    CHECK(text_of(record, "/comments/0/body") == "At last!");
    CHECK(text_of(record, "/comments/0/author/name") == "Bo Ek");
    CHECK(*value_of(record, "/completeness/comments/stated").as_integer() == 2);
  }
}

TEST_CASE("a notice is not the article's text") {
  const record::Map record = record_of(kBody, "<div id=root><p>This page needs scripts to be switched on.</p></div>",
                                       "https://gazette.example/2023/11/harbour-bridge");
  CHECK(text_of(record, "/body") == kText);
}

TEST_CASE("what the page shows is the page's") {
  const std::string shown = kText.substr(0, kText.find(" Work"));
  const record::Map record =
      record_of(kBody, "<article><h1>Council approves harbour bridge</h1><p>" + shown + "</p></article>",
                "https://gazette.example/2023/11/harbour-bridge");
  CHECK(text_of(record, "/body") == shown);
}

TEST_CASE("pictures and comments of the markup come to the text that the page shows") {
  const record::Map record =
      record_of(R"(,"image":{"@type":"ImageObject","url":"https://gazette.example/b.jpg","caption":"The bridge"})" +
                    kComments + R"(,"keywords":"harbour, bridges")",
                "<article><h1>Council approves harbour bridge</h1><p>" + kText + "</p></article>",
                "https://gazette.example/2023/11/harbour-bridge");
  CHECK(text_of(record, "/images/0/url") == "https://gazette.example/b.jpg");
  CHECK(text_of(record, "/images/0/caption") == "The bridge");
  CHECK(text_of(record, "/comments/0/body") == "At last!");
  CHECK(*value_of(record, "/completeness/comments/found").as_integer() == 1);
  CHECK(text_of(record, "/tags/0") == "harbour");
  CHECK(text_of(record, "/tags/1") == "bridges");
}

TEST_CASE("a page that shows as many posts as its markup has keeps its own, and how many there are in all") {
  const auto list_of = [](std::size_t count) {
    extract::Draft list;
    list.kind = extract::Draft::Kind::kList;
    for (std::size_t i = 0; i < count; ++i) {
      extract::Draft& post = list.children.emplace_back();
      post.kind = extract::Draft::Kind::kGroup;
      post.child("body").values.push_back({.passage = {{{.text = "Words"}}}});
    }
    return list;
  };
  for (const std::size_t shown : {0u, 1u, 2u, 3u}) {
    extract::Draft owner;
    extract::Draft& said = owner.child("comments");
    said = list_of(2);
    said.name = "comments";
    said.stated = extract::Found{.passage = {{{.text = "9"}}}};
    automatic::add_posts(owner, "comments", list_of(shown));
    CHECK(owner.find("comments")->children.size() == std::max<std::size_t>(shown, 2));
    CHECK(text::compose(owner.find("comments")->stated->passage) == "9");
  }
}
