// See identity.h.
#include "record/identity.h"

#include "base/sha256.h"
#include "record/page_address.h"

namespace thresh::record {
namespace {

constexpr std::size_t kCharacters = 13;  // of 5 bits each

std::string base32(const base::Sha256& digest) {
  constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string out;
  for (std::size_t i = 0; i < kCharacters; ++i) {
    const std::size_t bit = i * 5;
    const unsigned two_bytes = static_cast<unsigned>(digest[bit / 8]) << 8 | digest[bit / 8 + 1];
    out += kDigits[two_bytes >> (11 - bit % 8) & 31];
  }
  return out;
}

// What is hashed. The label keeps a URL apart from a file or a title of the same letters.
std::string identity(std::string_view kind, std::string_view canonical_url, std::string_view source_name,
                     std::string_view title) {
  if (!canonical_url.empty()) return "thresh-id:url:" + page_address(canonical_url);
  if (!source_name.empty() && source_name != "-") return "thresh-id:source:" + std::string(source_name);
  return "thresh-id:title:" + std::string(kind) + ':' + std::string(title);
}

}  // namespace

std::string record_id(std::string_view kind, std::string_view canonical_url, std::string_view source_name,
                      std::string_view title) {
  const base::Sha256 digest = base::sha256(identity(kind, canonical_url, source_name, title));
  return std::string(kind) + '-' + base32(digest);
}

}  // namespace thresh::record
