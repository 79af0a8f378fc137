// Manifests: written, read back, refused where they are none.
#include "dataset/manifest.h"

#include <catch2/catch.hpp>

#include "dataset/records.h"
#include "emit/json_writer.h"

namespace thresh::dataset {
namespace {

std::string json_of(const record::Map& map) {
  emit::JsonWriter json(emit::JsonWriter::Layout::kPretty);
  json.write(map);
  return std::string(json.text());
}

Manifest sample() {
  Manifest manifest;
  manifest.dataset = "clinic";
  manifest.version = 12;
  manifest.previous = 11;
  manifest.created = "2026-11-26T03:15:00Z";
  manifest.program = "0.1.0";
  manifest.rules = {{"clinic/question@1", "ab"}};
  manifest.records = 3;
  manifest.stale = 1;
  manifest.changes.add("new", 2);
  manifest.files = {{"records.jsonl", 120, "cd"}};
  manifest.statistics = tests::record_of(R"({"sites":{}})");
  manifest.held = record::List{tests::record_of(R"({"alarm":"records"})")};
  return manifest;
}

TEST_CASE("a manifest reads back as it was written") {
  const Manifest manifest = sample();
  const auto read = manifest_of(json_of(to_map(manifest)));
  REQUIRE(read.has_value());
  CHECK(to_map(*read) == to_map(manifest));
  CHECK(read->previous == 11);
  CHECK(read->find("records.jsonl")->size == 120);
  CHECK(read->find("other") == nullptr);
  Manifest first = manifest;
  first.previous = std::nullopt;
  CHECK_FALSE(manifest_of(json_of(to_map(first)))->previous.has_value());
}

TEST_CASE("versions are made alike where program and rules are the same") {
  const Manifest one = sample();
  Manifest other = sample();
  CHECK(one.made_alike(other));
  other.rules[0].sha256 = "changed";
  CHECK_FALSE(one.made_alike(other));
  other = sample();
  other.program = "0.2.0";
  CHECK_FALSE(one.made_alike(other));
}

TEST_CASE("what is no manifest is refused") {
  const record::Map good = to_map(sample());
  CHECK(manifest_of("").error().code == base::ErrorCode::kUnreadable);
  CHECK(manifest_of("[]").error().code == base::ErrorCode::kUnreadable);
  for (const auto& [key, value] : good.entries()) {
    record::Map without = good, other = good;
    without.erase(key);
    other.set(key, record::Value(true));
    INFO(key);
    CHECK_FALSE(manifest_of(json_of(without)).has_value());
    CHECK_FALSE(manifest_of(json_of(other)).has_value());
  }
  record::Map newer = good;
  newer.set("schema", 2);
  CHECK(manifest_of(json_of(newer)).error().message.find("newer") != std::string::npos);
}

TEST_CASE("a manifest from elsewhere names no file outside of its folder") {
  for (const char* name : {"../x", "/etc/passwd", "a/b", "..", ""}) {
    Manifest manifest = sample();
    manifest.files[0].name = name;
    INFO(name);
    CHECK_FALSE(manifest_of(json_of(to_map(manifest))).has_value());
  }
}

TEST_CASE("changes are counted by their classes") {
  ChangeCounts counts;
  RecordChange change;
  change.what = ChangeClass::kNew;
  counts.add(change);
  counts.add(change);
  counts.same = 7;
  CHECK(counts_map(counts) == tests::record_of(R"({"new":2,"same":7})"));
  CHECK(counts.changed() == 2);
}

}  // namespace
}  // namespace thresh::dataset
