// What the daemon decides: what it starts and when, by a clock that jumps, with files that come and go.
#include "dataset/daemon.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>

#include "base/fake_clock.h"
#include "base/faulty_disk.h"
#include "dataset/fake_children.h"

namespace thresh::dataset {
namespace {

using Files = std::vector<std::string>;

std::string dataset(const std::string& name, const std::string& schedule, const std::string& more = "") {
  return "dataset: " + name +
         "\nsources: [{urls: [https://a.example/]}]\noutput: {folder: data}\nschedule: " + schedule + "\n" + more;
}

// A daemon in a world that the test moves. It is 2027-01-15T08:00:00Z, a Friday.
struct World {
  tests::MemoryDisk disk;
  base::FakeClock clock;
  tests::FakeChildren children;
  std::vector<std::string> said;
  std::vector<std::string> errors;
  std::vector<std::int64_t> webhooks;  // how long each may take
  Daemon daemon;

  explicit World(std::uint32_t at_most = 2)
      : daemon({{"sets"}, {"/bin/thresh"}, at_most},
               {disk,
                clock,
                children,
                {},
                [this](const WebhookRequest& request, const DatasetFile&) -> base::Result<int> {
                  webhooks.push_back(request.timeout);
                  clock.sleep_until(clock.steady + request.timeout);
                  return base::failure(base::ErrorCode::kNetwork, "it took too long");
                },
                [this](std::string_view line) { said.emplace_back(line); },
                [this](const base::Error& error) { errors.push_back(error.message); }}) {}

  void put(const std::string& name, const std::string& yaml) { disk.files["sets/" + name + ".yaml"] = yaml; }
  // Lets time pass as the loop does.
  void pass(std::int64_t milliseconds) {
    const std::int64_t end = clock.steady + milliseconds;
    daemon.tick();
    while (clock.steady < end) {
      const std::int64_t wake = daemon.wake();
      CHECK(wake >= clock.steady);
      CHECK(wake <= clock.steady + kMinute);
      clock.sleep_until(std::min(std::max(wake, clock.steady + 1), end));
      daemon.tick();
    }
  }
  Files running() const { return children.running(); }
};

TEST_CASE("A dataset is started at its time, with its file, and once") {
  World world;
  world.put("a", dataset("a", "{cron: '30 8 * * *', jitter: 0s}"));
  world.put("b", dataset("b", "{cron: '30 8 * * *', jitter: 0s, due: true}"));
  world.daemon.reload();
  world.pass(29 * kMinute);
  CHECK(world.children.started.empty());
  world.pass(kMinute);
  REQUIRE(world.children.started.size() == 2);
  CHECK(world.children.started[0].request.arguments == Files{"/bin/thresh", "refresh", "sets/a.yaml"});
  CHECK(world.children.started[1].request.arguments == Files{"/bin/thresh", "refresh", "--due", "sets/b.yaml"});
  world.children.end(100, 0);
  world.children.end(101, 0);
  world.pass(23 * kHour);
  CHECK(world.children.started.size() == 2);
  world.pass(kHour);
  CHECK(world.children.started.size() == 4);
}

TEST_CASE("The jitter moves each start by its own time, within it, and the same again") {
  std::vector<std::int64_t> delays;
  for (int round = 0; round < 2; ++round) {
    World world(64);
    for (int i = 0; i < 20; ++i) {
      const std::string name = "d" + std::to_string(i);
      world.put(name, dataset(name, "{cron: '0 9 * * *', jitter: 30m}"));
    }
    world.daemon.reload();
    std::vector<std::int64_t> starts(20, -1);
    world.pass(kHour - 1);
    CHECK(world.children.started.empty());
    for (std::int64_t minute = 0; minute <= 31; ++minute) {
      for (const auto& one : world.children.started) {
        const std::string& file = one.request.arguments.back();
        auto& start = starts[static_cast<std::size_t>(std::stoi(file.substr(6)))];
        if (start < 0) start = minute;
      }
      world.pass(kMinute);
    }
    CHECK(std::ranges::find(starts, -1) == starts.end());
    CHECK(std::ranges::max(starts) - std::ranges::min(starts) > 10);
    if (round == 0) delays = starts;
    CHECK(delays == starts);
  }
}

TEST_CASE("No more run at once than may, and the others follow in their turn") {
  World world(2);
  for (const char* name : {"a", "b", "c", "d"}) world.put(name, dataset(name, "{cron: '30 8 * * *', jitter: 0s}"));
  world.daemon.reload();
  world.pass(31 * kMinute);
  CHECK(world.running() == Files{"sets/a.yaml", "sets/b.yaml"});
  world.children.end(100, 0);
  world.pass(1);
  CHECK(world.running() == Files{"sets/b.yaml", "sets/c.yaml"});
  world.children.end(101, 0);
  world.children.end(102, 0);
  world.pass(1);
  CHECK(world.running() == Files{"sets/d.yaml"});
}

TEST_CASE("A run that is not done when its time comes is not started a second time") {
  World world;
  world.put("a", dataset("a", "{cron: '*/10 * * * *', jitter: 0s}"));
  world.daemon.reload();
  world.pass(35 * kMinute);
  CHECK(world.children.started.size() == 1);
  world.children.end(100, 0);
  world.pass(kMinute);
  CHECK(world.children.started.size() == 1);
  world.pass(5 * kMinute);
  CHECK(world.children.started.size() == 2);
  CHECK(world.daemon.metrics().find("thresh_dataset_skipped_total{dataset=\"a\"} 2\n") != std::string::npos);
}

// faults.md: clock jumps.
TEST_CASE("What was missed while the machine slept is made up for once") {
  World world;
  world.put("a", dataset("a", "{cron: '0 * * * *', jitter: 0s}"));
  world.daemon.reload();
  world.clock.utc += 10 * kHour;  // and the steady time stood still
  world.pass(kMinute);
  CHECK(world.children.started.size() == 1);
  world.children.end(100, 0);
  world.pass(50 * kMinute);
  CHECK(world.children.started.size() == 1);
}

TEST_CASE("A clock that was ahead keeps nothing from its time") {
  World world;
  world.clock.utc += 3650 * kDay;
  world.put("a", dataset("a", "{cron: '0 9 * * *', jitter: 0s}"));
  world.daemon.reload();
  world.pass(kMinute);
  world.clock.utc -= 3650 * kDay;
  world.pass(kHour);
  CHECK(world.children.started.size() == 1);
}

TEST_CASE("Reloading takes up new files, lets go of old ones, and leaves times alone") {
  World world;
  world.put("a", dataset("a", "{cron: '30 8 * * *', jitter: 0s}"));
  world.put("b", dataset("b", "{cron: '30 8 * * *', jitter: 0s}"));
  world.daemon.reload();
  world.pass(20 * kMinute);
  world.disk.files.erase("sets/b.yaml");
  world.put("c", dataset("c", "{cron: '40 8 * * *', jitter: 0s}"));
  world.put("n", "dataset: n\nsources: [{urls: [https://a.example/]}]\noutput: {folder: data}\n");
  world.daemon.reload();
  CHECK(world.daemon.datasets() == 2);
  world.pass(25 * kMinute);
  CHECK(world.running() == Files{"sets/a.yaml", "sets/c.yaml"});
  world.disk.files.erase("sets/a.yaml");
  world.daemon.reload();
  CHECK(world.daemon.running() == 2);  // a run goes on
  world.children.end(100, 0);
  world.pass(2 * kDay);
  CHECK(std::ranges::count(world.running(), "sets/a.yaml") == 0);
}

TEST_CASE("A file that becomes wrong leaves its dataset as it was") {
  World world;
  world.put("a", dataset("a", "{cron: '30 8 * * *', jitter: 0s}"));
  world.daemon.reload();
  world.put("a", dataset("a", "{cron: '30 8 * *'}"));
  world.put("x", dataset("a", "{cron: '30 8 * * *'}"));
  world.daemon.reload();
  CHECK(world.errors.size() == 1);
  CHECK(world.daemon.health() == "{\"status\": \"ok\", \"datasets\": 1, \"running\": 0, \"bad_files\": 2}\n");
  world.pass(31 * kMinute);
  CHECK(world.running() == Files{"sets/a.yaml"});
  world.disk.fail_from(1);
  world.daemon.reload();
  CHECK(world.daemon.datasets() == 1);
}

TEST_CASE("How runs end is counted, and only what no run could tell is told by a hook") {
  World world;
  world.put("a", dataset("a", "{cron: '*/10 * * * *', jitter: 0s}",
                         "hooks: {on_failure: {command: tell, timeout: 5s}, on_success: other, on_held: other}\n"));
  world.daemon.reload();
  const auto run = [&world](int code, bool killed) {
    world.pass(10 * kMinute);
    world.children.end(world.children.started.back().id, code, killed);
    world.pass(1);
  };
  run(0, false);
  run(7, false);
  run(75, false);
  run(4, false);
  CHECK(world.children.started.size() == 4);
  run(SIGSEGV, true);
  REQUIRE(world.children.started.size() == 6);
  const ChildRequest& hook = world.children.started.back().request;
  CHECK(hook.arguments == Files{"/bin/sh", "-c", "tell"});
  CHECK(hook.input.find("was ended by signal 11") != std::string::npos);
  // It takes too long.
  world.pass(5 * kSecond);
  CHECK(world.children.signals == std::vector<std::pair<std::int64_t, int>>{{105, SIGTERM}});
  world.pass(2 * kSecond);
  CHECK(world.children.signals.back() == std::pair<std::int64_t, int>{105, SIGKILL});
  const std::string metrics = world.daemon.metrics();
  for (const char* outcome : {"published", "held_back", "locked", "failed", "crashed"}) {
    INFO(outcome);
    CHECK(metrics.find("thresh_dataset_runs_total{dataset=\"a\",outcome=\"" + std::string(outcome) + "\"} 1\n") !=
          std::string::npos);
  }
}

TEST_CASE("The daemon does not wait long for webhooks, so that it can be stopped in time") {
  World world;
  world.put(
      "a",
      dataset("a", "{cron: '*/10 * * * *', jitter: 0s}",
              "hooks: {on_failure: [{webhook: https://a.example/1, timeout: 1h}, {webhook: https://a.example/2}]}\n"));
  world.daemon.reload();
  world.pass(10 * kMinute);
  world.children.end(world.children.started.back().id, SIGSEGV, true);
  const std::int64_t before = world.clock.steady;
  world.daemon.tick();
  CHECK(world.webhooks == std::vector<std::int64_t>{1500});
  CHECK(world.clock.steady - before <= 2000);
  CHECK(world.said.back() == "a: there was no time to send a webhook");
}

TEST_CASE("A program that cannot be started is a crash, and tried again at the next time") {
  World world;
  world.put("a", dataset("a", "{cron: '*/10 * * * *', jitter: 0s}"));
  world.daemon.reload();
  world.children.refuse = true;
  world.pass(10 * kMinute);
  CHECK(world.errors.size() == 1);
  world.children.refuse = false;
  world.pass(10 * kMinute);
  CHECK(world.children.started.size() == 1);
}

TEST_CASE("Stopping asks the runs to end, waits, and ends them") {
  World world;
  world.put("a", dataset("a", "{cron: '30 8 * * *', jitter: 0s}"));
  world.put("b", dataset("b", "{cron: '30 8 * * *', jitter: 0s}"));
  world.daemon.reload();
  world.pass(31 * kMinute);
  CHECK(world.daemon.healthy());
  const std::int64_t start = world.clock.steady;
  world.daemon.stop();
  CHECK(!world.daemon.healthy());
  CHECK(world.children.signals == std::vector<std::pair<std::int64_t, int>>{{100, SIGTERM}, {101, SIGTERM}});
  world.children.end(100, SIGTERM, true);
  world.pass(Daemon::kPatience);
  CHECK(world.children.signals.back() == std::pair<std::int64_t, int>{101, SIGKILL});
  CHECK(!world.daemon.stopped());
  world.children.end(101, SIGKILL, true);
  world.pass(1);
  CHECK(world.daemon.stopped());
  CHECK(world.clock.steady - start < 10 * kSecond);
  world.pass(3 * kDay);
  CHECK(world.children.started.size() == 2);
}

}  // namespace
}  // namespace thresh::dataset
