// What a run amounts to: in a line, in a table, in JSON.
//
// Tested by tests/dataset/run_summary_test.cpp.
#pragma once

#include <string>

#include "dataset/refresh.h"
#include "record/value.h"

namespace thresh::dataset {

// "clinic-questions: published 000012 with 120 records: 3 of 120 records differ: 1 new, 2 edited"
std::string summary_line(const RunReport& report);
// What the numbers behind it are, a line each; ends in '\n'.
std::string summary_table(const RunReport& report);
record::Map summary_map(const RunReport& report);

}  // namespace thresh::dataset
