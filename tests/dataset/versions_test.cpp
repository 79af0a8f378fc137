// Versions on a real disk: published, held, rolled back, pruned.
#include "dataset/versions.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "base/temporary_folder.h"
#include "dataset/publishing.h"
#include "dataset/records.h"

namespace thresh::dataset {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::system_disk;
using tests::publish;
using tests::TemporaryFolder;

const record::List kAlarm = {record::Value("an alarm")};

// "1 2* (3)": the latest with a star, held ones in brackets.
std::string listed(Versions& versions) {
  std::string out;
  const auto entries = versions.list().value();
  for (const Versions::Entry& entry : entries) {
    const std::string number = std::to_string(entry.number) + (entry.latest ? "*" : "");
    out += (out.empty() ? "" : " ") + (entry.held ? '(' + number + ')' : number);
  }
  return out;
}

TEST_CASE("names of versions are numbers of six digits or more") {
  CHECK(version_name(1) == "000001");
  CHECK(version_name(1'234'567) == "1234567");
  CHECK(version_number("000012") == 12);
  CHECK(version_number("1234567") == 1'234'567);
  for (const char* name : {"", "12", "0000012", "000000", "00001a", "+00001", "latest", ".new-000001"}) {
    INFO(name);
    CHECK_FALSE(version_number(name).has_value());
  }
}

TEST_CASE("a version appears whole and is the latest") {
  const TemporaryFolder folder;
  auto versions = Versions::create(system_disk(), folder / "a/data").value();
  CHECK(listed(versions).empty());
  CHECK_FALSE(versions.latest().value().has_value());
  const Manifest manifest = publish(versions, "one\n").value();
  CHECK(manifest.version == 1);
  CHECK_FALSE(manifest.previous.has_value());
  CHECK(folder.get("a/data/latest/records.jsonl") == "one\n");
  CHECK(fs::read_symlink(folder / "a/data/latest") == "versions/000001");
  CHECK(publish(versions, "two\n")->previous == 1);
  CHECK(listed(versions) == "1 2*");
  CHECK(folder.get("a/data/latest/records.jsonl") == "two\n");
  CHECK(folder.get("a/data/versions/000001/records.jsonl") == "one\n");
  const Manifest read = *versions.manifest(2).value();
  CHECK(read.records == 1);
  CHECK(read.find("records.jsonl")->sha256 == "27dd8ed44a83ff94d557f9fd0412ed5a8cbca69ea04922d88c01184a07300a5a");
}

TEST_CASE("a file that is the same as in the version before is a link to it") {
  const TemporaryFolder folder;
  auto versions = Versions::create(system_disk(), folder.path()).value();
  REQUIRE(publish(versions, "one\n"));
  REQUIRE(publish(versions, "two\n"));
  REQUIRE(publish(versions, "two\n", "other\n"));
  CHECK(fs::hard_link_count(folder / "versions/000001/notes.txt") == 2);
  CHECK(fs::hard_link_count(folder / "versions/000001/records.jsonl") == 1);
  CHECK(fs::hard_link_count(folder / "versions/000003/records.jsonl") == 2);
  CHECK(folder.get("versions/000003/notes.txt") == "other\n");
  CHECK(std::distance(fs::directory_iterator(folder / "versions/000003"), {}) == 3);
}

TEST_CASE("no link is made to a file that lost bytes, and no version with one is rolled back to") {
  const TemporaryFolder folder;
  auto versions = Versions::create(system_disk(), folder.path()).value();
  REQUIRE(publish(versions, "one\n"));
  folder.put("versions/000001/notes.txt", std::string(folder.get("versions/000001/notes.txt").size(), 'x'));
  REQUIRE(publish(versions, "two\n"));
  CHECK(fs::hard_link_count(folder / "versions/000002/notes.txt") == 1);
  CHECK(folder.get("versions/000002/notes.txt").find('x') == std::string::npos);
  const auto done = versions.rollback(1);
  REQUIRE_FALSE(done);
  CHECK(done.error().place.file.ends_with("000001/notes.txt"));
}

TEST_CASE("a version that is not published leaves nothing for long") {
  const TemporaryFolder folder;
  auto versions = Versions::create(system_disk(), folder.path()).value();
  REQUIRE(publish(versions, "one\n"));
  {
    auto version = versions.begin().value();
    auto output = version.create("records.jsonl").value();
    REQUIRE(output->write("half"));
  }
  CHECK(listed(versions) == "1*");
  CHECK(fs::exists(folder / "versions/.new-000002"));
  CHECK_FALSE(versions.begin().has_value());  // before `recover`
  REQUIRE(versions.recover());
  CHECK_FALSE(fs::exists(folder / "versions/.new-000002"));
  CHECK(publish(versions, "two\n")->version == 2);
}

TEST_CASE("a held version is not the latest, until it is published by hand") {
  const TemporaryFolder folder;
  auto versions = Versions::create(system_disk(), folder.path()).value();
  CHECK(versions.publish_held(std::nullopt).error().code == ErrorCode::kNotFound);
  REQUIRE(publish(versions, "one\n"));
  REQUIRE(publish(versions, "", "x", kAlarm));
  REQUIRE(publish(versions, "\n", "y", kAlarm));
  CHECK(listed(versions) == "1* (2) (3)");
  CHECK(folder.get("latest/records.jsonl") == "one\n");
  CHECK(publish(versions, "four\n")->previous == 1);
  CHECK(versions.publish_held(4).error().code == ErrorCode::kNotFound);
  CHECK(versions.publish_held(std::nullopt).value() == 3);
  CHECK(listed(versions) == "1 (2) 3* 4");
  CHECK(versions.publish_held(2).value() == 2);
  CHECK(listed(versions) == "1 2* 3 4");
  CHECK(publish(versions, "five\n")->version == 5);
}

TEST_CASE("rolling back switches and deletes nothing") {
  const TemporaryFolder folder;
  auto versions = Versions::create(system_disk(), folder.path()).value();
  CHECK(versions.rollback(std::nullopt).error().code == ErrorCode::kNotFound);
  for (const char* text : {"1\n", "2\n", "3\n"}) REQUIRE(publish(versions, text));
  CHECK(versions.rollback(std::nullopt).value() == 2);
  CHECK(versions.rollback(std::nullopt).value() == 1);
  CHECK(versions.rollback(std::nullopt).error().code == ErrorCode::kNotFound);
  CHECK(listed(versions) == "1* 2 3");
  CHECK(versions.rollback(3).value() == 3);
  CHECK(versions.rollback(4).error().code == ErrorCode::kNotFound);
  CHECK(versions.rollback(2).value() == 2);
  // What comes next comes after what it was rolled back to, and has a number of its own.
  const Manifest next = publish(versions, "4\n").value();
  CHECK(next.version == 4);
  CHECK(next.previous == 2);
  CHECK(versions.rollback(std::nullopt).value() == 2);
}

TEST_CASE("a version with missing or short files is not rolled back to") {
  const TemporaryFolder folder;
  auto versions = Versions::create(system_disk(), folder.path()).value();
  REQUIRE(publish(versions, "1\n"));
  REQUIRE(publish(versions, "2\n"));
  folder.put("versions/000001/records.jsonl", "");
  CHECK(versions.rollback(std::nullopt).error().code == ErrorCode::kUnreadable);
  fs::remove(folder / "versions/000001/records.jsonl");
  CHECK_FALSE(versions.rollback(std::nullopt).has_value());
  CHECK(listed(versions) == "1 2*");
}

TEST_CASE("pruning keeps the newest, the latest and the one before it") {
  const TemporaryFolder folder;
  auto versions = Versions::create(system_disk(), folder.path()).value();
  for (int i = 0; i < 6; ++i) REQUIRE(publish(versions, std::to_string(i) + '\n'));
  CHECK(versions.prune(10)->empty());
  CHECK(versions.rollback(2).value() == 2);  // and 1 is before it
  CHECK(versions.prune(2)->size() == 2);
  CHECK(listed(versions) == "1 2* 5 6");
  REQUIRE(publish(versions, "7\n"));  // after 2
  CHECK(versions.prune(0)->size() == 3);
  CHECK(listed(versions) == "2 7*");
  CHECK(folder.get("versions/000002/records.jsonl") == "1\n");  // linked files of others that went stay
  CHECK(folder.get("versions/000007/notes.txt") == "the same\n");
  for (int i = 0; i < 3; ++i) REQUIRE(publish(versions, "", "held", kAlarm));
  CHECK(versions.prune(2)->size() == 1);
  CHECK(listed(versions) == "2 7* (9) (10)");
}

TEST_CASE("history goes back by what was the latest then") {
  const TemporaryFolder folder;
  auto versions = Versions::create(system_disk(), folder.path()).value();
  for (int i = 0; i < 3; ++i) REQUIRE(publish(versions, std::to_string(i) + '\n'));
  REQUIRE(versions.rollback(1));
  REQUIRE(publish(versions, "4\n"));
  std::string numbers;
  const auto history = versions.history(9).value();
  for (const auto& manifest : history) numbers += std::to_string(manifest->version) + ' ';
  CHECK(numbers == "4 1 ");
  CHECK(versions.history(1)->size() == 1);
}

TEST_CASE("a folder without versions is no dataset") {
  const TemporaryFolder folder;
  CHECK(Versions::open(system_disk(), folder.path()).error().code == ErrorCode::kNotFound);
  CHECK(Versions::open(system_disk(), folder / "none").error().code == ErrorCode::kNotFound);
  folder.put("versions", "a file");
  CHECK(Versions::open(system_disk(), folder.path()).error().code == ErrorCode::kNotFound);
}

TEST_CASE("a `latest` that is not ours is not touched by looking") {
  const TemporaryFolder folder;
  auto versions = Versions::create(system_disk(), folder.path()).value();
  REQUIRE(publish(versions, "1\n"));
  fs::remove(folder / "latest");
  fs::create_symlink("../elsewhere", folder / "latest");
  CHECK(versions.latest().error().code == ErrorCode::kUnreadable);
  CHECK_FALSE(publish(versions, "2\n").has_value());
  CHECK(versions.rollback(1).value() == 1);  // as the error advises
  CHECK(listed(versions) == "1*");
}

TEST_CASE("what others put beside the versions stays") {
  const TemporaryFolder folder;
  auto versions = Versions::create(system_disk(), folder.path()).value();
  folder.put("versions/README", "mine");
  folder.put("archive/x.warc", "mine");
  folder.put(".thresh-lock", "mine");
  folder.put("versions/.new-ideas", "mine");
  REQUIRE(publish(versions, "1\n"));
  REQUIRE(publish(versions, "2\n"));
  REQUIRE(versions.prune(1));
  CHECK(folder.get("versions/README") == "mine");
  CHECK(folder.get("archive/x.warc") == "mine");
  CHECK(folder.get(".thresh-lock") == "mine");
  CHECK(folder.get("versions/.new-ideas") == "mine");
}

}  // namespace
}  // namespace thresh::dataset
