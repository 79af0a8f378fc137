// Values of small pages, found by rules that stand beside them: what becomes a value, what is absent, what is reported.
//
// Each case was a page of fixtures/ that came out wrong once.
#include <algorithm>
#include <catch2/catch.hpp>

#include "convert/convert.h"
#include "rules/load.h"

using namespace thresh;

namespace {

record::Map converted(std::string_view name, std::string_view page, std::string_view yaml) {
  auto loaded = rules::load(yaml, "test.yaml", {});
  if (!loaded) FAIL(base::describe(loaded.error().front()));
  convert::Options options;
  options.rules = *loaded;
  options.use_first = true;
  convert::Input input;
  input.name = name;
  input.bytes = page;
  auto out = convert::convert(input, options);
  if (!out) FAIL(base::describe(out.error()));
  return std::move(out->record);
}

const record::Value& at(const record::Map& record, std::string_view list) { return *record.find(list); }

// The reason why the field at `path` is absent; "" if it is not.
std::string reason(const record::Map& record, std::string_view path) {
  for (const record::Value& entry : *at(record, "absent").as_list()) {
    const record::Map& absent = *entry.as_map();
    if (*absent.find("path")->as_text() == path) return *absent.find("reason")->as_text();
  }
  return "";
}

bool warns(const record::Map& record, std::string_view code) {
  const record::List& warnings = *at(record, "warnings").as_list();
  return std::any_of(warnings.begin(), warnings.end(),
                     [&](const record::Value& warning) { return *warning.as_map()->find("code")->as_text() == code; });
}

const record::Map& fields(const record::Map& record) { return *record.find("fields")->as_map(); }

}  // namespace

TEST_CASE("A link without an address is no URL, and its words are not taken for one") {
  const auto record = converted("p.html", "<p>x<a class=w>Web site</a>",
                                "rules: t/t@1\nrecord: custom\nhtml: {site: {css: .w, type: url}}\n");
  CHECK(fields(record).find("site")->is_null());
  CHECK(reason(record, "/fields/site") == "not_on_page");
  CHECK_FALSE(warns(record, "unparsable"));
}

TEST_CASE("A title without a place holds no place, and a place alone holds no title") {
  constexpr std::string_view kRules =
      "rules: t/t@1\nrecord: custom\nhtml: {where: {css: i, type: place}, what: {css: i, type: specialty}}\n";
  const auto title = converted("p.html", "<p>x <i>Oral Surgeon</i>", kRules);
  CHECK(reason(title, "/fields/where") == "not_on_page");
  CHECK_FALSE(fields(title).find("what")->is_null());
  const auto place = converted("p.html", "<p>x <i>Dallas, TX</i>", kRules);
  CHECK(reason(place, "/fields/what") == "not_on_page");
  CHECK_FALSE(warns(place, "unparsable"));
}

TEST_CASE("A value that only the copy for screen readers spells out is read from it") {
  constexpr std::string_view kRules =
      "rules: t/t@1\nrecord: custom\nhtml: {r: {css: .r, type: rating}, v: {css: .v, type: count}}\n";
  const auto record = converted(
      "p.html",
      "<p class=r><b class=sr-only>4.7 out of 5 stars </b>28 reviews</p><p class=v><b class=sr-only>Votes</b> 6</p>",
      kRules);
  const record::Map& rating = *fields(record).find("r")->as_map();
  CHECK(*rating.find("value")->as_real() == 4.7);
  CHECK(*rating.find("count")->as_integer() == 28);
  CHECK(*fields(record).find("v")->as_integer() == 6);
}

TEST_CASE("What stands in two dropped places is counted once") {
  const auto record = converted("p.html", "<p>x</p><aside>News <b>Sign up</b></aside>",
                                "rules: t/t@1\nrecord: page\nhtml: {body: body}\n"
                                "drop: [{css: b, reason: interface}, {css: aside, reason: boilerplate}]\n");
  const record::List& removed = *at(record, "removed").as_list();
  REQUIRE(removed.size() == 2);
  CHECK(*removed[0].as_map()->find("example")->as_text() == "News");
}

TEST_CASE("A list keeps what the page says twice; tags are named once") {
  const auto record =
      converted("p.html", "<p>x <i>5</i><i>4</i><i>5</i><b>a</b><b>a</b>",
                "rules: t/t@1\nrecord: custom\nhtml: {tags: {css: b}, scores: {css: i, type: count, many: true}}\n");
  CHECK(fields(record).find("scores")->as_list()->size() == 3);
  CHECK(at(record, "tags").as_list()->size() == 1);
}

TEST_CASE("A second line for a field that takes one value is reported") {
  const auto record =
      converted("p.txt", "Leek at 3 EUR\nChard at 4 EUR\n",
                "rules: t/t@1\nrecord: custom\ntext: {lines: {item: '{goods} at {price:count} EUR'}, layout: item+}\n");
  CHECK(*fields(record).find("price")->as_integer() == 3);
  CHECK(warns(record, "several_matched"));
}

TEST_CASE("A specialty that ends a by-line is the author's; one of its own goes before it") {
  constexpr std::string_view kRules = "rules: t/t@1\nrecord: article\nhtml: {author: {name: .n, specialty: .s}}\n";
  const auto specialty = [&](std::string_view page) {
    const auto record = converted("p.html", page, kRules);
    CHECK(reason(record, "/author/specialty") == "");
    return *at(record, "author").as_map()->find("specialty")->as_map()->find("as_written")->as_text();
  };
  CHECK(specialty("<p>x <i class=n>Jane Doe, MD, Dermatologist</i>") == "Dermatologist");
  CHECK(specialty("<p>x <i class=n>Jane Doe, MD Board Certified Plastic Surgeon</i>") ==
        "Board Certified Plastic Surgeon");
  CHECK(specialty("<p>x <i class=n>Jane Doe, MD, Dermatologist</i> <i class=s>Mohs Surgeon</i>") == "Mohs Surgeon");
}

TEST_CASE("A template among other words hides a value: it is unrendered, not unparsable") {
  const auto record = converted("p.html", "<p>x <i>{{ value }} out of 5 stars from {{ n }} reviews</i>",
                                "rules: t/t@1\nrecord: custom\nhtml: {r: {css: i, type: rating}}\n");
  CHECK(reason(record, "/fields/r") == "unrendered");
  CHECK_FALSE(warns(record, "unparsable"));
  CHECK_FALSE(warns(record, "artifact_kept"));
}

TEST_CASE("A message quotes whole characters of what it could not read") {
  std::string words;
  for (int i = 0; i < 100; ++i) words += "字";
  const auto record = converted("p.html", "<meta charset=utf-8><p>x <i>" + words + "</i>",
                                "rules: t/t@1\nrecord: custom\nhtml: {n: {css: i, type: count}}\n");
  const record::Map& warning = *at(record, "warnings").as_list()->front().as_map();
  CHECK(warning.find("message")->as_text()->ends_with("字…\""));
}

TEST_CASE("A post inside a post replies to it") {
  constexpr std::string_view kPage =
      "<div class=p><p>one</p><div class=p><p>two</p><div class=p><p>three</p></div></div></div><div "
      "class=p><p>four</p></div>";
  const auto record = converted("p.html", kPage, "rules: t/t@1\nrecord: thread\nhtml: {posts: {each: .p, body: p}}\n");
  const record::List& posts = *at(record, "posts").as_list();
  REQUIRE(posts.size() == 4);
  const auto parent = [&](std::size_t i) { return posts[i].as_map()->find("reply_to")->as_integer(); };
  CHECK(parent(0) == nullptr);
  CHECK(*parent(1) == 1);
  CHECK(*parent(2) == 2);
  CHECK(parent(3) == nullptr);
}
