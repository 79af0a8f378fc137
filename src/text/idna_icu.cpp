// The adapter to ICU's IDNA. See idna.h.
#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <memory>

#include "text/idna.h"
#include "text/unicode.h"

namespace thresh::text {
namespace {

const icu::IDNA* idna() {
  static const std::unique_ptr<const icu::IDNA> kIdna = [] {
    UErrorCode status = U_ZERO_ERROR;
    constexpr std::uint32_t kOptions =
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE;
    std::unique_ptr<const icu::IDNA> made(icu::IDNA::createUTS46Instance(kOptions, status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return kIdna.get();
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if ((c & 0x80) != 0) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> host_to_ascii(std::string_view host) {
  constexpr std::size_t kLongest = 1024;  // a name has at most 253 characters (RFC 1035, section 2.3.4)
  if (is_ascii(host)) return ascii_lower(host);
  if (host.size() > kLongest || !is_valid_utf8(host) || idna() == nullptr) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  icu::IDNAInfo info;
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  idna()->nameToASCII_UTF8(icu::StringPiece(host.data(), static_cast<std::int32_t>(host.size())), sink, info, status);
  // Hyphens in odd places and empty labels are left to the name server, as the URL Standard does.
  constexpr std::uint32_t kHarmless =
      UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_EMPTY_LABEL;
  if (U_FAILURE(status) || (info.getErrors() & ~kHarmless) != 0) return std::nullopt;
  return ascii;
}

}  // namespace thresh::text
