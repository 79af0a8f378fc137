// See pages.h.
#include "pages.h"

namespace thresh::python {
namespace {

constexpr Py_ssize_t kMostParts = 5;  // page, url, name, captured, charset

std::string_view bytes_of(nb::handle bytes) {
  return {PyBytes_AS_STRING(bytes.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(bytes.ptr()))};
}

void take_str(Page& page, nb::handle str) {
  page.charset = "utf-8";  // whatever the page says of itself
  Py_ssize_t size = 0;
  if (const char* utf8 = PyUnicode_AsUTF8AndSize(str.ptr(), &size)) {
    page.owner = nb::borrow(str);
    page.bytes = {utf8, static_cast<std::size_t>(size)};
    return;
  }
  PyErr_Clear();
  page.owner = nb::steal(PyUnicode_AsEncodedString(str.ptr(), "utf-8", "surrogatepass"));
  if (!page.owner.is_valid()) throw nb::python_error();
  page.bytes = bytes_of(page.owner);
}

void take_content(Page& page, nb::handle content) {
  if (PyUnicode_Check(content.ptr()) != 0) return take_str(page, content);
  if (PyBytes_Check(content.ptr()) != 0) {
    page.owner = nb::borrow(content);
  } else if (PyObject_CheckBuffer(content.ptr()) != 0) {
    page.owner = nb::steal(PyBytes_FromObject(content.ptr()));
    if (!page.owner.is_valid()) throw nb::python_error();
  } else {
    throw nb::type_error("a page is str, bytes, or a tuple (page, url, name, captured, charset)");
  }
  page.bytes = bytes_of(page.owner);
}

void take_text(std::string& target, nb::handle text) {
  if (text.is_none()) return;
  if (PyUnicode_Check(text.ptr()) == 0)
    throw nb::type_error("url, name, captured and charset of a page are str or None");
  Py_ssize_t size = 0;
  const char* utf8 = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
  if (utf8 == nullptr) throw nb::python_error();
  target.assign(utf8, static_cast<std::size_t>(size));
}

}  // namespace

convert::Input Page::input() const {
  convert::Input input;
  input.name = name;
  input.bytes = bytes;
  input.url = url;
  input.charset = charset;
  input.captured = captured;
  return input;
}

Page page_of(nb::handle given) {
  Page page;
  if (PyTuple_Check(given.ptr()) == 0) {
    take_content(page, given);
    return page;
  }
  const Py_ssize_t parts = PyTuple_GET_SIZE(given.ptr());
  if (parts < 1 || parts > kMostParts) throw nb::type_error("a page's tuple is (page, url, name, captured, charset)");
  take_content(page, PyTuple_GET_ITEM(given.ptr(), 0));
  std::string charset;
  std::string* const targets[] = {nullptr, &page.url, &page.name, &page.captured, &charset};
  for (Py_ssize_t i = 1; i < parts; ++i) take_text(*targets[i], PyTuple_GET_ITEM(given.ptr(), i));
  if (page.charset.empty()) page.charset = std::move(charset);  // a str is what it is
  return page;
}

}  // namespace thresh::python
