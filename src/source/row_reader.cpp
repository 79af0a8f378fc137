// See row_reader.h.
#include "source/row_reader.h"

#include <algorithm>
#include <utility>

#include "source/warc_header.h"

namespace thresh::source {

using base::ErrorCode;

base::Result<bool> RowReader::next(RawPage& page) {
  page = {};
  while (!over_) {
    values_.clear();
    const auto row = read_row(values_);
    if (!row) {
      const bool other = is_local(row.error()) && !wanted();
      over_ = !is_local(row.error()) || (only_ && wanted());
      if (other) continue;  // another row than the one that is asked for
      return std::unexpected(row.error());
    }
    if (!*row) return end();
    if (!wanted()) continue;
    over_ = only_.has_value();
    if (values_.make(page, limits_.input_bytes)) {
      ++pages_;
      page.name = name();
      return true;
    }
    if (over_) return bad_row("this row holds neither HTML nor text", 0, 0);
    ++skipped_.rows;
  }
  return false;
}

// What is to be said when there are no more rows.
base::Result<bool> RowReader::end() {
  over_ = true;
  if (only_) {
    number_ = *only_;
    return bad_row("there is no such row", 0, 0);
  }
  if (pages_ > 0 || skipped_.rows == 0) return false;
  std::string message = "no row of it holds HTML or text under a key that is known";
  if (const std::string keys = keys_of_rows(); !keys.empty()) message += "; its keys are " + keys;
  base::Error error{ErrorCode::kUnreadable, std::move(message)};
  error.place.file = file_;
  error.hint = "name it with --html-key or --text-key";
  return std::unexpected(std::move(error));
}

std::unexpected<base::Error> RowReader::bad_row(std::string message, std::uint64_t line, std::uint64_t column) const {
  if (line > 0) message += ", at line " + std::to_string(line);
  if (line > 0 && column > 0) message += ", column " + std::to_string(column);
  base::Error error{ErrorCode::kBadRow, std::move(message)};
  error.place.file = name();
  error.place.line = static_cast<std::uint32_t>(std::min<std::uint64_t>(line, UINT32_MAX));
  error.place.column = static_cast<std::uint32_t>(std::min<std::uint64_t>(column, UINT32_MAX));
  return std::unexpected(std::move(error));
}

std::optional<std::uint64_t> row_number(std::string_view text) {
  const auto number = read_length(text);
  return number && *number > 0 ? number : std::nullopt;
}

}  // namespace thresh::source
