// The lines of a file of the version before, found by a text that each begins with: a record by its id, a page's ledger
// by its source.
//
// Of each line that text and its place are held (some 100 bytes a line); the line itself is read when it is
// asked for. Lines of the same text are given in their order.
//
// Tested by tests/dataset/old_lines_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "dataset/record_file.h"

namespace thresh::dataset {

class OldLines {
 public:
  OldLines() = default;  // no version before
  // `key`: the first key of every line. Errors: those of reading.
  static base::Result<OldLines> read(RecordFile file, std::string_view key);

  struct Line {
    std::string text;
    std::size_t number = 0;  // in the file, from 0

    bool empty() const { return text.empty(); }
  };

  std::size_t size() const { return lines_; }
  // The next line with that text that was not taken yet; empty where there is none. Errors: kUnreadable.
  base::Result<Line> take(std::string_view text);

 private:
  struct Place {
    std::uint64_t offset = 0;
    std::uint32_t size = 0;
    std::size_t number = 0;
  };

  std::vector<RecordFile> file_;  // one, or none
  // Those of one text in reverse, so that the last one is the next.
  std::unordered_map<std::string, std::vector<Place>> places_;
  std::size_t lines_ = 0;
};

}  // namespace thresh::dataset
