// Letters as single bytes, for the functions of XPath that count characters.
//
// pugixml counts bytes: string-length('é') is 2 to it, and substring() may cut a character in two. Where an expression
// has such a function, it runs on a copy of the page in which each letter beyond ASCII is one byte of its own. That
// goes as long as a page has no more than 128 different ones, which is all of Europe; on other pages (Chinese,
// Japanese, Korean) bytes are counted.
//
// Tested by tests/html/xpath_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "html/document.h"

namespace thresh::html {

// Whether an expression counts characters.
bool counts_characters(std::string_view expression);

class XPathLetters {
 public:
  // Those of all texts, values and names of a page.
  explicit XPathLetters(const Document& document);

  // Takes in the letters of an expression. False: there are too many, now or before.
  bool add(std::string_view text);

  bool empty() const { return letters_.empty(); }
  std::string encode(std::string_view text) const;
  std::string decode(std::string_view bytes) const;

 private:
  static constexpr std::size_t kMost = 128;

  std::unordered_map<char32_t, char> bytes_;
  std::vector<char32_t> letters_;  // by byte, from 0x80 on
};

}  // namespace thresh::html
