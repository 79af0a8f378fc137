// What the benchmarks share: the clock that they measure with, an output that only counts, where test data stand.
//
// Speeds are quoted in CPU time of the process, so that a busy machine disturbs little; compare two programs in rounds
// that take turns, and quote the median. measure.py has the same for benchmarks that run whole programs.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"

namespace thresh::bench {

// CPU time of this process, all of its threads.
inline double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// CPU seconds of one call.
template <class Work>
double seconds_of(Work work) {
  const double start = cpu_seconds();
  work();
  return cpu_seconds() - start;
}

// Of several rounds; there has to be one.
inline double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// What was done in one round.
struct Round {
  double seconds = 0, bytes = 0, things = 0;
};

// A line of a table: the median of the rounds' MB/s and things a second, and the range. Whether the speed reaches
// `floor` MB/s (0: it has none); one below it is marked.
inline bool print_rounds(const std::string& what, int width, const std::vector<Round>& rounds, const char* things,
                         double floor) {
  std::vector<double> speeds, rates;
  for (const Round& round : rounds) {
    speeds.push_back(round.bytes / round.seconds / 1e6);
    rates.push_back(round.things / round.seconds);
  }
  const double speed = median(speeds);
  std::printf("%-*s %8.1f MB/s %10.0f %s/s   (%.1f to %.1f MB/s)", width, what.c_str(), speed, median(rates), things,
              std::ranges::min(speeds), std::ranges::max(speeds));
  if (floor > 0) std::printf("   floor %.0f%s", floor, speed < floor ? ": BELOW" : "");
  std::printf("\n");
  return speed >= floor;
}

// Counts what is written to it.
class Counter : public base::Output {
 public:
  base::Result<void> write(std::string_view bytes) override {
    written += bytes.size();
    return {};
  }
  base::Result<void> commit() override { return {}; }
  std::size_t written = 0;
};

// A file or folder of the shared test data.
inline std::string shared(std::string_view path) {
  const char* folder = std::getenv("THRESH_SHARED");
  return std::string(folder == nullptr ? "../shared" : folder) + '/' + std::string(path);
}

}  // namespace thresh::bench
