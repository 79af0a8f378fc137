#include "base/ordered_workers.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <set>
#include <string>

namespace thresh::base {
namespace {

struct Item {
  int number = 0;
  int square = 0;
};

// The squares of 0 to `count` - 1, in the order in which they are written.
std::vector<int> squares(std::size_t threads, int count) {
  OrderedWorkers<Item> workers(threads, [](Item& item) { item.square = item.number * item.number; });
  int next = 0;
  std::vector<int> out;
  workers.run(
      [&](Item& item) {
        item.number = next;
        return next++ < count;
      },
      [&](Item& item) {
        out.push_back(item.square);
        return true;
      });
  return out;
}

TEST_CASE("items are written in the order in which they were read, whatever the number of threads") {
  const std::vector<int> one = squares(1, 500);
  REQUIRE(one.size() == 500);
  CHECK(one[499] == 499 * 499);
  for (const std::size_t threads : {0, 2, 3, 8}) CHECK(squares(threads, 500) == one);
  CHECK(squares(4, 0).empty());
}

TEST_CASE("the order holds where the first items take longest") {
  OrderedWorkers<Item> workers(4, [](Item& item) {
    if (item.number % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(3));
  });
  int next = 0, expected = 0;
  workers.run([&](Item& item) { return item.number = next, next++ < 100; },
              [&](Item& item) { return item.number == expected++; });
  CHECK(expected == 100);
}

TEST_CASE("one thread reads nothing before the item before it is written") {
  OrderedWorkers<Item> workers(1, [](Item&) {});
  int read = 0, written = 0;
  workers.run(
      [&](Item&) {
        CHECK(read == written);
        return read++ < 10;
      },
      [&](Item&) { return ++written, true; });
  CHECK(written == 10);
}

TEST_CASE("no more items are held than a few for each thread") {
  OrderedWorkers<Item> workers(3, [](Item&) {});
  int read = 0, written = 0, most = 0;
  workers.run(
      [&](Item&) {
        most = std::max(most, read - written);
        return read++ < 1000;
      },
      [&](Item&) { return ++written, true; });
  CHECK(written == 1000);
  CHECK(most < static_cast<int>(3 * OrderedWorkers<Item>::kItemsAThread));
}

TEST_CASE("when writing ends, nothing more is read or written") {
  for (const std::size_t threads : {1, 4}) {
    OrderedWorkers<Item> workers(threads, [](Item&) {});
    int read = 0, written = 0;
    workers.run([&](Item&) { return ++read, true; }, [&](Item&) { return ++written < 5; });
    CHECK(written == 5);
    CHECK(read < 50);
  }
}

TEST_CASE("the caller's thread works too, and the others do") {
  std::mutex mutex;
  std::set<std::thread::id> seen;
  OrderedWorkers<Item> workers(4, [&](Item&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const std::lock_guard lock(mutex);
    seen.insert(std::this_thread::get_id());
  });
  int read = 0;
  workers.run([&](Item&) { return read++ < 200; }, [](Item&) { return true; });
  CHECK(seen.size() == 4);
  CHECK(seen.contains(std::this_thread::get_id()));
}

TEST_CASE("workers hear of no signal") {
  std::atomic<bool> blocked = true;
  const std::thread::id caller = std::this_thread::get_id();
  OrderedWorkers<Item> workers(3, [&](Item&) {
    if (std::this_thread::get_id() == caller) return;
    sigset_t mask;
    pthread_sigmask(SIG_BLOCK, nullptr, &mask);
    if (sigismember(&mask, SIGINT) != 1 || sigismember(&mask, SIGALRM) != 1) blocked = false;
  });
  int read = 0;
  workers.run([&](Item&) { return read++ < 50; }, [](Item&) { return true; });
  CHECK(blocked);
}

TEST_CASE("any number of items and threads") {
  rc::prop("as one thread has them", [] {
    const auto count = *rc::gen::inRange(0, 200);
    const auto threads = *rc::gen::inRange<std::size_t>(0, 9);
    RC_ASSERT(squares(threads, count) == squares(1, count));
  });
}

}  // namespace
}  // namespace thresh::base
