// What a page is, without converting it.
#include "convert/inspect.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "convert/pages.h"
#include "html/soup.h"
#include "text/table.h"

using namespace thresh;
using tests::text_of;
using tests::value_of;

namespace {

record::Map inspected(std::string_view name, std::string_view bytes, const std::vector<rules::Rules>& rules = {}) {
  const auto page = tests::open_page(name, bytes);
  return convert::inspect(*page, rules);
}

// The count that a line is taken to state; "-" if it states none.
std::string stated(const std::string& line) {
  const record::Map out = inspected("p.txt", "A page\n" + line + "\n");
  const record::List counts = *value_of(out, "/stated_counts").as_list();
  return counts.empty() ? "-" : std::to_string(*value_of(out, "/stated_counts/0/count").as_integer());
}

}  // namespace

TEST_CASE("A page tells its kind, its encoding, its title and its address") {
  const record::Map out = inspected(
      "p.html",
      "<meta charset=utf-8><title> Soil \n and sand </title><link rel=canonical href=https://a.example/1><p>x");
  CHECK(text_of(out, "/name") == "p.html");
  CHECK(text_of(out, "/page") == "html");
  CHECK(text_of(out, "/charset") == "utf-8");
  CHECK(text_of(out, "/charset_from") == "declaration");
  CHECK(text_of(out, "/title") == "Soil and sand");
  CHECK(text_of(out, "/url") == "https://a.example/1");
  CHECK(value_of(out, "/wall").is_null());
  CHECK(*value_of(out, "/bytes").as_integer() > 0);
  const record::Map dump = inspected("p.txt", "One\nTwo\n");
  CHECK(text_of(dump, "/page") == "text");
  CHECK(value_of(dump, "/url").is_null());
  CHECK(value_of(dump, "/title").is_null());
}

TEST_CASE("A line states a count as the table says") {
  for (const auto& row : tests::table("convert/stated_counts.tsv", 2)) {
    INFO(row[0]);
    CHECK(stated(row[0]) == row[1]);
  }
}

TEST_CASE("Artifacts are counted by family, apart by where they stand, code left out") {
  const record::Map out =
      inspected("p.html", "<p>{{ votes }}</p><p>By {{ author }} himself</p><p>{% if x %}</p><code>{{ code }}</code>");
  const record::List artifacts = *value_of(out, "/artifacts").as_list();
  REQUIRE(artifacts.size() == 2);
  std::size_t whole = 0, inside = 0;
  for (const record::Value& entry : artifacts) {
    whole += static_cast<std::size_t>(*entry.as_map()->find("whole")->as_integer());
    inside += static_cast<std::size_t>(*entry.as_map()->find("in_sentence")->as_integer());
    CHECK(entry.as_map()->find("example")->as_text()->find("code") == std::string::npos);
  }
  CHECK(whole == 2);
  CHECK(inside == 1);
}

TEST_CASE("Rules that match are listed, the best first, with what matched") {
  const auto rules = tests::rules_of("rules: a/b@1\nrecord: custom\nmatch: {html: h1}\nhtml: {t: h1}\n");
  const record::Map out = inspected("p.html", "<h1>One</h1>", rules);
  CHECK(text_of(out, "/rules/0/rules") == "a/b@1");
  CHECK(text_of(out, "/rules/0/record") == "custom");
  CHECK(text_of(out, "/rules/0/by") == "html h1");
  CHECK(value_of(inspected("p.html", "<h2>One</h2>", rules), "/rules").as_list()->empty());
}

TEST_CASE("A wall is named") {
  CHECK_FALSE(text_of(inspected("p.html", "<p>One moment</p><div id=px-captcha></div>"), "/wall").empty());
}

TEST_CASE("Every page that opens can be inspected") {
  const auto rules = tests::shipped_rules();
  REQUIRE(rc::check([&] {
    const std::string soup = *html::tag_soup();
    for (const char* name : {"p.html", "p.txt"}) {
      auto page = convert::Page::open(tests::input_of(name, soup), {});
      if (page) RC_ASSERT(convert::inspect(**page, rules).find("artifacts") != nullptr);
    }
  }));
}
