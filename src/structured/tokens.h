// The tokens of an attribute: what stands between ASCII white space (HTML standard, section 2.3.7).
//
// Tested by tests/structured/microdata_test.cpp.
#pragma once

#include <algorithm>
#include <string_view>

namespace thresh::structured {

template <class Use>
void for_each_token(std::string_view text, Use use) {
  constexpr std::string_view kSpaces = " \t\n\r\f";
  while (true) {
    const std::size_t begin = text.find_first_not_of(kSpaces);
    if (begin == std::string_view::npos) return;
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find_first_of(kSpaces), text.size());
    use(text.substr(0, end));
    text.remove_prefix(end);
  }
}

}  // namespace thresh::structured
