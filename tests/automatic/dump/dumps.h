// What the tests of dumps share: a text as lines, and dumps as records.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "automatic/dump/lines.h"
#include "convert/pages.h"
#include "text/dump.h"

namespace thresh::tests {

// A dump and what its lines are.
struct DumpLines {
  explicit DumpLines(std::string words) : text(std::move(words)) {
    dump = text::split_lines(text);
    lines = automatic::lines_of(dump.lines);
  }
  DumpLines(const DumpLines&) = delete;

  std::string text;
  text::Dump dump;
  automatic::Lines lines;
};

inline record::Map record_of_dump(std::string_view text) {
  auto converted = convert::convert(input_of("dump.txt", text), {});
  if (!converted) throw std::runtime_error(base::describe(converted.error()));
  return std::move(converted->record);
}

// Running text that differs from number to number.
inline std::string prose(int number) {
  const std::string one = std::to_string(number);
  return "In the " + one +
         ". week we repaired the pump of the well and wrote down what each of the parts had cost us, " +
         "since nobody remembered it from the year before.\n";
}

}  // namespace thresh::tests
