// Records on their way out: those that are wanted chosen, duplicates marked, bookkeeping left out where that is asked
// for, an emitter behind.
//
// What costs time about a record is done in `prepare`, which any thread may call; `admit` and `write` take records one
// after the other.
//
// Tested by tests/fetch/fetch_test.py, tests/cli/choosing.test and tests/cli/duplicates.test.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "cli/output_files.h"
#include "convert/condition.h"
#include "convert/convert.h"
#include "emit/emit.h"
#include "emit/package.h"
#include "emit/text_buffer.h"
#include "record/duplicate_index.h"
#include "record/field_path.h"
#include "record/fingerprint.h"

namespace thresh::cli {

enum class Duplicates : std::uint8_t { kMark, kDrop, kKeep };  // kKeep: not looked for

struct RecordOptions {
  std::string path;    // a file, "-" or empty for standard output, or a file a kind (kind_files.h)
  std::string format;  // its name; empty: as the path's ending says, else yaml on a terminal and jsonl in a pipe
  bool many = true;    // more than one record may come
  bool bare = false;
  bool csv_raw = false;
  Duplicates duplicates = Duplicates::kMark;
  convert::Condition where;
  std::vector<record::FieldPath> fields;  // all of them where there is none
  std::optional<std::size_t> limit;       // records
  // Is told of each record that is no duplicate; may be empty.
  std::function<void(std::string_view id, const record::Fingerprint& print)> on_original = {};
  Shards shards = {};
  bool package = false;                                       // described, by files beside
  std::shared_ptr<const columns::Schema> custom_fields = {};  // as EmitOptions has it
};

class RecordOutput {
 public:
  // `into`: where the bytes go, and not to the path, if it is not null. Errors: kUsage for an ending of the path that
  // says nothing; kWriteFailed.
  static base::Result<std::unique_ptr<RecordOutput>> create(base::Disk& disk, RecordOptions options,
                                                            std::unique_ptr<base::Output> into = nullptr);
  RecordOutput(std::unique_ptr<OutputFiles> files, const emit::Format& format, RecordOptions options);

  // Of a run that is gone on with: what was counted before, and the records that it had.
  void go_on(std::size_t records, std::size_t repeated, std::size_t unwanted);
  void know(std::string_view id, const record::Fingerprint& print) { seen_.add(id, print); }

  // What `path` and `format` say; kUsage where that is nothing.
  static base::Result<const emit::Format*> format_of(base::Disk& disk, const RecordOptions& options);
  bool to_file() const { return is_file(options_.path); }
  static bool is_file(const std::string& path) { return !path.empty() && path != "-"; }

  struct Prepared {
    convert::Converted converted;
    emit::TextBuffer provenance = {};  // as JSON, of a record in which it is null
    bool wanted = true;
    record::Fingerprint print = {};
  };
  Prepared prepare(convert::Converted converted) const;
  // Whether the record is to be written. Marks it where it repeats an earlier one.
  bool admit(Prepared& prepared);
  base::Result<void> write(Prepared& prepared);
  // All three.
  base::Result<void> add(convert::Converted converted);
  // Whether there are as many records as were asked for.
  bool is_full() const { return options_.limit && records_ >= *options_.limit; }

  // Writes what stands after the last record and puts the files in their places.
  base::Result<void> commit(base::Disk& disk);
  const std::vector<WrittenFile>& files() const { return files_->written(); }  // after `commit`
  std::size_t records() const { return records_; }                             // written
  std::size_t repeated() const { return repeated_; }  // of these, and of those that were dropped
  std::size_t unwanted() const { return unwanted_; }  // that do not fulfil the condition
  Duplicates duplicates() const { return options_.duplicates; }

 private:
  static base::Result<const emit::Format*> named_format(base::Disk& disk, const RecordOptions& options);
  bool takes_provenance_as_text() const;
  base::Result<void> write(const record::Map& record, const record::Map& whole, const emit::Written* written = nullptr);

  std::unique_ptr<OutputFiles> files_;
  RecordOptions options_;
  const emit::Format& format_;
  emit::Package package_;
  record::DuplicateIndex seen_;
  std::size_t records_ = 0, repeated_ = 0, unwanted_ = 0;
};

}  // namespace thresh::cli
