// Whether records can have a field of that name at all: a mistyped one would stand for nothing without a word.
//
// The JSON Schemas of the kinds (record/schema.h) say what records hold, bookkeeping included. A name is known if one
// of the kinds knows it. Of `custom` records the selector files say which fields there are; what is below these is not
// looked at.
//
// Tested by tests/convert/known_fields_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "columns/schema.h"
#include "record/field_path.h"
#include "record/value.h"

namespace thresh::convert {

class KnownFields {
 public:
  // `custom`: what the rules name (custom_columns.h); null where they have nothing of that kind.
  explicit KnownFields(const columns::Schema* custom);

  // Errors: kUsage for what no record has, with the nearest name as a hint.
  base::Result<void> check(const record::FieldPath& path) const;

 private:
  std::vector<record::Map> kinds_;  // their JSON Schemas
  std::vector<std::string> custom_;
};

}  // namespace thresh::convert
