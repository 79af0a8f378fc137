// The text of a drafted file, and which addresses it is for.
#include <catch2/catch.hpp>

#include "induction/page_match.h"
#include "induction/rules_text.h"
#include "rules/load.h"

using namespace thresh;

TEST_CASE("a file is written in its shortest form, and reads back") {
  const induction::DraftedRules rules = {.id = "a/b@1",
                                         .kind = "thread",
                                         .comments = {"Two pages."},
                                         .urls = {"https://a.example/*"},
                                         .fingerprints = {},
                                         .fields = {{"title", {"h1"}}},
                                         .lists = {{"posts",
                                                    ".post",
                                                    {{"body", {".text"}, "", {".quote", ".sign"}},
                                                     {"author.name", {".user"}, "text"},
                                                     {"author.url", {".user @href", "a @href"}},
                                                     {"date", {"regex:on (.+?)$"}}}}},
                                         .drops = {{"nav", "navigation"}}};
  const std::string text = induction::rules_text(rules);
  CHECK(text ==
        "# Two pages.\nrules: a/b@1\nrecord: thread\nmatch:\n  url: [\"https://a.example/*\"]\nhtml:\n  title: \"h1\"\n"
        "  posts:\n    each: \".post\"\n    body: {css: \".text\", without: \".quote, .sign\"}\n    author:\n      "
        "name: {css: "
        "\".user\", type: text}\n      url: {any: [\".user @href\", \"a @href\"]}\n    date: \"regex:on "
        "(.+?)$\"\ndrop:\n  - "
        "{css: \"nav\", reason: navigation}\n");
  CHECK(rules::load(text, "draft.yaml", {}));
}

TEST_CASE("a selector is CSS unless a prefix says otherwise") {
  for (const char* css : {"meta", ".sign:last-child a", "a @href", "[x=\"a:b\"]", ":scope"})
    CHECK(induction::is_css(css));
  for (const char* other : {"meta:author", "jsonld:a.b", "json:text", "xpath:./a", "regex:(x)"}) {
    CHECK_FALSE(induction::is_css(other));
  }
}

TEST_CASE("what looks like a fragment is none") {
  const induction::DraftedRules rules = {.id = "a@1", .kind = "page", .fields = {{"title", {"[data-x=\"${y}\"]"}}}};
  const auto loaded = rules::load(induction::rules_text(rules), "draft.yaml", {});
  REQUIRE(loaded);
  CHECK(loaded->front().html->fields.front().any.front().source == "[data-x=\"${y}\"]");
}

TEST_CASE("addresses are for what they have in common, site by site") {
  using Urls = std::vector<std::string>;
  const auto patterns = [](const Urls& urls) { return induction::url_patterns(urls); };
  CHECK(patterns({"https://a.example/q/1", "https://a.example/q/22?x=1"}) == Urls{"https://a.example/q/*"});
  CHECK(patterns({"https://a.example/q/1"}) == Urls{"https://a.example/q/*"});
  CHECK(patterns({"https://a.example"}) == Urls{"https://a.example/*"});
  CHECK(patterns({"https://a.example/q/1", "https://b.example/t/2/x"}) ==
        Urls{"https://a.example/q/*", "https://b.example/t/*"});
  CHECK(patterns({"https://a.example/news/2024/05/rain"}) == Urls{"https://a.example/news/*"});
  CHECK(patterns({"https://a.example/news/sport/rain", "https://a.example/news/arts/3/x"}) ==
        Urls{"https://a.example/news/*"});
  CHECK(patterns({"https://a.example/lamp-1", "https://a.example/lamp-2"}) == Urls{"https://a.example/*"});
  CHECK(patterns({"https://a.example/q/1", "https://a.example.org/q/1"}).size() == 2);
  CHECK(patterns({"https://a.example/q/1", ""}).empty());
  CHECK(induction::rules_id(Urls{"https://www.a-b.example/q"}, "qa") == "a-b-example/qa@1");
  CHECK(induction::rules_id(Urls{""}, "page") == "draft/page@1");
}
