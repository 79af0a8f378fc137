// A disk that fails, or a machine that stops, at each operation in turn: a reader sees the version before or the new
// one, never anything else, and the next run comes to the same end as if nothing had happened.
#include <catch2/catch.hpp>

#include <functional>

#include "base/faulty_disk.h"
#include "dataset/publishing.h"
#include "dataset/verify.h"
#include "dataset/versions.h"

namespace thresh::dataset {
namespace {

using tests::MemoryDisk;
using tests::publish;

const record::List kAlarm = {record::Value("an alarm")};

const std::string kRecord =
    R"({"id":"x","kind":"custom","source":{"name":null,"url":null,"sha256":null,"charset":null,)"
    R"("captured":null,"rules":null},"url":null,"language":null,"tags":[],"fields":{}})";

std::string records(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += kRecord + '\n';
  return text;
}

// What a consumer reads.
std::string seen(MemoryDisk& disk) {
  const auto text = disk.read("data/latest/records.jsonl", SIZE_MAX, nullptr);
  return text ? *text : "nothing";
}

// A dataset of three versions and a held one.
void set_up(MemoryDisk& disk) {
  auto versions = Versions::create(disk, "data").value();
  for (int i = 1; i <= 3; ++i) REQUIRE(publish(versions, records(i)));
  REQUIRE(publish(versions, records(9), "held\n", kAlarm));
}

std::string listed(Versions& versions) {
  std::string out;
  const auto entries = versions.list().value();
  for (const Versions::Entry& entry : entries) {
    out += std::to_string(entry.number) + (entry.latest ? "*" : "") + (entry.held ? "h " : " ");
  }
  return out;
}

// Lets `work` fail at each of its operations: at one alone, and at one and all that follow, as where a machine stops.
// `before` and `after`: what a reader may see. Afterwards the work is done again on a disk that works.
void fail_everywhere(const std::function<base::Result<void>(Versions&)>& work, int before, int after,
                     const std::string& listed_after) {
  MemoryDisk good;
  set_up(good);
  auto versions = Versions::open(good, "data").value();
  const std::size_t begin = good.operations();
  REQUIRE(work(versions));
  const std::size_t operations = good.operations() - begin;
  REQUIRE(operations > 3);
  CHECK(listed(versions) == listed_after);
  for (const bool stops : {false, true}) {
    for (std::size_t n = 1; n <= operations; ++n) {
      MemoryDisk disk;
      set_up(disk);
      INFO("operation " << n << " of " << operations << (stops ? " and all after it" : " alone"));
      {
        auto opened = Versions::open(disk, "data").value();
        stops ? disk.fail_from(n) : disk.fail_at(n);
        const auto done = work(opened);
        if (stops) CHECK_FALSE(done.has_value());
        disk.fail_never();
        if (done) CHECK(seen(disk) == records(after));
      }
      CHECK((seen(disk) == records(before) || seen(disk) == records(after)));
      auto again = Versions::open(disk, "data").value();
      const auto converged = work(again);
      // The work may have been done already, all but the last word of it.
      if (!converged) CHECK(converged.error().code == base::ErrorCode::kNotFound);
      REQUIRE(again.recover());
      CHECK(seen(disk) == records(after));
      const auto entries = again.list().value();
      for (const Versions::Entry& entry : entries) {
        for (const Fault& fault : verify(again, entry.number, entry.held))
          FAIL_CHECK(fault.place << ": " << fault.message);
      }
      for (const auto& [path, bytes] : disk.files) CHECK(path.find("/.") == std::string::npos);
    }
  }
}

TEST_CASE("a publication that fails anywhere") {
  fail_everywhere(
      [](Versions& versions) -> base::Result<void> {
        auto done = publish(versions, records(4));
        if (!done) return std::unexpected(done.error());
        return {};
      },
      3, 4, "1 2 3 4h 5* ");
}

TEST_CASE("a rollback that fails anywhere") {
  fail_everywhere(
      [](Versions& versions) -> base::Result<void> {
        auto done = versions.rollback(1);
        if (!done) return std::unexpected(done.error());
        return {};
      },
      3, 1, "1* 2 3 4h ");
}

TEST_CASE("a held version that is published while the disk fails") {
  fail_everywhere(
      [](Versions& versions) -> base::Result<void> {
        auto done = versions.publish_held(std::nullopt);
        if (!done) return std::unexpected(done.error());
        return {};
      },
      3, 9, "1 2 3 4* ");
}

TEST_CASE("pruning that fails anywhere") {
  fail_everywhere(
      [](Versions& versions) -> base::Result<void> {
        auto done = versions.prune(1);
        if (!done) return std::unexpected(done.error());
        return {};
      },
      3, 3, "2 3* 4h ");
}

TEST_CASE("a version that fails to be held") {
  fail_everywhere(
      [](Versions& versions) -> base::Result<void> {
        auto done = publish(versions, records(8), "held\n", kAlarm);
        if (!done) return std::unexpected(done.error());
        return {};
      },
      3, 3, "1 2 3* 4h 5h ");
}

TEST_CASE("the first version of all that fails anywhere") {
  for (std::size_t n = 1; n < 60; ++n) {
    MemoryDisk disk;
    disk.fail_from(n);
    if (auto versions = Versions::create(disk, "data")) (void)publish(*versions, records(1));
    disk.fail_never();
    CHECK((seen(disk) == "nothing" || seen(disk) == records(1)));
    auto versions = Versions::create(disk, "data").value();
    REQUIRE(publish(versions, records(2)));
    CHECK(seen(disk) == records(2));
  }
}

}  // namespace
}  // namespace thresh::dataset
