// The tree of a YAML file: what becomes of each node, where it stands, and what is refused.
#include "rules/yaml_tree.h"

#include <catch2/catch.hpp>

namespace thresh::rules {
namespace {

// The tree in one line: {key: "quoted", list: [plain], empty: ~}, with `!` before what a ` #` cut short.
std::string written(const YamlNode& node) {
  const std::string cut = node.swallowed.empty() ? "" : "!";
  if (node.is_null()) return cut + "~";
  if (node.is_scalar()) return cut + (node.quoted ? "\"" + node.text + "\"" : node.text);
  std::string out = node.is_list() ? "[" : "{";
  for (const YamlNode& item : node.items) out += (out.size() > 1 ? ", " : "") + written(item);
  for (const YamlEntry& entry : node.entries) {
    out += (out.size() > 1 ? ", " : "") + written(entry.key) + ": " + written(entry.value);
  }
  return out + (node.is_list() ? "]" : "}");
}

std::string parsed(std::string_view yaml) {
  const SourceText source(yaml, "test.yaml");
  const auto tree = parse_yaml(source, base::Limits{});
  return tree ? written(*tree) : "error: " + tree.error().message;
}

TEST_CASE("Maps, lists and scalars become a tree") {
  CHECK(parsed("a: 1\nb: [x, 'y']\nc:\n  - d: \"e\"\n  -\n") == "{a: 1, b: [x, \"y\"], c: [{d: \"e\"}, ~]}");
  CHECK(parsed("text: |\n  one\n  two\n") == "{text: \"one\ntwo\n\"}");
}

TEST_CASE("A question mark within a word is a part of it, in braces too") {
  CHECK(parsed("{is: head? prose* (a | b)?, 'b?': \"c?\", d: e?}") ==
        "{is: head? prose* (a | b)?, \"b?\": \"c?\", d: e?}");
  CHECK(parsed("a: b?\n\"c\": |\n  d?\n") == "{a: b?, \"c\": \"d?\n\"}");
}

TEST_CASE("A comment that looks like a part of the value is noticed") {
  CHECK(parsed("a: #id\nb: x #id\nc: x # id\nd: x   ## id\ne: 'x' #id\nf:\n  - #id\n  - y\n") ==
        "{a: !~, b: !x, c: x, d: x, e: \"x\", f: [!~, y]}");
}

TEST_CASE("Nodes know where they stand, in code points") {
  const SourceText source("é: {ü: \"x\",\n  b: [y]}\n", "test.yaml");
  const auto tree = parse_yaml(source, base::Limits{});
  REQUIRE(tree);
  const YamlNode& map = tree->entries[0].value;
  const Position value = source.position(map.entries[0].value.begin);
  CHECK(value.line == 1);
  CHECK(value.column == 8);
  const Position item = source.position(map.entries[1].value.items[0].begin);
  CHECK(item.line == 2);
  CHECK(item.column == 7);
}

TEST_CASE("A place is wide as asked but ends with its line") {
  const SourceText source("one\r\ntwo", "test.yaml");
  const base::FilePlace place = source.file_place(6, 10);
  CHECK(place.line == 2);
  CHECK(place.column == 2);
  CHECK(place.width == 2);
  CHECK(source.file_place(0, 1).line_text == "one");
  CHECK(source.position(1000).line == 2);
}

TEST_CASE("What is not plain data is refused") {
  CHECK(parsed("a: &x 1\nb: *x\n").starts_with("error: YAML takes this `&` for an anchor"));
  CHECK(parsed("a: *x\n").starts_with("error: YAML takes this `*` for an alias"));
  CHECK(parsed("a: !t 1\n").starts_with("error: YAML takes this `!` for a tag"));
  CHECK(parsed("a: ! 1\n").starts_with("error: YAML takes this `!` for a tag"));
  CHECK(parsed("a: 1\na: 2\n") == "error: duplicate key `a`");
  CHECK(parsed("a: 1\n---\nb: 2\n") == "error: a second document starts here");
  CHECK(parsed("# nothing\n") == "error: the file is empty");
  CHECK(parsed("a: \xFF\n") == "error: the file is not UTF-8 text");
  CHECK(parsed(std::string_view("a: \0b\n", 6)) == "error: a control character");
}

TEST_CASE("The number of values is bounded as asked, brackets and commas with it") {
  const auto refusal = [](const std::string& yaml, std::size_t most) {
    const SourceText source(yaml, "test.yaml");
    const auto tree = parse_yaml(source, base::Limits{}, {.most_values = most});
    return tree ? std::string() : tree.error().message;
  };
  CHECK(refusal("[a, b]\n", 3).empty());
  CHECK(refusal("[a, b]\n", 2) == "more than 2 values in one file");
  CHECK(refusal("- ',,,,,'\n", 2) == "too many brackets and commas for one file");
}

TEST_CASE("Nesting is refused one level beyond the limit") {
  const std::string deepest = std::string(32, '[') + std::string(32, ']');
  CHECK_FALSE(parsed(deepest).starts_with("error"));
  CHECK(parsed("[" + deepest + "]") == "error: nested deeper than 32 levels");
}

}  // namespace
}  // namespace thresh::rules
