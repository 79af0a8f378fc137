// Rows of CSV (RFC 4180) and TSV, as views of the bytes that they stand in.
//
// A cell in quotes may hold separators, ends of lines and quotes (each written twice). What spreadsheets and scrapers
// write beside the standard is read as well: lines that end in LF alone, a quote inside a quoted cell that is not
// written twice (it ends the cell only where a separator or the end of the line follows), text before a quote.
//
// Tested by tests/source/csv_row_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "source/dump_keys.h"
#include "source/row_page.h"

namespace thresh::source {

struct CsvRow {
  enum class State : std::uint8_t {
    kWhole,
    kOpen,      // the bytes end before it is known where the row does
    kUnclosed,  // there are no more bytes, and a quoted cell does not end
  };
  State state = State::kOpen;
  std::vector<RowValue> cells;
  std::size_t size = 0;       // of the row, with the end of its line
  std::size_t lines = 0;      // that it takes
  std::size_t open_cell = 0;  // where the quoted cell begins that does not end

  bool is_blank() const { return cells.size() == 1 && cells[0].raw.empty() && cells[0].form == RowValue::Form::kPlain; }
};

// Reads the row that `bytes` begin with. `last`: there are no bytes behind them.
void read_csv_row(std::string_view bytes, char separator, bool last, CsvRow& row);

// The first row, which names the columns.
struct CsvHeader {
  std::vector<std::string> columns;
  char separator = ',';
  std::size_t size = 0, lines = 0;  // of the row
  std::size_t known = 0;            // columns whose names are known
  bool has_page = false;            // one of them holds HTML or text
  bool complete = false;            // it does not end with the bytes, or these end with a line

  // The separator (comma, semicolon, tab) is the one with which most columns are known, or which stands there most
  // often.
  static CsvHeader read(std::string_view bytes, const DumpKeys& keys);
};

}  // namespace thresh::source
