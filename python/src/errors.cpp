// See errors.h.
#include "errors.h"

#include <string>

#include "base/utf8.h"
#include "values.h"

namespace thresh::python {
namespace {

nb::object text_or_none(const std::string& text) { return text.empty() ? nb::object(nb::none()) : text_object(text); }

nb::object number_or_none(std::uint32_t number) {
  return number == 0 ? nb::object(nb::none()) : nb::object(nb::int_(number));
}

[[noreturn]] void raise(const nb::object& error) {
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(error.ptr())), error.ptr());
  throw nb::python_error();
}

}  // namespace

nb::object error_object(const base::Error& error) {
  const nb::object type = nb::module_::import_("thresh._error").attr("Error");
  std::string described = base::describe(error);
  while (!described.empty() && described.back() == '\n') described.pop_back();
  return type(text_object(error.message), nb::arg("code") = text_object(base::name(error.code)),
              nb::arg("file") = text_or_none(error.place.file), nb::arg("line") = number_or_none(error.place.line),
              nb::arg("column") = number_or_none(error.place.column), nb::arg("hint") = text_or_none(error.hint),
              nb::arg("described") = text_object(described));
}

void raise(const std::vector<base::Error>& errors) {
  nb::list all;
  for (const base::Error& error : errors) all.append(error_object(error));
  const nb::object first = all[0];
  first.attr("errors") = nb::tuple(all);
  raise(first);
}

void raise(const base::Error& error) { raise(error_object(error)); }

void raise_usage(std::string message, std::string hint) {
  raise(base::Error{base::ErrorCode::kUsage, std::move(message), {}, std::move(hint)});
}

}  // namespace thresh::python
