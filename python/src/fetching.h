// Pages from the web for Python, as politely as `thresh fetch` asks for them.
//
// Tested by tests/python/fetching_test.py.
#pragma once

#include "python.h"

namespace thresh::python {

void bind_fetching(nb::module_& module);

}  // namespace thresh::python
