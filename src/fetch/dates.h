// Dates as HTTP, feeds and sitemaps write them, as milliseconds of UTC.
//
// Tested by tests/fetch/dates_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace thresh::fetch {

// An HTTP-date in any of its three forms (RFC 9110, section 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94
// 08:49:37 GMT", "Sun Nov  6 08:49:37 1994". A year of two digits that would be more than 50 years after `now` is one
// of the century before. The name of the day is not held against the date. nullopt for anything else.
std::optional<std::int64_t> read_http_date(std::string_view text, std::int64_t now);

// The date of a feed (RSS 2.0: RFC 822, section 5, years of four digits too): "Sun, 06 Nov 1994 08:49:37 +0100", the
// day's name and the seconds may be missing, zones are offsets, GMT, UT, Z and those of North America.
std::optional<std::int64_t> read_mail_date(std::string_view text);

// The date of a sitemap or of Atom (W3C Date and Time Formats): a year, a month, a day, or an instant. What is not said
// is the first: "1994-11" is the first of November, midnight.
std::optional<std::int64_t> read_w3c_date(std::string_view text);

}  // namespace thresh::fetch
