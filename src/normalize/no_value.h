// "n/a", "entfällt", "該当なし": words in the place of a value that say that there can be none.
//
// Tested by tests/normalize/forms_test.cpp (tests/normalize/no_value.tsv).
#pragma once

#include <string_view>

namespace thresh::normalize {

// Whether the whole text is such words (data/no_value_words.txt).
bool is_no_value(std::string_view text);

}  // namespace thresh::normalize
