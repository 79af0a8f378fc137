// How fast pages become records: the whole recipe on one core, from bytes in memory to bytes of JSONL or YAML.
//
// usage: bench_convert            (./dev bench convert)
// Prints, for each set of pages, MB of input a CPU second (median of the rounds), pages a second, and the rooms' share
// of loading: rules and vocabularies. Sets: the project's seeds, the two first seeds and the 50 question pages of
// $THRESH_SHARED (left out, with a word, where they are missing). CPU time of the process, so that a busy machine
// disturbs little; compare two builds in rounds that take turns. A set may have a floor, the speed that a release has
// to reach; one below it is marked, and the exit code is 1.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/disk.h"
#include "convert/convert.h"
#include "emit/emit.h"
#include "measure.h"
#include "normalize/normalize.h"
#include "rules/load.h"
#include "source/source.h"

using namespace thresh;
using namespace thresh::bench;

namespace {

constexpr int kRounds = 7;
constexpr double kRoundSeconds = 0.4;

std::vector<source::RawPage> pages_of(const std::vector<std::string>& arguments, std::string_view ending) {
  std::vector<source::RawPage> pages;
  const auto names = source::expand(base::system_disk(), arguments);
  if (!names) return pages;
  for (const std::string& name : *names) {
    if (!name.ends_with(ending)) continue;
    auto page = source::read(base::system_disk(), name, {});
    if (page) pages.push_back(std::move(*page));
  }
  return pages;
}

// Converts the set again and again for kRoundSeconds of CPU time.
Round run_round(const std::vector<source::RawPage>& pages, const convert::Options& options, emit::Emitter& emitter) {
  Round round;
  const double start = cpu_seconds();
  while (round.seconds < kRoundSeconds) {
    for (const source::RawPage& page : pages) {
      convert::Input input;
      input.name = page.name;
      input.bytes = page.bytes;
      auto converted = convert::convert(input, options);
      if (converted && !emitter.write(converted->record)) std::abort();
      round.bytes += static_cast<double>(page.bytes.size());
    }
    round.things += static_cast<double>(pages.size());
    round.seconds = cpu_seconds() - start;
  }
  return round;
}

// Whether the set reaches `floor` MB/s (0: it has none).
bool measure(const char* what, const char* format, const std::vector<source::RawPage>& pages,
             const convert::Options& options, double floor = 0) {
  if (pages.empty()) {
    std::printf("%-44s SKIPPED: no such pages here\n", what);
    return true;
  }
  std::vector<Round> rounds;
  for (int i = 0; i < kRounds; ++i) {
    Counter output;
    const auto emitter = emit::find_format(format)->make(output, {});
    rounds.push_back(run_round(pages, options, *emitter));
  }
  return print_rounds(what, 44, rounds, "pages", floor);
}

// What the first use of a vocabulary costs, in milliseconds of CPU time.
template <class Use>
void measure_load(const char* what, Use use) {
  std::printf("%-44s %8.2f ms\n", what, seconds_of(use) * 1e3);
}

}  // namespace

int main() {
  const std::string seeds = std::string(THRESH_SOURCE_DIR) + "/seeds";

  std::vector<rules::Rules> rules;
  measure_load("load the shipped selector files", [&] {
    auto loaded = rules::load_shipped({});
    if (!loaded) std::abort();
    rules = std::move(*loaded);
  });
  const double vocabularies = cpu_seconds();
  measure_load("first place (gazetteer)", [] { (void)normalize::place("Baltimore"); });
  measure_load("first specialty", [] { (void)normalize::specialty("Dermatologist"); });
  measure_load("first person", [] { (void)normalize::person("Jane Doe, MD"); });
  measure_load("first rating, count and date", [] {
    (void)normalize::rating("4.9 out of 5 stars");
    (void)normalize::count("12 votes");
    (void)normalize::date("2020-01-01");
  });
  std::printf("%-44s %8.2f ms   ceiling 10\n", "all vocabularies", (cpu_seconds() - vocabularies) * 1e3);

  convert::Options options;
  options.rules = rules;
  const bool fast = measure("dumps to JSONL: first seeds", "jsonl", pages_of({shared("seeds")}, ".txt"), options, 60);
  measure("dumps to JSONL: own seeds", "jsonl", pages_of({seeds}, ".txt"), options);
  measure("dumps to YAML: own seeds", "yaml", pages_of({seeds}, ".txt"), options);
  measure("HTML to JSONL: own seeds", "jsonl", pages_of({seeds}, ".html"), options);
  measure("HTML to JSONL: 50 question pages, no rules", "jsonl", pages_of({shared("extraction/qa")}, ".html"), options);
  return fast ? 0 : 1;
}
