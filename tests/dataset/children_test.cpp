// Real processes: what they are given, how they end, and that they are ended with all that they started.
#include "dataset/children.h"

#include <signal.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>

#include "base/temporary_folder.h"

namespace thresh::dataset {
namespace {

using tests::TemporaryFolder;

ChildEnd wait_for(Children& children, std::int64_t id) {
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < patience) {
    if (const auto end = children.reap()) {
      CHECK(end->id == id);
      return *end;
    }
    ::usleep(2000);
  }
  FAIL("the child does not end");
  return {};
}

std::int64_t start(Children& children, const std::string& script, std::vector<std::string> environment = {},
                   std::string input = {}) {
  const auto id = children.start({{"sh", "-c", script}, std::move(environment), std::move(input)});
  REQUIRE(id);
  return *id;
}

TEST_CASE("A child has its input and its environment, and its exit code is told") {
  const TemporaryFolder folder;
  ::setenv("THRESH_TEST", "ours", 1);
  const auto children = system_children();
  const std::string out = folder / "out";
  const auto id = start(*children, "cat > '" + out + "'; echo \"$THRESH_TEST $HOME\" >> '" + out + "'; exit 7",
                        {"THRESH_TEST=theirs"}, std::string(200'000, 'x') + "\n");
  const ChildEnd end = wait_for(*children, id);
  ::unsetenv("THRESH_TEST");
  CHECK(end.code == 7);
  CHECK(!end.killed);
  const std::string written = folder.get("out");
  CHECK(written.starts_with(std::string(200'000, 'x') + "\ntheirs "));
  CHECK(!children->reap());
}

TEST_CASE("A child that a signal ends is told by the signal") {
  const auto children = system_children();
  const auto id = start(*children, "kill -9 $$");
  const ChildEnd end = wait_for(*children, id);
  CHECK(end.killed);
  CHECK(end.code == SIGKILL);
}

TEST_CASE("A signal reaches what the child started too, and no signal of ours is blocked in it") {
  const TemporaryFolder folder;
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  ::sigprocmask(SIG_BLOCK, &blocked, &before);
  const auto children = system_children();
  const auto id = start(*children, "sleep 300 & echo $! > '" + (folder / "pid") + "'; wait");
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
  while (folder.get("pid").empty()) ::usleep(2000);
  children->signal(id, SIGTERM);
  CHECK(wait_for(*children, id).killed);
  const auto grandchild = static_cast<pid_t>(std::stol(folder.get("pid")));
  // It may be a zombie that nobody waits for; it does not run.
  std::string state;
  for (int i = 0; i < 1000 && state != "gone" && state != "Z"; ++i) {
    std::ifstream status("/proc/" + std::to_string(grandchild) + "/stat");
    std::string pid, name;
    state = "gone";
    status >> pid >> name >> state;
    ::usleep(2000);
  }
  CHECK((state == "gone" || state == "Z"));
}

TEST_CASE("What cannot be started is an error") {
  const auto children = system_children();
  const auto id = children->start({{"/nonexistent/program"}, {}, {}});
  REQUIRE(!id);
  CHECK(id.error().message.find("cannot be started") != std::string::npos);
  CHECK(!children->start({}));
  children->signal(1, SIGKILL);  // nobody of ours: nothing happens
}

}  // namespace
}  // namespace thresh::dataset
