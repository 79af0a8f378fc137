// Whether a version is what it says it is: its files by their digests, its records by the shapes of their kinds, its
// ledger by its sums.
//
// Tested by tests/dataset/verify_test.cpp and tests/cli/versions.test.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "dataset/versions.h"

namespace thresh::dataset {

struct Fault {
  std::string place;    // "versions/000123/records.jsonl:12"
  std::string message;  // one sentence
};

inline constexpr std::size_t kMostFaults = 50;  // of one version

// What is wrong with a version; empty where nothing is. Reads every byte of it once or twice.
std::vector<Fault> verify(Versions& versions, std::uint32_t number, bool held);

}  // namespace thresh::dataset
