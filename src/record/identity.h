// The name of a record that stays the same when the page is edited, moved to another folder of results or converted
// again: the kind, a dash, and 13 characters of a hash of what the page is known by.
//
// Tested by tests/record/identity_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace thresh::record {

// "qa-3kq8v1c0p9d2m": `kind`, '-', and the first 65 bits of a SHA-256 as 13 characters of Crockford base32 in lower
// case (digits and letters without i, l, o, u). Made from the canonical URL, in the one form of all addresses of its
// page (page_address.h); where that is empty from the source's name; where that is empty or "-" (standard input) from
// the kind and the title. 65 bits: among ten million records the chance that any two share an id is about one in
// 700,000.
std::string record_id(std::string_view kind, std::string_view canonical_url, std::string_view source_name,
                      std::string_view title);

}  // namespace thresh::record
