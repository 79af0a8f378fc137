// Which fields the records of a set have, and of which sorts their values are: what a description of the set tells.
//
// Seen on the records as they are written, so that chosen fields and the fields of `custom` records are described as
// well as those of the kinds. Memory does not grow with the set: so many fields, so deep.
//
// Tested by tests/emit/package_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "record/value.h"

namespace thresh::emit {

// The sorts of values that were seen in a place, null aside.
class Sorts {
 public:
  enum Sort : std::uint8_t { kBool = 1, kInteger = 2, kReal = 4, kText = 8, kList = 16, kMap = 32 };

  void add(const record::Value& value);
  bool none() const { return bits_ == 0; }
  bool are(int sorts) const { return bits_ == sorts; }
  bool within(int sorts) const { return bits_ != 0 && (bits_ & ~sorts) == 0; }
  // All texts were dates of ISO 8601, of any precision.
  bool dates() const { return are(kText) && dates_; }

 private:
  std::uint8_t bits_ = 0;
  bool dates_ = true;
};

struct TalliedField {
  std::string name;
  Sorts sorts, items;                                      // of the values, and of the items of lists
  std::vector<std::unique_ptr<TalliedField>> fields = {};  // of objects, and of lists of objects
};

class FieldTally {
 public:
  static constexpr std::size_t kMostFields = 2000;  // in all
  static constexpr std::size_t kDeepest = 8;        // levels of names

  void add(const record::Map& record);
  const std::vector<std::unique_ptr<TalliedField>>& fields() const { return root_.fields; }
  // Whether every field of every record is in it.
  bool whole() const { return whole_; }

 private:
  TalliedField* field_named(TalliedField& parent, const std::string& name, std::size_t place);
  void enter(const record::Value& value, TalliedField& field, std::size_t depth);

  struct Step {
    const record::Map* map;
    TalliedField* field;
    std::size_t depth;
  };
  TalliedField root_;
  std::vector<Step> open_;
  std::size_t count_ = 0;
  bool whole_ = true;
};

}  // namespace thresh::emit
