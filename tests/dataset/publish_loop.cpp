// Publishes versions until somebody kills it: kill_test.py does. Each version holds one record for each number up to
// its own, so that what a reader sees tells which version that is.
//
// usage: publish_loop DATA [COUNT]    COUNT versions, without it as many as there is time for
#include <cstdio>
#include <cstdlib>
#include <string>

#include "dataset/versions.h"

namespace {

using thresh::base::Result;
using thresh::dataset::Versions;

std::string record(std::uint32_t number) {
  return R"({"id":"custom-)" + std::to_string(number) +
         R"(","kind":"custom","source":{"name":null,"url":null,"sha256":null,"charset":null,"captured":null,)"
         R"("rules":null},"url":null,"language":null,"tags":[],"fields":{"pad":")" +
         std::string(2000, 'x') + "\"}}\n";
}

Result<void> write(thresh::dataset::NewVersion& version, const char* name, std::uint32_t records) {
  auto output = version.create(name);
  if (!output) return std::unexpected(output.error());
  for (std::uint32_t i = 1; i <= records; ++i) {
    if (auto done = (*output)->write(record(i)); !done) return done;
  }
  return (*output)->commit();
}

Result<void> publish(Versions& versions) {
  if (auto done = versions.recover(); !done) return done;
  auto version = versions.begin();
  if (!version) return std::unexpected(version.error());
  const std::uint32_t number = version->number();
  if (auto done = write(*version, "records.jsonl", number % 50); !done) return done;
  if (auto done = write(*version, "same.jsonl", 5); !done) return done;
  thresh::dataset::Manifest manifest;
  manifest.dataset = "loop";
  manifest.records = number % 50;
  // Every fifth is held, and published by hand.
  const bool held = number % 5 == 0;
  if (held) manifest.held = {thresh::record::Value("an alarm")};
  auto done = held ? version->hold(manifest) : version->publish(manifest);
  if (!done) return std::unexpected(done.error());
  if (held) {
    if (auto published = versions.publish_held(number); !published) return std::unexpected(published.error());
  }
  if (number % 7 == 0) {
    if (auto back = versions.rollback(std::nullopt); !back) return std::unexpected(back.error());
  }
  auto gone = versions.prune(4);
  if (!gone) return std::unexpected(gone.error());
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  auto versions = Versions::create(thresh::base::system_disk(), argv[1]);
  const int count = argc > 2 ? std::atoi(argv[2]) : -1;
  Result<void> done = versions ? Result<void>() : std::unexpected(versions.error());
  for (int i = 0; done && i != count; ++i) done = publish(*versions);
  if (done) return 0;
  std::fputs((thresh::base::describe(done.error()) + "\n").c_str(), stderr);
  return 4;
}
