// References to other pages as markup has them, resolved against the page's address (RFC 3986, section 5.2) and else
// left as they are written. That is for `thresh inspect`; records have addresses in their normal form
// (normalize/url.cpp).
//
// Tested by tests/structured/address_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "html/document.h"

namespace thresh::structured {

// `reference`, trimmed, resolved against `base`; as it is where it has a scheme, or where the base is empty.
std::string resolve(std::string_view reference, std::string_view base);

// What references of a page are resolved against: its first <base href>, resolved against its own address.
std::string base_address(const html::Document& document, std::string_view url);

// Whether a text is an address of the web and nothing else: "https://example.com/a", "//example.com".
bool is_web_address(std::string_view text);

// Without its scheme, "www.", query, fragment and the slash at its end, for comparing two addresses of one page.
std::string_view bare_address(std::string_view address);

}  // namespace thresh::structured
