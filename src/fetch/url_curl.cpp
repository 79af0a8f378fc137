// The adapter to libcurl's URL parser. See url.h.
//
// Names beyond ASCII are made ASCII here and not by libcurl, which asks the locale what their bytes mean.
#include <curl/curl.h>

#include <memory>

#include "fetch/url.h"
#include "text/idna.h"
#include "text/unicode.h"

namespace thresh::fetch {
namespace {

constexpr std::size_t kLongest = 8192;

struct Close {
  void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
};
using Handle = std::unique_ptr<CURLU, Close>;

// A part of the address; nullopt where it has none.
std::optional<std::string> part(CURLU* handle, CURLUPart which, unsigned int flags = 0) {
  char* text = nullptr;
  if (curl_url_get(handle, which, &text, flags) != CURLUE_OK) return std::nullopt;
  std::string copy(text);
  curl_free(text);
  return copy;
}

bool set(CURLU* handle, CURLUPart which, const std::string& text, unsigned int flags = 0) {
  return curl_url_set(handle, which, text.c_str(), flags) == CURLUE_OK;
}

// Whether a label of the name is empty, which no name has (RFC 1035, section 2.3.1): "a..example", ".example".
bool has_empty_label(std::string_view host) {
  return host.starts_with('.') || host.ends_with('.') || host.find("..") != std::string_view::npos;
}

// The one form of a host. libcurl has decoded its escapes and read numbers as addresses by then.
std::optional<std::string> usual_host(const std::string& host) {
  if (host.starts_with('[')) return text::ascii_lower(host);
  auto ascii = text::host_to_ascii(host);
  if (ascii && ascii->ends_with('.')) ascii->pop_back();
  if (!ascii || ascii->empty() || has_empty_label(*ascii)) return std::nullopt;
  return ascii;
}

// What the parts say once the host has its one form. A host that becomes a number by that ("１２７.1" in wide digits)
// is parsed once more, and is an address then.
std::optional<Url> taken_apart(CURLU* handle) {
  Url url;
  const auto scheme = part(handle, CURLUPART_SCHEME);
  const auto host = part(handle, CURLUPART_HOST);
  if (!scheme || !host || (*scheme != "http" && *scheme != "https")) return std::nullopt;
  const auto usual = usual_host(*host);
  if (!usual || (*usual != *host && !set(handle, CURLUPART_HOST, *usual))) return std::nullopt;
  url.scheme = *scheme;
  url.has_user = part(handle, CURLUPART_USER) || part(handle, CURLUPART_PASSWORD);
  const auto port = part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  if (!port) return std::nullopt;
  url.port = static_cast<std::uint16_t>(std::stoul(*port));
  url.usual_port = url.port == (url.scheme == "http" ? 80 : 443);
  url.path = part(handle, CURLUPART_PATH).value_or("/");
  if (const auto query = part(handle, CURLUPART_QUERY)) url.path += '?' + *query;
  curl_url_set(handle, CURLUPART_FRAGMENT, nullptr, 0);
  const auto text = part(handle, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
  if (!text || text->size() > kLongest) return std::nullopt;
  url.text = *text;
  url.host = *usual;
  return url;
}

// libcurl reads numbers as addresses only when it parses a whole address, so the normal form is parsed again.
std::optional<Url> settled(CURLU* handle) {
  auto url = taken_apart(handle);
  if (!url) return std::nullopt;
  const Handle again(curl_url());
  if (!again || !set(again.get(), CURLUPART_URL, url->text, CURLU_URLENCODE)) return std::nullopt;
  return taken_apart(again.get());
}

}  // namespace

std::string Url::origin() const {
  return scheme + "://" + host + (usual_port ? std::string() : ':' + std::to_string(port));
}

std::string without_user(std::string_view text) {
  const std::size_t scheme = text.find("//");
  const std::size_t begin = scheme == std::string_view::npos ? 0 : scheme + 2;
  const std::string_view authority = text.substr(begin, text.substr(begin).find_first_of("/?#"));
  const std::size_t at = authority.rfind('@');
  if (at == std::string_view::npos) return std::string(text);
  return std::string(text.substr(0, begin)) + "***" + std::string(text.substr(begin + at));
}

std::optional<Url> parse_url(std::string_view text) {
  if (text.size() > kLongest || text.find('\0') != std::string_view::npos) return std::nullopt;
  const Handle handle(curl_url());
  if (!handle || !set(handle.get(), CURLUPART_URL, std::string(text), CURLU_URLENCODE)) return std::nullopt;
  return settled(handle.get());
}

std::optional<Url> resolve_url(const Url& base, std::string_view reference) {
  if (reference.size() > kLongest || reference.find('\0') != std::string_view::npos) return std::nullopt;
  reference = text::trim_ascii(reference);
  if (reference.empty() || reference.starts_with('#')) return base;  // libcurl would take the last segment away
  const Handle handle(curl_url());
  if (!handle || !set(handle.get(), CURLUPART_URL, base.text, CURLU_URLENCODE)) return std::nullopt;
  if (!set(handle.get(), CURLUPART_URL, std::string(reference), CURLU_URLENCODE)) return std::nullopt;
  return settled(handle.get());
}

}  // namespace thresh::fetch
