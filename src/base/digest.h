// The digests that archives and validators name, by OpenSSL's libcrypto. Of pages and files we make SHA-256 (sha256.h);
// the others are there to be compared with what others made.
//
// Tested by tests/base/digest_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace thresh::base {

enum class DigestKind : std::uint8_t { kMd5, kSha1, kSha256, kSha512 };

// The bytes of the digest: 16, 20, 32 or 64. Empty where this machine does not have it (MD5 is not everywhere).
std::string digest(DigestKind kind, std::string_view bytes);

// RFC 4648, section 6, in upper case and with the padding left out, as archives write it.
std::string base32(std::string_view bytes);

// Lower case.
std::string hex_text(std::string_view bytes);

}  // namespace thresh::base
