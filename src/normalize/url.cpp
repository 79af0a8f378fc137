// URLs, made absolute (RFC 3986, section 5). See normalize.h. Tested by tests/normalize/url_test.cpp.
//
// A reference is cut into its five components (appendix B, without the regular expression), merged with the base
// (section 5.2) and written again (section 5.3). Scheme and host become lower case (section 6.2.2.1); everything else
// stays as the page wrote it, since a changed escape may be another page.
#include <array>
#include <string>

#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 8192;

// A component that is missing differs from one that is empty ("?" at the end).
struct Parts {
  std::optional<std::string_view> scheme, authority, query, fragment;
  std::string_view path;
};

bool is_scheme(std::string_view text) {
  if (text.empty() || !text::is_letter(static_cast<std::uint8_t>(text[0])) || (text[0] & 0x80) != 0) return false;
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.") ==
         std::string_view::npos;
}

std::optional<std::string_view> cut_tail(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view tail = text.substr(at + 1);
  text = text.substr(0, at);
  return tail;
}

Parts parts_of_url(std::string_view text) {
  Parts parts;
  parts.fragment = cut_tail(text, '#');
  parts.query = cut_tail(text, '?');
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos && is_scheme(text.substr(0, colon))) {
    parts.scheme = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  if (text.starts_with("//")) {
    const std::size_t end = std::min(text.find('/', 2), text.size());
    parts.authority = text.substr(2, end - 2);
    text.remove_prefix(end);
  }
  parts.path = text;
  return parts;
}

// RFC 3986, section 5.2.4, as one pass over the segments.
std::string without_dot_segments(std::string_view path) {
  std::string out;
  const bool rooted = path.starts_with('/');
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t begin = path[at] == '/' ? at + 1 : at;
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    const bool last = end == path.size();
    if (segment == "..") {
      const std::size_t slash = out.rfind('/');
      out.resize(slash == std::string::npos ? 0 : slash);
      if (last) out += '/';
    } else if (segment == ".") {
      if (last) out += '/';
    } else {
      if (path[at] == '/' && (rooted || !out.empty())) out += '/';
      out += segment;
    }
    at = end;
  }
  return out;
}

// Schemes whose text is no address of anything.
bool is_no_address(std::string_view scheme) {
  constexpr std::array<std::string_view, 5> kNoAddress = {"javascript", "vbscript", "data", "about", "blob"};
  for (const std::string_view none : kNoAddress) {
    if (text::equals_ignoring_ascii_case(scheme, none)) return true;
  }
  return false;
}

// The host is lower case; user names, passwords and ports before and after it stay.
std::string usual_authority(std::string_view authority) {
  const std::size_t at = authority.rfind('@');
  const std::size_t host = at == std::string_view::npos ? 0 : at + 1;
  return std::string(authority.substr(0, host)) + text::ascii_lower(authority.substr(host));
}

std::string written(const Parts& parts, const std::string& path) {
  std::string out = text::ascii_lower(*parts.scheme) + ":";
  if (parts.authority) out += "//" + usual_authority(*parts.authority);
  if (parts.authority && !path.empty() && path.front() != '/') out += '/';
  out += path;
  if (parts.query) out += "?" + std::string(*parts.query);
  if (parts.fragment) out += "#" + std::string(*parts.fragment);
  return out;
}

std::string merged_path(const Parts& base, std::string_view path) {
  if (base.authority && base.path.empty()) return "/" + std::string(path);
  const std::size_t slash = base.path.rfind('/');
  return std::string(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1)) + std::string(path);
}

bool is_web(std::string_view scheme) {
  return text::equals_ignoring_ascii_case(scheme, "http") || text::equals_ignoring_ascii_case(scheme, "https");
}

// Section 5.2.2; `base` has a scheme.
std::string resolved(const Parts& reference, const Parts& base) {
  Parts target = reference;
  target.scheme = base.scheme;
  if (reference.authority) return written(target, without_dot_segments(reference.path));
  target.authority = base.authority;
  if (reference.path.empty()) {
    if (!reference.query) target.query = base.query;
    return written(target, std::string(base.path));
  }
  if (reference.path.starts_with('/')) return written(target, without_dot_segments(reference.path));
  return written(target, without_dot_segments(merged_path(base, reference.path)));
}

}  // namespace

std::optional<std::string> url(std::string_view text, std::string_view base) {
  text = text::trim(text);
  if (text.empty() || text.size() > kLongest) return std::nullopt;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (text::is_space(c.value) || c.value < 0x20 || c.value == 0x7F || c.value == '<' || c.value == '>') {
      return std::nullopt;
    }
    at += c.length;
  }
  const Parts parts = parts_of_url(text);
  if (parts.scheme) {
    if (is_no_address(*parts.scheme)) return std::nullopt;
    // "http:/example.com", "http://": a web address without a host leads nowhere.
    if (is_web(*parts.scheme) && (!parts.authority || parts.authority->empty())) return std::nullopt;
    const bool hierarchical = parts.authority || parts.path.starts_with('/');
    return written(parts, hierarchical ? without_dot_segments(parts.path) : std::string(parts.path));
  }
  const Parts from = parts_of_url(text::trim(base));
  // Without a base a relative one leads nowhere, and in a record it would pass for an address.
  if (!from.scheme || !(from.authority || from.path.starts_with('/'))) return std::nullopt;
  return resolved(parts, from);
}

}  // namespace thresh::normalize
