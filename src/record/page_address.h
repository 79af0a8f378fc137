// The one form of all the addresses under which a page is met, for telling whether two addresses are the same page.
//
// What never changes the page is taken out: http or https, "www.", letter case of the host, a dot after it, the ports
// 80 and 443, slashes at the end, how a character is escaped (RFC 3986, section 6.2.2), the fragment,
// tracking parameters and sessions (data/tracking_parameters.tsv), the order of parameters. What may change it stays:
// every other parameter, letter case of path and query, other hosts ("m.", "amp."), a fragment that a script reads as
// a path ("#!/…", "#/…"). Parameters are put in order by name only where each has one, since "?b&a" may be words.
//
// Only for comparing and hashing: a record's `url` is written as the page has it.
//
// Tested by tests/record/page_address_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace thresh::record {

// `url` is absolute. Addresses that are not of the web come back as they are. The form of a form is the form itself.
std::string page_address(std::string_view url);

}  // namespace thresh::record
