// The tokens of an attribute: what stands between ASCII white space (HTML standard, section 2.3.7).
//
// Tested by tests/structured/microdata_test.cpp.
#pragma once

#include <string_view>

#include "base/ascii.h"

namespace thresh::structured {

template <class Use>
void for_each_token(std::string_view text, Use use) {
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && base::is_ascii_space(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && !base::is_ascii_space(text[at])) ++at;
    if (at > begin) use(text.substr(begin, at - begin));
  }
}

}  // namespace thresh::structured
