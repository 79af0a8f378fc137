// How fast dataset files that mean harm are refused: those of tests/dataset/bombs.h, one after the other.
//
// usage: bench_bombs      (./dev bench bombs)
// Prints CPU milliseconds for each, the best of the rounds. Exit code 1 where one takes 50 or more.
#include <algorithm>
#include <cstdio>

#include "dataset/bombs.h"
#include "dataset/dataset_file.h"
#include "measure.h"

using namespace thresh;
using namespace thresh::bench;

namespace {

constexpr int kRounds = 5;
constexpr double kCeiling = 50;  // milliseconds

}  // namespace

int main() {
  bool good = true;
  for (const auto& [name, yaml] : tests::dataset_bombs()) {
    double best = 1e9;
    for (int i = 0; i < kRounds; ++i) {
      best = std::min(best, 1e3 * seconds_of([&] { (void)dataset::load_dataset(yaml, "bomb.yaml", {}); }));
    }
    const bool slow = best >= kCeiling;
    std::printf("%-16s %7.2f ms%s\n", name.c_str(), best, slow ? "   ABOVE" : "");
    good = good && !slow;
  }
  std::printf("ceiling %.0f ms\n", kCeiling);
  return good ? 0 : 1;
}
