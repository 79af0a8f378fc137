// See json_pages.h.
#include "source/json_pages.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/utf8.h"
#include "source/byte_window.h"
#include "source/json_row.h"
#include "source/row_reader.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

constexpr std::size_t kFirstLine = std::size_t{1} << 20;  // bytes of it that tell how the file is read
constexpr std::string_view kBlanks = " \t\r\n";

bool is_blank(char c) { return kBlanks.find(c) != std::string_view::npos; }

class JsonPages final : public RowReader {
 public:
  JsonPages(std::unique_ptr<base::Input> input, std::string file, std::optional<std::uint64_t> only,
            const base::Limits& limits, const NamedKeys& keys)
      : RowReader(std::move(file), only, limits, true), window_(std::move(input)), keys_(keys), object_(keys_) {}

  std::optional<std::uint64_t> left() const override { return window_.left(); }

 private:
  base::Result<bool> read_row(RowPage& values) override {
    if (!started_) start();
    window_.skip(std::exchange(skip_next_, 0));
    auto found = by_lines_ ? find_line() : find_object();
    if (!found) return std::unexpected(std::move(found.error()));
    if (!*found) return failed_or_over();
    if (!wanted()) return true;
    const auto trouble = object_.read(row_, values);
    if (first_keys_.empty() && !trouble) first_keys_ = object_.keys(row_);
    if (!trouble) return true;
    return wrong_at(trouble->message, trouble->at);
  }

  std::string keys_of_rows() const override { return first_keys_; }

  // Whether the file is read by lines: the first one that is not blank ends with a whole object.
  void start() {
    started_ = true;
    while (window_.known().size() < kFirstLine && window_.more()) {
    }
    if (window_.known().starts_with("\xEF\xBB\xBF")) window_.skip(3);
    const std::string_view known = window_.known();
    const std::size_t begin = known.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos || known[begin] != '{') {
      by_lines_ = begin == std::string_view::npos || known[begin] != '[';
      if (!by_lines_) line_ = 1;
      return;
    }
    const std::size_t end = std::min(known.find('\n', begin), known.size());
    ObjectScan scan;
    by_lines_ = end == known.size() || scan.end(known.substr(begin, end - begin)).has_value();
    if (!by_lines_) line_ = 1;
  }

  // The next line that is not blank becomes the row.
  base::Result<bool> find_line() {
    for (;;) {
      const auto size = line_size();
      ++line_;
      number_ = line_;
      if (!size) return lose_line();
      row_ = window_.known().substr(0, *size);
      if (window_.at_end() && *size == window_.known().size() && (row_.empty() || window_.error())) return false;
      skip_next_ = std::min(*size + 1, window_.known().size());
      while (!row_.empty() && is_blank(row_.back())) row_.remove_suffix(1);
      if (!row_.empty() && row_.find_first_not_of(kBlanks) != std::string_view::npos) return true;
      window_.skip(std::exchange(skip_next_, 0));
    }
  }

  // Of the next line, without its end; nullopt where it is too long.
  std::optional<std::size_t> line_size() {
    std::size_t looked_at = 0;
    for (;;) {
      const std::string_view known = window_.known();
      const void* end =
          looked_at < known.size() ? std::memchr(known.data() + looked_at, '\n', known.size() - looked_at) : nullptr;
      if (end != nullptr) looked_at = static_cast<std::size_t>(static_cast<const char*>(end) - known.data());
      if (end == nullptr) looked_at = known.size();
      if (looked_at > limits().input_bytes) return std::nullopt;
      if (end != nullptr) return looked_at;
      if (!window_.more()) return looked_at;
    }
  }

  base::Result<bool> lose_line() {
    for (;;) {
      const std::size_t end = window_.known().find('\n');
      if (end != std::string_view::npos) {
        window_.skip(end + 1);
        break;
      }
      window_.skip(window_.known().size());
      if (!window_.more()) break;
    }
    return bad_row("the line is longer than " + std::to_string(limits().input_bytes) + " bytes", line_, 0);
  }

  // The next object becomes the row. Commas and brackets around it are passed over.
  base::Result<bool> find_object() {
    for (;;) {
      while (window_.known().empty() && window_.more()) {
      }
      const std::string_view known = window_.known();
      if (known.empty()) return false;
      const std::size_t begin = std::min(known.find_first_not_of(" \t\r\n,[]"), known.size());
      pass_over(begin);
      if (begin == known.size()) continue;
      ++number_;
      row_line_ = line_;
      return window_.known().front() == '{' ? find_end() : lose_something();
    }
  }

  base::Result<bool> find_end() {
    ObjectScan scan;
    for (;;) {
      const auto size = scan.end(window_.known());
      if (size && *size <= limits().input_bytes) {
        row_ = window_.known().substr(0, *size);
        line_ += static_cast<std::uint64_t>(std::ranges::count(row_, '\n'));
        skip_next_ = *size;
        return true;
      }
      const bool too_long = size || window_.known().size() > limits().input_bytes;
      if (!too_long && window_.more()) continue;
      if (!too_long && window_.error()) {
        window_.skip(window_.known().size());
        return false;
      }
      base::Error error =
          bad_row(too_long ? "an object is longer than " + std::to_string(limits().input_bytes) + " bytes"
                           : "an object does not end",
                  row_line_, 0)
              .error();
      if (too_long) error.code = base::ErrorCode::kUnreadable, error.message += "; the rest of the file is not read";
      window_.skip(window_.known().size());
      return std::unexpected(std::move(error));
    }
  }

  // What stands here is no object: it is passed over up to the next bracket that opens one.
  base::Result<bool> lose_something() {
    auto error = bad_row("this is no JSON object", line_, 0);
    for (;;) {
      const std::string_view known = window_.known();
      const std::size_t at = std::min(known.find('{'), known.size());
      pass_over(at);
      if (at < known.size() || !window_.more()) return error;
    }
  }

  void pass_over(std::size_t count) {
    line_ += static_cast<std::uint64_t>(std::ranges::count(window_.known().substr(0, count), '\n'));
    window_.skip(count);
  }

  // An error at a place of the row.
  base::Result<bool> wrong_at(const std::string& message, std::size_t at) const {
    const std::string_view before = row_.substr(0, at);
    const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const std::uint64_t first = by_lines_ ? line_ : row_line_;
    return bad_row(message, first + static_cast<std::uint64_t>(std::ranges::count(before, '\n')),
                   text::length(base::repaired(before.substr(start))) + 1);
  }

  base::Result<bool> failed_or_over() {
    if (!window_.error()) return false;
    base::Error error = *window_.error();
    error.place.file = file();
    if (is_local(error)) error.code = base::ErrorCode::kUnreadable;  // damage of the compressed file is its end
    return std::unexpected(std::move(error));
  }

  ByteWindow window_;
  DumpKeys keys_;
  JsonRow object_;
  std::string_view row_;
  std::string first_keys_;
  std::size_t skip_next_ = 0;
  std::uint64_t line_ = 0, row_line_ = 1;  // of the line read last; by brackets, of the position
  bool started_ = false, by_lines_ = true;
};

}  // namespace

// Goes on where it stopped: the bytes before are the same.
std::optional<std::size_t> ObjectScan::end(std::string_view text) {
  while (at_ < text.size()) {
    if (in_string_) {
      while (at_ < text.size() && text[at_] != '"' && text[at_] != '\\') ++at_;
      if (at_ >= text.size()) return std::nullopt;
      in_string_ = text[at_] == '\\';
      at_ += in_string_ ? 2 : 1;  // beyond the end where the text ends in an escape
      continue;
    }
    const char c = text[at_++];
    if (c == '"') in_string_ = true;
    if (c == '{' || c == '[') ++depth_;
    if ((c == '}' || c == ']') && --depth_ == 0) return at_;
  }
  return std::nullopt;
}

std::unique_ptr<Reader> json_pages(std::unique_ptr<base::Input> input, std::string file,
                                   std::optional<std::uint64_t> only, const base::Limits& limits,
                                   const NamedKeys& keys) {
  return std::make_unique<JsonPages>(std::move(input), std::move(file), only, limits, keys);
}

}  // namespace thresh::source
