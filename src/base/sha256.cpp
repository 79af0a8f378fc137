// See sha256.h; the one file that includes OpenSSL.
#include "base/sha256.h"

#include <openssl/evp.h>

#include <memory>
#include <string>

namespace thresh::base {

namespace {

// Fetched once: SHA256() and EVP_sha256() look the algorithm up by its name each time, which costs more than to hash a
// short page.
const EVP_MD* algorithm() {
  static const std::unique_ptr<EVP_MD, void (*)(EVP_MD*)> kFetched(EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                                   &EVP_MD_free);
  return kFetched ? kFetched.get() : EVP_sha256();
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
  Sha256 digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, algorithm(), nullptr);
  return digest;
}

struct Sha256Stream::State {
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) {
  EVP_DigestInit_ex(state_->context.get(), algorithm(), nullptr);
}

Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::add(std::string_view bytes) { EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()); }

Sha256 Sha256Stream::finish() {
  Sha256 digest{};
  EVP_DigestFinal_ex(state_->context.get(), digest.data(), nullptr);
  return digest;
}

// RFC 2104, section 2: H(K xor opad, H(K xor ipad, text)), with blocks of 64 bytes.
Sha256 hmac_sha256(std::string_view key, std::string_view bytes) {
  constexpr std::size_t kBlock = 64;
  std::string block(key);
  if (block.size() > kBlock) {
    const Sha256 digest = sha256(key);
    block.assign(reinterpret_cast<const char*>(digest.data()), digest.size());
  }
  block.resize(kBlock, '\0');
  const auto mixed = [&block](char pad) {
    std::string out = block;
    for (char& c : out) c = static_cast<char>(c ^ pad);
    return out;
  };
  const Sha256 inner = sha256(mixed(0x36).append(bytes));
  return sha256(mixed(0x5C).append(reinterpret_cast<const char*>(inner.data()), inner.size()));
}

std::string hex(const Sha256& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(digest.size() * 2);
  for (const std::uint8_t byte : digest) {
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

}  // namespace thresh::base
