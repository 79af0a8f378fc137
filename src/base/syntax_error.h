// Why a small language of ours could not be read: a selector, an XPath, a path, a pattern, a layout. Who knows the file
// that it stands in makes a base::Error of it.
#pragma once

#include <cstddef>
#include <string>

namespace thresh::base {

struct SyntaxError {
  std::string message;     // one sentence, no full stop
  std::size_t offset = 0;  // bytes into the text that was read
  std::string hint = {};   // the likely fix; may be empty
  std::size_t width = 1;   // bytes that are wrong
};

}  // namespace thresh::base
