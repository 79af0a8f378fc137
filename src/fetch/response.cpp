// See response.h.
#include "fetch/response.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "text/decode.h"
#include "text/unicode.h"

namespace thresh::fetch {
namespace {

// A coded body may be larger than what it stands for, by a little (a stored block's header, a frame's).
constexpr std::size_t kCodingSlack = std::size_t{64} << 10;
// No more than that is reserved on a server's word.
constexpr std::size_t kMostReserved = std::size_t{1} << 20;
constexpr int kInterim = 100, kSuccess = 200, kRedirection = 300, kClientError = 400, kNotModified = 304;

std::size_t length_of(std::string_view head) {
  const std::string_view text = field_of(head, "Content-Length");
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  return error == std::errc() && end == text.data() + text.size() ? length : 0;
}

// Whether the head says in two ways how long the body is. Nobody can tell then where it ends (RFC 9112, section 6.3).
bool has_two_lengths(std::string_view head) {
  if (!field_of(head, "Transfer-Encoding").empty()) return false;  // the chunks say it
  const std::string all = fields_of(head, "Content-Length");
  const std::string_view first = std::string_view(all).substr(0, all.find(','));
  for (std::string_view rest = all; !rest.empty();) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    std::string_view one = rest.substr(0, end);
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one != first) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

// Some servers name the charset here, or say that there is none in other words.
bool is_identity(std::string_view codings) {
  constexpr std::array<std::string_view, 4> kNone = {"identity", "none", "binary", "8bit"};
  const auto is = [codings](std::string_view name) { return text::equals_ignoring_ascii_case(codings, name); };
  return codings.empty() || std::ranges::any_of(kNone, is) || !text::charset_of_label(codings).empty();
}

}  // namespace

int status_of(std::string_view head) {
  const std::size_t space = head.find(' ');
  if (space == std::string_view::npos) return 0;
  int status = 0;
  std::from_chars(head.data() + space + 1, head.data() + head.size(), status);
  return status;
}

bool Response::fail(Fate fate, std::string message) {
  exchange_.fate = fate;
  exchange_.message = std::move(message);
  return false;
}

bool Response::add_head(std::string_view line) {
  if (body_started_) return true;  // a trailer
  if (whole_head_) {               // it was an interim one, or a proxy's
    exchange_.head.clear();
    whole_head_ = false;
  }
  if (exchange_.head.size() + line.size() > head_limit_) {
    return fail(Fate::kTooLarge, "the head of the response is over " + std::to_string(head_limit_) + " bytes");
  }
  exchange_.head += line;
  return line == "\r\n" || line == "\n" ? end_head() : true;
}

bool Response::end_head() {
  whole_head_ = true;
  exchange_.status = status_of(exchange_.head);
  if (exchange_.status < kSuccess && exchange_.status >= kInterim) return true;
  if (has_two_lengths(exchange_.head)) return fail(Fate::kBadResponse, "the response has two lengths");
  const std::string codings = fields_of(exchange_.head, "Content-Encoding");
  exchange_.is_coded = !is_identity(codings);
  if (exchange_.is_coded) {
    auto decoder = source::ContentDecoder::make(codings, body_limit_);
    if (!decoder) return fail(Fate::kBadCoding, std::move(decoder.error().message));
    decoder_.emplace(*std::move(decoder));
  }
  const std::size_t length = length_of(exchange_.head);
  const bool has_body = exchange_.status != kNotModified;
  if (has_body && length > body_limit_ + (exchange_.is_coded ? kCodingSlack : 0)) {
    return fail(Fate::kTooLarge,
                "the page has " + std::to_string(length) + " bytes, the limit is " + std::to_string(body_limit_));
  }
  if (has_body)
    (exchange_.is_coded && keep_coded_ ? exchange_.coded : exchange_.body).reserve(std::min(length, kMostReserved));
  return true;
}

bool Response::add_body(std::string_view bytes) {
  body_started_ = true;
  wire_bytes_ += bytes.size();
  if (!exchange_.is_coded) {
    const std::size_t room = body_limit_ - std::min(exchange_.body.size(), body_limit_);
    exchange_.body += bytes.substr(0, room);
    if (bytes.size() <= room) return true;
    return fail(Fate::kTooLarge, "the page has more than " + std::to_string(body_limit_) + " bytes");
  }
  if (keep_coded_) exchange_.coded += bytes;
  if (wire_bytes_ > body_limit_ + kCodingSlack) {
    return fail(Fate::kTooLarge, "the page has more than " + std::to_string(body_limit_) + " bytes");
  }
  if (auto decoded = decoder_->add(bytes, exchange_.body); !decoded) {
    return fail(Fate::kBadCoding, std::move(decoded.error().message));
  }
  if (!decoder_->cut()) return true;
  return fail(Fate::kTooLarge, "the page has more than " + std::to_string(body_limit_) + " bytes when decoded");
}

void Response::finish() {
  if (gave_up()) return;
  if (decoder_ && body_started_) {
    if (auto whole = decoder_->finish(); !whole) {
      fail(Fate::kBadCoding, std::move(whole.error().message));
      return;
    }
  }
  const int status = exchange_.status;
  if (status == kNotModified) {
    exchange_.fate = Fate::kNotModified;
  } else if (status >= kRedirection && status < kClientError && !field_of(exchange_.head, "Location").empty()) {
    exchange_.fate = Fate::kRedirect;
  } else if (status < kSuccess || status >= kRedirection) {
    fail(Fate::kHttpError, "the server answers " + std::to_string(status));
  }
}

}  // namespace thresh::fetch
