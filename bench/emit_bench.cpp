// How fast records become bytes: every format on generated records, one core, nothing but the writing.
//
// usage: bench_emit [FORMAT …]    (./dev bench emit)
// Prints for each format the MB it writes a CPU second (median of the rounds) and the records. The records are question
// pages with eight answers and articles with comments, with all fields and the usual bookkeeping: about as much prose,
// punctuation and null as converted pages have. CPU time of the process, so that a busy machine disturbs little. A
// format may have a floor, the speed that a release has to reach; one below it is marked, and the exit code is 1.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"
#include "emit/emit.h"
#include "measure.h"
#include "record/shape.h"

using namespace thresh;
using namespace thresh::bench;
using record::List;
using record::Map;
using record::Value;

namespace {

constexpr int kRounds = 7;
constexpr std::size_t kRecords = 400;
constexpr double kRoundSeconds = 0.3;

// Records of the shapes in record/shape.h, filled with words.
class Generator {
 public:
  Map record(std::size_t number) {
    const record::Kind& kind = *record::find_kind(number % 4 == 3 ? "article" : "qa");
    Map record = object(record::head_shape());
    record.set("id", std::string(kind.name) + "-" + std::to_string(1000000000000 + number));
    record.set("kind", kind.name);
    for (const record::Field& field : kind.shape->fields) record.add(field.name, value(field));
    record.add("schema", 1);
    record.add("completeness", Map());
    record.add("absent", absences());
    for (const char* name : {"warnings", "removed", "conflicts"}) record.add(name, List());
    record.add("duplicate_of", nullptr);
    return record;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string words(std::size_t count) {
    static constexpr std::string_view kWords[] = {
        "the", "skin",  "of",       "a",    "patient", "it's",        "usually", "and",  "weeks",  "after", "treatment",
        "I",   "would", "\"mild\"", "see:", "doctor",  "caf\xC3\xA9", "in",      "most", "cases,", "then."};
    std::string out;
    while (count-- > 0) {
      if (!out.empty()) out += ' ';
      out += kWords[below(std::size(kWords))];
    }
    return out;
  }

  std::string prose() {
    std::string out = words(40 + below(60));
    for (std::size_t n = below(3); n > 0; --n) out += "\n\n" + words(20 + below(60));
    return out;
  }

  Map object(const record::Shape& shape) {
    Map out;
    for (const record::Field& field : shape.fields) {
      if (!field.optional) out.add(field.name, value(field));
    }
    return out;
  }

  Value value(const record::Field& field) {
    if (field.shape != nullptr && field.list) return objects(*field.shape);
    if (field.list) return List{"MD", "FACS"};
    if (field.shape != nullptr) return object(*field.shape);
    if (field.prose) return prose();
    if (below(3) == 0) return nullptr;
    switch (field.type) {
      case record::Type::kCount:
        return static_cast<std::int64_t>(below(1000));
      case record::Type::kNumber:
        return static_cast<double>(below(50)) / 10;
      case record::Type::kBool:
        return below(2) == 0;
      case record::Type::kDate:
        return "2020-03-12T14:05";
      case record::Type::kUrl:
        return "https://www.example.org/questions/" + std::to_string(below(1000000)) + "?page=2";
      default:
        return words(1 + below(6));
    }
  }

  List objects(const record::Shape& shape) {
    List list;
    for (int i = 0; i < 8; ++i) list.emplace_back(object(shape));
    return list;
  }

  List absences() {
    List list;
    for (int i = 0; i < 10; ++i) {
      Map entry;
      entry.add("path", "/answers/" + std::to_string(i) + "/votes");
      entry.add("reason", "not_on_page");
      list.emplace_back(std::move(entry));
    }
    return list;
  }

  std::mt19937_64 random_{20260101};
};

Round run_round(const emit::Format& format, const std::vector<Map>& records) {
  Round round;
  Counter output;
  const double start = cpu_seconds();
  const auto emitter = format.make(output, {.many = true});
  while (round.seconds < kRoundSeconds) {
    for (const Map& record : records) {
      if (!emitter->write(record)) std::abort();
    }
    round.things += static_cast<double>(records.size());
    round.seconds = cpu_seconds() - start;
  }
  if (!emitter->finish()) std::abort();
  round.seconds = cpu_seconds() - start;
  round.bytes = static_cast<double>(output.written);
  return round;
}

double floor_of(std::string_view format) { return format == "jsonl" ? 400 : format == "yaml" ? 300 : 0; }

// Whether the format is as fast as it has to be.
bool measure(const emit::Format& format, const std::vector<Map>& records) {
  std::vector<Round> rounds;
  for (int i = 0; i < kRounds; ++i) rounds.push_back(run_round(format, records));
  return print_rounds(std::string(format.name), 10, rounds, "records", floor_of(format.name));
}

// Those of the first one's kind.
std::vector<Map> of_one_kind(const std::vector<Map>& records) {
  std::vector<Map> out;
  for (const Map& record : records) {
    if (*record.find("kind") == *records.front().find("kind")) out.push_back(record);
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  Generator generator;
  std::vector<Map> records;
  for (std::size_t i = 0; i < kRecords; ++i) records.push_back(generator.record(i));
  bool fast = true;
  for (const emit::Format& format : emit::formats()) {
    const bool wanted = argc < 2 || std::find(argv + 1, argv + argc, format.name) != argv + argc;
    if (!wanted || format.make == nullptr) continue;
    if (!measure(format, format.one_kind ? of_one_kind(records) : records)) fast = false;
  }
  return fast ? 0 : 1;
}
