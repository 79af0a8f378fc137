// The live line of a long run: how many pages, how fast, how long it will still take. On a terminal only.
//
// How far the inputs are read is told by their bytes, because nobody knows how many pages an archive holds.
//
// Tested by tests/cli/progress_test.py.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/disk.h"

namespace thresh::cli {

struct ProgressCounts {
  std::size_t pages = 0, records = 0, failed = 0;
  std::uint64_t bytes = 0, all_bytes = 0;  // of the inputs, read and in all; 0 where that is not known
};

class Progress {
 public:
  // `shown`: whether there is a line at all. Nothing is shown before a second has passed.
  Progress(base::Clock& clock, bool shown);
  ~Progress() { clear(); }

  // Whether `show` would show anything: counts need not be made before.
  bool is_due() const;
  // Now and then shows where things stand.
  void show(const ProgressCounts& counts);
  // Takes the line away, before something else is printed.
  void clear();

  // The line: "1,200 pages, 1,180 records, 20 failed, 310 pages/s, 42.0 MB/s, 12 %, 35 s left".
  static std::string line(const ProgressCounts& counts, std::int64_t milliseconds);

 private:
  base::Clock& clock_;
  std::unique_ptr<base::Output> output_;  // null where nothing is shown
  std::int64_t began_, shown_at_;
  bool is_shown_ = false;
};

}  // namespace thresh::cli
