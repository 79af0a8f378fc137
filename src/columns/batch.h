// Rows of records, column by column, laid out as Arrow has it: a bitmap of what is there, offsets of texts and lists,
// values one after the other. Memory begins at multiples of 64 bytes, as the specification recommends.
//
// A Batch is never changed once it is made, so any number of readers share it.
//
// Tested by tests/columns/builder_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include "columns/schema.h"

namespace thresh::columns {

inline constexpr std::size_t kAlignment = 64;

template <class T>
struct Aligned {
  using value_type = T;
  Aligned() = default;
  template <class Other>
  explicit Aligned(const Aligned<Other>&) {}
  T* allocate(std::size_t n) {
    const std::size_t size = (n * sizeof(T) + kAlignment - 1) / kAlignment * kAlignment;
    void* const memory = std::aligned_alloc(kAlignment, size);
    if (memory == nullptr) throw std::bad_alloc();  // what any allocator of the standard library does
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t) { std::free(memory); }  // NOLINT(cppcoreguidelines-no-malloc): it owns
  bool operator==(const Aligned&) const { return true; }
};

template <class T>
using AlignedVector = std::vector<T, Aligned<T>>;

struct ColumnData {
  std::int64_t length = 0, nulls = 0;
  AlignedVector<std::uint8_t> validity;  // a bit a value, the lowest first; 1: it is there
  AlignedVector<std::int32_t> offsets;   // of a text or a list: length + 1 of them
  AlignedVector<char> data;              // bytes of texts, 8 bytes a number, a bit a bool
};

struct Batch {
  std::shared_ptr<const Schema> schema;
  std::int64_t rows = 0;
  std::vector<ColumnData> columns;  // as the schema has them
};

}  // namespace thresh::columns
