// See fate.h.
#include "fetch/fate.h"

#include <array>

namespace thresh::fetch {
namespace {

struct Row {
  Fate fate;
  std::string_view name;
  Ending ending;
  base::ErrorCode error;
};

using base::ErrorCode;
using enum Fate;

// In the order of the enumeration.
constexpr std::array kRows = {
    Row{kOk, "ok", Ending::kAnswered, ErrorCode::kInternal},
    Row{kNotModified, "not_modified", Ending::kAnswered, ErrorCode::kInternal},
    Row{kRedirect, "redirect", Ending::kAnswered, ErrorCode::kInternal},
    Row{kHttpError, "http_error", Ending::kAnswered, ErrorCode::kNetwork},
    Row{kBlocked, "blocked", Ending::kAnswered, ErrorCode::kBlockedPage},
    Row{kDns, "dns", Ending::kConnectFailed, ErrorCode::kNetwork},
    Row{kConnect, "connect", Ending::kConnectFailed, ErrorCode::kNetwork},
    Row{kTls, "tls", Ending::kTlsFailed, ErrorCode::kNetwork},
    Row{kTimeOut, "time_out", Ending::kTimedOut, ErrorCode::kNetwork},
    Row{kTooSlow, "too_slow", Ending::kTimedOut, ErrorCode::kNetwork},
    Row{kTooLarge, "too_large", Ending::kTooLarge, ErrorCode::kTooLarge},
    Row{kTruncated, "truncated", Ending::kTruncated, ErrorCode::kNetwork},
    Row{kBadCoding, "bad_coding", Ending::kBadAnswer, ErrorCode::kNetwork},
    Row{kBadResponse, "bad_response", Ending::kBadAnswer, ErrorCode::kNetwork},
    Row{kRedirectLoop, "redirect_loop", Ending::kAnswered, ErrorCode::kNetwork},
    Row{kTooManyRedirects, "too_many_redirects", Ending::kAnswered, ErrorCode::kNetwork},
    Row{kSentHome, "sent_home", Ending::kAnswered, ErrorCode::kNetwork},
    Row{kRefusedAddress, "refused_address", Ending::kRefused, ErrorCode::kRefused},
    Row{kRefusedUrl, "refused_url", Ending::kRefused, ErrorCode::kRefused},
    Row{kRefusedRobots, "refused_robots", Ending::kNotAsked, ErrorCode::kRefused},
    Row{kGivenUp, "given_up", Ending::kNotAsked, ErrorCode::kNetwork},
    Row{kInterrupted, "interrupted", Ending::kNotAsked, ErrorCode::kNetwork},
};

const Row& row(Fate fate) { return kRows[static_cast<std::size_t>(fate)]; }

}  // namespace

std::string_view name(Fate fate) { return row(fate).name; }

std::optional<Fate> fate_named(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.fate;
  }
  return std::nullopt;
}

bool is_success(Fate fate) { return fate == Fate::kOk || fate == Fate::kNotModified; }

Ending ending_of(Fate fate) { return row(fate).ending; }

base::ErrorCode error_code(Fate fate) { return row(fate).error; }

}  // namespace thresh::fetch
