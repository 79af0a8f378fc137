// A page as a tree, for Python: what CSS selectors find in it.
//
// Tested by tests/python/api_test.py.
#pragma once

#include "python.h"

namespace thresh::python {

void bind_document(nb::module_& module);

}  // namespace thresh::python
