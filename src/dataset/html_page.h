// Pages to look at that are one file: without scripts and without anything from elsewhere. Their
// Content-Security-Policy forbids both, and every word that is not ours stands in them as text.
//
// Tested by tests/dataset/change_writers_test.cpp and run_page_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace thresh::dataset {

// Text between tags and in quoted attributes. Controls and broken bytes go, as on a terminal; line breaks stay.
std::string escaped(std::string_view text);

// Up to the heading, which is the title; `title` is plain text, `style` is added to what all pages have.
std::string page_begin(std::string_view title, std::string_view style);
std::string_view page_end();

}  // namespace thresh::dataset
