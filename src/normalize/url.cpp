// URLs, made absolute (RFC 3986, section 5). See normalize.h. Tested by tests/normalize/url_test.cpp.
//
// A reference is cut into its five components (appendix B, without the regular expression), merged with the base
// (section 5.2) and written again (section 5.3) in the normal form of section 6.2.2: scheme and host in lower case,
// escapes in capitals, none for characters that need none, no dot segments. Web addresses lose the port that their
// scheme has anyway and get "/" for an empty path (6.2.3), and escapes for what no URL may hold, as browsers send it; a
// backslash in them is a slash, and a host has none of the signs that no host can have (URL Standard). Nothing else is
// escaped or unescaped, since that may lead elsewhere.
//
// What only tracks readers goes, as data/tracking_parameters.tsv lists it, and so do text fragments (#:~:text=).
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/ascii.h"
#include "base/embedded.h"
#include "normalize/normalize.h"
#include "normalize/vocabulary.h"
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
  if (!path.starts_with('.') && path.find("/.") == std::string_view::npos) return std::string(path);  // almost always
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

bool is_web(std::string_view scheme) {
  return text::equals_ignoring_ascii_case(scheme, "http") || text::equals_ignoring_ascii_case(scheme, "https");
}

int hex_value(char c) {
  if (base::is_ascii_digit(c)) return c - '0';
  const char lower = base::ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Characters that never need an escape (section 2.3).
bool is_unreserved(char c) { return base::is_ascii_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

void append_escape(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<std::uint8_t>(c);
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

// Bytes that may have to be written otherwise, whatever part of an address they stand in: all but these stay.
constexpr std::array<bool, 256> kLookedAt = [] {
  std::array<bool, 256> looked{};
  for (std::size_t byte = 0x80; byte < looked.size(); ++byte) looked[byte] = true;
  for (const char c : std::string_view("%\"@[]^`{|}")) looked[static_cast<std::uint8_t>(c)] = true;
  return looked;
}();

std::size_t next_looked_at(std::string_view text, std::size_t at) {
  while (at < text.size() && !kLookedAt[static_cast<std::uint8_t>(text[at])]) ++at;
  return at;
}

// Escapes in their normal form (section 6.2.2.2). Of `web` addresses what is not ASCII gets some, and so does what is
// in `also`, which are among kLookedAt.
std::string usual_escapes(std::string_view text, bool web, std::string_view also = {}) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t plain = at;
    at = next_looked_at(text, at);
    out += text.substr(plain, at - plain);
    if (at == text.size()) break;
    const char c = text[at];
    const int high = c == '%' && at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
    const int low = high < 0 ? -1 : hex_value(text[at + 2]);
    if (low >= 0) {
      const char escaped = static_cast<char>(high * 16 + low);
      if (is_unreserved(escaped)) {
        out += escaped;
      } else {
        append_escape(out, escaped);
      }
      at += 2;
    } else if (web && ((c & 0x80) != 0 || also.find(c) != std::string_view::npos)) {
      append_escape(out, c);
    } else {
      out += c;
    }
  }
  return out;
}

// "1.2.3.4", as dotted numbers are written. Hosts that end in a number are such an address or none.
bool is_dotted_address(std::string_view host) {
  int parts = 0;
  for (std::string_view rest = host;; ++parts) {
    const std::string_view part = rest.substr(0, rest.find('.'));
    const bool digits = !part.empty() && part.size() <= 3 && part.find_first_not_of("0123456789") == part.npos;
    if (!digits || (part.size() > 1 && part.front() == '0') || (part.size() == 3 && part > "255")) return false;
    if (part.size() == rest.size()) return parts == 3;
    rest.remove_prefix(part.size() + 1);
  }
}

bool ends_in_number(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view last = host.substr(host.rfind('.') + 1);  // npos is -1
  const bool hexadecimal = last.starts_with("0x") && last.find_first_not_of("0123456789abcdef", 2) == last.npos;
  return hexadecimal || (!last.empty() && last.find_first_not_of("0123456789") == last.npos);
}

constexpr std::array<bool, 256> kForbiddenInHost = [] {
  std::array<bool, 256> forbidden{};
  for (const char c : std::string_view("#%/:<>?@[\\]^|\x7F")) forbidden[static_cast<std::uint8_t>(c)] = true;
  return forbidden;
}();

// Whether a host in lower case can be that of a web address. Names beyond ASCII stay as they are written.
bool is_host(std::string_view host) {
  if (host.starts_with('[')) {  // the eight groups of IPv6 are at least "::"
    const std::string_view inside = host.substr(1, host.size() - 2);
    return host.ends_with(']') && host.size() > 3 && inside.find(':') != inside.npos &&
           inside.find_first_not_of("0123456789abcdef:.") == inside.npos;
  }
  const auto is_forbidden = [](char c) { return kForbiddenInHost[static_cast<std::uint8_t>(c)]; };
  if (host.empty() || std::ranges::any_of(host, is_forbidden)) return false;
  return !ends_in_number(host) || is_dotted_address(host);
}

// The port in its shortest form, with its colon; empty where the scheme has it anyway. Nothing where it is none.
std::optional<std::string> usual_port(std::string_view digits, std::string_view scheme) {
  constexpr int kLargestPort = 65'535;
  int port = 0;
  for (const char c : digits) {
    if (!base::is_ascii_digit(c)) return std::nullopt;
    port = port * 10 + (c - '0');
    if (port > kLargestPort) return std::nullopt;
  }
  const bool usual = port == (scheme == "http" ? 80 : 443);
  return digits.empty() || usual ? std::string() : ':' + std::to_string(port);
}

// A user name and a password before the host, with their '@'; empty parts go.
std::string usual_user(std::string_view user) {
  if (user.ends_with(':')) user.remove_suffix(1);
  return user.empty() ? std::string() : usual_escapes(user, true, "@[]^`{|}") + '@';
}

// The authority of a web address; nothing where it has no host. Of other schemes only the host becomes lower case.
std::optional<std::string> usual_authority(std::string_view authority, std::string_view scheme) {
  const std::size_t at = authority.rfind('@');
  const std::size_t begin = at == std::string_view::npos ? 0 : at + 1;
  const std::string lower = text::ascii_lower(authority.substr(begin));
  if (!is_web(scheme)) return std::string(authority.substr(0, begin)) + lower;
  const std::size_t colon = lower.find(':', lower.starts_with('[') ? std::min(lower.find(']'), lower.size()) : 0);
  const std::size_t end = std::min(colon, lower.size());
  const auto port = usual_port(std::string_view(lower).substr(std::min(end + 1, lower.size())), scheme);
  if (!port || !is_host(std::string_view(lower).substr(0, end))) return std::nullopt;
  const std::string user = begin == 0 ? std::string() : usual_user(authority.substr(0, at));
  return user + lower.substr(0, end) + *port;
}

// Parameters that track readers and change nothing of the page: by their whole name, by the start of it ("utm_*"), or
// only on some hosts.
struct Tracking {
  Lexicon names;     // of any host
  Lexicon on_hosts;  // "host name"
  std::vector<std::string_view> starts;
};

const Tracking& tracking() {
  static const Tracking kTracking = [] {
    Tracking all;
    for (const Row& row : rows_of(base::embedded("data/tracking_parameters.tsv"))) {
      if (row[0].ends_with('*')) {
        all.starts.push_back(row[0].substr(0, row[0].size() - 1));
      } else if (row[1].empty()) {
        all.names.add(std::string(row[0]));
      }
      for (const std::string_view host : parts_of(row[1]))
        all.on_hosts.add(std::string(host) + ' ' + std::string(row[0]));
    }
    all.names.seal();
    all.on_hosts.seal();
    return all;
  }();
  return kTracking;
}

// Whether a parameter of that name only tracks, on that host or one below a host of the table ("www.amazon.de").
bool tracks(std::string_view name, std::string_view host) {
  const std::string lower = text::ascii_lower(name);
  if (tracking().names.contains(lower)) return true;
  for (const std::string_view start : tracking().starts) {
    if (lower.starts_with(start)) return true;
  }
  while (!host.empty()) {
    if (tracking().on_hosts.contains(std::string(host) + ' ' + lower)) return true;
    host.remove_prefix(std::min(host.find('.'), host.size() - 1) + 1);
  }
  return false;
}

std::string_view host_of(std::string_view authority) {
  authority.remove_prefix(authority.rfind('@') + 1);  // npos is -1
  return authority.substr(0, authority.find(':'));
}

// A query without what only tracks; nothing where that was all of it. One that has none stays as it is.
std::optional<std::string> without_tracking(std::string_view query, std::string_view authority) {
  std::string out;
  bool dropped = false;
  const std::string host = text::ascii_lower(host_of(authority));
  for (std::string_view rest = query; !rest.empty();) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view parameter = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (parameter.find('=') != std::string_view::npos && tracks(parameter.substr(0, parameter.find('=')), host)) {
      dropped = true;
      continue;
    }
    if (!out.empty()) out += '&';
    out += parameter;
  }
  if (!dropped) return std::string(query);
  return out.empty() ? std::nullopt : std::optional(out);
}

// Without what browsers scroll to by its words: "#:~:text=…", or behind a name, "#part:~:text=…".
std::optional<std::string_view> usual_fragment(std::string_view fragment) {
  const std::size_t directive = fragment.find(":~:");
  if (directive == 0) return std::nullopt;
  return fragment.substr(0, directive);
}

// `path` as it stands, for URLs without an authority; dot segments go once escapes cannot hide any.
std::optional<std::string> written(const Parts& parts, std::string_view path, bool hierarchical) {
  const std::string scheme = text::ascii_lower(*parts.scheme);
  const bool web = is_web(scheme);
  std::string usual_path = usual_escapes(path, web, "\"`{}");
  if (hierarchical) usual_path = without_dot_segments(usual_path);
  std::string out = scheme + ":";
  if (parts.authority) {
    const auto authority = usual_authority(*parts.authority, scheme);
    if (!authority) return std::nullopt;
    out += "//" + *authority;
  }
  if (parts.authority && (usual_path.empty() ? web : usual_path.front() != '/')) out += '/';
  out += usual_path;
  std::optional<std::string> query;
  if (parts.query)
    query = web ? without_tracking(*parts.query, parts.authority.value_or("")) : std::string(*parts.query);
  if (query) out += "?" + usual_escapes(*query, web, "\"");
  const auto fragment = parts.fragment && web ? usual_fragment(*parts.fragment) : parts.fragment;
  if (fragment) out += "#" + usual_escapes(*fragment, web, "\"`");
  return out;
}

std::string merged_path(const Parts& base, std::string_view path) {
  if (base.authority && base.path.empty()) return "/" + std::string(path);
  const std::size_t slash = base.path.rfind('/');
  return std::string(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1)) + std::string(path);
}

// Section 5.2.2; `base` has a scheme.
std::optional<std::string> resolved(const Parts& reference, const Parts& base) {
  Parts target = reference;
  target.scheme = base.scheme;
  if (reference.authority) return written(target, reference.path, true);
  target.authority = base.authority;
  if (reference.path.empty()) {
    if (!reference.query) target.query = base.query;
    return written(target, base.path, true);
  }
  if (reference.path.starts_with('/')) return written(target, reference.path, true);
  return written(target, merged_path(base, reference.path), true);
}

// Before query and fragment a backslash of a web address is a slash (URL Standard, section 4.4).
std::string with_slashes(std::string_view text) {
  std::string out(text);
  const std::size_t end = std::min(out.find_first_of("?#"), out.size());
  for (std::size_t at = 0; at < end; ++at) {
    if (out[at] == '\\') out[at] = '/';
  }
  return out;
}

// "/a b/c.pdf": what browsers follow with "%20" for each blank. Only of a text that begins as an address does; a
// sentence is none.
std::string with_escaped_blanks(std::string_view text) {
  const bool begins =
      (text.starts_with('/') && !text.starts_with("/ ")) || text.starts_with("http://") || text.starts_with("https://");
  std::string out;
  const std::size_t path = text.find('/', text.find("//") == std::string_view::npos ? 0 : text.find("//") + 2);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool blank = text[at] == ' ' && begins && at > path && text[at - 1] != ' ';
    out += blank ? std::string_view("%20") : text.substr(at, 1);
  }
  return out;
}

// White space, controls, or angle brackets.
bool holds_what_none_has(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (text::is_space(c.value) || c.value < 0x20 || c.value == 0x7F || c.value == '<' || c.value == '>') return true;
    at += c.length;
  }
  return false;
}

}  // namespace

std::optional<std::string> url(std::string_view text, std::string_view base) {
  text = text::trim(text);
  if (text.empty() || text.size() > kLongest) return std::nullopt;
  std::string escaped;
  if (text.find(' ') != std::string_view::npos) text = escaped = with_escaped_blanks(text);
  if (holds_what_none_has(text)) return std::nullopt;
  const Parts from = parts_of_url(text::trim(base));
  Parts parts = parts_of_url(text);
  std::string slashed;
  if (text.find('\\') != std::string_view::npos && is_web(parts.scheme ? *parts.scheme : from.scheme.value_or(""))) {
    slashed = with_slashes(text);
    parts = parts_of_url(slashed);
  }
  if (parts.scheme) {
    if (is_no_address(*parts.scheme)) return std::nullopt;
    if (is_web(*parts.scheme) && !parts.authority) return std::nullopt;  // "http:/example.com" leads nowhere
    return written(parts, parts.path, parts.authority || parts.path.starts_with('/'));
  }
  // Without a base a relative one leads nowhere, and in a record it would pass for an address.
  if (!from.scheme || !(from.authority || from.path.starts_with('/'))) return std::nullopt;
  return resolved(parts, from);
}

}  // namespace thresh::normalize
