// Places in a record by their JSON pointers, and which origin stands at each.
//
// What is put at a path later writes over what stood there and below. Nothing is searched for that: each place has a
// number that goes up, and who walks down to a leaf passes over the places that are older than one above them.
//
// Tested by tests/convert/place_table_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::convert {

class PlaceTable {
 public:
  struct Place {
    std::uint64_t hash = 0;                      // of the path
    std::uint32_t path_begin = 0, path_end = 0;  // in the text of the table
    std::uint32_t part_begin = 0, part_end = 0;  // of what was read: a JSON pointer
    std::uint32_t origin = 0;                    // its number; kNone once it was moved elsewhere
    std::uint32_t order = 0;                     // which of all that were put, from 1
  };
  static constexpr std::uint32_t kNone = UINT32_MAX;

  static constexpr std::uint64_t kEmptyHash = 0xCBF29CE484222325;
  // Of a path of that hash and more behind it (FNV-1a).
  static std::uint64_t hash_of(std::string_view more, std::uint64_t hash = kEmptyHash) {
    constexpr std::uint64_t kPrime = 0x100000001B3;
    for (const char c : more) hash = (hash ^ static_cast<std::uint8_t>(c)) * kPrime;
    return hash;
  }

  void put(std::string_view path, std::uint32_t origin, std::string_view part);
  // What stands at a path stands at another instead. Nothing where nothing stands there.
  void move(std::string_view from, std::string_view to);
  // What was read at `from` gives another value, too: `part` of it stands at `to`. Nothing where nothing stands there.
  void share(std::string_view from, std::string_view part, std::string_view to);

  // Also one that was moved away; nullptr where nothing was ever put there. Valid until the next is put.
  const Place* find(std::string_view path, std::uint64_t hash) const;
  // None that was moved away or written over.
  const Place* find(std::string_view path) const;
  std::string_view part_of(const Place& place) const {
    return std::string_view(text_).substr(place.part_begin, place.part_end - place.part_begin);
  }

 private:
  // Where in `slots_` a path stands, or would stand.
  std::size_t slot_of(std::string_view path, std::uint64_t hash) const;
  std::uint32_t keep(std::string_view text);
  void grow();

  std::string text_;
  std::vector<Place> places_;
  std::vector<std::uint32_t>
      slots_;  // indexes of places, plus one; 0 is free. A power of two of them, half at most taken
  std::uint32_t order_ = 0;
};

}  // namespace thresh::convert
