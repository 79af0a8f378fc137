// See utf8_writer.h.
#include "text/utf8_writer.h"

#include <algorithm>
#include <cstring>

#include "base/utf8.h"

namespace thresh::text {
namespace {

Checkpoint checkpoint(std::size_t text, std::size_t original) {
  return {static_cast<std::uint32_t>(text), static_cast<std::uint32_t>(original)};
}

}  // namespace

Utf8Writer::Utf8Writer(std::size_t expected, Options options)
    : options_(options), buffer_(std::make_unique_for_overwrite<char[]>(expected)), capacity_(expected) {
  if (options_.step != 0) checkpoints_.reserve(expected / options_.step + 2);
}

void Utf8Writer::boundary(std::size_t original, Checkpoint& last) {
  // What is longer than a step stands between two checkpoints of its own.
  const bool is_long = size_ - last.text > options_.step && options_.step != 0;
  if (is_long && (checkpoints_.empty() || checkpoints_.back() != last)) checkpoints_.push_back(last);
  boundary(original);
  last = checkpoint(size_, original);
}

void Utf8Writer::append(std::string_view utf8) {
  std::memcpy(room(utf8.size()), utf8.data(), utf8.size());
  size_ += utf8.size();
}

std::size_t Utf8Writer::ascii(std::string_view bytes, std::size_t at) {
  for (;;) {
    const std::size_t end = std::min(bytes.size(), at + block());
    const std::size_t stop = base::skip_ascii(bytes.substr(0, end), at);
    boundary(at);
    if (options_.drop_nul) {
      for (; at < stop; ++at) put(static_cast<std::uint8_t>(bytes[at]));
    } else {
      append(bytes.substr(at, stop - at));
    }
    at = stop;
    if (stop < end || end == bytes.size()) return at;
  }
}

std::vector<Checkpoint> Utf8Writer::finish(std::size_t original) {
  checkpoints_.push_back(checkpoint(size_, original));
  return std::move(checkpoints_);
}

void Utf8Writer::keep_boundary(std::size_t original) {
  checkpoints_.push_back(checkpoint(size_, original));
  due_ = size_ + options_.step;
  dropped_ = 0;
}

void Utf8Writer::grow(std::size_t size) {
  const std::size_t capacity = std::max(capacity_ + capacity_ / 2, size_ + size + kStep);
  auto larger = std::make_unique_for_overwrite<char[]>(capacity);
  std::memcpy(larger.get(), buffer_.get(), size_);
  buffer_ = std::move(larger);
  capacity_ = capacity;
}

}  // namespace thresh::text
