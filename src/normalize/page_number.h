// "Page 1 of 4": which part of a longer text a page is.
//
// Tested by tests/normalize/forms_test.cpp (tests/normalize/page_number.tsv).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace thresh::normalize {

struct PageNumber {
  std::int64_t page = 0, pages = 0;  // 1 <= page <= pages
};

// Of a text that says nothing else, in the languages of data/page_words.tsv: "Seite 2 von 7", "1/4 ページ", "第1页
// 共4页".
std::optional<PageNumber> page_number(std::string_view text);

}  // namespace thresh::normalize
