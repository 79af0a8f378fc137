// Streams and appenders of the system's disk, and of the one in memory.
#include "base/stream.h"

#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "base/disk.h"
#include "base/faulty_disk.h"
#include "base/temporary_folder.h"

namespace {

using thresh::base::Disk;
using thresh::base::ErrorCode;
using thresh::base::system_disk;
using thresh::tests::MemoryDisk;
using thresh::tests::TemporaryFolder;

std::string all_of(Disk& disk, const std::string& path, std::uint64_t offset = 0) {
  const auto input = disk.stream(path, offset).value();
  std::string out, piece(7, '\0');
  for (;;) {
    const std::size_t count = input->read(piece.data(), piece.size()).value();
    if (count == 0) return out;
    out.append(piece, 0, count);
  }
}

}  // namespace

TEST_CASE("a file is read piece by piece, from any byte on") {
  const TemporaryFolder folder;
  folder.put("page", "a page of some length");
  const std::string path = folder / "page";
  CHECK(all_of(system_disk(), path) == "a page of some length");
  CHECK(all_of(system_disk(), path, 7) == "of some length");
  CHECK(all_of(system_disk(), path, 1000).empty());
  CHECK(system_disk().stream(path, 7).value()->left() == 14);
  CHECK(system_disk().stream(folder / "none").error().code == ErrorCode::kNotFound);
  CHECK(system_disk().stream(folder.path()).error().code == ErrorCode::kUnreadable);
}

TEST_CASE("what cannot be sought in is read up to the byte") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], "through a pipe", 14) == 14);
  ::close(ends[1]);
  CHECK(all_of(system_disk(), "/dev/fd/" + std::to_string(ends[0]), 8) == "a pipe");
  ::close(ends[0]);
}

TEST_CASE("a file grows at its end, and is made where there is none") {
  const TemporaryFolder folder;
  const std::string path = folder / "log";
  for (const char* word : {"one ", "two "}) {
    const auto file = system_disk().append(path).value();
    REQUIRE(file->append(word).has_value());
    REQUIRE(file->sync().has_value());
  }
  CHECK(all_of(system_disk(), path) == "one two ");
  CHECK(system_disk().append(path).value()->size() == 8);
  CHECK(system_disk().append(folder / "none/log").error().code == ErrorCode::kWriteFailed);
  REQUIRE(::symlink(path.c_str(), (folder / "link").c_str()) == 0);
  CHECK(system_disk().append(folder / "link").error().code == ErrorCode::kWriteFailed);
}

TEST_CASE("what does not fit is not there at all") {
  const TemporaryFolder folder;
  folder.put("log", "before");
  const std::string path = folder / "log";
  const auto file = system_disk().append(path).value();
  rlimit old{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &old) == 0);
  const rlimit small{1000, old.rlim_max};
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const auto answer = file->append(std::string(5000, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, ignored);
  REQUIRE_FALSE(answer.has_value());
  CHECK(answer.error().code == ErrorCode::kWriteFailed);
  CHECK(file->size() == 6);
  CHECK(all_of(system_disk(), path) == "before");
}

TEST_CASE("the disk in memory streams as the system's does") {
  MemoryDisk disk;
  disk.files["page"] = "some page";
  disk.piece = 2;
  CHECK(all_of(disk, "page") == "some page");
  CHECK(all_of(disk, "page", 5) == "page");
  REQUIRE(disk.append("page").value()->append("!").has_value());
  CHECK(disk.files["page"] == "some page!");
  disk.fail_at(2);
  const auto file = disk.append("page").value();
  CHECK(file->append("?").error().code == ErrorCode::kWriteFailed);
  CHECK(file->append("?").has_value());
}
