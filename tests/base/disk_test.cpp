// The system's disk: reading, listing, and above all writing that never leaves half a file.
#include "base/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <optional>
#include <thread>
#include <utility>

#include "base/faulty_disk.h"
#include "base/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using thresh::base::ErrorCode;
using thresh::base::PathKind;
using thresh::base::system_disk;
using thresh::tests::TemporaryFolder;

std::size_t entries_in(const TemporaryFolder& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), {}));
}

unsigned mode_of(const std::string& path) {
  struct stat status{};
  ::stat(path.c_str(), &status);
  return status.st_mode & 07777;
}

// Writes and commits; the error's code, or nothing.
std::optional<ErrorCode> write_file(const std::string& path, std::string_view bytes) {
  auto output = system_disk().create(path);
  if (!output) return output.error().code;
  if (auto written = (*output)->write(bytes); !written) return written.error().code;
  if (auto done = (*output)->commit(); !done) return done.error().code;
  return std::nullopt;
}

struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() { REQUIRE(::pipe(ends.data()) == 0); }
  ~Pipe() { close_reader(), close_writer(); }
  void close_reader() { ::close(std::exchange(ends[0], -1)); }
  void close_writer() { ::close(std::exchange(ends[1], -1)); }
};

}  // namespace

TEST_CASE("a file is read whole, or up to a limit with word that there was more") {
  const TemporaryFolder folder;
  const std::string bytes(200'000, 'x');
  folder.put("page", bytes);
  bool cut = true;
  CHECK(system_disk().read(folder / "page", SIZE_MAX, &cut).value() == bytes);
  CHECK_FALSE(cut);
  CHECK(system_disk().read(folder / "page", bytes.size(), &cut).value() == bytes);
  CHECK_FALSE(cut);
  CHECK(system_disk().read(folder / "page", 10, &cut).value() == "xxxxxxxxxx");
  CHECK(cut);
  folder.put("empty", "");
  CHECK(system_disk().read(folder / "empty", 10).value().empty());
}

TEST_CASE("files that do not tell their size are read too") {
  CHECK_FALSE(system_disk().read("/proc/self/status", 1 << 20).value().empty());
  CHECK(system_disk().read("/dev/null", 10).value().empty());
  bool cut = false;
  CHECK(system_disk().read("/dev/zero", 100'000, &cut).value() == std::string(100'000, '\0'));
  CHECK(cut);
}

TEST_CASE("a named pipe is read to its end") {
  const TemporaryFolder folder;
  const std::string path = folder / "fifo";
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  ssize_t written = 0;
  std::thread writer([&] {  // Catch's assertions belong to the main thread
    const int descriptor = ::open(path.c_str(), O_WRONLY);
    const std::string bytes(100'000, 'p');
    written = ::write(descriptor, bytes.data(), bytes.size());
    ::close(descriptor);
  });
  CHECK(system_disk().kind(path) == PathKind::kOther);
  CHECK(system_disk().read(path, SIZE_MAX).value() == std::string(100'000, 'p'));
  writer.join();
  CHECK(written == 100'000);
}

TEST_CASE("a pipe that does not block is waited for") {
  int ends[2];
  REQUIRE(::pipe2(ends, O_NONBLOCK | O_CLOEXEC) == 0);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // the reader is there first, mostly
    (void)!::write(ends[1], "late", 4);
    ::close(ends[1]);
  });
  CHECK(system_disk().read("/dev/fd/" + std::to_string(ends[0]), SIZE_MAX).value() == "late");
  writer.join();
  ::close(ends[0]);
}

TEST_CASE("what cannot be read tells why") {
  const TemporaryFolder folder;
  folder.put("file", "x");
  const auto code = [&](const std::string& path) { return system_disk().read(path, 10).error().code; };
  CHECK(code(folder / "missing") == ErrorCode::kNotFound);
  CHECK(code(folder / "file/below") == ErrorCode::kNotFound);
  CHECK(code(folder.path()) == ErrorCode::kUnreadable);
  CHECK(code("") == ErrorCode::kNotFound);
  CHECK(code(folder / std::string("fi\0le", 5)) == ErrorCode::kNotFound);
  CHECK(code(folder / std::string(5000, 'n')) == ErrorCode::kUnreadable);
  const auto error = system_disk().read(folder.path(), 10).error();
  CHECK(error.message == "is a directory");
  CHECK(error.place.file == folder.path());
}

TEST_CASE("a folder is listed by name; links to folders are not entered") {
  const TemporaryFolder folder;
  folder.put("b.html", "");
  folder.put("B.html", "");
  folder.put("a/page.html", "");
  fs::create_symlink("b.html", folder / "link.html");
  fs::create_directory_symlink(".", folder / "loop");
  fs::create_symlink("nowhere", folder / "dangling");
  std::string seen;
  const auto entries = system_disk().list(folder.path()).value();
  for (const auto& entry : entries) {
    seen += entry.name + '=' + std::to_string(static_cast<int>(entry.kind)) + ' ';
  }
  CHECK(seen == "B.html=1 a=2 b.html=1 dangling=0 link.html=1 loop=3 ");
  CHECK(system_disk().kind(folder / "loop") == PathKind::kFolder);
  CHECK(system_disk().list(folder / "missing").error().code == ErrorCode::kNotFound);
  CHECK(system_disk().list(folder / "b.html").error().code == ErrorCode::kNotFound);
}

TEST_CASE("a file appears complete, on commit and not before") {
  const TemporaryFolder folder;
  folder.put("out", "old");
  auto output = system_disk().create(folder / "out").value();
  REQUIRE(output->write("new ").has_value());
  REQUIRE(output->write(std::string(100'000, 'y')).has_value());
  CHECK(folder.get("out") == "old");
  REQUIRE(output->commit().has_value());
  CHECK(folder.get("out") == "new " + std::string(100'000, 'y'));
  CHECK(entries_in(folder) == 1);
}

TEST_CASE("an output that is not committed leaves nothing behind") {
  const TemporaryFolder folder;
  folder.put("out", "old");
  {
    auto output = system_disk().create(folder / "out").value();
    auto other = system_disk().create(folder / "other").value();
    REQUIRE(output->write(std::string(100'000, 'y')).has_value());
    CHECK(entries_in(folder) == 3);
  }
  CHECK(folder.get("out") == "old");
  CHECK(entries_in(folder) == 1);
}

TEST_CASE("a new file has the permissions that the umask leaves, a replaced one keeps its own") {
  const TemporaryFolder folder;
  const mode_t before = ::umask(027);
  CHECK(write_file(folder / "new", "x") == std::nullopt);
  ::umask(before);
  CHECK(mode_of(folder / "new") == 0640);
  folder.put("old", "x");
  REQUIRE(::chmod((folder / "old").c_str(), 0604) == 0);
  CHECK(write_file(folder / "old", "y") == std::nullopt);
  CHECK(mode_of(folder / "old") == 0604);
}

TEST_CASE("a link stays a link: what it points to is replaced, or made") {
  const TemporaryFolder folder;
  folder.put("real/file", "old");
  fs::create_symlink("real/file", folder / "link");
  fs::create_symlink("link", folder / "chain");
  fs::create_symlink("real/new", folder / "dangling");
  CHECK(write_file(folder / "chain", "new") == std::nullopt);
  CHECK(write_file(folder / "dangling", "made") == std::nullopt);
  CHECK(folder.get("real/file") == "new");
  CHECK(folder.get("real/new") == "made");
  CHECK(fs::is_symlink(folder / "chain"));
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(fs::is_symlink(folder / "dangling"));
  fs::create_symlink("loop", folder / "loop");
  CHECK(write_file(folder / "loop", "x") == ErrorCode::kWriteFailed);
}

TEST_CASE("what is moved takes its place as an output does: links and permissions stay, a pipe is no place") {
  const TemporaryFolder folder;
  folder.put("real/file", "old");
  fs::create_symlink("real/file", folder / "link");
  REQUIRE(::chmod((folder / "real/file").c_str(), 0604) == 0);
  folder.put("part", "new");
  CHECK(system_disk().place_of(folder / "link") == folder / "real/file");
  CHECK(system_disk().place_of(folder / "nothing") == folder / "nothing");
  REQUIRE(system_disk().move(folder / "part", folder / "link"));
  CHECK(folder.get("real/file") == "new");
  CHECK(mode_of(folder / "real/file") == 0604);
  CHECK(fs::is_symlink(folder / "link"));
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  folder.put("part", "new");
  CHECK(system_disk().move(folder / "part", folder / "pipe").error().code == ErrorCode::kWriteFailed);
  CHECK(fs::is_fifo(folder / "pipe"));
}

TEST_CASE("a name as long as names can be is written") {
  const TemporaryFolder folder;
  const std::string name(255, 'n');
  CHECK(write_file(folder / name, "x") == std::nullopt);
  CHECK(folder.get(name) == "x");
}

TEST_CASE("what cannot be written tells why, and nothing is left") {
  const TemporaryFolder folder;
  folder.put("file", "x");
  for (const std::string& path :
       {folder / "missing/out", folder / "file/out", folder.path(), folder / "file/", folder / "new/",
        folder / std::string(256, 'n'), std::string(), folder / std::string("a\0b", 3)}) {
    INFO(path);
    CHECK(write_file(path, "x") == ErrorCode::kWriteFailed);
  }
  CHECK(entries_in(folder) == 1);
  CHECK(folder.get("file") == "x");
}

TEST_CASE("a full device is an error that stays") {
  auto output = system_disk().create("/dev/full").value();
  REQUIRE(output->write("small enough to be buffered").has_value());
  const auto first = output->commit();
  REQUIRE_FALSE(first.has_value());
  CHECK(first.error().code == ErrorCode::kWriteFailed);
  CHECK(first.error().message == "no space left on device");
  CHECK(first.error().place.file == "/dev/full");
  CHECK_FALSE(output->write("more").has_value());
  CHECK_FALSE(output->commit().has_value());
  auto large = system_disk().create("/dev/full").value();
  CHECK_FALSE(large->write(std::string(100'000, 'x')).has_value());
}

TEST_CASE("what is no regular file is written directly and stays what it is") {
  CHECK(write_file("/dev/null", "x") == std::nullopt);
  CHECK(system_disk().kind("/dev/null") == PathKind::kOther);
  const Pipe pipe;
  CHECK(write_file("/dev/fd/" + std::to_string(pipe.ends[1]), "through") == std::nullopt);
  std::string read(7, ' ');
  CHECK(::read(pipe.ends[0], read.data(), read.size()) == 7);
  CHECK(read == "through");
}

TEST_CASE("a descriptor that is a file opened for appending is appended to") {
  const TemporaryFolder folder;
  folder.put("log", "before ");
  const int descriptor = ::open((folder / "log").c_str(), O_WRONLY | O_APPEND);
  CHECK(write_file("/dev/fd/" + std::to_string(descriptor), "after") == std::nullopt);
  CHECK(::write(descriptor, "!", 1) == 1);  // it is still open
  ::close(descriptor);
  CHECK(folder.get("log") == "before after!");
}

TEST_CASE("a reader that went away is kClosedOutput") {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  Pipe pipe;
  pipe.close_reader();
  const auto output = thresh::base::descriptor_output(pipe.ends[1], "stdout");
  REQUIRE(output->write("x").has_value());
  CHECK(output->commit().error().code == ErrorCode::kClosedOutput);
  std::signal(SIGPIPE, before);
}

TEST_CASE("a pipe that someone made non-blocking is waited for") {
  Pipe pipe;
  REQUIRE(::fcntl(pipe.ends[1], F_SETFL, O_NONBLOCK) == 0);
  std::string received;
  {
    const std::jthread reader([&] {
      std::array<char, 4096> piece;
      for (ssize_t n = 0; (n = ::read(pipe.ends[0], piece.data(), piece.size())) > 0;) {
        received.append(piece.data(), static_cast<std::size_t>(n));
      }
    });
    const auto output = thresh::base::descriptor_output(pipe.ends[1], "stdout");
    CHECK(output->write(std::string(1'000'000, 'z')).has_value());
    CHECK(output->commit().has_value());
    pipe.close_writer();
  }
  CHECK(received == std::string(1'000'000, 'z'));
}

TEST_CASE("what is sealed waits beside its place, whole and closed, until it is committed") {
  const TemporaryFolder folder;
  folder.put("out.txt", "old");
  const auto opened = [] { return std::distance(fs::directory_iterator("/proc/self/fd"), {}); };
  auto before = opened();
  auto output = system_disk().create(folder / "out.txt").value();
  REQUIRE(output->write("new").has_value());
  REQUIRE(output->seal().has_value());
  CHECK(opened() == before);
  CHECK(folder.get("out.txt") == "old");
  CHECK(entries_in(folder) == 2);
  CHECK(output->seal().has_value());
  CHECK(output->commit().has_value());
  CHECK(folder.get("out.txt") == "new");
  CHECK(entries_in(folder) == 1);
}

TEST_CASE("what is sealed and never committed is gone") {
  const TemporaryFolder folder;
  {
    auto output = system_disk().create(folder / "out.txt").value();
    REQUIRE((output->write("new") && output->seal()));
  }
  CHECK(entries_in(folder) == 0);
}

TEST_CASE("the disk in memory fails where it is told to, and shows only what was committed") {
  thresh::tests::MemoryDisk disk;
  disk.files = {{"pages/a.html", "A"}, {"pages/sub/b.html", "B"}};
  CHECK(disk.kind("pages/sub") == PathKind::kFolder);
  CHECK(disk.list("pages").value().size() == 2);
  disk.fail_at(2);
  CHECK(disk.read("pages/a.html", 10, nullptr).value() == "A");
  CHECK_FALSE(disk.read("pages/a.html", 10, nullptr).has_value());
  auto output = disk.create("out").value();
  CHECK(output->write("x").has_value());
  CHECK_FALSE(disk.files.contains("out"));
  disk.fail_from(1);
  CHECK(output->commit().error().code == ErrorCode::kWriteFailed);
  CHECK_FALSE(output->commit().has_value());
  CHECK_FALSE(disk.files.contains("out"));
}
