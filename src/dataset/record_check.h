// Whether a record that was read back has the shape of its kind (record/shape.h): what its JSON Schema says, without
// the schema.
//
// Tested by tests/dataset/record_check_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "record/value.h"

namespace thresh::dataset {

// What is wrong, each as "/path: what"; empty where nothing is. At most `most` of them. Of the bookkeeping (`absent`
// and so on) it only looks whether it is there as a list; of the fields of a `custom` record at nothing.
std::vector<std::string> shape_faults(const record::Map& record, std::size_t most = 10);

}  // namespace thresh::dataset
