// Where the leaves of a record come from, all of them: what `provenance` says, before it is a part of the record.
//
// An origin is of what was read, and several leaves may have it (an author's name fills six), each with the part of it
// that is the leaf's. Who writes JSON writes it from here; others take the list.
//
// Tested by tests/convert/provenance_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "convert/origin.h"
#include "record/value.h"

namespace thresh::convert {

struct Origins {
  // Offsets in `text`: a leaf's path, and behind it the part that it is of what was read; both JSON pointers.
  struct Leaf {
    std::uint32_t path = 0, part = 0, end = 0;
    std::uint32_t origin = 0;  // into `origins`
  };
  std::string rules;  // the id of those that the page was read by; may be empty
  std::vector<Origin> origins;
  std::vector<Leaf> leaves;  // in the order of the record
  std::string text;

  std::string_view path_of(const Leaf& leaf) const {
    return std::string_view(text).substr(leaf.path, leaf.part - leaf.path);
  }
  std::string_view part_of(const Leaf& leaf) const {
    return std::string_view(text).substr(leaf.part, leaf.end - leaf.part);
  }
};

// The list that a record has, in `provenance`: an entry_of each leaf.
record::List list_of(const Origins& origins);

}  // namespace thresh::convert
