// Dublin Core, beside the sample of extruct_test.cpp.
#include "structured/dublin_core.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"
#include "structured/conformance.h"

using namespace thresh;
using tests::ExtractPage;

namespace {

std::string dublin_core(const std::string& source) {
  return tests::canonical(structured::print_dublin_core(ExtractPage::html(source).document()));
}

}  // namespace

TEST_CASE("Dublin Core: elements and terms, whichever case, with a declared prefix too") {
  CHECK(dublin_core("<meta name=dc.Title content=T><meta name=DC.date.issued content=2020>") ==
        R"({"elements": [{"URI": "http://purl.org/dc/elements/1.1/title", "content": "T", "name": "dc.Title"}], )"
        R"("namespaces": {}, "terms": [{"URI": "http://purl.org/dc/terms/issued", "content": "2020", )"
        R"("name": "DC.date.issued"}]})");
  CHECK(dublin_core("<link rel=schema.X href=http://purl.org/dc/elements/1.1/><meta name=X.title content=T>")
            .contains("elements/1.1/title"));
}

TEST_CASE("Dublin Core: a page without any has nothing") {
  CHECK(dublin_core("<meta name=description content=d><meta name=citation.title content=x>") == "{}");
}
