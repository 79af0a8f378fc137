// YAML: the layout by example, and whatever the strings, yaml-cpp reads back what was written. PyYAML's turn is
// yaml_roundtrip_test.py.
#include <rapidcheck.h>
#include <yaml-cpp/yaml.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "emit/hostile.h"
#include "emit/memory_output.h"
#include "emit/records.h"
#include "emit/yaml_scalar.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;
using record::Value;

std::string value_text(std::string_view text) {
  std::string out;
  append_yaml_value(out, text, 2);
  return out;
}

// --- Reading back.

bool reads_as_text(const YAML::Node& node, const std::string& text) {
  if (!node.IsScalar() || node.Scalar() != text) return false;
  bool truth = false;
  double number = 0;
  const bool quoted = node.Tag() == "!";
  return quoted || (!YAML::convert<bool>::decode(node, truth) && !YAML::convert<double>::decode(node, number));
}

bool reads_as_number(const YAML::Node& node, const Value& value) {
  if (const double* real = value.as_real(); real != nullptr && std::isfinite(*real)) return node.as<double>() == *real;
  if (const std::int64_t* integer = value.as_integer()) return node.as<std::int64_t>() == *integer;
  return node.IsNull();
}

bool reads_as(const YAML::Node& node, const Value& value);

bool reads_as_map(const YAML::Node& node, const Map& map) {
  if (!node.IsMap() || node.size() != map.size()) return false;
  auto child = node.begin();
  for (const auto& [key, value] : map.entries()) {
    if (!reads_as_text(child->first, key) || !reads_as(child->second, value)) return false;
    ++child;
  }
  return true;
}

bool reads_as_list(const YAML::Node& node, const List& list) {
  if (!node.IsSequence() || node.size() != list.size()) return false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!reads_as(node[i], list[i])) return false;
  }
  return true;
}

bool reads_as(const YAML::Node& node, const Value& value) {
  if (const Map* map = value.as_map()) return reads_as_map(node, *map);
  if (const List* list = value.as_list()) return reads_as_list(node, *list);
  if (const std::string* text = value.as_text()) return reads_as_text(node, *text);
  if (const bool* truth = value.as_bool()) return node.as<bool>() == *truth;
  if (value.is_null()) return node.IsNull();
  return reads_as_number(node, value);
}

bool comes_back(const List& records) {
  const std::string yaml = emitted("yaml", records);
  const std::vector<YAML::Node> documents = YAML::LoadAll(yaml);
  if (documents.size() != records.size()) return false;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!reads_as(documents[i], records[i])) return false;
  }
  return true;
}

// --- Random records.

rc::Gen<std::string> any_text() {
  static const std::vector<std::string> kPieces = hostile_pieces();
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                      [](const std::vector<std::string>& chosen) {
                        std::string text;
                        for (const std::string& piece : chosen) text += piece;
                        return text;
                      });
}

rc::Gen<Value> any_leaf() {
  return rc::gen::weightedOneOf<Value>({
      {6, rc::gen::map(any_text(), [](std::string text) { return Value(std::move(text)); })},
      {1, rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t i) { return Value(i); })},
      {1, rc::gen::map(rc::gen::arbitrary<double>(), [](double d) { return Value(d); })},
      {1, rc::gen::map(rc::gen::arbitrary<bool>(), [](bool b) { return Value(b); })},
      {1, rc::gen::just(Value())},
  });
}

rc::Gen<Value> any_value(int depth);

rc::Gen<Value> any_list(int depth) {
  return rc::gen::map(rc::gen::resize(4, rc::gen::container<List>(any_value(depth - 1))),
                      [](List list) { return Value(std::move(list)); });
}

rc::Gen<Value> any_map(int depth) {
  using Entries = std::vector<std::pair<std::string, Value>>;
  return rc::gen::map(rc::gen::resize(4, rc::gen::container<Entries>(rc::gen::pair(any_text(), any_value(depth - 1)))),
                      [](const Entries& entries) {
                        Map map;
                        for (const auto& [key, value] : entries) map.set(key, value);
                        return Value(std::move(map));
                      });
}

rc::Gen<Value> any_value(int depth) {
  if (depth == 0) return any_leaf();
  return rc::gen::weightedOneOf<Value>({{3, any_leaf()},
                                        {1, rc::gen::lazy([depth] { return any_list(depth); })},
                                        {1, rc::gen::lazy([depth] { return any_map(depth); })}});
}

// --- The layout.

TEST_CASE("a record is a document of block maps and lists") {
  const Map record = map_of({{"id", "qa-1"},
                             {"title", "Does it fade by itself?"},
                             {"votes", nullptr},
                             {"accepted", true},
                             {"tags", List{}},
                             {"empty", Map{}},
                             {"answers", List{map_of({{"position", 1},
                                                      {"body", "Yes.\n\nIn time."},
                                                      {"author", map_of({{"credentials", List{"MD", "FAAD"}}})}}),
                                              map_of({{"position", 2}, {"body", "  No"}})}},
                             {"pairs", List{List{1, 2.5}, List{}, List{Value(List{"a"})}}}});
  CHECK(emitted("yaml", {record}) == R"(id: qa-1
title: Does it fade by itself?
votes: null
accepted: true
tags: []
empty: {}
answers:
  - position: 1
    body: |-
      Yes.

      In time.
    author:
      credentials:
        - MD
        - FAAD
  - position: 2
    body: '  No'
pairs:
  - - 1
    - 2.5
  - []
  - - - a
)");
}

TEST_CASE("a record that nests 5,000 levels deep is written (no recursion over input)") {
  constexpr std::size_t kDepth = 5000;
  Value value = 1;
  for (std::size_t i = 0; i < kDepth; ++i)
    value = i % 2 == 0 ? Value(List{std::move(value)}) : Value(map_of({{"a", value}}));
  CHECK(emitted("yaml", {map_of({{"deep", value}})}).ends_with("- 1\n"));
  CHECK(emitted("jsonl", {map_of({{"deep", value}})}).size() > kDepth);
}

TEST_CASE("documents are set apart by three dashes, and nothing else is") {
  const Map record = map_of({{"a", 1}});
  CHECK(emitted("yaml", {}).empty());
  CHECK(emitted("yaml", {record}) == "a: 1\n");
  CHECK(emitted("yaml", {record, Map{}, record}) == "a: 1\n---\n{}\n---\na: 1\n");
}

TEST_CASE("prose on one line is plain") {
  for (const char* text :
       {"Can Botox cause facial muscles to weaken?", "Best, Dr. Emer.", "Baltimore", "a:b", "a#b",
        "4.9 out of 5 stars 103 reviews", "208200000X", "https://example.org/?a=b#c", "say \"no\" twice", "it's so",
        "Zoë", "wait…", "Nothing", "nonsense", "ideal {{ x }} here", "1,000 units"}) {
    CHECK(value_text(text) == text);
  }
}

TEST_CASE("what a reader could take for something else is quoted, in single quotes where they need no doubling") {
  CHECK(value_text("") == "''");
  CHECK(value_text("no") == "'no'");
  CHECK(value_text("12:30:45") == "'12:30:45'");
  CHECK(value_text("2020-01-01") == "'2020-01-01'");
  CHECK(value_text("key: value") == "'key: value'");
  CHECK(value_text("it's: so") == "\"it's: so\"");
  CHECK(value_text("\"it's\": so") == "'\"it''s\": so'");
  CHECK(value_text("a\tb") == R"("a\tb")");
  CHECK(value_text("a\rb\x7F") == R"("a\rb\x7F")");
  CHECK(value_text("a\u0085b\u2028c\uFEFF") == R"("a\x85b\u2028c\uFEFF")");
  CHECK(value_text("\U0001F600 fine") == "\U0001F600 fine");
}

TEST_CASE("several lines are a literal block where a block can hold them exactly (YAML 1.2.2, section 8.1.2)") {
  CHECK(value_text("a\nb") == "|-\n  a\n  b");
  CHECK(value_text("a\nb\n") == "|\n  a\n  b");
  CHECK(value_text("a\n\n") == "|+\n  a\n");
  CHECK(value_text(" a\nb") == "|2-\n   a\n  b");
  CHECK(value_text("a\n---\nb") == "|-\n  a\n  ---\n  b");
  CHECK(value_text("a \nb") == R"("a \nb")");
  CHECK(value_text("\n\n") == R"("\n\n")");
  CHECK(value_text("a\r\nb") == R"("a\r\nb")");
}

TEST_CASE("a key that is too long for a simple key is announced (YAML 1.2.2, section 7.4)") {
  const std::string key(2000, 'k');
  CHECK(emitted("yaml", {map_of({{key, map_of({{"a", 1}})}})}) == "? " + key + "\n:\n  a: 1\n");
}

TEST_CASE("bytes that are no UTF-8 become replacement characters") {
  CHECK(value_text("a\xFF"
                   "b") == "a\uFFFDb");
  CHECK(value_text("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
  CHECK(value_text("no\xC3") == "no\uFFFD");
}

// --- The round trip.

TEST_CASE("every hostile string is read back by yaml-cpp, as a value, an item and a key") {
  for (const std::string& text : hostile_strings(THRESH_SOURCE_DIR)) {
    INFO(text.substr(0, 100));
    Map record = map_of({{"text", text}, {"list", List{Value(text)}}, {"last", 1}});
    if (text.size() < 10000) record.add(text + "2", List{map_of({{text, text}}), text});
    CHECK(comes_back({record, map_of({{"next", 1}})}));
  }
}

TEST_CASE("any text made of hostile pieces is read back by yaml-cpp") {
  REQUIRE(rc::check([] {
    const std::string text = *any_text();
    RC_ASSERT(comes_back({map_of({{"before", 1}, {"text", text}, {"after", List{text}}})}));
  }));
}

TEST_CASE("any records are read back by yaml-cpp") {
  REQUIRE(rc::check([] {
    const Value first = *any_map(3);
    const Value second = *any_map(2);
    RC_ASSERT(comes_back({first, second}));
  }));
}

}  // namespace
}  // namespace thresh::emit
