// What became of a page's text, for Python.
//
// Tested by tests/python/api_test.py.
#pragma once

#include "python.h"

namespace thresh::python {

void bind_explain(nb::module_& module);

}  // namespace thresh::python
