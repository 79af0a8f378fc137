// The end of an address in Chinese, Japanese or Korean, which goes from the large to the small: "東京都渋谷区",
// "广东省广州市", "서울특별시 강남구".
//
// The names that the gazetteer knows are taken off the front, each within the one before it; what is left has to be
// named like a part of a city or of a region ("区", "市", "구"), which the gazetteer lacks. Only behind a name that
// says what it is ("東京都", not "東京"), for "上海农村" is no address. Korean has spaces between the names.
//
// Tested by tests/normalize/forms_test.cpp with place.tsv.
#pragma once

#include <optional>
#include <string_view>

#include "normalize/gazetteer.h"

namespace thresh::normalize {

// The smallest place of such a text that the gazetteer knows; nothing where the text is of other scripts, holds one
// name alone, or has something else behind its names.
std::optional<GazetteerRow> row_of_unspaced(std::string_view text);

}  // namespace thresh::normalize
