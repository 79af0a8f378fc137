// The adapter to libpsl. See host_key.h.
#include "fetch/host_key.h"

#include <libpsl.h>

#include "fetch/ip_address.h"

namespace thresh::fetch {

std::string registrable_domain(std::string_view host) {
  if (host.empty() || read_ip(host)) return {};
  const psl_ctx_t* list = psl_builtin();
  if (list == nullptr) return {};
  const std::string ended(host);
  const char* domain = psl_registrable_domain(list, ended.c_str());
  return domain == nullptr ? std::string() : std::string(domain);
}

std::string host_key(const Url& url) {
  if (read_ip(url.host)) return url.host + ':' + std::to_string(url.port);
  std::string domain = registrable_domain(url.host);
  return domain.empty() ? url.host : domain;
}

bool same_owner(const Url& a, const Url& b) { return host_key(a) == host_key(b); }

}  // namespace thresh::fetch
