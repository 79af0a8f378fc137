// Whether a page is a wall instead of the page: a captcha, a refusal, a request to switch JavaScript on.
//
// The marks are data (data/walls.tsv). A mark alone proves nothing (a contact form has a captcha too, and a question
// may be about one): the page must hold hardly any other text, and words have to be what it says first, as its title or
// as a sentence of their own.
//
// Tested by tests/convert/wall_test.cpp.
#pragma once

#include <optional>
#include <string>

#include "convert/page.h"

namespace thresh::convert {

// What kind of wall it is ("asks for JavaScript"); nothing for a page.
std::optional<std::string> find_wall(Page& page);

}  // namespace thresh::convert
