// Pages without a selector file, as records: what is taken, what is left, what is said of it.
#include "automatic/reading.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "convert/pages.h"
#include "html/soup.h"
#include "html/visible_text.h"

using namespace thresh;

namespace {

record::Map record_of(std::string_view html, std::string_view url = "https://news.example/2024/05/rain-in-may") {
  convert::Input input = tests::input_of("p.html", html);
  input.url = url;
  auto converted = convert::convert(input, {});
  REQUIRE(converted);
  return std::move(converted->record);
}

std::size_t visible_characters(std::string_view html) {
  const auto page = tests::open_page("p.html", html);
  std::size_t count = 0;
  for (const html::VisiblePiece& piece : html::visible_pieces(*page->document())) {
    html::for_each_code_point(page->decoded().text, piece,
                              [&](base::Span, char32_t c) { count += html::is_character(c) ? 1 : 0; });
  }
  return count;
}

const std::string kFirst =
    "The river rose for three days, then it fell again, and nobody in the town could say why it had come so early in "
    "the year. The mayor, who had lived through the flood of 1987, ordered the sandbags to be filled all the same.";
const std::string kSecond =
    "By Friday the water stood at the steps of the library. Volunteers carried the oldest books to the upper floor, "
    "and the school next door was closed until Monday, because its cellar had filled up during the night.";
const std::string kThird =
    "Insurers expect claims of some two million, most of them from shops along the quay, which had only just opened "
    "after the works of last autumn. The next council meeting will discuss a wall, as it has done every spring.";

std::string article(std::string_view byline = "", std::string_view head = "") {
  return "<html lang=en><head><title>Rain in May - The Daily</title>" + std::string(head) +
         "</head><body><header><nav><ul><li><a href=/>Home</a><li><a href=/sport>Sport</a><li><a href=/arts>Arts</a>"
         "</ul></nav></header><main><article><h1>Rain in May</h1>" +
         std::string(byline) + "<p>" + kFirst + "</p><h2>Books</h2><p>" + kSecond + "</p><p>" + kThird +
         "</p></article><aside class=related><h3>Related articles</h3><ul><li><a href=/a>Sun in June</a><li>"
         "<a href=/b>Snow in July</a></ul></aside></main><footer><p>&copy; 2024 The Daily. All rights reserved.</p>"
         "<ul><li><a href=/p>Privacy policy</a><li><a href=/t>Terms of use</a></ul></footer></body></html>";
}

}  // namespace

TEST_CASE("an article is its title and its paragraphs, as Markdown") {
  const record::Map record = record_of(article());
  CHECK(tests::text_of(record, "/kind") == "article");
  CHECK(tests::text_of(record, "/title") == "Rain in May");
  CHECK(tests::text_of(record, "/body") == kFirst + "\n\n## Books\n\n" + kSecond + "\n\n" + kThird);
}

TEST_CASE("author and date come from the markup, else from the by-line") {
  const std::string byline = "<div class=byline>By Ann Berg | May 4, 2024</div>";
  const record::Map by_line = record_of(article(byline));
  CHECK(tests::text_of(by_line, "/author/name") == "Ann Berg");
  CHECK(tests::text_of(by_line, "/date") == "2024-05-04");
  const record::Map by_markup = record_of(article(
      byline,
      "<meta property=article:published_time content=2024-05-03T10:00:00Z><meta name=author content='Bo Lund'>"));
  CHECK(tests::text_of(by_markup, "/author/name") == "Bo Lund");
  CHECK(tests::text_of(by_markup, "/date").starts_with("2024-05-03"));
}

TEST_CASE("a listing between paragraphs stays, braces and all") {
  std::string page = article();
  page.insert(page.find("<h2>Books"), "<pre><code>- sensor:\n    state: \"{{ level }}\"</code></pre>");
  CHECK(tests::text_of(record_of(page), "/body").contains("state: \"{{ level }}\""));
}

TEST_CASE("a date that was never set is none") {
  const record::Map record =
      record_of(article("", "<meta property=article:published_time content=1970-01-01T00:00:00Z>"));
  CHECK(tests::text_of(record, "/kind") == "article");
  CHECK(tests::value_of(record, "/date").is_null());
}

TEST_CASE("a record says that no rules matched, and how the page was read") {
  const record::Map record = record_of(article());
  CHECK(tests::text_of(record, "/warnings/0/code") == "no_rules");
  CHECK(tests::text_of(record, "/warnings/0/message").contains("article"));
}

TEST_CASE("what is surely chaff is removed with a reason, and the account adds up") {
  convert::Ledger ledger;
  const std::string page = article();
  const auto converted = convert::convert(tests::input_of("p.html", page), {}, &ledger);
  REQUIRE(converted);
  CHECK(ledger.characters() == visible_characters(page));
  CHECK(ledger.removed > 0);
  CHECK(ledger.kept > ledger.characters() / 2);
}

TEST_CASE("posts of a page without rules are a thread") {
  std::string page = "<html><head><title>Wet cellar - Forum</title></head><body><h1>Wet cellar</h1><div class=posts>";
  for (const char* const name : {"anna", "ben", "carla"}) {
    page += "<div class=post id=post-" + std::string(name) + "><div class=author><a href=/user/" + name + ">" + name +
            "</a></div><time datetime=2024-05-0" + std::string(1, static_cast<char>('1' + name[0] - 'a')) +
            "T10:00:00Z>May</time><div class=content>" + std::string(name) +
            " wrote that the water comes through the wall every spring, and asks what could be done.</div></div>";
  }
  const record::Map record = record_of(page + "</div></body></html>", "https://forum.example/threads/wet-cellar.7/");
  CHECK(tests::text_of(record, "/kind") == "thread");
  CHECK(tests::text_of(record, "/posts/1/author/name") == "ben");
}

// An article without an address, with that many comments below it as blogs have them.
std::string article_with_comments() {
  std::string comments = "<ol class=commentlist>";
  const std::pair<const char*, const char*> said[] = {
      {"mark.t", "We live up the street, and the water never came that far in all the years we have been here."},
      {"sunnydays", "Thank you for going there. The library will be closed until the end of the month, they say."},
      {"Alan Whitfield", "A wall would only push the water to the other bank, as it did in the town below us."}};
  int day = 10;
  for (const auto& [name, words] : said) {
    ++day;
    comments += "<li class=\"comment depth-1\" id=comment-" + std::to_string(day) +
                "><div class=comment-author><cite class=fn>" + name +
                "</cite></div><div class=comment-meta><a href=\"#c\">" + std::to_string(day) +
                " May 2024, 10:30</a></div><div class=comment-body><p>" + words +
                "</p></div><a class=comment-reply-link>Reply</a></li>";
  }
  std::string page = article("<p class=byline>By Hannah Mercer</p>");
  const std::size_t rest = page.find("<h2>Books"), end = page.find("</article>");  // a short one
  return page.replace(rest, end - rest, comments + "</ol>");
}

TEST_CASE("an article with comments is one, whether its address is known or not") {
  const std::string page = article_with_comments();
  for (const std::string_view url : {"", "https://news.example/2024/05/rain-in-may"}) {
    INFO(url);
    const record::Map record = record_of(page, url);
    CHECK(tests::text_of(record, "/kind") == "article");
    CHECK(tests::text_of(record, "/author/name") == "Hannah Mercer");
    CHECK(tests::text_of(record, "/body").starts_with(kFirst));
    CHECK(tests::text_of(record, "/body").find("library will be closed") == std::string::npos);
    CHECK(tests::text_of(record, "/comments/1/author/name") == "sunnydays");
    CHECK(tests::text_of(record, "/comments/2/body").starts_with("A wall would only"));
  }
}

// Paragraphs beside each other in the body, a few short comments behind them.
std::string plain_article_with_comments(const std::string& comments) {
  return "<html lang=en><head><title>Rain in May</title></head><body><h1>Rain in May</h1><p class=byline>By Hannah "
         "Mercer, 14 May 2024</p><p>" +
         kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>" + comments + "</body></html>";
}

TEST_CASE("short comments below an article take none of its paragraphs") {
  const std::string one =
      "<div class=comment><b>Norrie</b> <i>14 May 2024, 18:02</i><p>Again. Every single spring.</p></div>";
  const std::string two =
      "<div class=comment><b>Seonaid</b> <i>15 May 2024, 08:11</i><p>The wall was refused in 2019, too.</p></div>";
  for (const std::string& comments :
       {"<h2>Comments (2)</h2>" + one + two, "<section id=comments>" + one + two + "</section>",
        "<h2>Comments (2)</h2><div id=comments>" + one + two + "</div>"}) {
    for (const std::string_view url : {"", "https://news.example/2024/05/rain-in-may"}) {
      INFO(comments << ' ' << url);
      const record::Map record = record_of(plain_article_with_comments(comments), url);
      CHECK(tests::text_of(record, "/kind") == "article");
      CHECK(tests::text_of(record, "/author/name") == "Hannah Mercer");
      CHECK(tests::text_of(record, "/body").contains(kThird));
      CHECK(tests::text_of(record, "/comments/0/author/name") == "Norrie");
      CHECK(tests::text_of(record, "/comments/0/body") == "Again. Every single spring.");
      CHECK(tests::text_of(record, "/comments/1/body").starts_with("The wall was refused"));
    }
  }
}

TEST_CASE("an author and counts above a text are no thread of a post without words") {
  const record::Map record = record_of(
      "<html><head><title>The price of salt</title></head><body><h1>The price of salt</h1><div><a href=/author/tom>Tom "
      "Reed</a><div>Feb 11, 2023</div></div><div><a>12</a><a>3</a></div><div><p>" +
          kFirst + "</p><p>" + kSecond + "</p></div></body></html>",
      "");
  CHECK(tests::text_of(record, "/kind") == "article");
  CHECK(tests::text_of(record, "/author/name") == "Tom Reed");
  CHECK(tests::text_of(record, "/body").contains(kSecond));
}

TEST_CASE("what the markup says a page is about counts where the page does not show it") {
  const record::Map qa = record_of(
      "<title>Wet cellar</title><script "
      "type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"QAPage\","
      "\"mainEntity\":{\"@type\":\"Question\",\"name\":\"Why is my cellar wet?\",\"answerCount\":1,\"acceptedAnswer\":"
      "{\"@type\":\"Answer\",\"text\":\"The drain is blocked.\",\"upvoteCount\":3}}}</script><p>Loading the answers");
  CHECK(tests::text_of(qa, "/kind") == "qa");
  CHECK(tests::text_of(qa, "/answers/0/body") == "The drain is blocked.");
  const record::Map review = record_of(
      "<div itemscope itemtype=https://schema.org/Review><span itemprop=itemReviewed itemscope "
      "itemtype=https://schema.org/Product><b itemprop=name>Kettle</b></span><p itemprop=reviewBody>It boils fast, and "
      "the lid stays cool.</p></div>");
  CHECK(tests::text_of(review, "/kind") == "review");
}

TEST_CASE("any page gives a record or a typed error, and its account adds up") {
  rc::check([] {
    const std::string html = "<p>x" + *html::tag_soup();
    convert::Ledger ledger;
    const std::string page = "<!DOCTYPE html>" + html;
    (void)convert::convert(tests::input_of("p.html", page), {}, &ledger);
    RC_ASSERT(ledger.characters() == visible_characters(page));
  });
}

namespace {

std::string profile_page(const std::string& head, const std::string& heading = "Dr. Ann Berg, MD") {
  std::string page = "<html lang=en><head><title>Dr. Ann Berg, MD - Find a Doctor</title>" + head +
                     "</head><body><main><h1>" + heading + "</h1><p>" + kFirst + "</p><p>" + kSecond +
                     "</p><section class=reviews><h2>Patient reviews</h2>";
  const char* const kBodies[] = {"She took the time to explain every step of the treatment to me.",
                                 "The practice was clean and I did not have to wait for more than ten minutes.",
                                 "A very kind doctor who answered all of the questions that I had brought."};
  for (int i = 0; i < 3; ++i) {
    page += "<div class=review-item><span class=reviewer>Reader" + std::to_string(i) +
            "</span> <span class=stars aria-label='" + std::to_string(5 - i) + " out of 5 stars'></span> <time>May " +
            std::to_string(i + 1) + ", 2024</time><p>" + kBodies[i] + "</p><button>Helpful</button></div>";
  }
  return page + "</section></main></body></html>";
}

const std::string kPhysician =
    "<script type=application/ld+json>{\"@type\": \"Physician\", \"name\": \"Dr. Ann Berg, MD\", \"telephone\": "
    "\"555-0100\"}</script>";

}  // namespace

TEST_CASE("markup of whom the heading names speaks for the page, with the reviews and the text that the page shows") {
  const record::Map record = record_of(profile_page(kPhysician));
  CHECK(tests::text_of(record, "/kind") == "profile");
  CHECK(tests::text_of(record, "/contact/phone") == "555-0100");
  CHECK(tests::text_of(record, "/reviews/0/body").starts_with("She took the time"));
  CHECK(tests::text_of(record, "/reviews/2/author/name") == "Reader2");
  CHECK(tests::text_of(record, "/bio").contains(kSecond));
  CHECK_FALSE(tests::text_of(record, "/bio").contains("She took the time"));
}

TEST_CASE("markup of somebody whom the heading does not name is none of the page") {
  CHECK(tests::text_of(record_of(profile_page(kPhysician, "Rain in May")), "/kind") != "profile");
}

TEST_CASE("all authors of a list in the markup are the author") {
  const record::Map record = record_of(article("", R"(<script type="application/ld+json">{"@type": "NewsArticle",
    "headline": "Rain in May", "author": [{"@type": "Person", "name": "Ann Berg"}, {"@type": "Person", "name": "Bo Lund"},
    {"@type": "Organization", "name": "Reuters"}]}</script>)"));
  CHECK(tests::text_of(record, "/author/as_written") == "Ann Berg, Bo Lund");
}

TEST_CASE("the state of a framework names the author and the day where nothing else does") {
  const record::Map record = record_of(article("", R"(<script id="__NEXT_DATA__" type="application/json">{"post":
    {"title": "Rain in May", "author": {"name": "Ann Berg"}, "publishedAt": "2024-05-04T10:00:00Z"}}</script>)"));
  CHECK(tests::text_of(record, "/author/name") == "Ann Berg");
  CHECK(tests::text_of(record, "/date") == "2024-05-04T10:00:00Z");
}

TEST_CASE("an article is one whatever its address is called") {
  const std::string page = article("<p>By Ann Berg | May 4, 2024</p>");
  for (const std::string address : {"/?p=123", "/node/441", "/index.php?id=33", "/rain", "/news/rain", "/c/441"}) {
    const record::Map record = record_of(page, "https://news.example" + address);
    CHECK(*record.find("kind") == record::Value("article"));
  }
}

TEST_CASE("a question with one answer is one, an article with a box about its author is none") {
  const std::string asked =
      "<html><head><title>Can a kettle be sealed?</title></head><body><h1>Can a kettle be sealed?</h1>"
      "<div class=x1><p>" +
      kFirst + "</p></div><h2>1 answer</h2><div class=x2><a href=/d/0>Dr. Jane Doe</a><p>" + kSecond +
      "</p><div>March 2, 2022</div></div></body></html>";
  const record::Map question = record_of(asked, "https://ask.example/can-a-kettle-be-sealed");
  CHECK(*question.find("kind")->as_text() == "qa");
  const record::Map text = record_of(article("<p>By Jane Doe, March 2, 2022</p>") +
                                     "<div class=author-box><h3>Dr. Jane Doe, MD</h3><p>" + kThird + "</p></div>");
  CHECK(*text.find("kind")->as_text() == "article");
}
