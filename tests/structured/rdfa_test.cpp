// RDFa, beside the samples of extruct_test.cpp.
#include "structured/rdfa.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"
#include "structured/conformance.h"

using namespace thresh;
using tests::ExtractPage;

namespace {

std::string rdfa(const std::string& source, const std::string& url = "http://a.example/p") {
  const auto page = ExtractPage::html(source, url);
  structured::Items items;
  structured::read_rdfa(page.document(), url, *page.view().budget, *page.view().arena, items);
  const structured::Said said(page.view(), nullptr);
  return tests::canonical(structured::print_rdfa(items, said), true);
}

}  // namespace

TEST_CASE("RDFa: a resource has a type and properties; a value is words, content, an address or a resource") {
  CHECK(rdfa("<div prefix='s: http://s.example/' about='#x' typeof=s:T><b property=s:n>N</b>"
             "<meta property=s:m content=M><a property=s:l href=/l>l</a>"
             "<p property=s:o resource='#o' typeof=s:O><b property=s:n>I</b></p></div>") ==
        R"([{"@id": "http://a.example/p#x", "@type": "http://s.example/T", )"
        R"("http://s.example/l": {"@id": "http://a.example/l"}, "http://s.example/m": {"@value": "M"}, )"
        R"("http://s.example/n": {"@value": "N"}, "http://s.example/o": {"@id": "http://a.example/p#o"}}, )"
        R"({"@id": "http://a.example/p#o", "@type": "http://s.example/O", "http://s.example/n": {"@value": "I"}}])");
}

TEST_CASE("RDFa: a prefix holds inside of the element that declares it") {
  CHECK(rdfa("<div prefix='s: http://s.example/'></div><b property=s:n>N</b>") ==
        R"({"@id": "http://a.example/p", "s:n": {"@value": "N"}})");
}

TEST_CASE("RDFa: the words of HTML's own relations are no properties") {
  CHECK(rdfa("<a rel=nofollow href=/x>x</a><link rel=stylesheet href=/y>") == "[]");
}

TEST_CASE("RDFa: language, datatype and the type of a time") {
  CHECK(rdfa("<div lang=de><b property=dc:title>T</b><b property=dc:date datatype=xsd:date lang=''>2020-01-02</b></div>"
             "<time property=dc:issued datetime=2020-01-02>x</time>") ==
        R"({"@id": "http://a.example/p", "http://purl.org/dc/terms/date": {"@type": )"
        R"("http://www.w3.org/2001/XMLSchema#date", "@value": "2020-01-02"}, "http://purl.org/dc/terms/issued": )"
        R"({"@type": "http://www.w3.org/2001/XMLSchema#date", "@value": "2020-01-02"}, )"
        R"("http://purl.org/dc/terms/title": {"@language": "de", "@value": "T"}})");
}

TEST_CASE("RDFa: a relation without an object is of the resources inside it") {
  CHECK(rdfa("<div about='#a' rel=foaf:knows><p about='#b'>b</p><p about='#c'>c</p></div>") ==
        R"({"@id": "http://a.example/p#a", "http://xmlns.com/foaf/0.1/knows": )"
        R"([{"@id": "http://a.example/p#b"}, {"@id": "http://a.example/p#c"}]})");
}
