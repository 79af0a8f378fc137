// Fixed text that a page is asked for: "Doctor Answers". Pages write it in capitals, with a no-break space or with two,
// or with typographic quotes, and mean the same; so case, the kind and number of white space, quotes and dashes do not
// count. Everything else has to stand there letter by letter.
//
// Tested by tests/text/fixed_text_test.cpp.
#pragma once

#include <cstddef>
#include <string_view>

namespace thresh::text {

// How many bytes of `text` `fixed` takes at its start; npos if it does not stand there. White space in `fixed` stands
// for any run of white space, at least one character long, except at the very start of `fixed` and at the end of
// `text`.
std::size_t fixed_prefix(std::string_view text, std::string_view fixed);

bool ends_with_fixed(std::string_view text, std::string_view fixed);

// Whether `fixed` stands anywhere in `text`. At most |text| x |fixed| steps.
bool holds_fixed(std::string_view text, std::string_view fixed);

}  // namespace thresh::text
