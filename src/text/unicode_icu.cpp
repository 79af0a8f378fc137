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

using Instance = const ::icu::Normalizer2* (*)(UErrorCode&);

const ::icu::Normalizer2* form_of(Instance instance) {
  UErrorCode status = U_ZERO_ERROR;
  const ::icu::Normalizer2* const form = instance(status);
  return U_FAILURE(status) ? nullptr : form;
}

std::string normalized(const ::icu::Normalizer2* form, std::string_view text) {
  std::string out;
  if (form == nullptr) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  ::icu::StringByteSink<std::string> sink(&out);
  form->normalizeUTF8(0, ::icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, status);
  return U_FAILURE(status) ? std::string(text) : out;
}

}  // namespace

bool beyond_ascii::is_letter(char32_t c) { return u_isalpha(as_icu(c)) != 0; }
bool beyond_ascii::is_upper(char32_t c) { return u_isupper(as_icu(c)) != 0 || u_istitle(as_icu(c)) != 0; }
bool beyond_ascii::is_lower(char32_t c) { return u_islower(as_icu(c)) != 0; }

// ICU makes a form when it is asked for it first. That is done once, here, where the thread sanitizer sees it: it does
// not see how ICU tells its threads.
std::string icu::decomposed(std::string_view text) {
  static const ::icu::Normalizer2* const form = form_of(::icu::Normalizer2::getNFDInstance);
  return normalized(form, text);
}

std::string icu::composed(std::string_view text) {
  static const ::icu::Normalizer2* const form = form_of(::icu::Normalizer2::getNFCInstance);
  return normalized(form, text);
}

char32_t icu::fold_case(char32_t c) { return static_cast<char32_t>(u_foldCase(as_icu(c), U_FOLD_CASE_DEFAULT)); }

bool icu::is_mark(char32_t c) { return u_charType(as_icu(c)) == U_NON_SPACING_MARK; }

bool icu::is_latin(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(as_icu(c), &status) == USCRIPT_LATIN;
}

}  // namespace thresh::text
