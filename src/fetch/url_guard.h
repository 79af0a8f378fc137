// Which addresses are asked for at all, before any name is looked up: http and https, no user name, no port that
// belongs to another protocol.
//
// Where a name leads is not known here: address_guard.h judges that at connect time. A host that is written as an
// address (in any base) is judged here as well, so that the refusal is told before anything is waited for.
//
// Tested by tests/fetch/url_guard_test.cpp and fuzz/url_guard_fuzz.cpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "fetch/url.h"

namespace thresh::fetch {

// A port that browsers do not connect to, since something else than HTTP listens there: mail, SSH, databases (the bad
// ports of the Fetch Standard, section 2.9).
bool is_bad_port(std::uint16_t port);

// The address taken apart, if it may be asked for. Errors: kRefused (the message says why). With `allow_private`
// addresses that are not public are let through; the rest stays refused.
base::Result<Url> check_url(std::string_view text, bool allow_private = false);

// The same of an address that is taken apart: the target of a redirect.
base::Result<void> check_url(const Url& url, bool allow_private = false);

}  // namespace thresh::fetch
