// Changes as they are written: lines of JSON, text for a terminal, a page to look at.
//
// The lines are those of changes.jsonl (schemas/change.json). The text names each record, then its fields with what
// went and what came, words beside words; nothing of a record reaches a terminal but printable characters. The page is
// one file without scripts and without anything from elsewhere: its Content-Security-Policy forbids both, and every
// word of a record stands in it as text.
//
// Tested by tests/dataset/change_writers_test.cpp and tests/cli/diff.test.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/disk.h"
#include "dataset/diff.h"

namespace thresh::dataset {

// A sink that writes to an output; `finish` writes what stands at the end. The output is committed by whoever owns it.
class ChangeWriter : public ChangeSink {
 public:
  virtual base::Result<void> finish(const ChangeCounts& counts) = 0;
};

std::unique_ptr<ChangeWriter> line_writer(base::Output& output);
std::unique_ptr<ChangeWriter> text_writer(base::Output& output, bool color);
// `before` and `after`: what is compared, as the page's heading names it.
std::unique_ptr<ChangeWriter> page_writer(base::Output& output, std::string before, std::string after);

// "3 of 120 records differ: 1 new, 2 edited", or "120 records, no difference".
std::string counts_text(const ChangeCounts& counts);

}  // namespace thresh::dataset
