// Which proxy a request goes through: what the user said, else the environment, read as curl reads it.
//
// http_proxy (in small letters only: a CGI program gets HTTP_PROXY from whoever asks it), https_proxy and HTTPS_PROXY,
// all_proxy and ALL_PROXY, no_proxy and NO_PROXY. The transport is told the proxy of each request, so that it knows
// whether the address that it connects to is the proxy's or the page's.
//
// Tested by tests/fetch/proxy_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/url.h"

namespace thresh::fetch {

struct ProxySettings {
  std::string http, https;          // "http://127.0.0.1:3128", "socks5h://…"; empty: none
  std::vector<std::string> except;  // hosts that are asked directly: names, with all below them; addresses; "*"
};

// One proxy for everything.
ProxySettings proxy_of(std::string address);

// `get` gives the value of a variable, empty where there is none.
ProxySettings proxy_of_environment(const std::function<std::string(const char*)>& get);

// The proxy of an address; empty where it is asked directly.
std::string_view proxy_for(const ProxySettings& settings, const Url& url);

// Whether a name means this machine or a network of its own wherever it is looked up: what is asked of a proxy is
// looked up there, where no guard can see the address (RFC 6761, section 6.3; RFC 6762; RFC 8375, "internal" as ICANN
// reserved it in 2024).
bool is_local_name(std::string_view host);

}  // namespace thresh::fetch
