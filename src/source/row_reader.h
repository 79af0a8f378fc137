// What the readers of rows have in common: lines of JSON, rows of CSV, rows of tables.
//
// A row is a page, or has none, or is damaged: then it is an error of its own (kBadRow, with file, line and column),
// and the next row is read. Pages are called `FILE#NUMBER`; of a reader that was opened for one of them, only that row
// is read. A file none of whose rows holds a page is an error, so that a key that is called otherwise does not look
// like a run without trouble.
//
// Tested by tests/source/json_pages_test.cpp, csv_pages_test.cpp and table_pages_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "source/row_page.h"
#include "source/source.h"

namespace thresh::source {

class RowReader : public Reader {
 public:
  bool is_archive() const override { return !only_; }
  Skipped skipped() const override { return skipped_; }
  base::Result<bool> next(RawPage& page) override;

 protected:
  // `utf8`: as RowPage has it.
  RowReader(std::string file, std::optional<std::uint64_t> only, const base::Limits& limits, bool utf8)
      : file_(std::move(file)), only_(only), limits_(limits), values_(utf8) {}

  // Reads the next row, so that `number` is its number and `values` has its values; false at the end. Where the row is
  // not `wanted()` it may leave the values away. Errors: kBadRow, after which the next row is read; others end the
  // reading.
  virtual base::Result<bool> read_row(RowPage& values) = 0;
  // The keys of the rows, for the message that none holds a page.
  virtual std::string keys_of_rows() const { return {}; }
  // How a row is called behind the name of the file.
  virtual std::string row_name() const { return std::to_string(number_); }

  bool wanted() const { return !only_ || number_ == *only_; }
  // What is wrong with the row that is being read. `line` and `column` count from 1, 0 is unknown.
  std::unexpected<base::Error> bad_row(std::string message, std::uint64_t line, std::uint64_t column) const;
  const std::string& file() const { return file_; }
  const base::Limits& limits() const { return limits_; }

  std::uint64_t number_ = 0;  // of the row

 private:
  std::string name() const { return file_ + '#' + row_name(); }
  base::Result<bool> end();

  std::string file_;
  std::optional<std::uint64_t> only_;
  base::Limits limits_;
  RowPage values_;
  Skipped skipped_;
  std::size_t pages_ = 0;
  bool over_ = false;
};

// "12" as the number of a row; nullopt where it is none.
std::optional<std::uint64_t> row_number(std::string_view text);

}  // namespace thresh::source
