// Which selector file applies to a page: the table of URL patterns, and what goes before what.
#include "convert/choose_rules.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <iterator>

#include "convert/pages.h"
#include "text/table.h"

using namespace thresh;

namespace {

// A selector file named `name` that applies where `match` says.
rules::Rules file(const std::string& name, const std::string& match) {
  return std::move(
      tests::rules_of("rules: " + name + "/q@1\nrecord: custom\nmatch: " + match + "\nhtml: {t: h1}\n", name).front());
}

// The names of the files that match, best first, each with what matched in brackets.
std::string chosen(const std::vector<rules::Rules>& all, std::string_view bytes, std::string_view url = {}) {
  const auto page = tests::open_page("p", bytes, url);
  std::string out;
  for (const convert::Chosen& one : convert::matching_rules(all, *page)) {
    out += (out.empty() ? "" : ", ") + one.rules->file + " (" + one.by + ")";
  }
  return out;
}

}  // namespace

TEST_CASE("A URL pattern matches what the table says") {
  for (const auto& row : tests::table("convert/url_patterns.tsv", 3)) {
    INFO(row[0] << " and " << row[1]);
    CHECK(convert::url_matches(row[0], row[1]) == (row[2] == "yes"));
  }
}

TEST_CASE("A pattern with its stars filled in matches, whatever they are filled with") {
  REQUIRE(rc::check([](const std::vector<std::string>& fixed, const std::string& filling) {
    std::string pattern = "https://a.example/", url = pattern;
    for (const std::string& part : fixed) {
      pattern += part + '*';
      url += part + filling;
    }
    RC_ASSERT(convert::url_matches(pattern, url));
  }));
}

TEST_CASE("A pattern of many stars does not match a long URL that almost does") {
  std::string pattern = "https://a.example/";
  for (int i = 0; i < 200; ++i) pattern += "*a";
  const std::string url = "https://a.example/" + std::string(100'000, 'a') + 'b';
  CHECK_FALSE(convert::url_matches(pattern, url));
}

TEST_CASE("Fingerprints of many files are looked for in one walk, those that ask for their scope beside it") {
  std::vector<rules::Rules> all;
  all.push_back(file("a", "{html: \".post .body\"}"));
  all.push_back(file("b", "{html: [\".nowhere\", \":scope > body > .post\"]}"));
  all.push_back(file("c", "{html: [\".answer .body\", \".post .signature\"]}"));
  CHECK(chosen(all, "<body><div class=post><p class=body>x</p></div>") ==
        "b (html :scope > body > .post), a (html .post .body)");
  CHECK(chosen(all, "<body><p class=body>x</p>").empty());
}

TEST_CASE("A page on which one walk would take too many steps is searched for each fingerprint by itself") {
  std::vector<rules::Rules> all;
  for (int i = 0; i < 40; ++i)
    all.push_back(file("f" + std::to_string(i), "{html: \".a:has(.n" + std::to_string(i) + ")\"}"));
  std::string page;
  for (int i = 0; i < 200; ++i) page += "<div class=a>";
  page += "<p class=n7>x</p>";
  CHECK(chosen(all, page) == "f7 (html .a:has(.n7))");
}

TEST_CASE("A URL goes before a fingerprint, a fingerprint before a text pattern") {
  std::vector<rules::Rules> all;
  all.push_back(file("text", "{text: '^A very long pattern of text$'}"));
  all.push_back(file("html", "{html: .x}"));
  all.push_back(file("url", "{url: '*'}"));
  constexpr std::string_view kPage = "<p class=x>A very long pattern of text</p>";
  CHECK(chosen(all, kPage, "https://a.example/") == "url (url *), html (html .x)");
  CHECK(chosen(all, kPage) == "html (html .x)");
  CHECK(chosen(all, "<p>A very long pattern of text</p>") == "text (text ^A very long pattern of text$)");
  CHECK(chosen(all, "<p>Some other text</p>") == "");
}

TEST_CASE("Among equals the longer pattern wins, then the order of the files") {
  std::vector<rules::Rules> all;
  all.push_back(file("a", "{html: p}"));
  all.push_back(file("b", "{html: [p, body p]}"));
  all.push_back(file("c", "{html: p}"));
  CHECK(chosen(all, "<p>x") == "b (html body p), a (html p), c (html p)");
}

TEST_CASE("A page is known by what it calls canonical, too") {
  std::vector<rules::Rules> all;
  all.push_back(file("a", "{url: 'https://a.example/q/*'}"));
  constexpr std::string_view kPage = "<link rel=canonical href=https://a.example/q/1><p>x";
  CHECK(chosen(all, kPage) == "a (url https://a.example/q/*)");
  CHECK(chosen(all, kPage, "https://mirror.example/1") == "a (url https://a.example/q/*)");
  CHECK(chosen(all, "<p>x", "https://mirror.example/1") == "");
}

TEST_CASE("A text pattern reads a dump as it is, an HTML page as its visible lines") {
  std::vector<rules::Rules> all;
  all.push_back(file("a", "{text: '^Answers \\d+$'}"));
  CHECK(chosen(all, "Title\nAnswers 14\n") != "");
  CHECK(chosen(all, "Title\nAnswers 14 or so\n") == "");
  CHECK(chosen(all, "<h1>Title</h1><p>Answers <b>14</b></p>") != "");
  CHECK(chosen(all, "<h1>Title</h1><p hidden>Answers 14</p>") == "");
}

TEST_CASE("Fingerprints are paid from the page's own budget") {
  std::vector<rules::Rules> all;
  all.push_back(file("a", "{html: .nothing}"));
  const auto page = tests::open_page("p", "<p>one</p><p>two</p>");
  const std::uint64_t before = page->budget().steps;
  CHECK(convert::matching_rules(all, *page).empty());
  CHECK(page->budget().steps < before);
}

TEST_CASE("A dump has no fingerprint") {
  std::vector<rules::Rules> all;
  all.push_back(file("a", "{html: p}"));
  CHECK(chosen(all, "words and no markup") == "");
}

TEST_CASE("A variant needs what its file asks for too, and counts by the better of the two") {
  const auto all = tests::rules_of(R"(rules: forum/q@1
record: custom
match: {url: "https://forum.example/*"}
variants:
  - {name: old, match: {html: .postbit}, html: {t: h1}}
  - {name: dump, match: {text: '^Replies \d+$'}, html: {t: h1}}
)");
  const auto variant_of = [&](std::string_view page, std::string_view url) {
    const auto opened = tests::open_page("p", page, url);
    const auto found = convert::matching_rules(all, *opened);
    return found.empty() ? std::string("none") : found.front().rules->variant;
  };
  constexpr std::string_view kHere = "https://forum.example/1", kThere = "https://other.example/1";
  CHECK(variant_of("<p class=postbit>x", kHere) == "old");
  CHECK(variant_of("<p class=postbit>x", kThere) == "none");
  CHECK(variant_of("<p>x</p><p>Replies 3</p>", kHere) == "dump");
  CHECK(variant_of("<p>x</p><p>Replies 3</p>", kThere) == "none");
  CHECK(variant_of("<p class=postbit>x</p><p>Replies 3</p>", kHere) == "old");
  CHECK(variant_of("<p>x", kHere) == "none");
}

TEST_CASE("Of several text patterns the longest that is found counts") {
  const std::vector<rules::Rules> all = {file("a", "{text: ['^Answers', '^Answers \\d+$']}")};
  CHECK(chosen(all, "T\nAnswers 3\n") == "a (text ^Answers \\d+$)");
  CHECK(chosen(all, "T\nAnswers\n") == "a (text ^Answers)");
}

TEST_CASE("A text pattern is found in what a page shows, however its words stand in the markup") {
  const std::vector<rules::Rules> all = {file("a", "{text: '^Ask me your question'}")};
  for (const char* const body :
       {"<p>Ask me your question</p>", "<p>Ask <b>me yo</b>ur\n  question</p>",
        "<p>Ask me<span hidden>, or him,</span> your question</p>", "<p>Ask me your ques&shy;tion, or&nbsp;him</p>",
        "<pre>\nAsk me your question\n</pre>", "<p>Ask me<!-- x --> your question</p>"}) {
    CAPTURE(body);
    const std::string by = chosen(all, "<!DOCTYPE html>" + std::string(body));
    CHECK(by.find("Ask me your question") != std::string::npos);
  }
  CHECK(chosen(all, "<!DOCTYPE html><p hidden>Ask me your question</p><p>x</p>").empty());
  CHECK(chosen(all, "<!DOCTYPE html><p>Ask me no question</p>").empty());
}
