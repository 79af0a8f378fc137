// What was taken away from a page: a count and an example for each reason. It becomes the record's `removed` list.
//
// Tested by tests/clean/tally_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "record/reasons.h"

namespace thresh::clean {

// The start of a text for a message, on one line: at most 80 code points and "…".
std::string example_of(std::string_view text);

class Tally {
 public:
  struct Entry {
    record::Removal reason = record::Removal::kTemplateArtifact;
    std::size_t count = 0;
    std::string example;  // the first text that went, at most 80 code points, on one line
  };

  void add(record::Removal reason, std::string_view text, std::size_t count = 1);

  // The reasons that occurred, in the order of the enumeration.
  std::vector<Entry> entries() const;

 private:
  std::array<Entry, record::kRemovalCount> entries_;
};

}  // namespace thresh::clean
