// See csv_pages.h.
#include "source/csv_pages.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "source/byte_window.h"
#include "source/csv_row.h"
#include "source/row_reader.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

constexpr std::size_t kHeader = std::size_t{1} << 20;  // bytes in which the header ends
constexpr std::uint64_t kMostAgain = std::uint64_t{256} << 20;

// The lines of old Macintosh programs end with a CR alone. Where the beginning of a file has such ends and no LF, each
// CR is one.
class LineEnds final : public base::Input {
 public:
  explicit LineEnds(std::unique_ptr<base::Input> input) : input_(std::move(input)) {}

  base::Result<std::size_t> read(char* to, std::size_t size) override {
    if (!std::exchange(begun_, true)) look();
    if (at_ < start_.size()) {
      const std::size_t count = std::min(size, start_.size() - at_);
      std::copy_n(start_.data() + at_, count, to);
      at_ += count;
      return count;
    }
    if (error_) return std::unexpected(*error_);
    const auto count = input_->read(to, size);
    if (count && returns_) std::replace(to, to + *count, '\r', '\n');
    return count;
  }
  std::optional<std::uint64_t> left() const override {
    const auto behind = input_->left();
    return behind ? std::optional(*behind + start_.size() - at_) : std::nullopt;
  }

 private:
  static constexpr std::size_t kLooked = std::size_t{64} << 10;

  // Reads the beginning; what is wrong behind it is told behind it.
  void look() {
    for (std::size_t size = 0; size < kLooked;) {
      start_.resize(kLooked);
      const auto count = input_->read(start_.data() + size, kLooked - size);
      if (!count) error_ = count.error();
      size += count.value_or(0);
      start_.resize(size);
      if (count.value_or(0) == 0) break;
    }
    // A CR as the last byte may have its LF behind it.
    const std::string_view sure =
        std::string_view(start_).substr(0, start_.size() - (start_.size() == kLooked ? 1 : 0));
    returns_ = sure.find('\r') != std::string_view::npos && sure.find('\n') == std::string_view::npos;
    if (returns_) std::ranges::replace(start_, '\r', '\n');
  }

  std::unique_ptr<base::Input> input_;
  std::string start_;
  std::size_t at_ = 0;
  std::optional<base::Error> error_;
  bool begun_ = false, returns_ = false;
};

class CsvPages final : public RowReader {
 public:
  CsvPages(std::unique_ptr<base::Input> input, std::string file, std::optional<std::uint64_t> only,
           const base::Limits& limits, const NamedKeys& keys)
      : RowReader(std::move(file), only, limits, false),
        window_(std::make_unique<LineEnds>(std::move(input))),
        keys_(keys) {}

  std::optional<std::uint64_t> left() const override { return window_.left(); }

 private:
  base::Result<bool> read_row(RowPage& values) override {
    if (!started_) {
      if (auto read = read_header(); !read) return std::unexpected(std::move(read.error()));
    }
    for (;;) {
      ++number_;
      const std::uint64_t line = line_;
      if (auto whole = find_row(); !whole) return std::unexpected(std::move(whole.error()));
      if (window_.known().empty()) return failed_or_over();
      const std::uint64_t size = std::exchange(row_size_, 0);
      line_ += row_.lines;
      if (row_.is_blank() && header_.columns.size() > 1) {
        window_.skip(size);
        --number_;
        continue;
      }
      skip_next_ = size;
      if (row_.cells.size() > header_.columns.size()) {
        const std::size_t place =
            static_cast<std::size_t>(row_.cells[header_.columns.size()].raw.data() - window_.known().data());
        const std::string_view before = window_.known().substr(0, place);
        return bad_row("the row has " + std::to_string(row_.cells.size()) + " cells, and there are " +
                           std::to_string(header_.columns.size()) + " columns",
                       line + static_cast<std::uint64_t>(std::ranges::count(before, '\n')), column_at(place));
      }
      for (std::size_t i = 0; i < row_.cells.size(); ++i) {
        values.offer(roles_[i], row_.cells[i], keys_.takes_any_html());
      }
      return true;
    }
  }

  base::Result<void> read_header() {
    started_ = true;
    while (window_.known().size() < kHeader && window_.more()) {
    }
    if (window_.known().starts_with("\xEF\xBB\xBF")) window_.skip(3);
    header_ = CsvHeader::read(window_.known(), keys_);
    if (header_.columns.empty()) {
      base::Error error{base::ErrorCode::kUnreadable, "the first line names no columns"};
      error.place.file = file();
      return std::unexpected(std::move(error));
    }
    for (const std::string& column : header_.columns) roles_.push_back(keys_.find_column(column));
    window_.skip(header_.size);
    line_ += header_.lines;
    return {};
  }

  // Finds the end of the next row, which then is in `row_`; there is none where nothing is known of the file any more.
  base::Result<void> find_row() {
    window_.skip(std::exchange(skip_next_, 0));
    for (;;) {
      const std::string_view known = window_.known();
      if (known.empty() && !window_.more()) return {};
      if (known.empty()) continue;
      read_csv_row(known, header_.separator, window_.at_end() && !window_.error(), row_);
      const bool too_long =
          std::max(row_.size, row_.state == CsvRow::State::kWhole ? 0 : known.size()) > limits().input_bytes;
      if (row_.state == CsvRow::State::kWhole && !too_long) {
        row_size_ = row_.size;
        return {};
      }
      if (window_.error() && !too_long) {  // what is there is not all of the row
        window_.skip(known.size());
        return {};
      }
      if (row_.state == CsvRow::State::kUnclosed || too_long) return lose_row(too_long);
      // Twice as much, so that what is looked at again stays in proportion.
      for (const std::size_t wanted = known.size() * 2; window_.known().size() < wanted && window_.more();) {
      }
    }
  }

  // Whether the lines behind the first one, up to the end of the file, are rows by themselves: a quote was opened by
  // mistake. Else they are the text of the cell, and the file was cut off within it. Rows that say so have all of their
  // columns, more than one, and there are several of them, with an end of line behind each.
  bool are_rows_behind_the_first_line() const {
    constexpr std::size_t kSeveralRows = 2;
    std::string_view rest = window_.known();
    rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    if (header_.columns.size() < 2 || !rest.ends_with('\n')) return false;
    CsvRow row;
    std::size_t rows = 0;
    for (; !rest.empty(); rest.remove_prefix(row.size)) {
      read_csv_row(rest, header_.separator, true, row);
      if (row.state != CsvRow::State::kWhole) break;  // another quote without an end
      if (row.is_blank()) continue;
      if (row.cells.size() != header_.columns.size()) return false;
      ++rows;
    }
    return rows >= kSeveralRows;
  }

  // The row does not end: it is told of, and its first line passed over, or all that is left of the file.
  base::Result<void> lose_row(bool too_long) {
    const std::string_view known = window_.known();
    const std::size_t place = too_long ? 0 : row_.open_cell;
    const auto down = static_cast<std::uint64_t>(std::ranges::count(known.substr(0, place), '\n'));
    const bool ends_here = !too_long && !are_rows_behind_the_first_line();
    const std::string open = "a quote opens here that nothing closes";
    auto error =
        too_long ? bad_row("the row is longer than " + std::to_string(limits().input_bytes) + " bytes", line_, 0)
                 : bad_row(ends_here ? open + "; the file ends in this cell" : open, line_ + down, column_at(place));
    if (ends_here) {
      window_.skip(known.size());
      return error;
    }
    again_ += known.size();
    if (again_ > kMostAgain) {
      error.error().code = base::ErrorCode::kUnreadable;
      error.error().message += "; the rest of the file is not read";
    }
    skip_line();
    return error;
  }

  void skip_line() {
    ++line_;
    for (;;) {
      const std::size_t end = window_.known().find('\n');
      window_.skip(end == std::string_view::npos ? window_.known().size() : end + 1);
      if (end != std::string_view::npos || !window_.more()) return;
    }
  }

  // The column of a place in what is known, in characters.
  std::uint64_t column_at(std::size_t place) const {
    const std::string_view before = window_.known().substr(0, place);
    const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return text::length(base::repaired(before.substr(start))) + 1;
  }

  base::Result<bool> failed_or_over() {
    if (!window_.error()) return false;
    base::Error error = *window_.error();
    error.place.file = file();
    // Damage of the compressed file is its end.
    if (is_local(error)) error.code = base::ErrorCode::kUnreadable;
    return std::unexpected(std::move(error));
  }

  std::string keys_of_rows() const override {
    std::string keys;
    for (const std::string& column : header_.columns) keys += (keys.empty() ? "" : ", ") + column;
    return keys;
  }

  ByteWindow window_;
  DumpKeys keys_;
  CsvHeader header_;
  std::vector<std::array<KeyRole, 4>> roles_;
  CsvRow row_;
  std::size_t row_size_ = 0, skip_next_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t again_ = 0;  // bytes that were looked at twice because of damage
  bool started_ = false;
};

}  // namespace

std::unique_ptr<Reader> csv_pages(std::unique_ptr<base::Input> input, std::string file,
                                  std::optional<std::uint64_t> only, const base::Limits& limits,
                                  const NamedKeys& keys) {
  return std::make_unique<CsvPages>(std::move(input), std::move(file), only, limits, keys);
}

}  // namespace thresh::source
