// Any text as an address, and as one that an address refers to: what the guard lets through is http or https, has no
// user, no bad port, a host in its one form, and says the same when it is parsed again. Its bytes as an address of a
// socket.
#include "fetch/url_guard.h"

#include <sys/socket.h>

#include <algorithm>

#include "fetch/address_guard.h"
#include "fetch/host_key.h"
#include "fuzz.h"

using namespace thresh;

namespace {

void check(const fetch::Url& url) {
  fuzz::must(url.scheme == "http" || url.scheme == "https", "only web addresses pass");
  fuzz::must(!url.has_user && !fetch::is_bad_port(url.port), "neither a user nor a bad port passes");
  fuzz::must(url.path.starts_with('/'), "a path starts with a slash");
  const auto address = fetch::read_ip(url.host);
  fuzz::must(!address || fetch::judge(*address).is_public, "an address that passes is public");
  for (const char c : url.host) {
    fuzz::must(c > ' ' && (c & 0x80) == 0 && (c < 'A' || c > 'Z'), "a host is ASCII and in lower case");
  }
  const auto again = fetch::parse_url(url.text);
  fuzz::must(again && again->text == url.text && again->host == url.host && again->port == url.port,
             "the normal form of an address is itself");
  fuzz::must(!fetch::host_key(url).empty(), "every host has a key");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  if (const auto url = fetch::check_url(text)) check(*url);
  if (const auto url = fetch::check_url("http://" + std::string(text))) check(*url);
  const auto from = fetch::parse_url("https://forum.example/a/b?c");
  if (const auto url = fetch::resolve_url(*from, text); url && fetch::check_url(*url)) check(*url);
  alignas(sockaddr_storage) std::uint8_t socket[sizeof(sockaddr_storage)] = {};
  std::copy_n(data, std::min(size, sizeof socket), socket);
  const auto verdict = fetch::judge(reinterpret_cast<const sockaddr*>(socket), std::min(size, sizeof socket));
  fuzz::must(verdict.is_public == verdict.what.empty(), "a refusal says what the address is");
  return 0;
}
