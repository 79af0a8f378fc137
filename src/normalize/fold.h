// Words for comparing, as text::fold makes them, of pages that write digits and signs in full width too:
// "１２件（東京）" is "12件(東京)"; digits of Arabic and Persian are those of ASCII.
//
// Tested by tests/normalize/vocabulary_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace thresh::normalize {

std::string folded(std::string_view text);

}  // namespace thresh::normalize
