// Where the characters of a decoded text stand in the page: goes through both at once.
//
// Tested by tests/html/byte_cursor_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/span.h"

namespace thresh::html {

class ByteCursor {
 public:
  // `source`: the text's bytes in `page`; `flags` (TextFlag): how they are read, as append_decoded does.
  ByteCursor(std::string_view page, base::Span source, std::uint8_t flags);

  // The bytes that the decoded text's [begin, end) was read from; those of a character reference as a whole. Stretches
  // are asked for in ascending order, none overlapping another: linear in the text, however many there are.
  base::Span bytes(std::size_t begin, std::size_t end);

 private:
  void step();

  std::string_view raw_;
  base::Span source_;
  std::uint8_t flags_;
  std::size_t at_ = 0, next_ = 0;             // of what is read next, in the bytes: its begin and end
  std::size_t decoded_ = 0, decoded_to_ = 0;  // and in the decoded text
};

}  // namespace thresh::html
