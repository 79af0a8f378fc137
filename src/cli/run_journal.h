// What of a long run is done, so that it can be gone on with after it was killed: `convert --resume`.
//
// Records and ledger grow in OUTPUT.part and LEDGER.part. Now and then both are brought to the disk, and then the
// journal, OUTPUT.part.journal, says how far the run had come: pages, records, how long the two files were. Who goes on
// cuts them back to that and passes over as many pages. By what duplicates are known stands in OUTPUT.part.originals.
// When the run is done the two files take their places, and the others go. Where a path is a symbolic link, all that
// stands beside the file that it points to. Only one run at a time may do this to a file: whoever opens a journal holds
// the lock of its files (cli/convert.cpp).
//
// Tested by tests/cli/run_journal_test.cpp and tests/cli/resume_test.py.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "base/stream.h"
#include "record/fingerprint.h"

namespace thresh::cli {

// How far a run has come.
struct RunState {
  std::uint64_t pages = 0;  // that were read and dealt with, those that failed too
  std::uint64_t records = 0, repeated = 0, unwanted = 0, with_findings = 0;
  std::uint64_t failed = 0, unfetched = 0;  // inputs
};

class RunJournal {
 public:
  // Begins, or goes on with a run that was killed. `run`: what it is (a digest); a journal of another run is kUsage.
  // `ledger`: its path, or empty. Errors: kUnreadable, kWriteFailed.
  static base::Result<std::unique_ptr<RunJournal>> open(base::Disk& disk, std::string output, std::string ledger,
                                                        std::string_view run);

  // Whether the run had come to its end before; its files are in their places now.
  bool is_done() const { return done_; }
  // What was done before; all 0 where this run begins.
  const RunState& state() const { return state_; }
  // Where records and ledger go. They outlive the journal's `finish`, and `commit` brings nothing into its place.
  std::unique_ptr<base::Output> records() { return output_of(records_); }
  std::unique_ptr<base::Output> ledger() { return output_of(ledger_); }

  // A record that is no duplicate, to know its duplicates by; and all those of before.
  void keep_original(std::string_view id, const record::Fingerprint& print);
  base::Result<void> for_each_original(
      const std::function<void(std::string_view id, const record::Fingerprint& print)>& visit);

  // Everything written so far is on the disk, and the journal says so.
  base::Result<void> save(const RunState& state);
  // The run is done: saves, and puts the files in their places.
  base::Result<void> finish(const RunState& state);

 private:
  // A file that grows: what is written stands in `waiting` until there is enough of it, or it is saved.
  struct Part {
    std::string path;
    std::unique_ptr<base::Appender> file;
    std::string waiting;
    base::Result<void> add(std::string_view bytes);
    base::Result<void> flush();
  };
  class PartOutput;

  RunJournal(base::Disk& disk, std::string output, std::string ledger, std::string_view run);
  static std::unique_ptr<base::Output> output_of(Part& part);
  base::Result<bool> read_journal();
  base::Result<void> open_part(Part& part, std::uint64_t size);
  base::Result<void> write_journal(const RunState& state, bool done);
  base::Result<void> put_in_place();

  base::Disk& disk_;
  std::string output_path_, ledger_path_, run_;
  Part records_, ledger_, originals_;
  RunState state_;
  bool done_ = false;
  std::uint64_t sizes_[3] = {};  // of the three parts, as the journal has them
};

}  // namespace thresh::cli
