// How a set of records is divided into files, and what the files are called.
//
//   --shards 4          records-00000-of-00004.jsonl …   which one a record goes to is told by its id alone: the first
//                       eight bytes of the SHA-256 of the id, big-endian, modulo the number. So a record stays where it
//                       was when others come or go, and records of one id are in one file.
//   --shard-size 100M   records-00000.jsonl …            in the order of the records; a file that holds the size or
//   more
//                       is followed by the next, so it is larger than that by less than a record.
//
// Tested by tests/cli/shards_test.cpp and tests/cli/shards.test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"

namespace thresh::cli {

struct Shards {
  // Each of them holds up to three descriptors open (with SQLite), of the 1,024 that a program usually may have; one,
  // where each of several kinds has so many.
  static constexpr std::int64_t kMost = 256, kMostOfAKind = 100;

  std::size_t count = 0;   // 0: not by number
  std::uint64_t size = 0;  // bytes; 0: not by size

  bool any() const { return count > 0 || size > 0; }
  // "out/records-00002-of-00004.jsonl" for "out/records.jsonl".
  std::string path(const std::string& whole, std::size_t number) const;
};

// Which of `count` files a record of that id goes to.
std::size_t shard_of(std::string_view id, std::size_t count);

// Files beside `whole` that are called as shards of it (of either sort) and are none of the `written` ones: what an
// earlier run with other numbers left. Sorted by name.
std::vector<std::string> other_shards(base::Disk& disk, const std::string& whole,
                                      const std::vector<std::string>& written);

}  // namespace thresh::cli
