// Values of records as objects of Python, and the other way.
//
// Tested by tests/python/api_test.py and tests/python/robustness_test.py.
#pragma once

#include <string>
#include <string_view>

#include "python.h"
#include "record/value.h"

namespace thresh::python {

// A str; what is no UTF-8 becomes U+FFFD.
nb::object text_object(std::string_view text);
// None, bool, int, float, str, list, dict.
nb::object object_of(const record::Map& map);
nb::object object_of(const record::Value& value);

// A dict as a record. Raises thresh.Error for what no record can hold: keys that are no str, whole numbers of more than
// 64 bits, objects of other types, what is nested more than 500 levels deep (or holds itself). Lone surrogates become
// U+FFFD.
record::Map map_of(nb::handle dict);

}  // namespace thresh::python
