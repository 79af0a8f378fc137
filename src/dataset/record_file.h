// Records read back, one after another or at their place, in memory that does not grow with a file of JSON lines.
//
// A file of JSON lines is read in pieces. JSON and YAML have no lines, so such a file is read whole and held as the
// lines that it would have been. What is given out is the text of a record; whoever wants its values has it read
// (`record`).
//
// Tested by tests/dataset/record_file_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "base/error.h"
#include "base/folder.h"
#include "record/json_reader.h"
#include "record/value.h"

namespace thresh::dataset {

inline constexpr std::size_t kLongestLine = std::size_t{256} << 20;  // of JSON lines, in bytes
inline constexpr std::size_t kLargestText = std::size_t{1} << 30;    // of a file that is read whole

class RecordFile {
 public:
  // A file by its name: .jsonl and .ndjson, .json, .yaml and .yml. Errors: kNotFound, kUnreadable; kUsage for another
  // ending.
  static base::Result<RecordFile> open(base::Disk& disk, const std::string& path);
  // The records of a version: the first there is of records.jsonl, records.json and records.yaml.
  static base::Result<RecordFile> open_version(base::Folder& version);
  // No records.
  static RecordFile nothing();
  // JSON lines. `name` is for messages.
  RecordFile(std::unique_ptr<base::FileReader> lines, std::string name);

  struct Line {
    std::string_view text;     // without the line end; valid until the next call of `next`
    std::uint64_t offset = 0;  // of its first byte
    std::uint64_t number = 0;  // from 1
  };
  // The next line that is not blank; nothing at the end. Errors: kUnreadable.
  base::Result<std::optional<Line>> next();
  void rewind();

  // The text that stands at `offset`. Errors: kUnreadable.
  base::Result<std::string> text_at(std::uint64_t offset, std::size_t length);
  // The record that a line is. Errors: kUnreadable, with the place.
  base::Result<record::Map> record(std::string_view line, std::uint64_t number);

  const std::string& name() const { return name_; }

 private:
  base::Result<bool> fill();

  std::unique_ptr<base::FileReader> file_;
  std::string name_;
  std::unique_ptr<record::JsonReader> json_ = std::make_unique<record::JsonReader>();
  std::string buffer_;  // bytes of the file from `begins_` on
  std::uint64_t begins_ = 0;
  std::size_t at_ = 0;        // in the buffer: the next line
  std::uint64_t number_ = 0;  // of the last line
  bool ended_ = false;        // the buffer holds the end of the file
  std::string window_;        // bytes around a text that was asked for by its place, from `window_begins_` on
  std::uint64_t window_begins_ = 0;
  std::uint64_t asked_to_ = 0;  // where the last such text ended
};

// The id of a record, as quickly as possible; empty where it has none.
base::Result<std::string> id_of(RecordFile& file, const RecordFile::Line& line);

}  // namespace thresh::dataset
