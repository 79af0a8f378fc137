// Whether a page writes 1.859 as "1.859" or as "1,859", by the language that it declares.
//
// One separator with three digits behind it is thousands or a decimal sign; the language tells where nothing else does.
//
// Tested by tests/normalize/forms_test.cpp with number_in_language.tsv and money_in_language.tsv.
#pragma once

#include <string_view>

#include "normalize/values.h"

namespace thresh::normalize {

// By a BCP 47 tag in its usual case, such as "de-AT"; may be empty. data/decimal_signs.tsv has them.
DecimalSign decimal_sign_of_language(std::string_view tag);

}  // namespace thresh::normalize
