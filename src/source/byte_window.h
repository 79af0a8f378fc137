// The bytes of an input as a window that slides over them, for readers that need a whole line, row or object in one
// piece.
//
// Bytes are read from the input straight into the window; what is left of it is moved to the front when more is needed,
// which with windows that are large beside a line costs little. Behind the window there is always room to read over its
// end, as simdjson does (SIMDJSON_PADDING is 64).
//
// Tested by tests/source/byte_window_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "base/stream.h"

namespace thresh::source {

class ByteWindow {
 public:
  static constexpr std::size_t kPadding = 64;

  explicit ByteWindow(std::unique_ptr<base::Input> input);

  // The bytes from the position on that are held. Valid until the next call that is not const.
  std::string_view known() const { return {buffer_.get() + begin_, end_ - begin_}; }
  // Reads on, so that `known()` gets longer; false at the end, which is also where reading fails.
  bool more();
  bool at_end() const { return over_; }
  // Moves the position on, within what is known.
  void skip(std::size_t count) {
    begin_ += count;
    position_ += count;
  }
  std::uint64_t position() const { return position_; }

  // Why reading failed.
  const std::optional<base::Error>& error() const { return error_; }
  std::optional<std::uint64_t> left() const { return input_->left(); }

 private:
  void make_room();

  std::unique_ptr<base::Input> input_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
  std::uint64_t position_ = 0;
  bool over_ = false;
  std::optional<base::Error> error_;
};

}  // namespace thresh::source
