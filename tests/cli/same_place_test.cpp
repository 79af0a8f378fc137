// Paths that lead to one file, by whatever names.
#include "cli/same_place.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <vector>

#include "base/temporary_folder.h"

namespace thresh::cli {
namespace {

using tests::TemporaryFolder;

bool same(const std::string& one, const std::string& other) { return same_place(base::system_disk(), one, other); }

TEST_CASE("two names of one file are the same place, whether or not it is there") {
  const TemporaryFolder folder;
  folder.put("there", "x");
  std::filesystem::create_symlink("there", folder / "link");
  std::filesystem::create_symlink("not-there", folder / "dangling");
  std::filesystem::create_hard_link(folder / "there", folder / "hard");
  CHECK(same(folder / "there", folder / "./there"));
  CHECK(same(folder / "there", folder / "link"));
  CHECK(same(folder / "there", folder / "hard"));
  CHECK(same(folder / "not-there", folder / "dangling"));
  CHECK(same(folder / "not-there", folder / "nowhere/../not-there"));
  CHECK_FALSE(same(folder / "there", folder / "not-there"));
  CHECK_FALSE(same(folder / "not-there", folder / "other"));
}

TEST_CASE("standard output and no path at all are no place") {
  CHECK_FALSE(same("-", "-"));
  CHECK_FALSE(same("", ""));
  CHECK_FALSE(is_among(base::system_disk(), "-", std::vector<std::string>{"-"}));
}

TEST_CASE("a file is among others by whatever name") {
  const TemporaryFolder folder;
  const std::vector<std::string> paths{folder / "a", folder / "./b"};
  CHECK(is_among(base::system_disk(), folder / "b", paths));
  CHECK_FALSE(is_among(base::system_disk(), folder / "c", paths));
}

}  // namespace
}  // namespace thresh::cli
