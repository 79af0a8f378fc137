// Microdata (HTML standard, section 5), beside the samples of extruct_test.cpp.
#include "structured/microdata.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"
#include "structured/conformance.h"

using namespace thresh;
using tests::ExtractPage;

namespace {

std::string microdata(const std::string& source, const std::string& url = {}) {
  const auto page = ExtractPage::html(source, url);
  structured::Items items;
  structured::read_microdata(page.document(), *page.view().budget, items);
  const structured::Said said(page.view(), nullptr);
  return tests::canonical(structured::print_microdata(items, said, url), true);
}

}  // namespace

TEST_CASE("Microdata: a property has several names, a type several words, a value the attribute of its element") {
  CHECK(microdata("<div itemscope itemtype='t:a  t:b' itemid=u:1><i itemprop='x y'> v  w </i>"
                  "<meta itemprop=m content=c><data itemprop=d value=1>one</data><a itemprop=l href=/p>p</a>"
                  "<time itemprop=t datetime=2020>then</time><time itemprop=t>now</time></div>",
                  "https://a.example/b/c") ==
        R"({"id": "u:1", "properties": {"d": "1", "l": "https://a.example/p", "m": "c", "t": ["2020", "now"], )"
        R"("x": "v w", "y": "v w"}, "type": ["t:a", "t:b"]})");
}

TEST_CASE("Microdata: items inside items; what is inside of another item belongs to that") {
  CHECK(microdata("<div itemscope><p itemprop=a itemscope><b itemprop=n>1</b></p><section itemscope>"
                  "<b itemprop=n>2</b></section></div>") ==
        R"([{"properties": {"a": {"properties": {"n": "1"}}}}, {"properties": {"n": "2"}}])");
}

TEST_CASE("Microdata: itemref takes properties from elsewhere, in page order; a circle is an ERROR") {
  CHECK(microdata("<p id=r itemprop=n>1</p><div itemscope itemref='r none r'><p itemprop=n>2</p></div>") ==
        R"({"properties": {"n": ["1", "2"]}})");
  const std::string circle = microdata(
      "<div itemscope itemref=b></div><div id=b><div itemprop=x itemscope itemref=c></div></div>"
      "<div id=c><div itemprop=y itemscope itemref=b></div></div>");
  CHECK(circle.contains("ERROR"));
}

TEST_CASE("Microdata: content counts on any element") {
  CHECK(microdata("<div itemscope><span itemprop=r content=4.5>four and a half</span></div>") ==
        R"({"properties": {"r": "4.5"}})");
}

TEST_CASE("Microdata: many items that all refer to one subtree cost no more than the page's budget") {
  std::string source = "<div id=r>";
  for (int i = 0; i < 2'000; ++i) source += "<b itemprop=n>x</b>";
  source += "</div>";
  for (int i = 0; i < 2'000; ++i) source += "<i itemscope itemref=r></i>";
  const auto page = ExtractPage::html(source);
  html::Budget budget{100'000};
  structured::Items items;
  structured::read_microdata(page.document(), budget, items);
  std::size_t properties = 0;
  for (const structured::Item& item : items.all) properties += item.properties.size();
  CHECK(items.all.size() == 2'000);
  CHECK(properties <= 100'000);
}
