// See url_guard.h.
#include "fetch/url_guard.h"

#include <algorithm>
#include <array>
#include <string>

#include "fetch/address_guard.h"

namespace thresh::fetch {
namespace {

constexpr std::array<std::uint16_t, 83> kBadPorts = {
    0,    1,    7,    9,    11,   13,   15,   17,   19,   20,   21,   22,   23,   25,   37,   42,   43,
    53,   69,   77,   79,   87,   95,   101,  102,  103,  104,  109,  110,  111,  113,  115,  117,  119,
    123,  135,  137,  139,  143,  161,  179,  389,  427,  465,  512,  513,  514,  515,  526,  530,  531,
    532,  540,  548,  554,  556,  563,  587,  601,  636,  989,  990,  993,  995,  1719, 1720, 1723, 2049,
    3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080};

bool is_local_name(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost");  // RFC 6761, section 6.3
}

}  // namespace

bool is_bad_port(std::uint16_t port) { return std::ranges::binary_search(kBadPorts, port); }

base::Result<void> check_url(const Url& url, bool allow_private) {
  using enum base::ErrorCode;
  if (url.has_user) {
    return base::failure(kRefused, "the address holds a user name or a password", "leave out what stands before the @");
  }
  if (is_bad_port(url.port)) {
    return base::failure(kRefused, "port " + std::to_string(url.port) + " is no port of web pages");
  }
  if (allow_private) return {};
  const std::string_view hint = "--allow-private asks for it all the same";
  if (is_local_name(url.host)) return base::failure(kRefused, url.host + " is this machine", std::string(hint));
  const auto address = read_ip(url.host);
  if (!address) return {};
  const AddressVerdict verdict = judge(*address);
  if (verdict.is_public) return {};
  return base::failure(kRefused, url.host + " is not public: " + std::string(verdict.what), std::string(hint));
}

base::Result<Url> check_url(std::string_view text, bool allow_private) {
  auto url = parse_url(text);
  if (!url) return base::failure(base::ErrorCode::kRefused, "this is no http or https address");
  if (auto checked = check_url(*url, allow_private); !checked) return std::unexpected(std::move(checked.error()));
  return std::move(*url);
}

}  // namespace thresh::fetch
