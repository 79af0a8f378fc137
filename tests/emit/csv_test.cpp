// CSV: the columns by example, quoting by RFC 4180, and cells that no spreadsheet runs.
#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "columns/schema.h"
#include "emit/csv_cell.h"
#include "emit/hostile.h"
#include "emit/memory_output.h"
#include "emit/records.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;
using record::Value;

const std::string kPostHeader =
    "id,kind,source,url,title,question,question_author,position,reply_to,headline,body,author,credentials,specialty,"
    "specialty_code,place,region,country,rating,rating_count,votes,accepted,post_rating,date\n";

std::string cell(const Value& value, Formulas formulas = Formulas::kGuarded) {
  std::string out;
  append_cell(out, value, formulas);
  return out;
}

// The rows of a CSV text, as RFC 4180 reads them.
std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"')
      rows.back().back() += csv[++i];
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && c == ',')
      rows.back().emplace_back();
    else if (!quoted && c == '\n')
      rows.push_back({""});
    else
      rows.back().back() += c;
  }
  rows.pop_back();
  return rows;
}

TEST_CASE("a question page is one row an answer, the page's fields repeated") {
  CHECK(
      emitted("csv", {question_record()}) ==
      kPostHeader +
          "qa-0123456789abc,qa,page.html,,Does it fade?,I wonder.,Jo,1,,\"Yes, it does\",\"Give it a week, or "
          "two.\n\nThen \"\"look\"\" again.\",Ada B. Example,MD; FAAD,Dermatology,207N00000X,Toronto,ON,CA,4.9,103,-3,,"
          ",2020-03-12\n"
          "qa-0123456789abc,qa,page.html,,Does it fade?,I wonder.,Jo,2,,,No.,,,,,,,,,,,,,\n");
}

TEST_CASE("a question without answers is still a row") {
  Map record = question_record();
  record.set("answers", List{});
  CHECK(emitted("csv", {record}) ==
        kPostHeader + "qa-0123456789abc,qa,page.html,,Does it fade?,I wonder.,Jo,,,,,,,,,,,,,,,,,\n");
}

TEST_CASE("the other kinds share the columns of posts") {
  const Map page = map_of({{"id", "page-1"}, {"kind", "page"}, {"title", "T"}, {"body", "B"}});
  const Map review = map_of({{"id", "review-1"},
                             {"kind", "review"},
                             {"item", map_of({{"name", "A lamp"}})},
                             {"headline", "Bright"},
                             {"body", "Very."},
                             {"rating", map_of({{"value", 4}, {"best", 5}})},
                             {"author", map_of({{"as_written", "K."}})},
                             {"votes", 2}});
  const Map thread = map_of({{"id", "thread-1"},
                             {"kind", "thread"},
                             {"title", "T"},
                             {"posts", List{map_of({{"position", 1}, {"body", "a"}}),
                                            map_of({{"position", 2}, {"body", "b"}, {"reply_to", 1}})}}});
  const Map profile = map_of({{"id", "profile-1"}, {"kind", "profile"}, {"name", "Ada"}, {"bio", "Born."}});
  CHECK(emitted("csv", {page, review, thread, profile}) ==
        kPostHeader +
            "page-1,page,,,T,,,,,,B,,,,,,,,,,,,,\n"
            "review-1,review,,,Bright,,,,,Bright,Very.,K.,,,,,,,,,2,,4,\n"
            "thread-1,thread,,,T,,,1,,,a,,,,,,,,,,,,,\n"
            "thread-1,thread,,,T,,,2,1,,b,,,,,,,,,,,,,\n"
            "profile-1,profile,,,Ada,,,,,,Born.,,,,,,,,,,,,,\n");
}

TEST_CASE("a custom record has its own fields as columns, objects flattened, lists joined or as JSON") {
  const Map fields = map_of({{"title", "Soup"},
                             {"url", "https://example.org"},
                             {"time", map_of({{"cook", 20}, {"rest", nullptr}})},
                             {"tags", List{"hot", "quick"}},
                             {"steps", List{map_of({{"text", "Boil."}})}}});
  CHECK(emitted("csv", {custom_record(fields)}) ==
        "id,kind,source,url,title,fields.url,time.cook,time.rest,tags,steps,more\n"
        "custom-0123456789abc,custom,recipe.html,,Soup,https://example.org,20,,hot; "
        "quick,\"[{\"\"text\"\":\"\"Boil.\"\"}]\",\n");
}

TEST_CASE("fields that the first custom record does not have stand in `more`") {
  const Map first = custom_record(map_of({{"title", "Soup"}, {"author", nullptr}}));
  const Map second =
      custom_record(map_of({{"author", map_of({{"name", "Ada"}})}, {"title", "Stew"}, {"none", nullptr}}));
  CHECK(emitted("csv", {first, second}) ==
        "id,kind,source,url,title,author,more\n"
        "custom-0123456789abc,custom,recipe.html,,Soup,,\n"
        "custom-0123456789abc,custom,recipe.html,,Stew,,\"{\"\"author.name\"\":\"\"Ada\"\"}\"\n");
}

TEST_CASE("the fields of custom records stand in `more` where another kind comes first") {
  EmitOptions options;
  options.custom_fields = std::make_shared<columns::Schema>(columns::SchemaMaker().finish("custom"));
  const Map custom = custom_record(map_of({{"name", "Soup"}, {"steps", List{"Boil.", "Eat."}}, {"none", nullptr}}));
  const auto rows = rows_of(emitted("csv", {question_record(), custom}, options));
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].back() == "more");
  CHECK(rows[1].back().empty());
  CHECK(rows[3].back() == R"({"name":"Soup","steps":["Boil.","Eat."]})");
  CHECK(emitted("csv", {}, options).ends_with(",date,more\n"));
}

TEST_CASE("no words are lost where custom and other records meet") {
  const Map custom = custom_record(map_of({{"name", "Soup"}, {"step", "Boil."}}));
  CHECK(rows_of(emitted("csv", {question_record(), custom})).back()[10] == "Soup\n\nBoil.");
  const std::string more = rows_of(emitted("csv", {custom, question_record()})).back().back();
  CHECK(more.find("Give it a week") != std::string::npos);
}

TEST_CASE("a run without records is a header") { CHECK(emitted("csv", {}) == kPostHeader); }

TEST_CASE("cells are quoted where they must be (RFC 4180, section 2)") {
  CHECK(cell("plain words; more") == "plain words; more");
  CHECK(cell("a,b") == "\"a,b\"");
  CHECK(cell("a\nb") == "\"a\nb\"");
  CHECK(cell("a\rb") == "\"a\rb\"");
  CHECK(cell("say \"no\"") == "\"say \"\"no\"\"\"");
  CHECK(cell(" a") == "\" a\"");
  CHECK(cell("") == "\"\"");
  CHECK(cell(nullptr).empty());
  CHECK(cell(List{}).empty());
  CHECK(cell(true) == "true");
}

TEST_CASE("a text that a spreadsheet would run is guarded, a number is not") {
  CHECK(cell("=1+1") == "'=1+1");
  CHECK(cell("+1") == "'+1");
  CHECK(cell("-1") == "'-1");
  CHECK(cell("@SUM(A1)") == "'@SUM(A1)");
  CHECK(cell("\t=1") == "'\t=1");
  CHECK(cell("\r=1") == "\"'\r=1\"");
  CHECK(cell(List{"=1", "b"}) == "'=1; b");
  CHECK(cell(-3) == "-3");
  CHECK(cell(-0.5) == "-0.5");
  CHECK(cell("=1+1", Formulas::kRaw) == "=1+1");
  CHECK(emitted("csv", {map_of({{"id", "=1"}})}, {.csv_raw = true}).find("\n=1,") != std::string::npos);
}

TEST_CASE("any text comes back from its cell, and no cell starts as a formula") {
  static const std::vector<std::string> kPieces = hostile_pieces();
  REQUIRE(rc::check([] {
    std::string text;
    for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)))
      text += piece;
    const auto raw = rows_of("a," + cell(text, Formulas::kRaw) + ",b\n");
    RC_ASSERT(raw == (std::vector<std::vector<std::string>>{{"a", text, "b"}}));
    const auto guarded = rows_of(cell(text) + "\n");
    RC_ASSERT(guarded[0][0].empty() || std::string_view("=+-@\t\r").find(guarded[0][0][0]) == std::string_view::npos);
  }));
}

std::vector<record::FieldPath> fields(std::initializer_list<const char*> names) {
  std::vector<record::FieldPath> out;
  for (const char* name : names) out.push_back(record::FieldPath::read(name).value());
  return out;
}

TEST_CASE("fields that were asked for are the columns, one row a record") {
  const Map record = map_of(
      {{"kind", "qa"}, {"title", "a, b"}, {"answers", List{map_of({{"votes", 3}}), map_of({{"votes", nullptr}})}}});
  CHECK(emitted("csv", {record, map_of({{"title", "=c"}})}, {.fields = fields({"title", "answers.votes", "kind"})}) ==
        "title,answers.votes,kind\n\"a, b\",\"3; \",qa\n'=c,,\n");
  CHECK(emitted("csv", {}, {.fields = fields({"title"})}) == "title\n");
}

TEST_CASE("columns of one list belong together one by one; one of nothing but nulls is empty") {
  const Map record = map_of({{"answers", List{map_of({{"votes", 3}, {"author", nullptr}}),
                                              map_of({{"votes", nullptr}, {"author", map_of({{"name", "Ada"}})}})}}});
  CHECK(emitted("csv", {record}, {.fields = fields({"answers.votes", "answers.author.name", "answers.date"})}) ==
        "answers.votes,answers.author.name,answers.date\n\"3; \",; Ada,\n");
}

}  // namespace
}  // namespace thresh::emit
