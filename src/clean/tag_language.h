// What stands inside of the delimiters of languages whose tags look like markup: FreeMarker (${x!"none"}, <#if x>,
// <@menu/>), the tag libraries of JSP (<c:out value="…"/>) and Template Toolkit ([% INCLUDE header %]).
//
// Names of statements prove themselves, and so do attributes; the mentions of chats (<@U024BE7LH>), channels
// (<#general>) and brackets of prose ([% of total]) have neither. A default or a built-in behind a name proves
// FreeMarker's expressions, as no shell has them ("x?html", "x!").
//
// Private to the room. Tested by tests/clean/artifact_test.cpp.
#pragma once

#include <string_view>

namespace thresh::clean {

bool fits_freemarker(std::string_view inner);       // between ${ and }
bool fits_freemarker_tag(std::string_view inner);   // between <# or </# and >
bool fits_freemarker_call(std::string_view inner);  // between <@ and >
bool fits_markup(std::string_view inner);           // between <c: and >
bool fits_markup_end(std::string_view inner);       // between </c: and >
bool fits_toolkit(std::string_view inner);          // between [% and %]

}  // namespace thresh::clean
