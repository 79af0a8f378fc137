// When a page was fetched, as dumps write it, to ISO 8601.
//
// Read are instants of ISO 8601 and what resembles them ("2024-01-15 08:30:00.123+0200", UTC where no zone is said),
// days, the fourteen digits of archives, the dates of HTTP (RFC 9110, section 5.6.7), and numbers of seconds, or of
// their thousandth, millionth and billionth parts, since 1970.
//
// Tested by tests/source/time_text_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace thresh::source {

// "2024-01-15T06:30:00Z", or a day "2024-01-15"; empty where `text` is no time.
std::string time_text(std::string_view text);

}  // namespace thresh::source
