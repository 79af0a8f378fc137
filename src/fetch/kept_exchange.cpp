// See kept_exchange.h.
#include "fetch/kept_exchange.h"

#include "base/clock.h"

namespace thresh::fetch {
namespace {

// Why a body is not whole, as WARC names it (WARC 1.1, section 5.13).
std::string_view truncation(Fate fate) {
  switch (fate) {
    case Fate::kTooLarge:
      return "length";
    case Fate::kTimeOut:
    case Fate::kTooSlow:
      return "time";
    case Fate::kTruncated:
      return "disconnect";
    case Fate::kBadCoding:
    case Fate::kBadResponse:
      return "unspecified";
    default:
      return "";
  }
}

}  // namespace

source::Exchange kept(const Exchange& exchange) {
  source::Exchange out;
  out.uri = exchange.url;
  out.date = base::utc_text(exchange.began);
  out.address = exchange.by_proxy ? std::string() : exchange.address;  // of a proxy it says nothing
  out.request = exchange.request_head;
  out.response_head = exchange.head;
  out.body = exchange.wire_body();
  out.unchunked = !field_of(exchange.head, "Transfer-Encoding").empty();
  out.truncated = truncation(exchange.fate);
  return out;
}

}  // namespace thresh::fetch
