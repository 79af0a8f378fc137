// See digest.h. The algorithms are fetched once: to look them up by name costs more than to hash a short page.
#include <openssl/evp.h>

#include <array>
#include <memory>

#include "base/digest.h"

namespace thresh::base {
namespace {

using Fetched = std::unique_ptr<EVP_MD, void (*)(EVP_MD*)>;

Fetched fetch(const char* name) { return {EVP_MD_fetch(nullptr, name, nullptr), &EVP_MD_free}; }

const EVP_MD* algorithm(DigestKind kind) {
  static const std::array<Fetched, 4> kFetched = {fetch("MD5"), fetch("SHA1"), fetch("SHA256"), fetch("SHA512")};
  return kFetched[static_cast<std::size_t>(kind)].get();
}

}  // namespace

std::string digest(DigestKind kind, std::string_view bytes) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  const EVP_MD* known = algorithm(kind);
  const bool made =
      known != nullptr &&
      EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(out.data()), &size, known, nullptr) == 1;
  out.resize(made ? size : 0);
  return out;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char c : bytes) {
    pending = pending << 8 | static_cast<std::uint8_t>(c);
    for (bits += 8; bits >= 5; bits -= 5) out += kDigits[pending >> (bits - 5) & 31];
  }
  if (bits > 0) out += kDigits[pending << (5 - bits) & 31];
  return out;
}

std::string hex_text(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += kDigits[static_cast<std::uint8_t>(c) >> 4];
    out += kDigits[static_cast<std::uint8_t>(c) & 15];
  }
  return out;
}

}  // namespace thresh::base
