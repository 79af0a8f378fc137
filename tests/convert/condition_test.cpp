#include "convert/condition.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

namespace thresh::convert {
namespace {

using record::List;
using record::Map;
using record::Value;

Map map_of(std::initializer_list<std::pair<std::string, Value>> entries) {
  Map map;
  for (const auto& [key, value] : entries) map.add(key, value);
  return map;
}

const Map kRecord = map_of({
    {"kind", "qa"},
    {"id", "12"},
    {"language", "en"},
    {"title", "Do fillers hurt?"},
    {"accepted", true},
    {"verdict", ""},
    {"author", nullptr},
    {"tags", List{"Face", "Lips"}},
    {"date", "2024-03-01"},
    {"rating", 4.5},
    {"answers", List{map_of({{"votes", 3}}), map_of({{"votes", 12}}), map_of({{"votes", nullptr}})}},
    {"comments", List{}},
});

bool holds(const char* text) {
  const auto condition = Condition::read(text);
  INFO(text << (condition ? "" : ": " + condition.error().message));
  REQUIRE(condition);
  return condition->holds(kRecord);
}

std::string error(const char* text) {
  const auto condition = Condition::read(text);
  INFO(text);
  REQUIRE_FALSE(condition);
  CHECK(condition.error().code == base::ErrorCode::kUsage);
  return condition.error().message;
}

TEST_CASE("no condition is fulfilled by every record") {
  CHECK(Condition().holds(kRecord));
  CHECK_FALSE(Condition());
}

TEST_CASE("texts, numbers, truth values and null are compared") {
  for (const char* text :
       {"kind = qa",     "kind == \"qa\"",       "kind != thread",      "kind <> thread",
        "rating > 4",    "rating >= 4.5",        "rating = 4.50",       "rating < 5",
        "rating <= 4.5", "accepted = true",      "accepted != false",   "author = null",
        "title != null", "nothing = null",       "date >= 2024-01-01",  "date < '2024-04'",
        "id = 12",       "kind in (thread, qa)", "author in (x, null)", "title = 'Do fillers hurt?'"}) {
    CHECK(holds(text));
  }
  for (const char* text : {"kind = thread", "kind = QA", "rating > 4.5", "rating = \"4.5\"", "accepted = false",
                           "author != null", "title = null", "nothing != null", "date >= 2025", "kind in (thread)",
                           "nothing = x", "nothing > 1", "title > 1 and title < 1", "rating = x"}) {
    CHECK_FALSE(holds(text));
  }
}

TEST_CASE("one of several values is enough, and none may be equal for !=") {
  CHECK(holds("answers.votes > 10"));
  CHECK(holds("answers.votes = null"));
  CHECK(holds("tags = Lips"));
  CHECK_FALSE(holds("tags != Lips"));
  CHECK(holds("tags != Nose"));
  CHECK_FALSE(holds("answers.votes > 12"));
}

TEST_CASE("a field alone is fulfilled where it holds something") {
  for (const char* text : {"title", "accepted", "tags", "answers", "rating", "answers.votes"}) CHECK(holds(text));
  for (const char* text : {"author", "verdict", "comments", "nothing", "answers.nothing"}) CHECK_FALSE(holds(text));
}

TEST_CASE("a rating is compared by its value") {
  const Map record =
      map_of({{"rating", map_of({{"value", 4.5}, {"best", 5}})}, {"none", map_of({{"value", nullptr}})}});
  const auto fulfils = [&](const char* text) { return Condition::read(text).value().holds(record); };
  CHECK(fulfils("rating >= 4"));
  CHECK_FALSE(fulfils("rating >= 5"));
  CHECK(fulfils("rating in (1, 4.5)"));
  CHECK(fulfils("none = null"));
  CHECK_FALSE(fulfils("rating = null"));
}

TEST_CASE("items are counted") {
  CHECK(holds("count(answers) = 3"));
  CHECK(holds("count(answers) in (1, 3)"));
  CHECK(holds("count(comments) = 0"));
  CHECK(holds("count(nothing) = 0"));
  CHECK(holds("count(answers.votes) = 2"));
  CHECK(holds("COUNT(answers) >= 2"));
  CHECK(holds("count(answers)"));
  CHECK_FALSE(holds("count(comments)"));
}

TEST_CASE("patterns are found in texts") {
  CHECK(holds("title ~ fillers"));
  CHECK(holds("title ~ '(?i)FILLERS? hurt'"));
  CHECK(holds("tags ~ '^L'"));
  CHECK(holds("title !~ botox"));
  CHECK_FALSE(holds("rating ~ 4"));
}

TEST_CASE("not binds before and, and before or") {
  CHECK(holds("kind = x and kind = y or kind = qa"));
  CHECK(holds("kind = qa or kind = x and kind = y"));
  CHECK_FALSE(holds("(kind = qa or kind = x) and kind = y"));
  CHECK(holds("not kind = x and kind = qa"));
  CHECK_FALSE(holds("not (kind = x or kind = qa)"));
  CHECK(holds("! kind = x && (kind = y || kind = qa)"));
  CHECK(holds("not not kind = qa"));
  CHECK(holds("((kind = qa))"));
  CHECK(holds("NOT kind = x AND kind = qa"));
}

TEST_CASE("quotes stand for themselves when they are doubled or escaped") {
  const Map record = map_of({{"title", "it's \"x\""}});
  CHECK(Condition::read("title = 'it''s \"x\"'")->holds(record));
  CHECK(Condition::read(R"(title = "it's \"x\"")")->holds(record));
}

TEST_CASE("what is wrong is told with its place") {
  CHECK(error("") == "a comparison is missing, at column 1");
  CHECK(error("kind =") == "expected a value, not `the end`, at column 7");
  CHECK(error("kind = qa and") == "a comparison is missing, at column 14");
  CHECK(error("kind = qa kind") == "expected `and`, `or` or the end, not `kind`, at column 11");
  CHECK(error("(kind = qa") == "the parenthesis is not closed, at column 1");
  CHECK(error("kind = qa)") == "`)` without `(`, at column 10");
  CHECK(error("= qa") == "expected the name of a field, not `=`, at column 1");
  CHECK(error("a..b = 1") == "`a..b` is no name of a field, at column 1");
  CHECK(error("title = 'x") == "the quote ' is not closed, at column 9");
  CHECK(error("title ? x") == "`?` means nothing here, at column 7");
  CHECK(error("count(answers > 3") == "expected `)`, not `>`, at column 15");
  CHECK(error("count(answers) > x") == "count() is compared with a number, at column 18");
  CHECK(error("kind in qa") == "expected `(` and a list of values, not `qa`, at column 9");
  CHECK(error("kind in (qa") == "expected `,` or `)`, not `the end`, at column 12");
  CHECK_THAT(error("title ~ '('"), Catch::StartsWith("") && Catch::EndsWith(", at column 9"));
}

TEST_CASE("any text is a condition or is none") {
  rc::prop("letters of conditions in any order", [] {
    const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "kind", "=", "qa", "and", "or", "not", "(", ")", "in", ",", "count", "~", "!=", "'x'", "3", "null", "!"));
    std::string text;
    for (const std::string& word : words) text += word + ' ';
    if (const auto condition = Condition::read(text)) static_cast<void>(condition->holds(kRecord));
  });
  rc::prop("any bytes", [](const std::string& text) {
    if (const auto condition = Condition::read(text)) static_cast<void>(condition->holds(kRecord));
  });
}

TEST_CASE("parentheses may nest as deep as they like") {
  const std::size_t depth = 100'000;
  CHECK(holds((std::string(depth, '(') + "kind = qa" + std::string(depth, ')')).c_str()));
}

}  // namespace
}  // namespace thresh::convert
