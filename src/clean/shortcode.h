// WordPress's shortcodes: [gallery ids="1,2"], [/caption].
//
// Private to the room. Tested by tests/clean/artifact_test.cpp.
#pragma once

#include <cstddef>
#include <string_view>

namespace thresh::clean {

// Where the shortcode that opens at `at` (a '[') ends; npos where none does. Its name is known, or all that follows the
// name is attributes; a name that is an ordinary word ("[video]") needs attributes or its other half.
std::size_t shortcode_end(std::string_view text, std::size_t at);

}  // namespace thresh::clean
