// The item that a page is about, as a draft of the kind that fits it.
#include "structured/mapping.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"

using namespace thresh;
using tests::ExtractPage;
using tests::words_at;

namespace {

std::string linked(const std::string& json) { return "<script type=application/ld+json>" + json + "</script>"; }

struct Result {
  std::string kind, type;
  extract::Draft draft;
};

// The draft refers to the page's arena; `page` outlives it.
Result mapped(const ExtractPage& page) {
  std::vector<base::Finding> findings;
  auto found = structured::draft_by_markup(page.view(), findings);
  if (!found) return {"(none)", "", {}};
  return {std::string(found->kind->name), std::string(found->type), std::move(found->draft)};
}

std::string kind_of(const std::string& source, const std::string& url = "https://site.example/page") {
  return mapped(ExtractPage::html(source, url)).kind;
}

}  // namespace

TEST_CASE("A QAPage is a qa record: the question, the accepted answer first, votes, and how many are stated") {
  const auto page = ExtractPage::html(linked(R"({"@context": "https://schema.org", "@type": "QAPage", "mainEntity": {
    "@type": "Question", "name": "Why does it hum?", "text": "<p>It hums &amp; clicks.</p><p>Why?</p>",
    "answerCount": 3, "upvoteCount": 4, "dateCreated": "2024-01-02", "author": {"@type": "Person", "name": "Ann Lee"},
    "suggestedAnswer": [{"@type": "Answer", "text": "Ask them.", "upvoteCount": 1, "downvoteCount": 3}],
    "acceptedAnswer": {"@type": "Answer", "text": "A loose screw.", "url": "https://site.example/q/1#a2",
      "author": {"@type": "Person", "name": "Bo Ek", "url": "https://site.example/u/bo"}}}})"));
  const Result found = mapped(page);
  CHECK(found.kind == "qa");
  CHECK(found.type == "Question");
  CHECK(words_at(found.draft, "title") == "Why does it hum?");
  CHECK(words_at(found.draft, "question/body") == "It hums & clicks.\n\nWhy?");
  CHECK(words_at(found.draft, "question/author/name") == "Ann Lee");
  CHECK(words_at(found.draft, "question/votes") == "4");
  CHECK(words_at(found.draft, "answers/0/body") == "A loose screw.");
  CHECK(words_at(found.draft, "answers/0/accepted") == "true");
  CHECK(words_at(found.draft, "answers/0/author/url") == "https://site.example/u/bo");
  CHECK(words_at(found.draft, "answers/1/accepted") == "false");
  CHECK(words_at(found.draft, "answers/1/votes") == "-2");
  REQUIRE(found.draft.find("answers")->stated);
  CHECK(text::compose(found.draft.find("answers")->stated->passage) == "3");
}

TEST_CASE("The questions of a FAQPage are the site's own: the page is a page") {
  CHECK(kind_of(linked(R"({"@type": "FAQPage", "name": "Help", "mainEntity": [{"@type": "Question", "name": "How?",
    "acceptedAnswer": {"@type": "Answer", "text": "So."}}]})")) == "page");
  CHECK(
      kind_of("<div itemscope itemtype='https://schema.org/FAQPage'><div itemprop=mainEntity itemscope "
              "itemtype='https://schema.org/Question'><b itemprop=name>How?</b><div itemprop=acceptedAnswer itemscope "
              "itemtype='https://schema.org/Answer'><p itemprop=text>So.</p></div></div></div>") == "(none)");
}

TEST_CASE("A posting with its comments is a thread; a comment below a comment replies to it") {
  const auto page = ExtractPage::html(linked(R"({"@type": "DiscussionForumPosting", "headline": "Rust", "text": "One",
    "comment": [{"@type": "Comment", "text": "Two", "comment": {"@type": "Comment", "text": "Three"}},
                {"@type": "Comment", "text": "Four",
                 "interactionStatistic": {"@type": "InteractionCounter",
                   "interactionType": "https://schema.org/LikeAction", "userInteractionCount": 7}}]})"));
  const Result found = mapped(page);
  CHECK(found.kind == "thread");
  CHECK(words_at(found.draft, "title") == "Rust");
  CHECK(words_at(found.draft, "posts/0/body") == "One");
  CHECK(words_at(found.draft, "posts/2/body") == "Three");
  CHECK(words_at(found.draft, "posts/2/reply_to") == "2");
  CHECK(words_at(found.draft, "posts/1/reply_to") == "(not looked for)");
  CHECK(words_at(found.draft, "posts/3/votes") == "7");
}

TEST_CASE("Microdata makes the same: values come with their places on the page") {
  const auto page = ExtractPage::html(
      "<div itemscope itemtype='http://schema.org/DiscussionForumPosting'><h1 itemprop=headline>Rust</h1>"
      "<div itemprop=text><p>One</div><div itemprop=comment itemscope itemtype='http://schema.org/Comment'>"
      "<span itemprop=author itemscope itemtype='http://schema.org/Person'><b itemprop=name>Ann</b></span>"
      "<time itemprop=datePublished datetime=2024-05-06>6 May</time><div itemprop=text>Two</div></div></div>");
  const Result found = mapped(page);
  CHECK(found.kind == "thread");
  CHECK(words_at(found.draft, "posts/0/body") == "One");
  CHECK(words_at(found.draft, "posts/1/author/name") == "Ann");
  CHECK(words_at(found.draft, "posts/1/date") == "2024-05-06");
  const extract::Found& body = tests::draft_at(found.draft, "posts/1/body")->values.front();
  const base::Span source = body.passage.runs.front().source;
  CHECK(page.view().text.substr(source.begin, source.size()) == "Two");
}

TEST_CASE("Articles, reviews and businesses are records of their kinds; a product is a page") {
  CHECK(kind_of(linked(R"({"@type": "NewsArticle", "headline": "H", "articleBody": "B"})")) == "article");
  const auto review = ExtractPage::html(linked(R"({"@type": "Review", "reviewBody": "Good.", "reviewRating":
    {"@type": "Rating", "ratingValue": 4, "bestRating": 5}, "itemReviewed": {"@type": "Book", "name": "Moss"}})"));
  const Result found = mapped(review);
  CHECK(found.kind == "review");
  CHECK(words_at(found.draft, "item/name") == "Moss");
  CHECK(words_at(found.draft, "item/type") == "Book");
  CHECK(words_at(found.draft, "rating/value") == "4");
  CHECK(words_at(found.draft, "rating/best") == "5");
  const auto doctor =
      ExtractPage::html(linked(R"({"@type": "Physician", "url": "https://site.example/dr", "name": "Dr. Ann Lee",
    "medicalSpecialty": "Dermatology", "address": {"@type": "PostalAddress", "addressLocality": "Boston",
    "addressRegion": "MA"}, "aggregateRating": {"@type": "AggregateRating", "ratingValue": 4.5, "reviewCount": 12}})"),
                        "https://site.example/dr");
  const Result profile = mapped(doctor);
  CHECK(profile.kind == "profile");
  CHECK(words_at(profile.draft, "type") == "Physician");
  CHECK(words_at(profile.draft, "places") == "Boston, MA");
  CHECK(words_at(profile.draft, "rating/count") == "12");
  CHECK(kind_of(linked(R"({"@type": "Product", "name": "Pan"})")) == "page");
  CHECK(kind_of("<article class=h-entry><h1 class=p-name>T</h1><div class=e-content>Words</div></article>") ==
        "article");
}

TEST_CASE("An address of several parts is one line where it has a street; a town alone is a place") {
  const auto address = [](const std::string& json) {
    const auto page = ExtractPage::html(linked(R"({"@type": "Dentist", "url": "https://site.example/dr", "name": "A",
      "address": )" + json + "}"),
                                        "https://site.example/dr");
    const Result found = mapped(page);
    return words_at(found.draft, "contact/address");
  };
  CHECK(address(R"("3 Marine Parade, Brighton")") == "3 Marine Parade, Brighton");
  CHECK(address(R"({"@type": "PostalAddress", "streetAddress": "3 Marine Parade", "addressLocality": "Brighton",
    "postalCode": "BN2 1TL", "addressCountry": {"@type": "Country", "name": "GB"}})") ==
        "3 Marine Parade, Brighton, BN2 1TL, GB");
  CHECK(address(R"({"@type": "PostalAddress", "streetAddress": "3 Marine Parade, Brighton BN2 1TL",
    "addressLocality": "Brighton", "postalCode": "BN2 1TL", "addressCountry": "GB"})") ==
        "3 Marine Parade, Brighton BN2 1TL, GB");
  CHECK(address(R"([{"@type": "PostalAddress", "addressLocality": "Hove"}, {"@type": "PostalAddress",
    "streetAddress": "1 Sea Road", "addressLocality": "Hove"}])") == "1 Sea Road, Hove");
  CHECK(address(R"({"@type": "PostalAddress", "addressLocality": "Brighton"})") == "");
}

TEST_CASE("An article has its pictures, its comments and how many there are") {
  const auto page = ExtractPage::html(linked(R"({"@type": "NewsArticle", "headline": "H", "commentCount": 7,
    "image": ["https://a.example/1.jpg", {"@type": "ImageObject", "url": "https://a.example/2.jpg", "caption": "Two"},
              {"@type": "ImageObject", "contentUrl": "https://a.example/3.jpg"}, "https://a.example/1.jpg",
              {"@id": "#nowhere"}],
    "comment": {"@type": "Comment", "text": "At last!", "author": {"@id": "#bo"}}})"));
  const Result found = mapped(page);
  CHECK(words_at(found.draft, "images/0/url") == "https://a.example/1.jpg");
  CHECK(words_at(found.draft, "images/1/url") == "https://a.example/2.jpg");
  CHECK(words_at(found.draft, "images/1/caption") == "Two");
  CHECK(words_at(found.draft, "images/2/url") == "https://a.example/3.jpg");
  CHECK(found.draft.find("images")->children.size() == 3);
  CHECK(words_at(found.draft, "comments/0/body") == "At last!");
  CHECK(words_at(found.draft, "comments/0/author/name") == "");
  CHECK(text::compose(found.draft.find("comments")->stated->passage) == "7");
}

TEST_CASE("A page is about none of many teasers, and about the one that gives its address") {
  const std::string many = linked(R"([{"@type": "BlogPosting", "headline": "A", "url": "https://site.example/a"},
    {"@type": "BlogPosting", "headline": "B", "url": "https://site.example/b"},
    {"@type": "BlogPosting", "headline": "C", "url": "https://site.example/c"}])");
  CHECK(kind_of(many, "https://site.example/") == "(none)");
  const auto page = ExtractPage::html(many, "https://www.site.example/b/?ref=1");
  CHECK(words_at(mapped(page).draft, "title") == "B");
}

TEST_CASE("Who publishes a page is not what it is about") {
  CHECK(kind_of(linked(R"({"@type": "LocalBusiness", "name": "Shop", "url": "https://site.example/"})")) == "(none)");
  CHECK(kind_of(linked(R"({"@type": "ProfilePage", "mainEntity": {"@type": "Person", "name": "Ann"}})")) == "profile");
}

TEST_CASE("Items that refer to each other in circles end") {
  CHECK(kind_of(linked(R"({"@graph": [{"@type": "DiscussionForumPosting", "@id": "#a", "text": "x", "comment":
    {"@id": "#b"}}, {"@type": "Comment", "@id": "#b", "text": "y", "comment": {"@id": "#a"}}]})")) == "thread");
}

TEST_CASE("A text that was cut says so") {
  CHECK(structured::is_truncated("It began when…"));
  CHECK(structured::is_truncated("It began when ... Read More"));
  CHECK(structured::is_truncated("It began [...]"));
  CHECK_FALSE(structured::is_truncated("It ended."));
  CHECK_FALSE(structured::is_truncated("…"));
}
