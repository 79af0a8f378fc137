// Publishing small versions, for tests.
#pragma once

#include <string>

#include "dataset/versions.h"

namespace thresh::tests {

// Puts a version of these records and notes in place, or holds it (`held`: why); what a run does that comes after
// another one that may not have ended.
inline base::Result<dataset::Manifest> publish(dataset::Versions& versions, const std::string& records,
                                               const std::string& notes = "the same\n", record::List held = {}) {
  if (auto done = versions.recover(); !done) return std::unexpected(done.error());
  auto version = versions.begin();
  if (!version) return std::unexpected(version.error());
  for (const auto& [name, text] : {std::pair{"records.jsonl", &records}, std::pair{"notes.txt", &notes}}) {
    auto output = version->create(name);
    if (!output) return std::unexpected(output.error());
    if (auto written = (*output)->write(*text); !written) return std::unexpected(written.error());
    if (auto done = (*output)->commit(); !done) return std::unexpected(done.error());
  }
  dataset::Manifest manifest;
  manifest.dataset = "test";
  manifest.created = "2026-11-26T03:15:00Z";
  manifest.program = "0.1.0";
  manifest.held = std::move(held);
  for (const char c : records) manifest.records += c == '\n' ? 1 : 0;
  return manifest.held.empty() ? version->publish(std::move(manifest)) : version->hold(std::move(manifest));
}

}  // namespace thresh::tests
