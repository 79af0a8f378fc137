// The files that the records of a run go to: one, or the shards of a set; the same for each kind of record, where a
// file holds one kind (kind_files.h).
//
// Every file is written beside its place. `seal` ends them all; only then `commit` puts them in their places, one
// after the other, so that a run that fails for want of room, or is killed before its end, has changed nothing.
//
// Tested by tests/cli/shards.test, tests/cli/output_files_test.cpp and tests/cli/output.test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "base/sha256.h"
#include "cli/shards.h"
#include "emit/emit.h"

namespace thresh::cli {

// Counts the bytes on their way to another output, and makes their digest where that is asked for.
class CountingOutput final : public base::Output {
 public:
  CountingOutput(std::unique_ptr<base::Output> target, bool digest);

  base::Result<void> write(std::string_view bytes) override;
  base::Result<void> seal() override { return target_->seal(); }
  base::Result<void> commit() override { return target_->commit(); }

  std::uint64_t bytes() const { return bytes_; }
  base::Sha256 digest() { return digest_->finish(); }  // once, where it was asked for

 private:
  std::unique_ptr<base::Output> target_;
  std::optional<base::Sha256Stream> digest_;
  std::uint64_t bytes_ = 0;
};

struct WrittenFile {
  std::string path;
  std::uint64_t bytes = 0;
  std::string sha256 = {};  // lower-case hexadecimal; empty where it was not asked for
  std::size_t records = 0;
  std::vector<emit::Column> columns = {};  // of a table (Emitter::columns)
  std::string kind = {};                   // of the records, where each kind has its files
};

class OutputFiles {
 public:
  struct Options {
    std::string path;  // of the whole set; "-" or empty for standard output; may have a `{kind}` (kind_files.h)
    Shards shards = {};
    bool digests = false;
    emit::EmitOptions emit = {};
    std::unique_ptr<base::Output> into = nullptr;  // where the one file goes, and not to the path
  };
  // Errors: kWriteFailed.
  static base::Result<std::unique_ptr<OutputFiles>> create(base::Disk& disk, const emit::Format& format,
                                                           Options options);

  // Writes the record, of that id, to its file. `written`: a value of it that is JSON text already; null for none.
  base::Result<void> write(std::string_view id, const record::Map& record, const emit::Written* written = nullptr);
  // The number of the file that the last record went to, in `written`.
  std::size_t last() const { return last_; }
  // Writes what stands after the last record of each file. Called once, before `commit`.
  base::Result<void> seal();
  base::Result<void> commit();

  // After `seal`; in the order in which they were begun.
  const std::vector<WrittenFile>& written() const { return written_; }

 private:
  struct File {
    std::size_t number = 0;  // in written_
    std::unique_ptr<CountingOutput> output;
    std::unique_ptr<emit::Emitter> emitter;
  };
  // The files of one kind, or all.
  struct Set {
    std::string path;
    std::vector<File> open = {};
    std::size_t begun = 0;
  };
  OutputFiles(base::Disk& disk, const emit::Format& format, Options options);
  base::Result<Set*> begin(const std::string& kind);
  base::Result<Set*> set_of(const record::Map& record);
  base::Result<void> open(Set& set, const std::string& kind);
  base::Result<File*> file_for(Set& set, std::string_view id);
  base::Result<void> seal(File& file);

  base::Disk& disk_;
  const emit::Format& format_;
  Options options_;
  bool by_kind_;
  std::map<std::string, Set> sets_;  // by kind; that of all has no name
  std::vector<std::unique_ptr<CountingOutput>> sealed_;
  std::vector<WrittenFile> written_;
  std::size_t last_ = 0;
};

}  // namespace thresh::cli
