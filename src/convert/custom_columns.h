// The columns of records of the kind `custom`: what the selector files name, typed as they say (columns/schema.h).
//
// Tested by tests/convert/custom_columns_test.cpp.
#pragma once

#include <memory>
#include <span>

#include "columns/schema.h"
#include "rules/rules.h"

namespace thresh::convert {

// What stands under `fields` in the records that these rules make; of several files all of it. Null where none of them
// is of that kind.
std::shared_ptr<const columns::Schema> custom_columns(std::span<const rules::Rules> rules);

}  // namespace thresh::convert
