// An IP address as bytes.
//
// Tested by tests/fetch/address_guard_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sockaddr;

namespace thresh::fetch {

struct IpAddress {
  std::array<std::uint8_t, 16> bytes = {};  // in network order
  bool is_v6 = false;                       // else the first four bytes count

  std::span<const std::uint8_t> used() const { return {bytes.data(), is_v6 ? std::size_t{16} : std::size_t{4}}; }
};

// "192.0.2.1", "2001:db8::1", with brackets or without; nothing else (no octal, no zone).
std::optional<IpAddress> read_ip(std::string_view text);

// The address of a socket of `size` bytes; nullopt where it is neither IPv4 nor IPv6, or too short for what it says.
std::optional<IpAddress> ip_of(const sockaddr* address, std::size_t size);

// As RFC 5952 writes it.
std::string ip_text(const IpAddress& address);

}  // namespace thresh::fetch
