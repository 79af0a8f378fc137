// Template code without delimiters, which is nothing but code because the whole text is it: the directives of Blade
// ("@if($user)", "@endforeach"), those of Velocity ("#foreach($x in $xs)"), its quiet references ("$!user.name"); and
// messages whose values were never put in ("{count, plural, one {# answer} other {# answers}}", "%s replies",
// ":count comments").
//
// Private to the room. Tested by tests/clean/artifact_test.cpp.
#pragma once

#include <cstddef>
#include <string_view>

namespace thresh::clean {

// Whether the whole text is a directive or a quiet reference.
bool is_bare_line(std::string_view text);

// The end of the message of ICU that opens at `at`; npos if there is none.
std::size_t message_end(std::string_view text, std::size_t at);

// "$user.name", "<<Name>>", ":count": a reference where a value belongs, and maybe an author's words elsewhere.
bool is_bare_reference(std::string_view text);

// The end of the place for a value of printf or of Laravel that opens at `at`: "%s", "%1$s", "%(name)s", ":count"; npos
// if there is none, or if it touches other words.
std::size_t format_end(std::string_view text, std::size_t at);

}  // namespace thresh::clean
