// One character of UTF-8 that shows as several of a single-byte encoding: "Ã©" read back to "é".
//
// It is decoded as Unicode 15, table 3-7, has it, through a codec backwards. Also read are pairs of surrogates that
// were written as two characters (CESU-8), and characters that lost one byte: a no-break space that became a space ("Ã
// " for "à"), a byte that became U+FFFD or "?".
//
// Tested by tests/clean/sloppy_reader_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "clean/sloppy_codecs.h"

namespace thresh::clean {

// One character as it was, in place of [begin, end) of the text.
struct Misread {
  std::uint32_t begin = 0, end = 0;
  char32_t was = 0;          // U+FFFD where a byte is lost that nothing tells
  bool keeps_space = false;  // the space at its end stands for a byte and for itself: "Ã la carte"
};

// A sequence, and how sure it is that it is one.
struct Candidate {
  Misread misread = {};
  bool soft = false;  // a space or "?" stands for one of its bytes
};

class SloppyReader {
 public:
  SloppyReader(std::u32string_view text, Codec codec) : text_(text), codec_(codec) {}

  // The character that starts at `begin`, if one does.
  std::optional<Candidate> at(std::size_t begin) const;

 private:
  static constexpr int kNone = -1, kLost = -2, kSpace = -3, kQuestion = -4;
  struct Bytes {
    std::uint32_t value = 0;  // of the bits of the continuation bytes
    int second = 0;
    unsigned lost = 0, stood_in = 0;
    bool sound = false;
  };

  int byte(std::size_t at) const;
  Bytes continuation(std::size_t begin, unsigned count) const;
  std::optional<Candidate> decoded(std::size_t begin) const;
  std::optional<Candidate> surrogates(std::size_t begin, const Bytes& high) const;
  bool has_no_break_space() const { return codec_ != Codec::kMacRoman && codec_ != Codec::kDos; }

  std::u32string_view text_;
  Codec codec_;
};

}  // namespace thresh::clean
