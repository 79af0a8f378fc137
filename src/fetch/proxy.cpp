// See proxy.h.
#include "fetch/proxy.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"

namespace thresh::fetch {
namespace {

std::string first_of(const std::function<std::string(const char*)>& get, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (std::string value = get(name); !value.empty()) return value;
  }
  return {};
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = base::ascii_lower(c);
  return out;
}

// The entries of no_proxy: parted by commas or white space; dots before a name say nothing.
std::vector<std::string> entries_of(std::string_view list) {
  std::vector<std::string> entries;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(", \t"), list.size());
    std::string_view entry = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    while (entry.starts_with('.')) entry.remove_prefix(1);
    if (!entry.empty()) entries.push_back(lower(entry));
  }
  return entries;
}

// Whether `host` is `name` or below it.
bool is_within(std::string_view host, std::string_view name) {
  return host.ends_with(name) && (host.size() == name.size() || host[host.size() - name.size() - 1] == '.');
}

std::string_view without_brackets(std::string_view host) {
  return host.starts_with('[') && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
}

}  // namespace

ProxySettings proxy_of(std::string address) {
  ProxySettings settings;
  settings.http = address;
  settings.https = std::move(address);
  return settings;
}

ProxySettings proxy_of_environment(const std::function<std::string(const char*)>& get) {
  ProxySettings settings;
  settings.http = first_of(get, {"http_proxy", "all_proxy", "ALL_PROXY"});
  settings.https = first_of(get, {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
  settings.except = entries_of(first_of(get, {"no_proxy", "NO_PROXY"}));
  return settings;
}

std::string_view proxy_for(const ProxySettings& settings, const Url& url) {
  const std::string_view host = without_brackets(url.host);
  const bool excepted = std::ranges::any_of(settings.except, [&](const std::string& entry) {
    return entry == "*" || is_within(host, without_brackets(entry));
  });
  if (excepted) return {};
  return url.scheme == "https" ? settings.https : settings.http;
}

bool is_local_name(std::string_view host) {
  constexpr std::array<std::string_view, 5> kLocal = {"localhost", "local", "internal", "home.arpa", "localdomain"};
  return host.find_first_of(".:") == std::string_view::npos ||
         std::ranges::any_of(kLocal, [&](std::string_view name) { return is_within(host, name); });
}

}  // namespace thresh::fetch
