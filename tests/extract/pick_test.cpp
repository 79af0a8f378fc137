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
  return {posts.at(std::stoul(number) - 1), nullptr};
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

TEST_CASE("Steps that are spent stop the search, and the picker says so") {
  const auto page = ExtractPage::html(sample());
  extract::PageView view = page.view();
  base::Limits limits;
  limits.match_steps = 3;
  view.limits = &limits;
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
