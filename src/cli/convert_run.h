// The pages of a `thresh convert`, on their way through the recipe: read, converted by several threads, written in
// order (base/ordered_workers.h).
//
// Only reading and writing touch what the pages have in common, so the output and the messages are the same for every
// number of threads.
//
// Tested by tests/cli/jobs_test.py and tests/cli/convert.test.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/inputs.h"
#include "cli/ledger_file.h"
#include "cli/progress.h"
#include "cli/record_output.h"
#include "cli/run_journal.h"
#include "cli/sample.h"
#include "convert/convert.h"

namespace thresh::cli {

struct ConvertSettings {
  convert::Options options = {};
  std::size_t jobs = 1;  // threads
  bool thread = false;   // the pages are one thread's: one record
  bool strict = false;   // each warning is printed
  std::optional<Sample> sample = {};
  RunState before = {};  // what was done of the run already: so many pages are passed over
  // Is told now and then how far the run has come; may be empty.
  std::function<base::Result<void>(const RunState&)> save = {};
};

class ConvertRun {
 public:
  // `ledger` may be null.
  ConvertRun(const ConvertSettings& settings, Inputs& inputs, RecordOutput& output, LedgerFile* ledger,
             Progress& progress, Console& console);

  // Converts and writes all pages. Errors: those of writing.
  base::Result<void> run();
  std::size_t with_findings() const { return with_findings_; }
  // How far it has come.
  RunState state() const;

 private:
  struct Job {
    std::vector<Inputs::Failure> failures;  // of inputs before the page
    bool has_page = false;
    source::RawPage page;
    std::optional<base::Error> error;
    RecordOutput::Prepared made;
    convert::Ledger ledger;
  };
  bool next_page(source::RawPage& page);
  bool read(Job& job);
  void work(Job& job) const;
  base::Result<void> write(Job& job);
  base::Result<void> write_failures(const std::vector<Inputs::Failure>& failures);
  base::Result<void> write_page(Job& job);
  base::Result<void> write_record(const std::string& name, RecordOutput::Prepared& made);
  base::Result<void> write_thread();
  base::Result<void> save_now_and_then();
  void show_progress();

  const ConvertSettings& settings_;
  Inputs& inputs_;
  RecordOutput& output_;
  LedgerFile* ledger_;
  Progress& progress_;
  Console& console_;
  bool more_ = true;
  std::uint64_t passed_over_ = 0;
  std::int64_t saved_at_;                  // milliseconds
  std::vector<convert::Converted> pages_;  // of a thread
  std::size_t pages_done_ = 0, with_findings_ = 0;
};

}  // namespace thresh::cli
