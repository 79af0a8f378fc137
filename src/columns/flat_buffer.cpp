// See flat_buffer.h.
#include "columns/flat_buffer.h"

#include <algorithm>
#include <bit>

namespace thresh::columns {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");

constexpr std::size_t kLargest = 8;  // bytes of a number

}  // namespace

void FlatBuffer::align(std::size_t size, std::size_t behind) {
  while ((reversed_.size() + behind) % size != 0) reversed_ += '\0';
}

// Its length, its bytes, a NUL that does not count.
FlatBuffer::Place FlatBuffer::text(std::string_view text) {
  align(sizeof(std::uint32_t), text.size() + 1);
  reversed_ += '\0';
  reversed_.append(text.rbegin(), text.rend());
  put(static_cast<std::uint32_t>(text.size()));
  return size();
}

FlatBuffer::Place FlatBuffer::places(std::span<const Place> places) {
  align(sizeof(std::uint32_t));
  for (auto place = places.rbegin(); place != places.rend(); ++place) put_place(*place);
  put(static_cast<std::uint32_t>(places.size()));
  return size();
}

FlatBuffer::Place FlatBuffer::pairs(std::span<const Pair> pairs) {
  align(kLargest);
  for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
    put(pair->second);
    put(pair->first);
  }
  put(static_cast<std::uint32_t>(pairs.size()));
  return size();
}

void FlatBuffer::begin_table() {
  slots_.clear();
  table_ = size();
}

void FlatBuffer::set_place(std::uint16_t slot, Place place) {
  align(sizeof(std::uint32_t));
  put_place(place);
  slots_.push_back({slot, size()});
}

// The table begins with the distance to its vtable, which stands right before it: its own size, the table's, and where
// in the table each field stands (0: it has its default).
FlatBuffer::Place FlatBuffer::end_table() {
  align(sizeof(std::int32_t));
  std::uint16_t fields = 0;
  for (const Slot& slot : slots_) fields = std::max<std::uint16_t>(fields, static_cast<std::uint16_t>(slot.number + 1));
  const auto vtable_size = static_cast<std::uint16_t>((fields + 2) * sizeof(std::uint16_t));
  put(std::int32_t{vtable_size});
  const Place table = size();
  std::vector<std::uint16_t> entries(fields);
  for (const Slot& slot : slots_) entries[slot.number] = static_cast<std::uint16_t>(table - slot.place);
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) put(*entry);
  put(static_cast<std::uint16_t>(table - table_));
  put(vtable_size);
  return table;
}

std::string FlatBuffer::finish(Place root) && {
  align(kLargest, sizeof(std::uint32_t));
  put_place(root);
  std::reverse(reversed_.begin(), reversed_.end());
  return std::move(reversed_);
}

}  // namespace thresh::columns
