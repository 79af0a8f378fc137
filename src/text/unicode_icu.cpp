// The adapter to ICU's Unicode database: categories, case, normalization. See unicode_icu.h.
//
// ICU's data is compiled into its library and none of these calls looks at a locale.
// Tested through tests/text/unicode_test.cpp.
#include "text/unicode_icu.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <cstdint>

#include "text/unicode.h"

namespace thresh::text {
namespace {

UChar32 as_icu(char32_t c) { return static_cast<UChar32>(c); }

std::string normalized(const ::icu::Normalizer2* form, std::string_view text, UErrorCode status) {
  std::string out;
  if (U_FAILURE(status)) return std::string(text);
  ::icu::StringByteSink<std::string> sink(&out);
  form->normalizeUTF8(0, ::icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, status);
  return U_FAILURE(status) ? std::string(text) : out;
}

}  // namespace

bool beyond_ascii::is_letter(char32_t c) { return u_isalpha(as_icu(c)) != 0; }
bool beyond_ascii::is_upper(char32_t c) { return u_isupper(as_icu(c)) != 0 || u_istitle(as_icu(c)) != 0; }
bool beyond_ascii::is_lower(char32_t c) { return u_islower(as_icu(c)) != 0; }

std::string icu::decomposed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const ::icu::Normalizer2* form = ::icu::Normalizer2::getNFDInstance(status);
  return normalized(form, text, status);
}

std::string icu::composed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const ::icu::Normalizer2* form = ::icu::Normalizer2::getNFCInstance(status);
  return normalized(form, text, status);
}

char32_t icu::fold_case(char32_t c) { return static_cast<char32_t>(u_foldCase(as_icu(c), U_FOLD_CASE_DEFAULT)); }

bool icu::is_mark(char32_t c) { return u_charType(as_icu(c)) == U_NON_SPACING_MARK; }

bool icu::is_latin(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(as_icu(c), &status) == USCRIPT_LATIN;
}

}  // namespace thresh::text
