// See duplicates.h.
#include "duplicates.h"

#include <memory>
#include <string>
#include <string_view>

#include "emit/json_writer.h"
#include "errors.h"
#include "record/duplicate_index.h"
#include "record/fingerprint.h"
#include "values.h"

namespace thresh::python {
namespace {

record::Fingerprint print_of(const nb::bytes& bytes) {
  const auto print = record::fingerprint_of_bytes(std::string_view(bytes.c_str(), bytes.size()));
  if (!print) raise_usage("these bytes are no fingerprint of this version of thresh");
  return *print;
}

// The id of the original and how similar that is; None for an original.
nb::object add(record::DuplicateIndex& index, const std::string& id, const nb::bytes& print) {
  const auto match = index.add(id, print_of(print));
  if (!match) return nb::none();
  return nb::make_tuple(text_object(match->id), match->similarity);
}

}  // namespace

void bind_duplicates(nb::module_& module) {
  nb::class_<record::DuplicateIndex>(module, "DuplicateIndex")
      .def(nb::init<>())
      .def("add", add, nb::arg("id"), nb::arg("fingerprint"));
  module.def("meeting_keys", [](const nb::bytes& print) { return record::meeting_keys(print_of(print)); });
  module.def("json_text", [](const std::string& text) { return text_object(emit::json_text(record::Value(text))); });
}

}  // namespace thresh::python
