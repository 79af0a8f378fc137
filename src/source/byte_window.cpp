// See byte_window.h.
#include "source/byte_window.h"

#include <cstring>
#include <utility>

namespace thresh::source {
namespace {

constexpr std::size_t kFirst = std::size_t{1} << 20;
constexpr std::size_t kPiece = std::size_t{256} << 10;  // at least so much is read at once

}  // namespace

ByteWindow::ByteWindow(std::unique_ptr<base::Input> input)
    : input_(std::move(input)), buffer_(std::make_unique_for_overwrite<char[]>(kFirst + kPadding)), capacity_(kFirst) {}

// Room for a piece behind the window: what is known goes to the front, and to a larger buffer where it fills half of
// this one.
void ByteWindow::make_room() {
  if (capacity_ - end_ >= kPiece) return;
  const std::size_t live = end_ - begin_;
  if (live > capacity_ / 2) {
    const std::size_t capacity = capacity_ * 2;
    auto larger = std::make_unique_for_overwrite<char[]>(capacity + kPadding);
    std::memcpy(larger.get(), buffer_.get() + begin_, live);
    buffer_ = std::move(larger);
    capacity_ = capacity;
  } else {
    std::memmove(buffer_.get(), buffer_.get() + begin_, live);
  }
  begin_ = 0;
  end_ = live;
}

bool ByteWindow::more() {
  if (over_) return false;
  make_room();
  const auto count = input_->read(buffer_.get() + end_, capacity_ - end_);
  if (!count) error_ = count.error();
  over_ = !count || *count == 0;
  if (!over_) end_ += *count;
  return !over_;
}

}  // namespace thresh::source
