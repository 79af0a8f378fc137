// What the Unicode helpers need of the Unicode Character Database, without ICU's types. Only unicode.cpp and
// fixed_text.cpp use it.
#pragma once

#include <string>
#include <string_view>

namespace thresh::text::icu {

std::string decomposed(std::string_view text);  // NFD (UAX #15); `text` unchanged should ICU fail
std::string composed(std::string_view text);    // NFC
char32_t fold_case(char32_t c);                 // simple case folding (CaseFolding.txt, statuses C and S)
bool is_mark(char32_t c);                       // a nonspacing mark (general category Mn)
bool is_latin(char32_t c);                      // a letter of the Latin script

}  // namespace thresh::text::icu
