// Open Graph and Twitter cards, beside the samples of extruct_test.cpp.
#include "structured/open_graph.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"
#include "structured/conformance.h"

using namespace thresh;
using tests::ExtractPage;

namespace {

std::string open_graph(const std::string& source) {
  const auto page = ExtractPage::html(source);
  return tests::canonical(structured::print_properties(structured::open_graph_properties(page.document())));
}

}  // namespace

TEST_CASE("Open Graph: one value is itself, several are a list, in page order") {
  CHECK(open_graph("<meta property=og:title content=T><meta property=article:tag content=a>"
                   "<meta property=article:tag content=b>") == R"({"article:tag": ["a", "b"], "og:title": "T"})");
}

TEST_CASE("Open Graph: what follows an object and is named after it is a part of it") {
  CHECK(open_graph("<meta property=og:image content=1><meta property=og:image:width content=10>"
                   "<meta property=og:image content=2><meta property=og:image:url content=2>"
                   "<meta property=product:price:amount content=5>") ==
        R"({"og:image": [{"url": "1", "width": "10"}, {"url": "2"}], "product:price:amount": "5"})");
}

TEST_CASE("Open Graph: a name counts as a property does; what has no known namespace is left out") {
  CHECK(open_graph("<meta name=og:title content=T><meta name='og:x' property='og:x' content=X>"
                   "<meta name=viewport content=w><meta property=z:z content=Z><meta property=og:none>") ==
        R"({"og:title": "T", "og:x": "X"})");
}

TEST_CASE("Twitter cards: their own properties") {
  const auto page = ExtractPage::html("<meta name=twitter:card content=summary><meta property=og:title content=T>");
  CHECK(tests::canonical(structured::print_properties(structured::twitter_properties(page.document()))) ==
        R"({"twitter:card": "summary"})");
}
