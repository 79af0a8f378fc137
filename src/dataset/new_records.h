// The files of a new version, record by record: those that were made anew, and those of the version before that stay.
//
// `records.jsonl` is always written, whatever the formats of the dataset: the next run reads it. (Of a dataset that
// leaves the bookkeeping out, the next run reads `full.jsonl`.) A record that stays is copied as the line that it was,
// but for what changes around it: that it is stale, that it repeats another one.
//
// Tested by tests/dataset/new_records_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "convert/convert.h"
#include "convert/ledger.h"
#include "dataset/dataset_file.h"
#include "dataset/fingerprint_file.h"
#include "dataset/old_lines.h"
#include "dataset/statistics.h"
#include "dataset/versions.h"
#include "emit/emit.h"
#include "emit/json_writer.h"
#include "record/duplicate_index.h"
#include "record/json_reader.h"

namespace thresh::dataset {

// Why a record is not of its page as it is now.
struct Stale {
  std::int64_t since = 0;  // when the page was fetched last, UTC, milliseconds
  std::string reason;      // "time_out", "http_error 500", "empty_page"
};

class NewRecords {
 public:
  // The name of the file that the next run reads.
  static std::string_view base_name(const OutputSettings& output) { return output.bare ? kFull : "records.jsonl"; }
  // The same of a version that was made with other settings, perhaps.
  static std::string_view base_name(const Manifest& version) {
    return version.find(kFull) != nullptr ? kFull : "records.jsonl";
  }
  // The names of all files of records that a version with these settings has.
  static std::set<std::string> names(const OutputSettings& output);
  static constexpr std::string_view kFull = "full.jsonl";
  static constexpr std::string_view kLedger = "ledger.jsonl";

  // What the version before leaves.
  struct Before {
    OldLines records, ledger;
    OldFingerprints fingerprints;  // of `records`
  };
  // Errors: kWriteFailed.
  static base::Result<NewRecords> begin(NewVersion& version, const OutputSettings& output, Before before);
  // Notes the fingerprints of all records there, until `keep_fingerprints`. What cannot be written is not noted.
  void note_fingerprints(base::Disk& disk, const std::string& path);

  // A record's mark as stale is taken away, or set, or left as the version before has it.
  enum class Mark : std::uint8_t { kFresh, kStale, kAsItWas };
  // A record of a page, as it is made now; the record's id. `was`: the ids of the page's records in the version before;
  // where they are of another kind, the page's record changed its kind. Errors: kWriteFailed, kUnreadable.
  base::Result<std::string> add(convert::Converted converted, Mark mark = Mark::kFresh, const Stale& stale = {},
                                const std::vector<std::string>& was = {});
  // The account of a page, where the dataset keeps one.
  base::Result<void> add_ledger(const convert::Ledger& ledger, std::string_view source, const base::Error* error);
  // The records with these ids, as the version before has them. Those that it has not are left out. Gives how many
  // there were. Errors: kUnreadable, kWriteFailed.
  base::Result<std::size_t> keep(const std::vector<std::string>& ids, Mark mark, const Stale& stale = {});
  base::Result<void> keep_ledger(std::string_view source);
  // Records of the version before that are left out. Those whose page is gone are counted.
  base::Result<void> drop(const std::vector<std::string>& ids, bool is_gone);

  // Writes what stands at the end and commits all files.
  base::Result<void> finish();
  // Puts the fingerprints in their place: the file that the next run reads has that SHA-256.
  void keep_fingerprints(std::string_view sha256);

  const Statistics& statistics() const { return statistics_; }
  std::uint64_t records() const { return records_; }
  std::uint64_t stale() const { return stale_; }
  // Whether anything is other than in the version before.
  bool differs() const { return differs_; }

 private:
  struct File {
    std::unique_ptr<base::Output> output;
    std::unique_ptr<emit::Emitter> emitter;
    bool bare = false;
  };

  NewRecords() = default;
  base::Result<void> open(NewVersion& version, std::string_view name, std::string_view format, bool bare);
  base::Result<void> write(const record::Map& record, std::string_view line);
  std::string line_of(const record::Map& record);
  base::Result<void> note_kind(const record::Map& record, const std::vector<std::string>& was);
  bool mark_duplicate(record::Map& record, const record::Fingerprint& print);

  std::vector<File> files_;  // the first one is that which the next run reads
  std::unique_ptr<base::Output> ledger_;
  std::unique_ptr<emit::Emitter> ledger_lines_;
  Before before_;
  std::optional<NewFingerprints> fingerprints_;
  std::unique_ptr<record::JsonReader> reader_ = std::make_unique<record::JsonReader>();
  std::unique_ptr<emit::JsonWriter> writer_ = std::make_unique<emit::JsonWriter>(emit::JsonWriter::Layout::kCompact);
  record::DuplicateIndex seen_;
  Statistics statistics_;
  std::uint64_t records_ = 0, stale_ = 0;
  bool differs_ = false;
};

}  // namespace thresh::dataset
