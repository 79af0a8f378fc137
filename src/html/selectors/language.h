// In which language an element is, and whether a language range takes it (:lang).
//
// An element's language is that of the nearest `lang` around it or on it, else what the page's last
// <meta http-equiv=content-language> says (HTML standard, section 3.2.6.2). On elements of SVG and MathML xml:lang goes
// before lang; on those of HTML it says nothing.
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <optional>
#include <string_view>

#include "html/budget.h"
#include "html/document.h"
#include "html/selectors/memo.h"

namespace thresh::html {

class Languages {
 public:
  Languages(const Document& document, Budget& budget) : document_(document), budget_(budget) {}
  // Empty where the language is not known. Each element is asked once.
  std::string_view of(NodeId element);

 private:
  std::string_view of_page();

  const Document& document_;
  Budget& budget_;
  Memo<std::string_view> known_;
  std::optional<std::string_view> page_;
};

// Extended filtering (RFC 4647, section 3.3.2). `range` is in lower case; "" takes only a language that is not known.
bool takes_language(std::string_view range, std::string_view language);

}  // namespace thresh::html
