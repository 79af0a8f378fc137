// See csv_row.h.
#include "source/csv_row.h"

#include <algorithm>
#include <cstring>

#include "text/unicode.h"

namespace thresh::source {
namespace {

constexpr std::size_t kLongestName = 128;  // of a column of which the header makes sense

// Reads cells off the front of the bytes.
class Cells {
 public:
  Cells(std::string_view bytes, char separator, bool last, CsvRow& row)
      : bytes_(bytes), separator_(separator), last_(last), row_(row) {}

  void read() {
    row_.cells.clear();
    row_.lines = 0;
    row_.state = CsvRow::State::kOpen;
    while (at_ < bytes_.size() && bytes_[at_] == '"' ? read_quoted() : read_plain()) {
    }
    row_.size = at_;
  }

 private:
  // Takes what ends a cell; true where another cell follows. At the end of the bytes the row is whole only if no more
  // come.
  bool end_cell() {
    if (at_ == bytes_.size()) {
      if (last_) finish();
      return false;
    }
    const char c = bytes_[at_];
    if (c == separator_) {
      ++at_;
      return true;
    }
    at_ += c == '\r' ? 2 : 1;
    finish();
    return false;
  }

  void finish() {
    row_.state = CsvRow::State::kWhole;
    ++row_.lines;
  }

  bool is_end(std::size_t at) const {
    if (at == bytes_.size()) return true;
    const char c = bytes_[at];
    return c == separator_ || c == '\n' || (c == '\r' && at + 1 < bytes_.size() && bytes_[at + 1] == '\n') ||
           (c == '\r' && at + 1 == bytes_.size());
  }

  bool read_plain() {
    const std::size_t begin = at_;
    while (!is_end(at_)) ++at_;
    if (at_ + 1 == bytes_.size() && bytes_[at_] == '\r') return lone_return(begin);
    row_.cells.push_back({bytes_.substr(begin, at_ - begin), RowValue::Form::kPlain});
    return end_cell();
  }

  // A CR as the very last byte: the end of a line if no more bytes come, else not to be told.
  bool lone_return(std::size_t begin) {
    if (!last_) return false;
    row_.cells.push_back({bytes_.substr(begin, at_ - begin), RowValue::Form::kPlain});
    ++at_;
    finish();
    return false;
  }

  bool read_quoted() {
    const std::size_t begin = at_ + 1;
    std::size_t at = begin;
    for (;;) {
      const void* quote = at < bytes_.size() ? std::memchr(bytes_.data() + at, '"', bytes_.size() - at) : nullptr;
      if (quote == nullptr) return leave_open(begin);
      at = static_cast<std::size_t>(static_cast<const char*>(quote) - bytes_.data()) + 1;
      if (at < bytes_.size() && bytes_[at] == '"') {
        ++at;
        continue;
      }
      if (at == bytes_.size() && !last_) return leave_open(begin);
      if (is_end(at)) break;
    }
    const std::string_view cell = bytes_.substr(begin, at - 1 - begin);
    row_.lines += static_cast<std::size_t>(std::ranges::count(cell, '\n'));
    row_.cells.push_back({cell, RowValue::Form::kQuoted});
    at_ = at;
    const bool cut = at_ + 1 == bytes_.size() && bytes_[at_] == '\r';
    if (!cut) return end_cell();
    if (last_) ++at_, finish();
    return false;
  }

  bool leave_open(std::size_t begin) {
    row_.open_cell = begin - 1;
    if (last_) row_.state = CsvRow::State::kUnclosed;
    return false;
  }

  std::string_view bytes_;
  char separator_;
  bool last_;
  CsvRow& row_;
  std::size_t at_ = 0;
};

CsvHeader header_with(std::string_view bytes, char separator, const DumpKeys& keys) {
  CsvHeader header;
  header.separator = separator;
  CsvRow row;
  read_csv_row(bytes, separator, true, row);
  if (row.state != CsvRow::State::kWhole) return header;
  header.size = row.size;
  header.lines = row.lines;
  header.complete = row.size < bytes.size() || (!bytes.empty() && bytes.back() == '\n');
  bool sensible = true;
  for (const RowValue& cell : row.cells) {
    std::string name;
    append_value({cell.raw.substr(0, kLongestName + 1), cell.form}, name);
    sensible = sensible && name.size() <= kLongestName;
    header.columns.emplace_back(text::trim_ascii(name));
    header.known += keys.is_known_column(header.columns.back());
    header.has_page = header.has_page || keys.is_page_column(header.columns.back());
  }
  if (!sensible) header.complete = false;
  return header;
}

}  // namespace

void read_csv_row(std::string_view bytes, char separator, bool last, CsvRow& row) {
  Cells(bytes, separator, last, row).read();
}

CsvHeader CsvHeader::read(std::string_view bytes, const DumpKeys& keys) {
  CsvHeader best;
  for (const char separator : {',', '\t', ';'}) {
    CsvHeader header = header_with(bytes, separator, keys);
    const bool better =
        header.known != best.known ? header.known > best.known : header.columns.size() > best.columns.size();
    if (better) best = std::move(header);
  }
  return best;
}

}  // namespace thresh::source
