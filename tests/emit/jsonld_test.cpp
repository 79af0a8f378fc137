// JSON-LD: the form of the output, and what is left out. The rules of Google are jsonld_test.py's.
#include <catch2/catch.hpp>

#include "emit/memory_output.h"
#include "emit/reading.h"
#include "emit/records.h"
#include "emit/schema_org.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;
using record::Value;

Map rated(Value value, Value best, Value worst) {
  return map_of(
      {{"kind", "review"},
       {"item", map_of({{"name", "A chair"}, {"type", "product"}})},
       {"rating", map_of({{"value", std::move(value)}, {"best", std::move(best)}, {"worst", std::move(worst)}})}});
}

TEST_CASE("one record is an object, several are a graph, a node a line") {
  const std::string one = emitted("jsonld", {question_record()});
  CHECK(one.starts_with(R"({"@context":"https://schema.org","@type":"QAPage",)"));
  CHECK(one.ends_with("}\n"));
  const std::string two = emitted("jsonld", {question_record(), question_record()});
  CHECK(two.starts_with("{\"@context\":\"https://schema.org\",\"@graph\":[\n{\"@type\":\"QAPage\","));
  CHECK(two.ends_with("}\n]}\n"));
  CHECK(std::ranges::count(two, '\n') == 4);
  CHECK(emitted("jsonld", {question_record()}, {.many = true}).find("@graph") != std::string::npos);
  CHECK(emitted("jsonld", {}) == "{\"@context\":\"https://schema.org\",\"@graph\":[]}\n");
}

TEST_CASE("answers are accepted or suggested; what is null is left out") {
  Map record = question_record();
  record.find("answers")->as_list()->front().as_map()->set("accepted", true);
  const Map page = schema_org_node(record);
  CHECK(value_at(page, "/mainEntity/name") == Value("Does it fade?"));
  CHECK(value_at(page, "/mainEntity/answerCount") == Value(2));
  CHECK(value_at(page, "/mainEntity/acceptedAnswer/author/honorificSuffix") == Value("MD, FAAD"));
  CHECK(value_at(page, "/mainEntity/acceptedAnswer/upvoteCount") == Value(-3));
  CHECK(value_at(page, "/mainEntity/suggestedAnswer/0/text") == Value("No."));
  CHECK(value_at(page, "/mainEntity/suggestedAnswer/0/author").is_null());
  CHECK(emitted("jsonld", {record}).find("null") == std::string::npos);
}

TEST_CASE("the count of answers is what the page states, where that is more") {
  Map record = question_record();
  record.add("completeness", map_of({{"answers", map_of({{"stated", 14}, {"found", 2}})}}));
  CHECK(value_at(schema_org_node(record), "/mainEntity/answerCount") == Value(14));
}

TEST_CASE("a rating outside of its scale is left out") {
  const auto value = [](Map record) { return value_at(schema_org_node(record), "/reviewRating/ratingValue"); };
  CHECK(value(rated(4.5, nullptr, nullptr)) == Value(4.5));
  CHECK(value(rated(8, 10, nullptr)) == Value(8));
  CHECK(value(rated(8, nullptr, nullptr)).is_null());
  CHECK(value(rated(0, 5, nullptr)).is_null());
  CHECK(value(rated(0, 5, 0)) == Value(0));
  CHECK(value(rated(nullptr, 5, 0)).is_null());
}

TEST_CASE("the comments of a thread name whom they answer") {
  List posts;
  for (int i = 1; i <= 3; ++i) {
    posts.emplace_back(map_of({{"position", i}, {"body", "words"}, {"reply_to", i == 3 ? Value(2) : Value()}}));
  }
  const Map node =
      schema_org_node(map_of({{"kind", "thread"}, {"url", "https://e.org/t"}, {"posts", std::move(posts)}}));
  CHECK(value_at(node, "/commentCount") == Value(2));
  CHECK(value_at(node, "/comment/0/@id") == Value("https://e.org/t#post-2"));
  CHECK(value_at(node, "/comment/1/parentItem/@id") == Value("https://e.org/t#post-2"));
}

TEST_CASE("the words of the page tell the type of what is reviewed and of who has a profile") {
  CHECK(value_at(schema_org_node(rated(4, 5, 1)), "/itemReviewed/@type") == Value("Product"));
  const auto profile = [](Value type, List specialties) {
    return value_at(
        schema_org_node(map_of(
            {{"kind", "profile"}, {"name", "A"}, {"type", std::move(type)}, {"specialties", std::move(specialties)}})),
        "/mainEntity/@type");
  };
  const Map surgery = map_of({{"name", "Plastic Surgery"}, {"nucc", "208200000X"}, {"schema_org", "PlasticSurgery"}});
  CHECK(profile(nullptr, {}) == Value("Person"));
  CHECK(profile(nullptr, {surgery}) == Value("Physician"));
  CHECK(profile("Medical clinic", {surgery}) == Value("Organization"));
}

TEST_CASE("the text can stand in a script of a page") {
  Map record = question_record();
  record.set("title", "</script><script>alert(1)</script><!--");
  const std::string text = emitted("jsonld", {record});
  CHECK(text.find('<') == std::string::npos);
  CHECK(text.find("\\u003C/script>") != std::string::npos);
}

}  // namespace
}  // namespace thresh::emit
