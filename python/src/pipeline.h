// Pages of any input to records, by several threads, in order: what convert_many, convert_stream and read have in
// common.
//
// Pages are taken from a Python iterator (with the GIL) or read from files and archives (without it); they are
// converted without it.
//
// Tested by tests/python/api_test.py and tests/python/read_test.py.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ordered_workers.h"
#include "batch.h"
#include "convert/condition.h"
#include "convert/convert.h"
#include "pages.h"
#include "python.h"
#include "record/duplicate_index.h"
#include "record/fingerprint.h"
#include "rule_set.h"
#include "source/source.h"

namespace thresh::python {

// kDefer: they are looked for later, in all records of a larger set, by their fingerprints.
enum class Duplicates : std::uint8_t { kMark, kDrop, kKeep, kDefer };

struct Settings {
  std::shared_ptr<const RuleSet> rules;
  std::size_t threads = 1;
  Duplicates duplicates = Duplicates::kMark;
  bool provenance = false, bare = false;
  std::string captured;  // of pages that do not say it
  convert::Condition where;
};

class Pipeline {
 public:
  // Of an iterable of pages, as page_of takes them.
  Pipeline(Settings settings, const nb::iterable& pages);
  // Of files, folders, patterns, archives. Raises thresh.Error for one that there is not.
  Pipeline(Settings settings, const std::vector<std::string>& names);
  // Of a part of a file.
  Pipeline(Settings settings, const std::string& name, source::Part part);

  // The next records, about `most` of them at most, and what failed on the way; none of both after the last page.
  // Raises what the iterator raises.
  Batch next(std::size_t most);
  bool ended() const { return ended_; }

 private:
  struct Job {
    Page page;            // of an iterator; without its owner
    source::RawPage raw;  // of an input
    std::optional<base::Error> error;
    record::Map record;
    bool wanted = true;
    record::Fingerprint print;
  };
  struct Portion;
  bool read(Job& job, Portion& portion);
  bool read_python(Job& job, Portion& portion);
  bool read_input(Job& job, Portion& portion);
  void work(Job& job) const;
  void write(Job& job, Batch& batch);

  Settings settings_;
  nb::object iterator_;  // null where inputs are read
  std::vector<std::string> names_;
  source::InputOptions input_;
  std::size_t at_ = 0;
  std::unique_ptr<source::Reader> reader_;
  bool ended_ = false, busy_ = false;
  std::size_t pages_ = 0, done_ = 0;  // that were read; that were written
  record::DuplicateIndex seen_;
};

// The record of one page.
record::Map convert_one(const Settings& settings, const Page& page);

void bind_pipeline(nb::module_& module);

}  // namespace thresh::python
