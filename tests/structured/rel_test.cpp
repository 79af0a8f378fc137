// Links by relation, beside the cases of microformats_test.cpp.
#include "structured/rel.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"
#include "structured/conformance.h"

using namespace thresh;
using tests::ExtractPage;

TEST_CASE("Relations: an address stands once with all of its relations; those of a relation in page order") {
  const auto page = ExtractPage::html(
      "<link rel='me author' href=/a><a rel=me href=/b>B</a><a rel='me' href=/a>A</a><a rel=x>no</a><a href=/c>no</a>"
      "<template><a rel=me href=/t>T</a></template>");
  const structured::Relations found = structured::relations_of(page.document(), "http://x.example/");
  CHECK(tests::canonical(found.rels) ==
        R"({"author": ["http://x.example/a"], "me": ["http://x.example/a", "http://x.example/b"]})");
  CHECK(tests::canonical(found.rel_urls) == R"({"http://x.example/a": {"rels": ["author", "me"], "text": "A"}, )"
                                            R"("http://x.example/b": {"rels": ["me"], "text": "B"}})");
}
