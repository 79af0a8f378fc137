// All that a page's markup says, as one object.
#include "structured/report.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "extract/page_support.h"
#include "structured/conformance.h"
#include "structured/mapping.h"
#include "structured/markup_soup.h"
#include "structured/metadata.h"

using namespace thresh;
using tests::ExtractPage;

namespace {

std::string part(const std::string& source, std::string_view key) {
  const auto page = ExtractPage::html(source);
  std::vector<base::Finding> findings;
  return tests::canonical(*structured::report(page.view(), findings).find(key));
}

}  // namespace

TEST_CASE("A report has every key, whatever the page") {
  const auto page = ExtractPage::dump("just text");
  std::vector<base::Finding> findings;
  std::string keys;
  const record::Map report = structured::report(page.view(), findings);
  for (const auto& [key, value] : report.entries()) keys += key + " ";
  CHECK(keys == "json_ld microdata rdfa open_graph twitter dublin_core microformats rel state ");
}

TEST_CASE("Embedded state: scripts with an id, variables, JSON.parse of a string; what is code is none") {
  CHECK(part("<script id=__NEXT_DATA__ type=application/json>{\"a\": 1}</script>"
             "<script>window.__APOLLO_STATE__ = {b: 'x'};\nwindow.__REDUX_STATE__=JSON.parse(\"{\\\"c\\\":[2]}\");"
             "window.__NUXT__=(function(a){return a})(1)</script>",
             "state") ==
        R"({"__APOLLO_STATE__": {"b": "x"}, "__NEXT_DATA__": {"a": "1"}, "__REDUX_STATE__": {"c": ["2"]}})");
}

TEST_CASE("A comment of HTML before a block of JSON-LD, and what else pages break it with") {
  CHECK(part("<script type=application/ld+json><!-- note -->{\"a\": 1}</script>", "json_ld") == R"([{"a": "1"}])");
  CHECK(part("<script type=application/ld+json><!--{\"a\": 1,}--></script>", "json_ld") == R"([{"a": "1"}])");
}

TEST_CASE("Any markup gives a report, metadata and perhaps a draft, and the same again") {
  const bool holds = rc::check([] {
    const std::string source = *tests::markup_soup();
    const auto read = [&] {
      const auto page = ExtractPage::html(source, "https://a.example/p");
      std::vector<base::Finding> findings;
      std::string out = tests::canonical(structured::report(page.view(), findings));
      for (const structured::Claim& claim : structured::metadata_by_markup(page.view()).author) {
        RC_ASSERT_FALSE(claim.passage.empty());
        out += text::compose(claim.passage);
      }
      const auto mapped = structured::draft_by_markup(page.view(), findings);
      return out + (mapped ? std::string(mapped->kind->name) : "(none)");
    };
    RC_ASSERT(read() == read());
  });
  CHECK(holds);
}
