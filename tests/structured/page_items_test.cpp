// Which items a page is about.
#include "structured/page_items.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"

using namespace thresh;
using tests::ExtractPage;

namespace {

// "ROLE", with '!' where the item gives the page's address, parted by spaces.
std::string roles(const std::string& json, const std::string& url = "https://a.example/p",
                  const std::string& body = "") {
  const auto page = ExtractPage::html("<script type=application/ld+json>" + json + "</script>" + body, url);
  std::vector<base::Finding> findings;
  const structured::Markup markup(page.view(), findings);
  std::string out;
  for (const structured::PageItem& item : structured::page_items(markup)) {
    out += (out.empty() ? "" : " ") + std::string(item.role.role) + (item.named ? "!" : "");
  }
  return out;
}

}  // namespace

TEST_CASE("Page items: one that is alone with its role is meant; of several different ones none") {
  CHECK(roles(R"({"@type": "Article", "headline": "A"})") == "article");
  CHECK(roles(R"([{"@type": "Article", "headline": "A"}, {"@type": "Article", "headline": "B"}])") == "");
  CHECK(roles(R"([{"@type": "Article", "headline": "A"}, {"@type": "NewsArticle", "headline": "a"}])") ==
        "article article");
}

TEST_CASE("Page items: url, @id, mainEntityOfPage and mainEntity say which") {
  CHECK(roles(R"([{"@type": "Article", "url": "/p"}, {"@type": "Article", "url": "/q"}])") == "article!");
  CHECK(roles(R"([{"@type": "Article", "@id": "https://a.example/p#article", "headline": "A"},
                  {"@type": "Article", "headline": "B"}])") == "article!");
  CHECK(roles(R"({"@type": "Article", "mainEntityOfPage": {"@type": "WebPage", "@id": "http://www.a.example/p/"}})") ==
        "article!");  // a page of which nothing is said but its address is no item
  CHECK(roles(R"({"@type": "WebPage", "mainEntity": {"@type": "Person", "name": "Ann"}})") == "person! webpage");
}

TEST_CASE("Page items: of several that differ that which the title names, else the article") {
  const std::string address = "https://a.example/p", heading = "<h1>Rain in May</h1>";
  const std::string article = R"({"@type": "NewsArticle", "headline": "Rain in May"})";
  const auto with = [&](const std::string& other) { return "[" + other + "," + article + "]"; };
  CHECK(roles(with(R"({"@type": "Article", "headline": "Snow in June"})"), address, heading) == "article");
  CHECK(roles(with(R"({"@type": "Article", "headline": "Snow in June"})"), address,
              "<title>Rain in May - The Daily</title>") == "article");
  CHECK(roles(with(R"({"@type": "VideoObject", "name": "The rain, filmed"})")) == "article");
  CHECK(roles(with(R"({"@type": "Recipe", "name": "Soup"})")) == "article");
  CHECK(roles(with(R"({"@type": "Recipe", "name": "Soup"})"), address, "<h1>Soup</h1>") == "article");
  CHECK(roles(R"([{"@type": "VideoObject", "name": "A"}, {"@type": "VideoObject", "name": "B"}])") == "");
  CHECK(roles(R"([{"@type": "Recipe", "name": "A"}, {"@type": "Recipe", "name": "B"}])", address, heading) == "");
}

TEST_CASE("Page items: a teaser of another page is none of this one") {
  const std::string address = "https://a.example/rain", heading = "<h1>Rain floods the old town</h1>";
  const auto teaser = [](const std::string& headline, const std::string& more) {
    return R"({"@type": "NewsArticle", "headline": ")" + headline + "\"" + more + "}";
  };
  // It gives another address, and another headline.
  for (const std::string other :
       {R"(, "url": "https://a.example/cat")", R"(, "@id": "https://b.example/cat#article")",
        R"(, "mainEntityOfPage": {"@type": "WebPage", "@id": "https://a.example/cat"})", R"(, "url": "/cat")"}) {
    CAPTURE(other);
    CHECK(roles(teaser("Cat found in the old mill", other), address, heading) == "");
    CHECK(roles(teaser("Cat found in the old mill", other), "", heading) == "");
    // Syndicated and moved articles give the address that they had, and are still these.
    CHECK(roles(teaser("Rain floods old town", other), address, heading) == "article");
    CHECK(roles(teaser("Cat found in the old mill", other), address) == "article");  // no title to compare with
  }
  // It gives none: then a word is enough.
  CHECK(roles(teaser("Cat found", ""), address, heading) == "");
  CHECK(roles(teaser("Town under water", ""), address, heading) == "article");
  CHECK(roles(teaser("Cat found", R"(, "url": "https://a.example/rain")"), address, heading) == "article!");
  CHECK(roles(teaser("猫が見つかった", ""), address, "<h1>旧市街が浸水</h1>") == "");
  CHECK(roles(teaser("旧市街の浸水", ""), address, "<h1>旧市街が浸水</h1>") == "article");
  // What scripts write has no heading yet, and perhaps the site's name for a title.
  CHECK(roles(teaser("Cat found", ""), address, "<title>The Daily</title><div id=root></div>") == "article");
  CHECK(roles(teaser("Cat found", R"(, "url": "https://a.example/cat")"), "", "<title>The Daily</title>") == "article");
  CHECK(roles(teaser("Cat found", R"(, "articleBody": "It sat in the old mill.")"), address, heading) == "article");
  // A question with its answers is no teaser, unless it gives another address.
  const std::string question = R"({"@type": "Question", "name": "Is the cat back?", "answerCount": 2)";
  CHECK(roles(question + "}", address, heading) == "question");
  CHECK(roles(question + R"(, "url": "/cat"})", address, heading) == "");
  // The first page of the site is the address of no article.
  CHECK(roles(teaser("Floods in town", R"(, "url": "https://a.example/")"), address, heading) == "article");
}

TEST_CASE("Page items: parts of others, publishers and the questions of a FAQPage are none") {
  CHECK(roles(R"({"@type": "Product", "review": {"@type": "Review", "reviewBody": "x"}})") == "product");
  CHECK(roles(R"({"@type": "LocalBusiness", "name": "Shop"})") == "");
  CHECK(roles(R"({"@type": "FAQPage", "mainEntity": {"@type": "Question", "name": "How?"}})") == "faq");
}

TEST_CASE("Page items: a person or a business that is alone at the top and whom the heading names") {
  const std::string person = R"({"@type": "Person", "name": "Ann Berg, MD"})";
  const std::string other = R"({"@type": "Person", "name": "Bo Lund"})";
  const std::string heading = "<h1>Dr. <b>Ann</b> Berg</h1>";
  CHECK(roles(person, "https://a.example/p", heading) == "person!");
  CHECK(roles(person, "https://a.example/p", "<meta property=og:title content='Ann Berg'>") == "person!");
  CHECK(roles(person, "https://a.example/p", "<h1>Rain in May</h1>") == "");
  CHECK(roles("[" + person + "," + other + "]", "https://a.example/p", heading) == "");
  CHECK(roles(R"({"@type": "Article", "author": )" + person + "}", "https://a.example/p", heading) == "article");
}
