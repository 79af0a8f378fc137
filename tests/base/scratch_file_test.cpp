// Files that leave nothing behind.
#include "base/scratch_file.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/temporary_folder.h"

namespace thresh::base {
namespace {

namespace fs = std::filesystem;
using tests::TemporaryFolder;

std::size_t entries_in(const TemporaryFolder& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), {}));
}

std::string text_of(const ScratchFile& file) {
  std::string text;
  const auto read = file.read([&](std::string_view bytes) -> Result<void> {
    text += bytes;
    return {};
  });
  CHECK(read.has_value());
  return text;
}

TEST_CASE("what was written under its name is read when the name is gone") {
  const TemporaryFolder folder;
  auto file = ScratchFile::create(folder.path());
  REQUIRE(file.has_value());
  const std::string words(3'000'000, 'x');  // several pieces
  std::ofstream(file->path(), std::ios::binary) << words << "end";
  file->hide();
  CHECK(entries_in(folder) == 0);
  CHECK(text_of(*file) == words + "end");
}

TEST_CASE("two are two files") {
  const TemporaryFolder folder;
  auto first = ScratchFile::create(folder.path()), second = ScratchFile::create(folder.path());
  REQUIRE((first && second));
  CHECK(first->path() != second->path());
  std::ofstream(second->path()) << "second";
  CHECK(text_of(*first).empty());
  CHECK(text_of(*second) == "second");
}

TEST_CASE("one that was never hidden goes with its object, one that was moved does not") {
  const TemporaryFolder folder;
  std::optional<ScratchFile> kept;
  {
    auto file = ScratchFile::create(folder.path());
    REQUIRE(file.has_value());
    kept.emplace(std::move(*file));
  }
  CHECK(entries_in(folder) == 1);
  kept.reset();
  CHECK(entries_in(folder) == 0);
}

TEST_CASE("a folder that is not there is an error of writing") {
  const auto file = ScratchFile::create("/nowhere/at/all");
  REQUIRE_FALSE(file.has_value());
  CHECK(file.error().code == ErrorCode::kWriteFailed);
}

TEST_CASE("who reads may stop") {
  const TemporaryFolder folder;
  auto file = ScratchFile::create(folder.path());
  REQUIRE(file.has_value());
  std::ofstream(file->path(), std::ios::binary) << std::string(5'000'000, 'x');
  std::size_t calls = 0;
  const auto read = file->read([&](std::string_view) -> Result<void> {
    ++calls;
    return failure(ErrorCode::kClosedOutput, "enough");
  });
  CHECK_FALSE(read.has_value());
  CHECK(calls == 1);
}

}  // namespace
}  // namespace thresh::base
