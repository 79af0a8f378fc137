// A web address taken apart, by the parser that also connects: libcurl's. url_curl.cpp is the adapter.
//
// The parser that checks has to be the parser that connects, else an address could mean one host to the guard and
// another to the transport. A host comes out in its one form: lower case, IDNA (UTS #46, non-transitional), and numbers
// as four decimal bytes, so that "http://0x7f.1/" is "http://127.0.0.1/".
//
// Tested by tests/fetch/url_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace thresh::fetch {

struct Url {
  std::string scheme;  // lower case
  std::string host;    // ASCII, lower case, no trailing dot; an IPv6 address has its brackets
  std::uint16_t port = 0;
  bool usual_port = true;  // the port is the scheme's own: 80, 443
  bool has_user = false;   // "user:password@" stands before the host
  std::string path;        // with its query: "/", "/a?b"; what robots.txt is asked about
  std::string text;        // the whole address in its normal form, without fragment

  // Scheme, host and port: what one robots.txt is for (RFC 9309, section 2.3). "https://forum.example".
  std::string origin() const;
};

// Takes an absolute http or https address of at most 8,192 bytes apart. nullopt for anything else.
std::optional<Url> parse_url(std::string_view text);

// `reference` (of a link, a Location) against the address it stands in. nullopt where that is no web address.
std::optional<Url> resolve_url(const Url& base, std::string_view reference);

// An address, or what should be one, as it may be shown: `***` stands for a user name and a password.
std::string without_user(std::string_view text);

}  // namespace thresh::fetch
