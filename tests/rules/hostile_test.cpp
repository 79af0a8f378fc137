// Files that mean harm, or that an accident damaged: refused for what they are, never a crash.
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "rules/files.h"
#include "rules/report.h"

namespace thresh::rules {
namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

const std::string kCustom = "rules: a/b@1\nrecord: custom\n";

std::string many_fields(std::string_view value) {
  std::string out = kCustom + "html:\n";
  for (int i = 0; i < 4000; ++i) out += "  f" + std::to_string(i) + ": " + std::string(value) + "\n";
  return out;
}

struct Bomb {
  std::string name;
  std::string yaml;
  std::string refusal;  // how the first error starts
};

std::vector<Bomb> bombs() {
  return {
      {"an alias bomb", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "YAML takes this `&` for an anchor"},
      {"a cycle", "a: &a [*a]\n", "YAML takes this `&` for an anchor"},
      {"brackets", repeated("[", 200'000), "brackets nested too deep"},
      {"braces", repeated("{", 200'000), "brackets nested too deep"},
      {"brackets over lines", repeated("[\n", 100'000), "brackets nested too deep"},
      {"nested lists", repeated("- ", 100'000), "nested deeper than 32 levels"},
      {"nested complex keys", repeated("? ", 100'000), "nested deeper than 32 levels"},
      {"a million selectors", kCustom + "html:\n" + repeated("  - a\n", 1'000'000), "a selector file has at most"},
      {"a list of many", kCustom + "drop:\n" + repeated("  - a\n", 40'000), "more than 10000 values"},
      {"a flow map of many", "{" + repeated("a,", 120'000) + "}", "too many brackets and commas"},
      {"a flow list of many maps", "[" + repeated("a: b, ", 40'000) + "]", "too many brackets and commas"},
      {"many documents", repeated("---\n", 60'000), "a second document starts here"},
      {"an open quote", "a: \"" + repeated("x\n", 120'000), "this quote is never closed"},
      {"comments only", repeated("#\n", 120'000), "the file is empty"},
      {"tags", repeated("!!a ", 60'000), "YAML takes this `!` for a tag"},
      {"stars", "a: " + repeated("*", 200'000), "YAML takes this `*` for an alias"},
      {"zero bytes", std::string(200'000, '\0'), "a control character"},
      {"binary",
       "\x7F"
       "ELF\x02\x01\x01" +
           std::string(1000, '\xFF'),
       "the file is not UTF-8 text"},
      {"an endless key", repeated("x", 250'000), "a map with `rules`"},
      {"a long selector", kCustom + "html:\n  f: \"" + repeated("a ", 100'000) + "\"\n",
       "bad CSS selector: the selector has too many parts"},
      {"nested parentheses in a layout",
       kCustom + "text: {lines: {a: {to: x}}, layout: \"" + repeated("(", 100'000) + "\"}",
       "parentheses nest too deep"},
      {"bounds that multiply",
       kCustom + "text: {lines: {a: {to: x}}, layout: \"" + repeated("(", 30) + "a" + repeated("){99}", 30) + "\"}",
       "the layout has over a million states"},
      {"an endless path", kCustom + "text: {lines: {a: {to: " + repeated("a.", 100'000) + "a}}, layout: a}",
       "this path is too long"},
      {"a fragment that grows",
       kCustom + "use: {x: \"" + repeated("y", 60'000) + "\"}\nhtml: {t: \"" + repeated("${x}", 9'000) + "\"}",
       "longer than 8192 bytes"},
      {"many bad regular expressions", many_fields("'regex:('"), "the pattern is not valid"},
  };
}

// The refusal tells that the bomb was never set off: it is that of a bound, or of the first character that is wrong.
TEST_CASE("A bomb is refused for what it is") {
  for (const Bomb& bomb : bombs()) {
    INFO(bomb.name);
    const auto loaded = load(bomb.yaml, "bomb.yaml", base::Limits{});
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().size() <= Report::kMostErrors);
    CHECK_THAT(loaded.error().front().message, Catch::StartsWith(bomb.refusal));
  }
}

TEST_CASE("A file over the size limit is too large, whatever it holds") {
  const auto loaded = load(std::string((std::size_t{256} << 10) + 1, 'x'), "big.yaml", base::Limits{});
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().front().code == base::ErrorCode::kTooLarge);
}

TEST_CASE("The number of regular expressions is bounded") {
  const auto loaded = load(many_fields("'regex:x'"), "many.yaml", base::Limits{});
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().front().message == "more than 200 regular expressions in one file");
}

TEST_CASE("An error message is short and printable however long the mistake is") {
  const auto loaded = load(kCustom + repeated("x", 50'000) + ": 1\n", "long.yaml", base::Limits{});
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().front().message.size() < 1000);
}

// Edits as an unlucky author, or a fuzzer, would make them.
std::string mutated(std::string yaml) {
  const auto edits = *rc::gen::inRange(1, 6);
  for (int i = 0; i < edits && !yaml.empty(); ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, yaml.size());
    const auto length = std::min<std::size_t>(*rc::gen::inRange<std::size_t>(0, 30), yaml.size() - at);
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        yaml.erase(at, length);
        break;
      case 1:
        yaml.insert(at, yaml.substr(*rc::gen::inRange<std::size_t>(0, yaml.size()), length));
        break;
      case 2:
        yaml[at] = *rc::gen::elementOf(std::string("{}[]:,#&*!|>'\"%@`-?.$ \n\tx0\x01\xFF"));
        break;
      default:
        yaml.insert(at, *rc::gen::elementOf(std::vector<std::string>{"${", ": ", " #", "- ", "{1,", "\n\n", "any:"}));
    }
  }
  return yaml;
}

TEST_CASE("A damaged file gives rules or errors with a place, never a crash") {
  const std::vector<std::string> files = {tests::repository_file("tests/rules/whole.yaml"),
                                          tests::repository_file("tests/rules/variants.yaml"),
                                          tests::repository_file("tests/rules/custom.yaml")};
  REQUIRE(rc::check([&files] {
    const std::string yaml = mutated(*rc::gen::elementOf(files));
    const auto loaded = load(yaml, "mutated.yaml", base::Limits{});
    if (loaded) {
      for (const Rules& rules : *loaded) RC_ASSERT(resolved(tests::load_one(resolved(rules))) == resolved(rules));
    } else {
      RC_ASSERT(!loaded.error().empty());
      for (const base::Error& error : loaded.error()) {
        RC_ASSERT(error.place.line > 0u);
        RC_ASSERT(!error.message.empty());
      }
    }
  }));
}

}  // namespace
}  // namespace thresh::rules
