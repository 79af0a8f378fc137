// Near duplicates among records that are spread over processes: their fingerprints, and an index of them.
//
// Tested by tests/python/duplicates_test.py.
#pragma once

#include "python.h"

namespace thresh::python {

void bind_duplicates(nb::module_& module);

}  // namespace thresh::python
