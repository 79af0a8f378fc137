// Names of hosts beyond ASCII as the domain name system has them: "bücher.example" is "xn--bcher-kva.example".
//
// UTS #46, non-transitional, as browsers do it (URL Standard, section 3.3, "domain to ASCII"); idna_icu.cpp is the
// adapter to ICU.
//
// Tested by tests/text/idna_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace thresh::text {

// The ASCII form of a host, in lower case. nullopt where it can be none: no UTF-8, a label that IDNA does not allow.
// Names that are ASCII already are only put into lower case, whatever is in them.
std::optional<std::string> host_to_ascii(std::string_view host);

}  // namespace thresh::text
