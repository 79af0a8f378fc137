// What the <meta> elements of a page say, by name. Built once a page, for all who ask.
//
// A <meta> is known by its name, property (Open Graph), itemprop (microdata) or http-equiv, whichever case and white
// space around it, and has a content; one that goes by several names is found by each of them.
//
// Tested by tests/html/meta_index_test.cpp.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace thresh::html {

class MetaIndex {
 public:
  struct Said {
    std::string_view content;
    base::Span source;  // its bytes in the page
  };

  // The contents are views of the document.
  explicit MetaIndex(const Document& document);

  // All contents of that name, in page order, as they stand; some may be blank.
  std::span<const Said> all(std::string_view name) const;

  // The first of them that is not blank, trimmed; empty if there is none.
  Said first(std::string_view name) const;

 private:
  std::map<std::string, std::vector<Said>, std::less<>> contents_;
};

}  // namespace thresh::html
