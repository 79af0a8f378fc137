// Test cases as folders, read from a disk in memory: what passes, what differs, what is broken.
#include "convert/fixture.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "convert/pages.h"
#include "emit/emit.h"
#include "rules/yaml_value.h"

using namespace thresh;
using convert::differences;
using record::List;
using record::Map;
using record::Value;

namespace {

Map map_of(std::vector<std::pair<std::string, Value>> entries) {
  Map map;
  for (auto& [key, value] : entries) map.add(key, std::move(value));
  return map;
}

// The differences of a case whose files are given, each with a line end; "error: CODE" where it cannot be run.
std::string outcome(const std::map<std::string, std::string>& files) {
  tests::MemoryDisk disk;
  for (const auto& [name, bytes] : files) disk.files["case/" + name] = bytes;
  const auto rules = tests::rules_of(
      "rules: a/b@1\nrecord: custom\nmatch: {html: '#one'}\nhtml: {title: h1, votes: {css: b, type: count}}\n");
  convert::Options options;
  options.rules = rules;
  const auto result = convert::run_fixture(disk, "case", options);
  if (!result) return "error: " + std::string(base::name(result.error().code));
  CHECK(result->passed() == result->differences.empty());
  std::string out;
  for (const std::string& line : result->differences) out += line + '\n';
  return out;
}

const std::string kPage = "<div id=one></div><h1>Soil</h1><b>12</b>";

}  // namespace

TEST_CASE("A case passes where the record has what is expected of it; what is not mentioned is not compared") {
  CHECK(outcome({{"page.html", kPage}, {"expected.yaml", "fields: {title: Soil}\n"}}) == "");
  CHECK(outcome({{"page.html", kPage},
                 {"expected.yaml", "fields: {title: Soil, votes: 12}\nkind: custom\nurl: null\n"}}) == "");
}

TEST_CASE("What differs is told with its path, what was expected and what was found") {
  CHECK(outcome({{"page.html", kPage}, {"expected.yaml", "fields: {title: Sand, votes: null, more: 1}\n"}}) ==
        "/fields/title: expected \"Sand\", found \"Soil\"\n"
        "/fields/votes: expected null, found 12\n"
        "/fields/more: expected 1, not there\n");
  CHECK(outcome({{"page.html", kPage}, {"expected.yaml", "fields: {votes: 12.5}\n"}}) ==
        "/fields/votes: expected 12.5, found 12\n");
}

TEST_CASE("A case without an expectation does not pass") {
  CHECK(outcome({{"page.html", kPage}}) == "there is no expected.yaml\n");
}

TEST_CASE("An error that is expected passes, any other outcome does not") {
  CHECK(outcome({{"page.html", " "}, {"case.yaml", "error: empty_page\n"}}) == "");
  CHECK(outcome({{"page.html", " "}, {"case.yaml", "error: binary_page\n"}}) ==
        "expected the error binary_page, found the error empty_page\n");
  CHECK(outcome({{"page.html", kPage}, {"case.yaml", "error: empty_page\n"}}) ==
        "expected the error empty_page, found no error\n");
  CHECK(outcome({{"page.html", " "}, {"expected.yaml", "kind: custom\n"}}) ==
        "expected no error, found the error empty_page\n");
}

TEST_CASE("The case says where its page was fetched from and in which encoding") {
  CHECK(outcome({{"page.html", kPage},
                 {"case.yaml", "url: https://a.example/1\n"},
                 {"expected.yaml", "source: {url: https://a.example/1}\n"}}) == "");
  CHECK(outcome({{"page.txt", "caf\xE9 cr\xE8me"},
                 {"case.yaml", "charset: latin1\n"},
                 {"expected.yaml", "body: café crème\n"}}) == "");
}

TEST_CASE("What came out may become what is expected, but not where the case names an error") {
  const auto updatable = [](const std::string& about, const std::string& page) {
    tests::MemoryDisk disk;
    disk.files = {{"case/page.html", page}, {"case/case.yaml", about}};
    const auto result = convert::run_fixture(disk, "case", {});
    REQUIRE(result);
    CHECK_FALSE(result->passed());
    return result->can_be_updated();
  };
  CHECK(updatable("about: A page.\n", kPage));
  CHECK_FALSE(updatable("error: blocked_page\n", kPage));
  CHECK_FALSE(updatable("about: A page.\n", " "));
  CHECK_FALSE(updatable("error: blocked_page\n", " "));
}

TEST_CASE("A key that case.yaml does not have is an error, and so is an error that no page ends in") {
  const auto error = [](const std::string& about) {
    tests::MemoryDisk disk;
    disk.files = {{"case/page.html", kPage}, {"case/case.yaml", about}};
    const auto result = convert::run_fixture(disk, "case", {});
    return result ? "" : base::describe(result.error());
  };
  CHECK(error("about: A page.\nulr: https://a.example/\n") ==
        "case/case.yaml:2:1: unknown key `ulr`: did you mean `url`?\n  ulr: https://a.example/\n  ^^^\n");
  CHECK(error("error: blocked\n") ==
        "case/case.yaml:1:8: unknown error `blocked`\n  error: blocked\n         ^^^^^^^\n"
        "  there are: empty_page, binary_page, blocked_page\n");
  CHECK(error("url:\n").starts_with("case/case.yaml:1:5: a text is missing here"));
  CHECK(error("- a\n").starts_with("case/case.yaml:1:1: a map with `about` is expected here, not a list"));
}

TEST_CASE("Any text that is written as expected is read back as itself") {
  const auto round_trip = [](const std::string& text) {
    std::string out;
    tests::MemoryDisk disk;
    disk.files["case/page.html"] = kPage;
    {
      auto output = disk.create("case/expected.yaml");
      REQUIRE(output);
      const auto emitter = emit::find_format("yaml")->make(**output, {});
      REQUIRE(emitter->write(map_of({{"body", text}})));
      REQUIRE(emitter->finish());
      REQUIRE((*output)->commit());
    }
    const auto value = rules::read_yaml(disk.files["case/expected.yaml"], "expected.yaml");
    REQUIRE(value);
    return differences(*value, map_of({{"body", text}}));
  };
  for (const char* text : {"Infinity", "-Infinity", "inf", "nan", "NaN",  ".inf", ".nan", ".5",  "+1",
                           "1_000",    "0x1F",      "0o7", "1e3", "null", "Null", "~",    "yes", "True",
                           "-",        "?",         "<<",  "=",   "12",   "1.",   "1:30", "e",   "."}) {
    INFO(text);
    CHECK(round_trip(text).empty());
  }
}

TEST_CASE("The folder of a test is named from where the selector file lies") {
  rules::Rules rules;
  rules.file = "sites/forum.yaml";
  CHECK(convert::fixture_folder(rules, {"../fixtures/one", {}}) == "fixtures/one");
  rules.file = "forum.yaml";
  CHECK(convert::fixture_folder(rules, {"cases/one", {}}) == "cases/one");
}

TEST_CASE("A folder that is no case, or a broken one, is an error") {
  CHECK(outcome({{"notes.md", "words"}}) == "error: not_found");
  CHECK(outcome({}) == "error: not_found");
  CHECK(outcome({{"page.html", kPage}, {"expected.yaml", "a: [\n"}}) == "error: bad_rules");
  CHECK(outcome({{"page.html", kPage}, {"case.yaml", "a: &x 1\n"}, {"expected.yaml", "kind: custom\n"}}) ==
        "error: bad_rules");
}

TEST_CASE("Maps are compared by what is expected of them, lists by all of their elements") {
  const Map actual = map_of({{"a", 1}, {"b", List{1, 2}}, {"c", map_of({{"d", "x"}, {"e", nullptr}})}});
  CHECK(differences(map_of({{"c", map_of({{"d", "x"}})}}), actual).empty());
  CHECK(differences(map_of({{"b", List{1, 2}}}), actual).empty());
  CHECK(differences(map_of({{"b", List{1}}}), actual) ==
        std::vector<std::string>{"/b: expected a list of 1, found a list of 2"});
  CHECK(differences(map_of({{"b", List{1, 3}}}), actual) == std::vector<std::string>{"/b/1: expected 3, found 2"});
  CHECK(differences(map_of({{"a", map_of({})}}), actual) == std::vector<std::string>{"/a: expected a map, found 1"});
  CHECK(differences(map_of({{"c/~", 1}}), actual) == std::vector<std::string>{"/c~1~0: expected 1, not there"});
  CHECK(differences("x", "y") == std::vector<std::string>{"the record: expected \"x\", found \"y\""});
}

TEST_CASE("A number is equal to itself, written with a point or without; to a text it is not") {
  CHECK(differences(4, 4.0).empty());
  CHECK(differences(4.0, 4).empty());
  CHECK_FALSE(differences(4, 4.5).empty());
  CHECK_FALSE(differences("4", 4).empty());
  CHECK_FALSE(differences(true, 1).empty());
}

TEST_CASE("Differences stay few and short, in whole characters") {
  Map expected;
  for (int i = 0; i < 100; ++i) expected.add("k" + std::to_string(i), i);
  CHECK(differences(expected, Map()).size() == 20);
  std::string words;
  for (int i = 0; i < 200; ++i) words += "字";
  const auto lines = differences(words, "y");
  REQUIRE(lines.size() == 1);
  CHECK(lines.front().size() < 400);
  CHECK(lines.front().find("字…\"") != std::string::npos);
}
