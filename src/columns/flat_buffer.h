// Tables of FlatBuffers (https://flatbuffers.dev/internals/), as far as Arrow's metadata needs them: written from the
// last byte to the first, so that what a table refers to stands behind it, as its offsets want it.
//
// Tested by tests/columns/flat_buffer_test.cpp, and through the readers of tests/columns/arrow_test.py.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::columns {

class FlatBuffer {
 public:
  // Where something stands: its distance from the end.
  using Place = std::uint32_t;

  Place text(std::string_view text);
  Place places(std::span<const Place> places);  // a vector of tables
  // A vector of structs, each of two int64.
  struct Pair {
    std::int64_t first, second;
  };
  Place pairs(std::span<const Pair> pairs);

  // A table is written field by field, between these two; nothing else is begun meanwhile. `slot`: the number of the
  // field in the schema, from 0. What is not set has its default.
  void begin_table();
  template <class Number>
  void set(std::uint16_t slot, Number number) {
    align(sizeof(number));
    put(number);
    slots_.push_back({slot, size()});
  }
  void set_place(std::uint16_t slot, Place place);
  Place end_table();

  // The whole, its root being that table; a multiple of 8 bytes.
  std::string finish(Place root) &&;

 private:
  struct Slot {
    std::uint16_t number;
    Place place;
  };
  Place size() const { return static_cast<Place>(reversed_.size()); }
  // Zeros, so that what comes after `behind` more bytes begins at a multiple of `size`, as seen from the end.
  void align(std::size_t size, std::size_t behind = 0);
  template <class Number>
  void put(Number number) {  // little-endian, from its last byte
    char bytes[sizeof(number)];
    std::memcpy(bytes, &number, sizeof(number));
    for (std::size_t i = sizeof(number); i-- > 0;) reversed_ += bytes[i];
  }
  void put_place(Place place) { put(static_cast<std::uint32_t>(size() + sizeof(std::uint32_t) - place)); }

  std::string reversed_;
  std::vector<Slot> slots_;
  Place table_ = 0;  // where the one that was begun begins, seen from the end
};

}  // namespace thresh::columns
