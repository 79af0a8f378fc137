// Rows of CSV.
#include "source/csv_row.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace thresh::source;
using State = CsvRow::State;
using Texts = std::vector<std::string>;

namespace {

CsvRow row_of(std::string_view bytes, char separator = ',', bool last = true) {
  CsvRow row;
  read_csv_row(bytes, separator, last, row);
  return row;
}

Texts texts(const CsvRow& row) {
  Texts all;
  for (const RowValue& cell : row.cells) append_value(cell, all.emplace_back());
  return all;
}

CsvHeader header(std::string_view bytes) { return CsvHeader::read(bytes, DumpKeys{NamedKeys{}}); }

}  // namespace

TEST_CASE("cells are parted by separators, rows by ends of lines (RFC 4180, section 2)") {
  CHECK(texts(row_of("a,b,c\r\nd,e,f\r\n")) == Texts{"a", "b", "c"});
  CHECK(row_of("a,b,c\r\nd").size == 7);
  CHECK(texts(row_of("a,b,c")) == Texts{"a", "b", "c"});
  CHECK(texts(row_of("a,,\nx")) == Texts{"a", "", ""});
  CHECK(texts(row_of("a;b,c\n", ';')) == Texts{"a", "b,c"});
  CHECK(texts(row_of("\n")) == Texts{""});
  CHECK(row_of("\r\n").is_blank());
  CHECK_FALSE(row_of("\"\"\n").is_blank());
}

TEST_CASE("a cell in quotes holds what parts cells elsewhere") {
  const CsvRow row = row_of("\"a,b\",\"two\nlines\",\"a \"\"word\"\"\"\nnext");
  CHECK(texts(row) == Texts{"a,b", "two\nlines", "a \"word\""});
  CHECK(row.lines == 2);
  CHECK(texts(row_of("\"\",\"\"\r\n")) == Texts{"", ""});
}

TEST_CASE("quotes that are not written twice are part of the cell") {
  CHECK(texts(row_of("\"He said \"hi\" to me\",x\n")) == Texts{"He said \"hi\" to me", "x"});
  CHECK(texts(row_of("a \"word\" here,x\n")) == Texts{"a \"word\" here", "x"});
}

TEST_CASE("a row of which the end is not there is open, or is never closed") {
  CHECK(row_of("a,b", ',', false).state == State::kOpen);
  CHECK(row_of("a,\"b", ',', false).state == State::kOpen);
  CHECK(row_of("a,\"b\"", ',', false).state == State::kOpen);  // a second quote may follow
  CHECK(row_of("a,b\r", ',', false).state == State::kOpen);
  CHECK(row_of("a,b\r", ',', true).state == State::kWhole);
  CHECK(texts(row_of("a,b\r")) == Texts{"a", "b"});
  CHECK(texts(row_of("a,\"b\"\r")) == Texts{"a", "b"});
  const CsvRow unclosed = row_of("a,\"b\nc,d\n");
  CHECK(unclosed.state == State::kUnclosed);
  CHECK(unclosed.open_cell == 2);
}

TEST_CASE("any rows survive being written, and are found whole only where they are") {
  CHECK(rc::check([] {
    const auto cells = *rc::gen::nonEmpty(
        rc::gen::container<Texts>(rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,;\"\n\r <>")))));
    std::string written;
    for (const std::string& cell : cells) {
      if (!written.empty()) written += ',';
      written += '"';
      for (const char c : cell) written += c == '"' ? std::string("\"\"") : std::string(1, c);
      written += '"';
    }
    const std::string file = written + "\r\nnext,row\n";
    const CsvRow row = row_of(file);
    RC_ASSERT(texts(row) == cells);
    RC_ASSERT(row.size == written.size() + 2);
    for (std::size_t end = 0; end < row.size - 1; ++end) {
      RC_ASSERT(row_of(std::string_view(file).substr(0, end), ',', false).state == State::kOpen);
    }
  }));
}

TEST_CASE("any bytes are read, a row at a time, to their end") {
  CHECK(rc::check([](const std::string& bytes) {
    std::string_view rest = bytes;
    while (!rest.empty()) {
      const CsvRow row = row_of(rest);
      if (row.state == State::kUnclosed) break;
      RC_ASSERT(row.state == State::kWhole);
      RC_ASSERT(row.size > 0);
      RC_ASSERT(row.size <= rest.size());
      rest.remove_prefix(row.size);
    }
  }));
}

TEST_CASE("the header tells the separator") {
  CHECK(header("url,html\n").separator == ',');
  CHECK(header("url;html\n").separator == ';');
  CHECK(header("url\thtml\n").separator == '\t');
  CHECK(header("a;b;c,d\n").separator == ';');
  CHECK(header("\"url\";\"x, y\"\n").columns == Texts{"url", "x, y"});
  CHECK(header("url,html").has_page);
  CHECK_FALSE(header("url,votes\n").has_page);
  CHECK(header("url, html ,date\n").known == 3);
}
