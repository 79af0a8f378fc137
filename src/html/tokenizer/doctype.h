// The doctype states of the tokenizer (HTML standard, sections 13.2.5.53 to 13.2.5.68).
//
// Tested by tests/html/tokenizer_test.cpp.
#pragma once

#include <string_view>

#include "html/tokenizer/token.h"

namespace thresh::html {

// Reads the doctype whose "<!DOCTYPE" ends at `at`. Returns the offset after its ">", or the page's size.
std::size_t read_doctype(std::string_view page, std::size_t at, DoctypeToken& doctype);

}  // namespace thresh::html
