// How the asking for a page ended: the closed list that reports, archives and datasets write.
//
// docs/fetching.md explains each. kRedirect is one hop on the way and never the end of a page.
//
// Tested by tests/fetch/fate_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "fetch/outcome.h"

namespace thresh::fetch {

enum class Fate : std::uint8_t {
  kOk,                // a page came, whole
  kNotModified,       // 304: what is known of it still holds
  kRedirect,          // a hop
  kHttpError,         // a status that is no success: 404, 500 …
  kBlocked,           // a wall: a captcha, a log-in, a request to switch JavaScript on
  kDns,               // no such host
  kConnect,           // no connection, or one that was closed before there was a response
  kTls,               // the certificate is not to be trusted, or there is no common protocol
  kTimeOut,           // no connection in its time, or not done in the time that a request has
  kTooSlow,           // under the least speed for too long; also a server that stalls
  kTooLarge,          // the head or the decoded body is over its limit
  kTruncated,         // the connection ended before the body did
  kBadCoding,         // the body is not in the coding that it says
  kBadResponse,       // no HTTP, or HTTP that contradicts itself
  kRedirectLoop,      // a redirect back to where it came from
  kTooManyRedirects,  // more hops than allowed
  kSentHome,          // in place of the page, the first page of a site
  kRefusedAddress,    // an address that is not public
  kRefusedUrl,        // not http or https, a user name, a port of another protocol
  kRefusedRobots,     // robots.txt does not allow it
  kGivenUp,           // the host failed so often that it is left alone
  kInterrupted,       // the run ended before its turn came
};

// The name as it is written: "too_slow".
std::string_view name(Fate fate);

// The fate of that name.
std::optional<Fate> fate_named(std::string_view name);

// Whether what is wanted is there: kOk and kNotModified.
bool is_success(Fate fate);

// What of it retries and politeness depend on (outcome.h).
Ending ending_of(Fate fate);

// The code of the Error that a page of this fate is: kRefused, kBlockedPage, kTooLarge or kNetwork.
base::ErrorCode error_code(Fate fate);

}  // namespace thresh::fetch
