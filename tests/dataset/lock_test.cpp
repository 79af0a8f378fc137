// The lock: one of two runs has it, the other one knows who; it goes with its holder, however that ends.
#include "dataset/lock.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>

#include "base/fake_clock.h"
#include "base/temporary_folder.h"

namespace thresh::dataset {
namespace {

using base::ErrorCode;
using tests::TemporaryFolder;

TEST_CASE("A holder is written and read") {
  const LockHolder holder{123, "worker-1", "b00t", 1'800'000'000'000};
  CHECK(to_text(holder) == "pid=123 host=worker-1 boot=b00t since=2027-01-15T08:00:00Z\n");
  CHECK(read_holder(to_text(holder)) == holder);
  for (const std::string_view text :
       {"", "pid=123", "pid=x host=h boot=b since=2027-01-15T08:00:00Z\n",
        "pid=123 host=h boot=b since=2027-01-15T08:00:00Z", "pid=-1 host= boot= since=\n"}) {
    INFO(text);
    CHECK(!read_holder(text));
  }
}

TEST_CASE("The second one is refused, and knows who holds it since when") {
  const TemporaryFolder folder;
  base::FakeClock clock;
  {
    const auto first = Lock::take(folder / "lock", clock);
    REQUIRE(first);
    const auto second = Lock::take(folder / "lock", clock);
    REQUIRE(!second);
    CHECK(second.error().code == ErrorCode::kLocked);
    CHECK(second.error().message.find("process " + std::to_string(::getpid()) + " on ") != std::string::npos);
    CHECK(second.error().message.ends_with("since 2027-01-15T08:00:00Z"));
  }
  CHECK(Lock::take(folder / "lock", clock));
}

TEST_CASE("A lock that cannot be made is an error of the output") {
  const TemporaryFolder folder;
  const auto none = Lock::take(folder / "nowhere/lock", base::system_clock());
  REQUIRE(!none);
  CHECK(none.error().code == ErrorCode::kWriteFailed);
  // A file system that takes no new files, from nobody.
  CHECK(Lock::take("/proc/lock", base::system_clock()).error().code == ErrorCode::kWriteFailed);
  std::filesystem::create_symlink("/etc/passwd", folder / "link");
  const auto link = Lock::take(folder / "link", base::system_clock());
  REQUIRE(!link);
  CHECK(link.error().code == ErrorCode::kWriteFailed);
  ::chmod(folder.path().c_str(), 0500);
  const auto read_only = Lock::take(folder / "lock", base::system_clock());
  ::chmod(folder.path().c_str(), 0700);
  if (::geteuid() != 0) {  // root may write anywhere
    REQUIRE(!read_only);
    CHECK(read_only.error().code == ErrorCode::kWriteFailed);
  }
}

TEST_CASE("A lock that leaves nothing takes its file with it, and is free again") {
  const TemporaryFolder folder;
  base::FakeClock clock;
  for (int times = 0; times < 2; ++times) {
    {
      auto lock = Lock::take(folder / "lock", clock);
      REQUIRE(lock);
      lock->leave_nothing();
      CHECK(Lock::take(folder / "lock", clock).error().code == ErrorCode::kLocked);
    }
    CHECK_FALSE(std::filesystem::exists(folder / "lock"));
  }
}

// A pipe, closed at its end.
struct Pipe {
  int ends[2] = {-1, -1};
  Pipe() { REQUIRE(::pipe(ends) == 0); }
  ~Pipe() {
    for (const int end : ends) ::close(end);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void tell(std::string_view bytes) const { REQUIRE(::write(ends[1], bytes.data(), bytes.size()) != -1); }
  void wait() const {
    char byte = 0;
    REQUIRE(::read(ends[0], &byte, 1) == 1);
  }
};

struct Pipes {
  Pipe start, held, release;
};

// A process that takes the lock and tells how that went in its exit code: 0 after it was told to let go, 75 where
// another one had it and was named within a second, 1 otherwise.
pid_t start_run(const std::string& path, const Pipes& pipes) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child != 0) return child;
  ::alarm(60);
  pipes.start.wait();  // both start at once
  const auto start = std::chrono::steady_clock::now();
  int code = 1;
  {
    auto lock = Lock::take(path, base::system_clock());
    const bool quick = std::chrono::steady_clock::now() - start < std::chrono::seconds(1);
    if (lock) {
      pipes.held.tell("x");
      pipes.release.wait();  // until the other one has ended
      code = 0;
    } else if (lock.error().code == ErrorCode::kLocked && quick &&
               lock.error().message.find("process ") != std::string::npos) {
      code = 75;
    }
  }
  ::_exit(code);
}

int code_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

// faults.md: 50 pairs.
TEST_CASE("Of two runs that start at once one has the lock, and the other leaves within a second") {
  const TemporaryFolder folder;
  for (int pair = 0; pair < 50; ++pair) {
    const Pipes pipes;
    const pid_t children[] = {start_run(folder / "lock", pipes), start_run(folder / "lock", pipes)};
    pipes.start.tell("gg");
    pipes.held.wait();
    int status = 0;
    const pid_t loser = ::wait(&status);  // the holder waits to be told
    CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 75));
    const pid_t holder = loser == children[0] ? children[1] : children[0];
    pipes.release.tell("g");
    CHECK(code_of(holder) == 0);
  }
}

TEST_CASE("The lock of a run that was killed is free at once, and its name is not believed") {
  const TemporaryFolder folder;
  for (int round = 0; round < 10; ++round) {
    const Pipes pipes;
    const pid_t child = start_run(folder / "lock", pipes);
    pipes.start.tell("g");
    pipes.held.wait();
    ::kill(child, SIGKILL);
    CHECK(code_of(child) == 1000 + SIGKILL);
    CHECK(read_holder(folder.get("lock"))->pid == child);
    CHECK(Lock::take(folder / "lock", base::system_clock()));
  }
}

// What is left in the file when the lock is taken, and its new holder is not written yet.
TEST_CASE("Nobody is named who is dead") {
  const TemporaryFolder folder;
  base::FakeClock clock;
  const auto lock = Lock::take(folder / "lock", clock);
  REQUIRE(lock);
  LockHolder dead = this_process(clock);
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  code_of(child);
  dead.pid = child;
  folder.put("lock", to_text(dead));
  const auto second = Lock::take(folder / "lock", clock);
  REQUIRE(!second);
  CHECK(second.error().message == "another run holds the lock");
}

}  // namespace
}  // namespace thresh::dataset
