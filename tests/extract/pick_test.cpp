// Single picks of selector files over tests/extract/picks.html, and over random pages.
#include "extract/pick.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "extract/page_support.h"
#include "html/soup.h"
#include "text/table.h"

using namespace thresh;
using extract::Picker;
using extract::Scope;
using tests::extract_rules;
using tests::ExtractPage;

namespace {

std::string sample() {
  std::ifstream file(std::string(THRESH_SOURCE_DIR) + "/tests/extract/picks.html");
  return {std::istreambuf_iterator<char>(file), {}};
}

// The pick of the field that `yaml` describes, inside a list where it is to be looked up in an item.
struct Compiled {
  Compiled(const std::string& yaml, bool in_item)
      : rules(extract_rules(
            "custom", in_item ? "html: {list: {each: .post, f: {" + yaml + "}}}\n" : "html: {f: {" + yaml + "}}\n")) {
    const rules::Field& top = rules.html->fields.front();
    field = in_item ? &top.fields.front() : &top;
  }
  rules::Rules rules;
  const rules::Field* field = nullptr;
};

Scope nth_post(const ExtractPage& page, const std::string& number) {
  html::Budget budget{1'000'000};
  const auto posts = html::Selector::compile(".post")->select(page.document(), 0, budget);
  return {.node = posts.at(std::stoul(number) - 1)};
}

html::NodeId first(const ExtractPage& page, std::string_view selector) {
  html::Budget budget{1'000'000};
  return html::Selector::compile(selector)->select_first(page.document(), 0, budget);
}

}  // namespace

TEST_CASE("A pick finds what the table says") {
  const auto page = ExtractPage::html(sample());
  for (const auto& row : tests::table("extract/picks.tsv", 3)) {
    INFO(row[0] << ": " << row[1]);
    const bool in_item = row[0] != "page";
    const Compiled compiled(row[1], in_item);
    std::vector<base::Finding> findings;
    Picker picker(page.view(), findings);
    const extract::Picked picked =
        picker.values(compiled.field->any.front(), compiled.field->type, in_item ? nth_post(page, row[0]) : Scope{});
    const std::string words = tests::found_words(picked.values);
    CHECK((!words.empty() ? words : picked.empty ? "(empty)" : "-") == row[2]);
  }
}

TEST_CASE("Every value knows the line of its pick") {
  const auto page = ExtractPage::html(sample());
  const auto rules = extract_rules("custom", "html:\n  a: h1\n  b: meta:author\n  c: jsonld:Question.text\n");
  std::vector<base::Finding> findings;
  Picker picker(page.view(), findings);
  for (std::size_t i = 0; i < 3; ++i) {
    const rules::Field& field = rules.html->fields[i];
    CHECK(picker.values(field.any.front(), field.type, {}).values.front().rule_line == 4 + i);
  }
}

TEST_CASE("What is left out is in no text; what is behind the fence is not found either") {
  const auto page = ExtractPage::html(sample());
  const Compiled texts("css: .text", false), posts("css: .post", false);
  std::vector<base::Finding> findings;
  Picker picker(page.view(), findings);
  const auto words = [&](const Compiled& compiled) {
    return tests::found_words(picker.values(compiled.field->any.front(), compiled.field->type, {}).values);
  };
  std::vector<bool> dropped(page.document().size(), false);
  const html::NodeId heading = first(page, "h2");
  for (html::NodeId id = heading; id < page.document().node(heading).end; ++id) dropped[id] = true;
  picker.leave_out(dropped);
  CHECK_FALSE(words(posts).starts_with("First"));
  CHECK(words(texts) == "Use loam.|And sand.|Peat <b> is heavy.");
  picker.put_fence({first(page, ".text")});
  CHECK(words(texts) == "And sand.|Peat <b> is heavy.");
  CHECK(words(posts).find("loam") == std::string::npos);
  CHECK_FALSE(words(posts).starts_with("First"));
  picker.put_fence({first(page, ".post")});
  CHECK(words(texts) == "Peat <b> is heavy.");
  CHECK(picker.scopes(posts.field->any.front(), {}).size() == 1);
  picker.take_fence();
  CHECK(words(texts) == "And sand.|Peat <b> is heavy.");
  picker.take_fence();
  CHECK(words(texts) == "Use loam.|And sand.|Peat <b> is heavy.");
  CHECK_FALSE(words(posts).starts_with("First"));
}

TEST_CASE("The places of an `each` over JSON are its elements, and paths in them start there") {
  const auto page = ExtractPage::html(sample());
  const auto rules = extract_rules("custom", "html: {list: {each: 'json:__DATA__ posts', who: 'json:by.name'}}\n");
  const rules::Field& list = rules.html->fields.front();
  std::vector<base::Finding> findings;
  Picker picker(page.view(), findings);
  const auto scopes = picker.scopes(list.each.front(), {});
  REQUIRE(scopes.size() == 2);
  const rules::Field& who = list.fields.front();
  CHECK(tests::found_words(picker.values(who.any.front(), who.type, scopes[1]).values) == "Ben");
}

TEST_CASE("Raised digits are the cents of an amount, and part of no other number") {
  const auto page = ExtractPage::html(
      "<p class=a>$129<sup>00</sup><p class=b>$<strong>2,898</strong><sup>00</sup><p class=c>R$ 1.299<sup>90</sup>"
      "<p class=d>129<span class=cents>90</span> zł<p class=e>$129<sup>1</sup><p class=f>10<sup>12</sup>"
      "<p class=g>cells: 10<sup>6</sup>, he says.<sup>1</sup>");
  const auto words = [&](const std::string& yaml) {
    const Compiled compiled(yaml, false);
    std::vector<base::Finding> findings;
    Picker picker(page.view(), findings);
    return tests::found_words(picker.values(compiled.field->any.front(), compiled.field->type, {}).values);
  };
  CHECK(words("css: .a, type: money") == "$129.00");
  CHECK(words("css: .b, type: money") == "$2,898.00");
  CHECK(words("css: .c, type: money") == "R$ 1.299,90");
  CHECK(words("css: .d, type: money") == "129.90 zł");
  CHECK(words("css: .d, type: text") == "12990 zł");
  CHECK(words("css: .e, type: money") == "$129^1");
  CHECK(words("css: .a, type: number") == "$129.00");
  CHECK(words("css: .f, type: number") == "10^12");
  CHECK(words("css: .g, type: text") == "cells: 10^6, he says.[1]");
  CHECK(words("css: .g, type: markdown") == "cells: 10^6, he says.[1]");
}

TEST_CASE("A field of HTML holds neither what is dropped nor what is behind a fence") {
  const auto page = ExtractPage::html("<div class=b>one <nav>menu</nav><div class=b>two</div><p>three</p></div>");
  const Compiled body("css: .b, type: html", false);
  std::vector<base::Finding> findings;
  Picker picker(page.view(), findings);
  std::vector<bool> dropped(page.document().size(), false);
  const html::NodeId nav = first(page, "nav");
  for (html::NodeId id = nav; id < page.document().node(nav).end; ++id) dropped[id] = true;
  picker.leave_out(dropped);
  picker.put_fence({first(page, ".b .b")});
  const auto picked = picker.values(body.field->any.front(), body.field->type, {});
  CHECK(tests::found_words(picked.values) == "one <p>three</p>");
}

TEST_CASE("The text that patterns are looked up in is composed once a scope, and anew behind another fence") {
  std::string source;
  for (int i = 0; i < 10'000; ++i) source += "<p>words  and more words</p>";
  const auto page = ExtractPage::html(source + "<div class=post><p>4 votes</p></div>");
  const Compiled votes("regex: '(\\d+) votes', type: count", false);
  std::vector<base::Finding> findings;
  Picker picker(page.view(), findings);
  const auto words = [&](html::NodeId scope) {
    return tests::found_words(picker.values(votes.field->any.front(), votes.field->type, {.node = scope}).values);
  };
  CHECK(words(0) == "4");
  const std::size_t used = page.view().arena->used();
  for (int i = 0; i < 100; ++i) CHECK(words(0) == "4");
  CHECK(page.view().arena->used() - used < 10'000);
  const html::NodeId post = first(page, ".post");
  CHECK(words(post) == "4");
  picker.put_fence({first(page, ".post p")});
  CHECK(words(post) == "");
  CHECK(words(0) == "");
  picker.take_fence();
  CHECK(words(post) == "4");
  CHECK(words(0) == "4");
}

TEST_CASE("What each item asks of the whole page is paid from the page's budget") {
  std::string source = "<script type=application/ld+json>[";
  for (int i = 0; i < 1'000; ++i) source += "{\"@type\": \"A\"},";
  source += "{}]</script>";
  for (int i = 0; i < 1'000; ++i) source += "<meta name=x content=y>";
  const auto page = ExtractPage::html(source + "<p>z");
  std::vector<base::Finding> findings;
  Picker picker(page.view(), findings);
  const auto steps = [&](const char* yaml) {
    const Compiled compiled(yaml, false);
    (void)picker.values(compiled.field->any.front(), compiled.field->type, {});
    const std::uint64_t before = page.view().budget->steps;
    (void)picker.values(compiled.field->any.front(), compiled.field->type, {});
    return before - page.view().budget->steps;
  };
  CHECK(steps("meta: nothing") == 0);
  CHECK(steps("meta: x") >= 1'000);
  CHECK(steps("jsonld: B.c") >= 1'000);
  CHECK(steps("css: b") >= 1'000);
  CHECK(steps("xpath: //b") >= 1'000);
}

TEST_CASE("The text of an element is paid for with what stands around it and in it") {
  const auto steps = [](const std::string& start, const std::string& inside) {
    const auto page = ExtractPage::html(start + "<p>" + inside + "</p>");
    const Compiled compiled("css: p", false);
    std::vector<base::Finding> findings;
    Picker picker(page.view(), findings);
    (void)picker.values(compiled.field->any.front(), compiled.field->type, {});
    return base::Limits{}.match_steps - page.view().budget->steps;
  };
  std::string around, inside;
  for (int i = 0; i < 100; ++i) around += "<div>", inside += "<br>";
  CHECK(steps(around, "x") > steps("", "x") + 150);  // for the search and for the text
  CHECK(steps("", inside) > steps("", "x") + 150);
}

TEST_CASE("A string of JSON is HTML where it holds a tag, else text with its own line breaks") {
  const auto words = [](const std::string& json) {
    const auto page = ExtractPage::html("<script id=x type=application/json>{\"a\": \"" + json + "\"}</script>");
    const Compiled compiled("json: x a", false);
    std::vector<base::Finding> findings;
    Picker picker(page.view(), findings);
    return tests::found_words(picker.values(compiled.field->any.front(), compiled.field->type, {}).values);
  };
  CHECK(words("Plain text\\n\\nSecond par. Tom & Jerry; x") == "Plain text\n\nSecond par. Tom & Jerry; x");
  CHECK(words("One &amp; two\\n\\nthree &#233;") == "One & two\n\nthree é");
  CHECK(words("One<br>two\\nthree") == "One\ntwo three");
  CHECK(words("<p>One</p>\\n<p>two &lt; three</p>") == "One\n\ntwo < three");
  CHECK(words("a < b &lt; c\\n<Name> and <3") == "a < b < c\n<Name> and <3");
  CHECK(words("&lt;p&gt;One") == "<p>One");
  CHECK(words("Fish & chips; peas") == "Fish & chips; peas");
}

TEST_CASE("Numbers of JSON are texts as they are written, and counts and numbers whatever their form") {
  const auto words = [](const std::string& json, const std::string& type) {
    const auto page = ExtractPage::html("<script id=x type=application/json>{\"a\": " + json + "}</script>");
    const Compiled compiled("json: x a, type: " + type, false);
    std::vector<base::Finding> findings;
    Picker picker(page.view(), findings);
    return tests::found_words(picker.values(compiled.field->any.front(), compiled.field->type, {}).values);
  };
  CHECK(words("19.90", "text") == "19.90");
  CHECK(words("9007199254740993", "text") == "9007199254740993");
  CHECK(words("9007199254740993", "count") == "9007199254740993");
  CHECK(words("3.0", "text") == "3.0");
  CHECK(words("3.0", "count") == "3");
  CHECK(words("1.5e3", "number") == "1500");
  CHECK(words("1e21", "number") == "1000000000000000000000");
  CHECK(words("1e-308", "number").starts_with("0.000"));
  CHECK(words("1.234", "count") == "1.234");
  CHECK(words("\"about 3.0\"", "count") == "about 3.0");
}

TEST_CASE("Steps that are spent stop the search, and the picker says so") {
  const auto page = ExtractPage::html(sample());
  extract::PageView view = page.view();
  html::Budget budget{3};
  view.budget = &budget;
  std::vector<base::Finding> findings;
  Picker picker(view, findings);
  const Compiled compiled("css: '.post .text'", false);
  CHECK(picker.values(compiled.field->any.front(), compiled.field->type, {}).values.empty());
  CHECK(picker.out_of_steps());
}

TEST_CASE("No page makes a pick fail, and no value is blank") {
  std::vector<Compiled> picks;
  for (const char* yaml :
       {"css: p", "css: '*', type: html", "css: 'div *', type: markdown", "css: 'a @href'", "xpath: //text()",
        "xpath: '//*[last()]'", "meta: x", "jsonld: A.b", "json: x a.b", "regex: '(\\w+) '", "css: a, type: url"}) {
    picks.emplace_back(yaml, false);
  }
  REQUIRE(rc::check([&] {
    const auto page = ExtractPage::html(*html::tag_soup());
    std::vector<base::Finding> findings;
    Picker picker(page.view(), findings);
    for (const Compiled& compiled : picks) {
      const auto picked = picker.values(compiled.field->any.front(), compiled.field->type, {});
      for (const extract::Found& found : picked.values) RC_ASSERT(!found.passage.empty());
    }
  }));
}
