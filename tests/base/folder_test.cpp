// Folders that are held open: names that lead nowhere else, links that are not followed, switches in one step.
#include "base/folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <random>

#include "base/slug.h"
#include "base/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using thresh::base::ErrorCode;
using thresh::base::Folder;
using thresh::base::is_slug;
using thresh::base::PathKind;
using thresh::base::read_file;
using thresh::base::remove_tree;
using thresh::base::system_disk;
using thresh::base::write_file;
using thresh::tests::TemporaryFolder;

std::unique_ptr<Folder> opened(const std::string& path) { return system_disk().open_folder(path).value(); }

// Everything below a folder, links as what they hold, as one text.
std::string inventory(const std::string& path) {
  std::string out;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    out += entry.path().string() + (entry.is_symlink() ? " -> " + fs::read_symlink(entry).string() : "") + '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("a slug is letters, digits and three signs") {
  CHECK(is_slug("records.jsonl"));
  CHECK(is_slug(".new-000012"));
  CHECK(is_slug("..."));  // an odd name, and harmless
  for (const char* name : {"", ".", "..", "a/b", "/", "a b", "a\n", "caf\xC3\xA9", "~", "a:b", "a\\b", "*"}) {
    INFO(name);
    CHECK_FALSE(is_slug(name));
  }
  CHECK_FALSE(is_slug(std::string_view("a\0b", 3)));
  CHECK(is_slug(std::string(200, 'x')));
  CHECK_FALSE(is_slug(std::string(201, 'x')));
}

TEST_CASE("10,000 random names never lead out of the folder") {
  const TemporaryFolder outer;
  outer.put("outside/secret", "untouched");
  fs::create_directory(outer / "inside");
  fs::create_symlink("../outside", outer / "inside/link");         // a link where a folder of ours could stand
  fs::create_symlink("../outside/secret", outer / "inside/file");  // and where a file could
  const std::string before = inventory(outer / "outside");
  const auto folder = opened(outer / "inside");
  std::mt19937 random(20261126);
  const std::vector<std::string> bits = {
      "..", "/", ".",    "link", "file", "secret", "outside",   "a", std::string(1, '\0'),
      "\\", "~", "//..", "\n",   "%2e",  "-",      outer.path()};
  int refused = 0, written = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string name;
    const auto parts = 1 + random() % 5;
    for (std::size_t k = 0; k < parts; ++k) name += bits[random() % bits.size()];
    const bool ok = write_file(*folder, name, "ours").has_value();
    if (folder->make_folder(name + "d").has_value()) (void)folder->remove(name + "d");
    (void)folder->link("a", *folder, name + "l");
    (void)folder->open(name);
    (void)folder->enter(name);
    ok ? ++written : ++refused;
  }
  CHECK(refused > 1000);
  CHECK(written > 1000);
  CHECK(inventory(outer / "outside") == before);
  CHECK(outer.get("outside/secret") == "untouched");
  std::size_t beside = 0;
  for (const auto& entry : fs::directory_iterator(outer.path())) beside += entry.exists() ? 1 : 0;
  CHECK(beside == 2);  // inside and outside
}

TEST_CASE("a link is neither entered nor read nor written through") {
  const TemporaryFolder outer;
  outer.put("outside/file", "theirs");
  outer.put("inside/own", "ours");
  fs::create_symlink("../outside", outer / "inside/folder");
  fs::create_symlink("../outside/file", outer / "inside/file");
  const auto folder = opened(outer / "inside");
  CHECK(folder->kind("folder") == PathKind::kOther);
  CHECK(folder->enter("folder").error().code == ErrorCode::kNotFound);
  CHECK(folder->open("file").error().code == ErrorCode::kUnreadable);
  REQUIRE(write_file(*folder, "file", "new").has_value());  // takes the place of the link
  CHECK(outer.get("outside/file") == "theirs");
  CHECK(read_file(*folder, "file", 100).value() == "new");
  REQUIRE(remove_tree(*folder, "folder").has_value());
  CHECK(outer.get("outside/file") == "theirs");
  CHECK(folder->kind("folder") == PathKind::kMissing);
}

TEST_CASE("a folder that is moved away while it is open is still written to, and nothing else is") {
  const TemporaryFolder outer;
  fs::create_directory(outer / "data");
  outer.put("elsewhere/x", "theirs");
  const auto folder = opened(outer / "data");
  fs::rename(outer / "data", outer / "moved");
  fs::create_symlink("elsewhere", outer / "data");
  REQUIRE(write_file(*folder, "x", "ours").has_value());
  CHECK(outer.get("elsewhere/x") == "theirs");
  CHECK(outer.get("moved/x") == "ours");
}

TEST_CASE("a file is renamed only to a name that is free") {
  const TemporaryFolder outer;
  outer.put("a", "1");
  outer.put("b", "2");
  outer.put("full/x", "3");
  fs::create_directory(outer / "empty");
  fs::create_directory(outer / "new");
  const auto folder = opened(outer.path());
  CHECK(folder->rename("a", *folder, "b").error().code == ErrorCode::kWriteFailed);
  CHECK(folder->rename("new", *folder, "empty").error().code == ErrorCode::kWriteFailed);
  CHECK(folder->rename("missing", *folder, "c").error().code == ErrorCode::kWriteFailed);
  CHECK(outer.get("b") == "2");
  auto full = folder->enter("full").value();
  REQUIRE(folder->rename("a", *full, "a").has_value());
  CHECK(outer.get("full/a") == "1");
}

TEST_CASE("a hard link is the same file, and only files have one") {
  const TemporaryFolder outer;
  outer.put("a", "1");
  fs::create_directory(outer / "sub");
  fs::create_symlink("a", outer / "link");
  const auto folder = opened(outer.path());
  auto sub = folder->enter("sub").value();
  REQUIRE(folder->link("a", *sub, "a").has_value());
  CHECK(fs::hard_link_count(outer / "a") == 2);
  CHECK_FALSE(folder->link("a", *sub, "a").has_value());
  CHECK_FALSE(folder->link("sub", *sub, "b").has_value());
  CHECK_FALSE(folder->link("link", *sub, "b").has_value());
}

TEST_CASE("a link is switched in one step and never takes the place of a folder") {
  const TemporaryFolder outer;
  outer.put("versions/1/x", "one");
  outer.put("versions/2/x", "two");
  const auto folder = opened(outer.path());
  REQUIRE(folder->point("latest", "versions/1").has_value());
  CHECK(outer.get("latest/x") == "one");
  REQUIRE(folder->point("latest", "versions/2").has_value());
  CHECK(outer.get("latest/x") == "two");
  CHECK(folder->link_target("latest").value() == "versions/2");
  CHECK_FALSE(folder->point("versions", "latest").has_value());
  CHECK(folder->link_target("versions").error().code == ErrorCode::kUnreadable);
  CHECK(std::distance(fs::directory_iterator(outer.path()), {}) == 2);  // no temporary is left
}

TEST_CASE("an output that is not committed leaves nothing in the folder") {
  const TemporaryFolder outer;
  const auto folder = opened(outer.path());
  {
    auto output = folder->create("x").value();
    REQUIRE(output->write("half").has_value());
  }
  CHECK(fs::is_empty(outer.path()));
}

TEST_CASE("trees are removed to their bottom, deep ones are refused") {
  const TemporaryFolder outer;
  outer.put("tree/a/b/c", "x");
  outer.put("tree/a/d", "x");
  outer.put("tree/e", "x");
  fs::create_directory(outer / "tree/empty");
  const auto folder = opened(outer.path());
  REQUIRE(remove_tree(*folder, "tree").has_value());
  CHECK(fs::is_empty(outer.path()));
  CHECK(remove_tree(*folder, "tree").has_value());
  std::string deep = "deep";
  for (int i = 0; i < 20; ++i) deep += "/d";
  fs::create_directories(outer / deep);
  CHECK_FALSE(remove_tree(*folder, "deep").has_value());
}

TEST_CASE("files are read at any place") {
  const TemporaryFolder outer;
  outer.put("x", "0123456789");
  const auto file = system_disk().open(outer / "x").value();
  CHECK(file->size() == 10);
  std::string buffer(4, ' ');
  CHECK(file->read_at(3, buffer).value() == 4);
  CHECK(buffer == "3456");
  CHECK(file->read_at(8, buffer).value() == 2);
  CHECK(file->read_at(20, buffer).value() == 0);
  CHECK(system_disk().open(outer / "y").error().code == ErrorCode::kNotFound);
  CHECK(system_disk().open(outer.path()).error().code == ErrorCode::kUnreadable);
  REQUIRE(::mkfifo((outer / "fifo").c_str(), 0600) == 0);
  CHECK(system_disk().open(outer / "fifo").error().code == ErrorCode::kUnreadable);  // and does not wait
}

TEST_CASE("folders are made with those above them") {
  const TemporaryFolder outer;
  REQUIRE(system_disk().make_folders(outer / "a/b//c/").has_value());
  CHECK(fs::is_directory(outer / "a/b/c"));
  CHECK(system_disk().make_folders(outer / "a/b").has_value());
  outer.put("file", "");
  CHECK(system_disk().make_folders(outer / "file").error().code == ErrorCode::kWriteFailed);
  CHECK(system_disk().make_folders(outer / "file/x").error().code == ErrorCode::kWriteFailed);
  CHECK(system_disk().make_folders("").error().code == ErrorCode::kWriteFailed);
}
