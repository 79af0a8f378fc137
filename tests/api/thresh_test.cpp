#include "api/thresh.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <thread>

namespace thresh {
namespace {

TEST_CASE("a page becomes a record by the shipped selector files") {
  const auto converter = Converter::make();
  REQUIRE(converter);
  std::ifstream file(std::string(THRESH_SOURCE_DIR) + "/seeds/realself-question.txt");
  const std::string page((std::istreambuf_iterator<char>(file)), {});
  const auto record = converter->convert({.bytes = page, .name = "seed.txt"});
  REQUIRE(record);
  CHECK(*record->find("kind") == record::Value("qa"));
  CHECK(record->find("answers")->as_list()->size() == 5);
  CHECK(record->find("warnings") != nullptr);
}

TEST_CASE("the data alone, and where it comes from") {
  const auto bare = Converter::make({.bare = true})->convert({.bytes = "<title>A lamp</title><p>Lit."});
  REQUIRE(bare);
  CHECK(bare->find("warnings") == nullptr);
  CHECK(bare->find("provenance") == nullptr);
  const auto traced = Converter::make({.provenance = true})->convert({.bytes = "<title>A lamp</title><p>Lit."});
  REQUIRE(traced);
  CHECK_FALSE(traced->find("provenance")->as_list()->empty());
}

TEST_CASE("what is no page is an error") {
  const auto converter = Converter::make();
  REQUIRE(converter);
  const auto record = converter->convert({.bytes = "  \n "});
  REQUIRE_FALSE(record);
  CHECK(record.error().code == base::ErrorCode::kEmptyPage);
}

TEST_CASE("rules that are wrong are told, all of them") {
  const auto missing = Converter::make({.rules = {"nowhere.yaml", "nowhere/"}});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().size() == 2);
  CHECK(missing.error().front().place.file == "nowhere.yaml");
}

TEST_CASE("several threads may convert at the same time") {
  const auto converter = Converter::make();
  REQUIRE(converter);
  const RawPage page = {.bytes = "<title>A lamp</title><p>It is lit every evening."};
  const std::string expected = to_json(*converter->convert(page));
  std::vector<std::string> found(8);
  std::vector<std::thread> threads;
  for (std::string& one : found) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) one = to_json(*converter->convert(page));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : found) CHECK(one == expected);
}

TEST_CASE("a record is JSON on one line, and a document of YAML") {
  record::Map record;
  record.add("title", "a \"b\"\n");
  record.add("votes", 3);
  CHECK(to_json(record) == "{\"title\":\"a \\\"b\\\"\\n\",\"votes\":3}");
  CHECK(to_yaml(record).ends_with("votes: 3\n"));
}

}  // namespace
}  // namespace thresh
