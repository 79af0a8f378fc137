// Numbers for the different values of attributes on a page: the same class comes again and again, and what is read out
// of it once is kept by its number.
//
// A hash table with open addressing that only grows. Numbers do not depend on the hash, which is another in each run
// (html/names.h).
//
// Tested by tests/automatic/value_numbers_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace thresh::automatic {

class ValueNumbers {
 public:
  // Of a value, from 0 in the order in which they come first. Views of values are kept.
  std::uint32_t number(std::string_view value);
  std::size_t size() const { return values_.size(); }
  std::string_view value(std::uint32_t number) const { return values_[number]; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  // and 1; 0: free
  };
  void grow();

  std::vector<std::string_view> values_;
  std::vector<Slot> slots_;  // a power of two
};

}  // namespace thresh::automatic
