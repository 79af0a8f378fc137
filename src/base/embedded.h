// The files compiled into the program: selectors/, schemas/, data/ (cmake/embed.cmake puts them there).
//
// Tested by tests/base/embedded_test.cpp.
#pragma once

#include <string_view>
#include <vector>

namespace thresh::base {

struct EmbeddedFile {
  std::string_view path;   // "selectors/skintour.yaml"
  std::string_view bytes;  // lives as long as the program
};

// The bytes of the file compiled in as `path`; empty if there is none.
std::string_view embedded(std::string_view path);

// The files whose path starts with `prefix`, sorted by path.
std::vector<EmbeddedFile> embedded_under(std::string_view prefix);

}  // namespace thresh::base
