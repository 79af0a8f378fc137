// SHA-256 (FIPS 180-4), by OpenSSL's libcrypto, and the message authentication code that is made with it.
//
// Tested by tests/base/sha256_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace thresh::base {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);

// HMAC-SHA256 (RFC 2104): what only who knows the key can make of the bytes.
Sha256 hmac_sha256(std::string_view key, std::string_view bytes);

// 64 lower-case hexadecimal digits.
std::string hex(const Sha256& digest);

}  // namespace thresh::base
