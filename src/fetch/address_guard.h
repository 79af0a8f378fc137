// Whether an address is one of the public internet: what may be connected to unless `--allow-private` is given.
//
// It is asked at connect time, with the address that is about to be connected to, so that neither a redirect, nor a
// name that changes its address between two look-ups, nor a number written oddly (0x7f.1, 017700000001, 2130706433)
// leads inside. The table is data/special_addresses.tsv: the special-purpose registries of IANA (RFC 6890), multicast
// and what is not handed out, each row with its RFC. What is not in the table is public, of IPv6 only what is in
// 2000::/3. Addresses that carry an IPv4 address in them (6to4, Teredo, NAT64) are what that one is.
//
// Tested by tests/fetch/address_guard_test.cpp and fuzz/url_guard_fuzz.cpp.
#pragma once

#include <cstddef>
#include <string_view>

#include "fetch/ip_address.h"

namespace thresh::fetch {

struct AddressVerdict {
  bool is_public = false;
  std::string_view what;  // "loopback"; of a public address empty
  std::string_view rfc;   // where that is said: "RFC 1122, section 3.2.1.3"
};

AddressVerdict judge(const IpAddress& address);

// For the hook that opens a socket. What is neither IPv4 nor IPv6 (a Unix socket) is not public.
AddressVerdict judge(const sockaddr* address, std::size_t size);

}  // namespace thresh::fetch
