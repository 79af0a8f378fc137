// Errors of the library as exceptions of Python: thresh.Error, with code, place and hint.
//
// Tested by tests/python/api_test.py.
#pragma once

#include <string_view>
#include <vector>

#include "base/error.h"
#include "python.h"

namespace thresh::python {

// The exception itself, to be raised later or shown.
nb::object error_object(const base::Error& error);
// Of several, the first; all of them are in its `errors`.
[[noreturn]] void raise(const std::vector<base::Error>& errors);
[[noreturn]] void raise(const base::Error& error);
[[noreturn]] void raise_usage(std::string message, std::string hint = {});

template <class T>
T value_or_raise(base::Result<T> result) {
  if (!result) raise(result.error());
  return *std::move(result);
}

}  // namespace thresh::python
