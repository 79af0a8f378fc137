// Where decoders write the UTF-8 that they make, noting on the way which bytes it was made of.
//
// A decoder tells of boundaries: places of the original between two characters, where it may be cut so that either
// part decodes by itself to its part of the text. The writer keeps one of them each 256 bytes of text or so, a
// checkpoint, which costs a thirtieth of the text whatever the text is. See offset_map.h for what is made of them.
//
// Tested by tests/text/offset_map_test.cpp and decode_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace thresh::text {

// A boundary: the text that was written up to there, and the original bytes that were read for it.
struct Checkpoint {
  std::uint32_t text;
  std::uint32_t original;

  bool operator==(const Checkpoint&) const = default;
};

class Utf8Writer {
 public:
  static constexpr std::size_t kStep = 256;  // bytes of text between two checkpoints

  struct Options {
    std::size_t step = kStep;  // 0: every boundary is kept
    bool drop_nul = false;     // U+0000 is not written
  };

  // `expected`: the bytes that will be written, as far as one can tell.
  Utf8Writer(std::size_t expected, Options options);

  std::string_view text() const { return {buffer_.get(), size_}; }
  std::size_t replaced() const { return replaced_; }
  const Options& options() const { return options_; }

  // What follows was made of the original from there on.
  void boundary(std::size_t original) {
    if (size_ >= due_) keep_boundary(original);
  }
  // For decoders with characters, or runs that cannot be cut, of any length: `last` is the boundary before this one.
  void boundary(std::size_t original, Checkpoint& last);

  void put(char32_t c);
  // U+FFFD for bytes that mean nothing.
  void replacement() {
    ++replaced_;
    put(0xFFFD);
  }
  void append(std::string_view utf8);

  // Copies the ASCII that `bytes` have from `at` on; where it ends.
  std::size_t ascii(std::string_view bytes, std::size_t at);

  // For decoders that write by themselves: room for that many bytes, and how many of them were written.
  char* room(std::size_t size) {
    if (capacity_ - size_ < size) grow(size);
    return buffer_.get() + size_;
  }
  void wrote(std::size_t size, std::size_t replacements) {
    size_ += size;
    replaced_ += replacements;
    if (options_.drop_nul) due_ = 0;
  }
  // How many bytes of the original may be decoded without telling of a boundary.
  std::size_t block() const { return options_.step == 0 ? 1 : options_.step; }

  // The checkpoints, the last of them at the ends of the text and of the original.
  std::vector<Checkpoint> finish(std::size_t original);

 private:
  void keep_boundary(std::size_t original);
  void grow(std::size_t size);

  Options options_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_;
  std::size_t size_ = 0;
  std::size_t due_ = 0;  // the size of the text from which on a boundary is kept
  std::size_t dropped_ = 0;
  std::size_t replaced_ = 0;
  std::vector<Checkpoint> checkpoints_;
};

inline void Utf8Writer::put(char32_t c) {
  char* out = room(4);
  const auto byte = [](char32_t value) { return static_cast<char>(static_cast<std::uint8_t>(value)); };
  const auto tail = [&](unsigned shift) { return byte(0x80 | ((c >> shift) & 0x3F)); };
  if (c >= 0x800 && c < 0x10000) {  // most of what is no ASCII: CJK
    out[0] = byte(0xE0 | (c >> 12));
    out[1] = tail(6);
    out[2] = tail(0);
    size_ += 3;
  } else if (c < 0x80) {
    const bool dropped = c == 0 && options_.drop_nul;
    out[0] = byte(c);
    size_ += !dropped;
    dropped_ += dropped;
    if (dropped_ > kStep) due_ = 0;  // so that the original between two checkpoints stays short, too
  } else if (c < 0x800) {
    out[0] = byte(0xC0 | (c >> 6));
    out[1] = tail(0);
    size_ += 2;
  } else {
    out[0] = byte(0xF0 | (c >> 18));
    out[1] = tail(12);
    out[2] = tail(6);
    out[3] = tail(0);
    size_ += 4;
  }
}

}  // namespace thresh::text
