// Pages that Python hands over: str, bytes, or a tuple of such and what is known of it.
//
// Tested by tests/python/api_test.py and tests/python/robustness_test.py.
#pragma once

#include <string>
#include <string_view>

#include "convert/page.h"
#include "python.h"

namespace thresh::python {

// A page, and what keeps its bytes alive. It is made and destroyed under the GIL; in between its bytes may be read
// without it, since str and bytes never change.
struct Page {
  nb::object owner;
  std::string_view bytes;
  std::string name = "-", url, captured, charset;

  convert::Input input() const;
};

// `page`: str (read as UTF-8; lone surrogates become U+FFFD), bytes, or an object with the buffer protocol (copied). Or
// a tuple of one and, as far as it goes on, url, name, captured, charset (what the server said; of bytes): str or None.
// Raises TypeError for anything else.
Page page_of(nb::handle page);

}  // namespace thresh::python
