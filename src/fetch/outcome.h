// How a request ended, as far as the next one depends on it.
//
// Tested by tests/fetch/retry_test.cpp.
#pragma once

#include <cstdint>
#include <optional>

namespace thresh::fetch {

enum class Ending : std::uint8_t {
  kAnswered,       // a whole answer, whatever its status
  kConnectFailed,  // no such host, nobody listens, the connection broke before an answer
  kTimedOut,       // to connect, to answer, or too slow
  kTruncated,      // the answer broke off, or is not as long as it says
  kTlsFailed,      // a certificate that is not right
  kRefused,        // by the guard: the address is not public, a redirect leads where it may not
  kTooLarge,       // more than the limit
  kBadAnswer,      // no HTTP, too many redirects, a content coding that cannot be read
  kNotAsked,       // no request was made after all (robots.txt, a run that ends): it leaves no gap
};

struct Outcome {
  Ending ending = Ending::kAnswered;
  int status = 0;                                          // of an answer
  std::optional<std::int64_t> retry_after = std::nullopt;  // milliseconds, as read_retry_after gives them
};

// 429 (RFC 6585, section 4) and 503 (RFC 9110, section 15.6.4): the server says that it is too much.
constexpr bool is_overload(const Outcome& outcome) {
  return outcome.ending == Ending::kAnswered && (outcome.status == 429 || outcome.status == 503);
}

// What another try may mend: it is no fault of the address that was asked for.
constexpr bool is_transient(const Outcome& outcome) {
  if (outcome.ending == Ending::kAnswered) {
    return outcome.status == 408 || outcome.status == 429 ||
           (outcome.status >= 500 && outcome.status <= 599 && outcome.status != 501 && outcome.status != 505);
  }
  return outcome.ending == Ending::kConnectFailed || outcome.ending == Ending::kTimedOut ||
         outcome.ending == Ending::kTruncated;
}

// Whether the host itself is in trouble, and not only this page: a circuit counts these.
constexpr bool is_trouble_of_host(const Outcome& outcome) {
  return is_transient(outcome) || outcome.ending == Ending::kTlsFailed;
}

}  // namespace thresh::fetch
