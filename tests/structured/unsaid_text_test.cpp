// What an item's element shows and none of its properties names.
#include "structured/unsaid_text.h"

#include <catch2/catch.hpp>
#include <string>

#include "extract/page_support.h"
#include "structured/mapping.h"

using namespace thresh;
using tests::ExtractPage;

namespace {

std::string body_of(const std::string& inside) {
  const auto page = ExtractPage::html(
      "<div itemscope itemtype=https://schema.org/Physician><h1 itemprop=name>Dr. Ann Berg</h1><div itemprop=review "
      "itemscope itemtype=https://schema.org/Review>" +
      inside + "</div></div>");
  std::vector<base::Finding> findings;
  const auto mapped = structured::draft_by_markup(page.view(), findings);
  return mapped ? tests::words_at(mapped->draft, "reviews/0/body") : "(nothing)";
}

const std::string kHead =
    "<h4 itemprop=author itemscope itemtype=https://schema.org/Person><span itemprop=name>Marlene</span></h4><time "
    "itemprop=datePublished datetime=2023-06-14>14 June 2023</time>";

}  // namespace

TEST_CASE("The words of a review that no property names are its longest element beside those that some does") {
  CHECK(
      body_of("<div>" + kHead +
              "<p>Place: <a href=#>the office in Vila Mariana</a></p><p class=c>She explained "
              "every step, and I will come back.</p><div><a href=#>Report this review to the owner</a></div></div>") ==
      "She explained every step, and I will come back.");
  CHECK(body_of(kHead + "<p>Short and good.</p><div><b>Dr. Ann Berg</b><p>Many thanks for your words. We have a new "
                        "parking place beside the house now.</p></div>") == "Short and good.");
  CHECK(body_of(kHead + "<div><p>She explained every step.</p><p>I will come back.</p></div>") ==
        "She explained every step.\n\nI will come back.");
}

TEST_CASE("What a property names counts before, and a few letters are no words of a review") {
  CHECK(
      body_of(kHead + "<p itemprop=reviewBody>Good.</p><p>The house answers at some length, and thanks for it.</p>") ==
      "Good.");
  CHECK(body_of(kHead + "<p>Yes</p>") != "Yes");
}
