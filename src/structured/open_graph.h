// Open Graph (https://ogp.me) and Twitter cards, as their elements stand on the page.
//
// A property may come several times. "og:image:width" belongs to the og:image before it: such a property of an object
// is printed inside of that object, whose own value is its "url"; an object without any is its value alone. The
// namespaces of objects (article:, book:, profile:, music:, video:, product: …) and those that the page declares with
// `prefix` or xmlns count as Open Graph; names that are known only as `name` and not as `property` too, for pages
// confuse the two.
//
// Tested by tests/structured/open_graph_test.cpp.
#pragma once

#include "html/document.h"
#include "record/value.h"

namespace thresh::structured {

struct MetaProperty {
  std::string_view name;  // "og:image", "article:author"; as written
  std::string_view content;
};

// In page order. What is not one of data/open_graph_namespaces.tsv, and not declared, is left out.
std::vector<MetaProperty> open_graph_properties(const html::Document& document);
std::vector<MetaProperty> twitter_properties(const html::Document& document);

// {"og:title": "…", "og:image": [{"url": "…", "width": "100"}]}: one value, or a list of several.
record::Map print_properties(const std::vector<MetaProperty>& properties);

}  // namespace thresh::structured
