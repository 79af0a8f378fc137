// JSON-LD as items: graphs, references, lists.
#include "structured/json_ld.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"
#include "structured/conformance.h"

using namespace thresh;

namespace {

// Items as "TYPE(property=value …)", one a line; an item that is a value by its number.
std::string items_of(const std::string& json, std::uint64_t steps = 1'000'000) {
  auto value = extract::parse_json(json);
  REQUIRE(value);
  html::Budget budget{steps};
  structured::Items items;
  structured::read_json_ld({&value->value}, budget, items);
  std::string out;
  for (const structured::Item& item : items.all) {
    out += (item.types.empty() ? "?" : std::string(item.types.front())) + (item.owned ? "*(" : "(");
    for (const auto& [name, said] : item.properties) {
      const bool inner = said.kind == structured::Value::Kind::kItem;
      out +=
          std::string(name) + "=" + (inner ? "#" + std::to_string(said.item) : *extract::json_text(*said.json)) + " ";
    }
    out += ")";
  }
  return out;
}

}  // namespace

TEST_CASE("JSON-LD: an object is an item, one inside it its own, owned; lists are several values") {
  CHECK(items_of(R"({"@type": "A", "n": ["x", 2, null], "b": {"@type": "B", "ok": true}})") ==
        "A(n=x n=2 b=#1 )B*(ok=true )");
}

TEST_CASE("JSON-LD: what stands in @graph, @list, @set and in lists of lists is read") {
  CHECK(items_of(R"({"@context": "x", "@graph": [{"@type": "A"}, {"@type": "B"}]})") == "A()B()");
  CHECK(items_of(R"([{"@type": "A"}, [{"@type": "B"}]])") == "A()B()");
  CHECK(items_of(R"({"@type": "A", "n": {"@list": [1, {"@set": [2, 3]}]}, "m": {"@value": "v", "@language": "en"}})") ==
        "A(n=1 n=2 n=3 m=v )");
}

TEST_CASE("JSON-LD: keywords in any letter case") {
  CHECK(items_of(R"({"@Context": "x", "@Graph": [{"@Type": "A", "b": {"@TYPE": "B"}}]})") == "A(b=#1 )B*()");
}

TEST_CASE(
    "JSON-LD: an @id stands for the object that has it and says most, wherever that is; an unknown one for itself") {
  CHECK(items_of(R"([{"@type": "A", "author": {"@id": "#p"}, "x": {"@id": "#none"}},
                     {"@id": "#p", "@type": "P", "name": "Ann"}])") == "A(author=#1 x=#none )P(name=Ann )");
  CHECK(items_of(R"([{"@id": "#a", "next": {"@id": "#b"}}, {"@id": "#b", "next": {"@id": "#a"}}])") ==
        "?(next=#1 )?(next=#0 )");
}

TEST_CASE("JSON-LD: a page's budget of steps bounds what is read") {
  CHECK(items_of(R"([{"@type": "A"}, {"@type": "B"}, {"@type": "C"}])", 2).size() < 7);
}

TEST_CASE("JSON-LD: blocks are printed as they stand, lists written out") {
  const auto value = extract::parse_json(R"([{"b": 1, "a": [2]}, 3])");
  CHECK(tests::canonical(structured::print_json_ld({&value->value})) == R"([{"a": ["2"], "b": "1"}])");
}
