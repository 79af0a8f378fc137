// See values.h. Both ways with a stack of what is open: how deep a value nests must not decide how much of the
// program's stack it takes.
#include "values.h"

#include <cmath>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "emit/walk.h"
#include "errors.h"

namespace thresh::python {
namespace {

using record::List;
using record::Map;
using record::Value;

constexpr std::size_t kDeepest = 500;

// A sink of emit/walk.h.
class ObjectMaker {
 public:
  void open(bool map, std::size_t) {
    nb::object made = map ? nb::object(nb::dict()) : nb::object(nb::list());
    put(made);
    open_.push_back(std::move(made));
  }
  void close(bool) { open_.pop_back(); }
  void key(const std::string& key) { key_ = text_object(key); }
  void item() {}
  void leaf(const Value& value) { put(plain(value)); }
  nb::object take() { return std::move(root_); }

 private:
  static nb::object plain(const Value& value) {
    if (const std::string* text = value.as_text()) return text_object(*text);
    if (const bool* truth = value.as_bool()) return nb::bool_(*truth);
    if (const std::int64_t* integer = value.as_integer()) return nb::int_(*integer);
    if (const double* real = value.as_real()) return nb::float_(*real);
    return nb::none();
  }

  void put(const nb::object& object) {
    if (open_.empty()) {
      root_ = object;
      return;
    }
    PyObject* const into = open_.back().ptr();
    const int failed =
        PyDict_Check(into) != 0 ? PyDict_SetItem(into, key_.ptr(), object.ptr()) : PyList_Append(into, object.ptr());
    if (failed != 0) throw nb::python_error();
  }

  nb::object root_, key_;
  std::vector<nb::object> open_;
};

std::string text_of(nb::handle str) {
  Py_ssize_t size = 0;
  if (const char* bytes = PyUnicode_AsUTF8AndSize(str.ptr(), &size)) return {bytes, static_cast<std::size_t>(size)};
  PyErr_Clear();
  const nb::object encoded = nb::steal(PyUnicode_AsEncodedString(str.ptr(), "utf-16-le", "surrogatepass"));
  if (!encoded.is_valid()) throw nb::python_error();
  const nb::object sound = nb::steal(
      PyUnicode_Decode(PyBytes_AS_STRING(encoded.ptr()), PyBytes_GET_SIZE(encoded.ptr()), "utf-16-le", "replace"));
  if (!sound.is_valid()) throw nb::python_error();
  const char* bytes = PyUnicode_AsUTF8AndSize(sound.ptr(), &size);
  if (bytes == nullptr) throw nb::python_error();
  return {bytes, static_cast<std::size_t>(size)};
}

Value leaf_of(nb::handle object) {
  PyObject* const raw = object.ptr();
  if (object.is_none()) return nullptr;
  if (PyBool_Check(raw)) return raw == Py_True;
  if (PyUnicode_Check(raw)) return text_of(object);
  if (PyFloat_Check(raw)) {
    const double real = PyFloat_AS_DOUBLE(raw);
    return std::isfinite(real) ? Value(real) : Value();  // JSON has no such number either
  }
  if (PyLong_Check(raw)) {
    int overflow = 0;
    const long long number = PyLong_AsLongLongAndOverflow(raw, &overflow);
    if (overflow != 0) raise_usage("a whole number of a record has 64 bits at most");
    if (number == -1 && PyErr_Occurred() != nullptr) throw nb::python_error();
    return std::int64_t{number};
  }
  raise_usage("a record holds None, bool, int, float, str, list and dict, not " +
              nb::cast<std::string>(nb::str(nb::handle(reinterpret_cast<PyObject*>(Py_TYPE(raw))).attr("__name__"))));
}

// A dict or a list that is read, and where its values go.
struct Open {
  nb::object items;  // a list: of the pairs of a dict, or of the items
  bool is_dict;
  Py_ssize_t next;
  Value value;
};

bool is_container(nb::handle object) {
  return PyDict_Check(object.ptr()) != 0 || PyList_Check(object.ptr()) != 0 || PyTuple_Check(object.ptr()) != 0;
}

Open opened(nb::handle object) {
  const bool is_dict = PyDict_Check(object.ptr()) != 0;
  nb::object items = nb::steal(is_dict ? PyDict_Items(object.ptr()) : PySequence_List(object.ptr()));
  if (!items.is_valid()) throw nb::python_error();
  return {std::move(items), is_dict, 0, is_dict ? Value(Map()) : Value(List())};
}

// Puts a value into what is open: under the key of the pair that was read last, or at the end.
void put(Open& into, Value value) {
  if (List* list = into.value.as_list()) {
    list->push_back(std::move(value));
    return;
  }
  const nb::handle key = PyTuple_GET_ITEM(PyList_GET_ITEM(into.items.ptr(), into.next - 1), 0);
  Py_ssize_t size = 0;
  const char* const utf8 = PyUnicode_Check(key.ptr()) != 0 ? PyUnicode_AsUTF8AndSize(key.ptr(), &size) : nullptr;
  if (utf8 == nullptr) {  // two keys with lone surrogates could become the same one
    PyErr_Clear();
    raise_usage("the keys of a record are str without lone surrogates");
  }
  into.value.as_map()->add(std::string_view(utf8, static_cast<std::size_t>(size)), std::move(value));
}

}  // namespace

nb::object text_object(std::string_view text) {
  PyObject* const made = PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace");
  if (made == nullptr) throw nb::python_error();
  return nb::steal(made);
}

nb::object object_of(const Map& map) {
  ObjectMaker maker;
  emit::walk(map, maker);
  return maker.take();
}

nb::object object_of(const Value& value) {
  ObjectMaker maker;
  emit::walk(value, maker);
  return maker.take();
}

Map map_of(nb::handle dict) {
  if (PyDict_Check(dict.ptr()) == 0) raise_usage("a record is a dict");
  std::vector<Open> open;
  open.push_back(opened(dict));
  while (true) {
    Open& here = open.back();
    if (here.next < PyList_GET_SIZE(here.items.ptr())) {
      nb::handle object = PyList_GET_ITEM(here.items.ptr(), here.next++);
      if (here.is_dict) object = PyTuple_GET_ITEM(object.ptr(), 1);
      if (!is_container(object)) {
        put(here, leaf_of(object));
      } else if (open.size() < kDeepest) {
        open.push_back(opened(object));
      } else {
        raise_usage("a record nests 500 levels at most");
      }
      continue;
    }
    Value done = std::move(here.value);
    open.pop_back();
    if (open.empty()) return std::move(*done.as_map());
    put(open.back(), std::move(done));
  }
}

}  // namespace thresh::python
