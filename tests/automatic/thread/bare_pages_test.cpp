// Threads of pages whose elements have hardly any names, and what stands in unusual places.
#include <catch2/catch.hpp>

#include "automatic/thread/pages.h"
#include "automatic/thread/thread.h"
#include "extract/page_support.h"

using namespace thresh;
using tests::Written;

namespace {

struct Found {
  explicit Found(std::string source, std::string url = "https://kettles.example/leak")
      : page(tests::ExtractPage::html(std::move(source), std::move(url))),
        thread(automatic::find_thread(page.view())) {}
  std::string words(std::string_view path) const {
    return thread ? tests::words_at(thread->draft, path) : "(no thread)";
  }
  bool is_sure() const { return thread && thread->confidence >= automatic::kSureThread; }

  tests::ExtractPage page;
  std::optional<automatic::Thread> thread;
};

const std::string kHead = "<h1>A leaking kettle</h1>";
const std::vector<std::string> kDays = {"March 3, 2021", "March 5, 2021", "March 8, 2021", "April 1, 2021"};
const std::vector<std::string> kTexts = {
    "My kettle leaks at the handle, and I would like to know how to seal it without taking it apart.",
    "Take the handle off and look at the ring of rubber. It is often worn out after some years of use.",
    "Mine did the same last year, and a new ring for two crowns was all that it took to have it dry again.",
    "The ring was torn indeed. A new one costs next to nothing, and all is dry. Thanks to all of you!"};
const std::vector<std::string> kNames = {"anna_k", "ben", "Linda W.", "anna_k"};

void check(const Found& found) {
  CHECK(found.is_sure());
  for (std::size_t i = 0; i < kTexts.size(); ++i) {
    const std::string at = "posts/" + std::to_string(i);
    CHECK(found.words(at + "/body") == kTexts[i]);
    CHECK(found.words(at + "/author/name") == kNames[i]);
    CHECK(found.words(at + "/date") == kDays[i]);
  }
}

template <class One>
std::string flat(One one) {
  std::string out = kHead + "<div id=content>";
  for (std::size_t i = 0; i < kTexts.size(); ++i) out += one(i);
  return out + "</div>";
}

}  // namespace

TEST_CASE("paragraphs with by-lines between them are posts, whether the by-lines lead or follow") {
  check(Found(flat([](std::size_t i) {
    return "<p><i>Posted by " + kNames[i] + " on " + kDays[i] + "</i></p><p>" + kTexts[i] + "</p><hr>";
  })));
  check(Found(flat([](std::size_t i) {
    return "<p>" + kTexts[i] + "</p><p><i>Posted by " + kNames[i] + " on " + kDays[i] + "</i></p><hr>";
  })));
  check(
      Found(flat([](std::size_t i) { return "<p>" + kTexts[i] + "</p><p>" + kNames[i] + ", " + kDays[i] + "</p>"; })));
}

TEST_CASE("who wrote stands above, when below") {
  check(Found(flat([](std::size_t i) {
    return "<div class=post><div class=h>" + kNames[i] + " wrote:</div><div class=c><p>" + kTexts[i] +
           "</p></div><div class=f>" + kDays[i] + "</div></div>";
  })));
}

TEST_CASE("entries with headings of their own are no posts, whoever wrote them") {
  CHECK_FALSE(Found(flat([](std::size_t i) {
                return "<div><h3>News of day " + std::to_string(i) + "</h3><p><i>Posted by " + kNames[i] + " on " +
                       kDays[i] + "</i></p><p>" + kTexts[i] + "</p></div>";
              })).is_sure());
}

TEST_CASE("a name that words stand before counts for more than a heading") {
  const Found found(flat([](std::size_t i) {
    return "<div class=entry><h4>About " + std::to_string(i) + " rings</h4><p>by " + kNames[i] + " on " + kDays[i] +
           "</p><div>" + kTexts[i] + "</div></div>";
  }));
  CHECK(found.words("posts/2/author/name") == "Linda W.");
}

TEST_CASE("the rows of a table: the day of joining is none of a post, and its number no name") {
  const Found found(kHead + "<table>" + [] {
    std::string rows;
    for (std::size_t i = 0; i < kTexts.size(); ++i)
      rows += "<tr class=postheader><td><a href='?g=profile&amp;u=7" + std::to_string(i) + "'>" + kNames[i] +
              "</a></td><td><strong><a href='?m=" + std::to_string(i + 1) + "'>#" + std::to_string(i + 1) +
              "</a> Posted : </strong><abbr title='2021-03-0" + std::to_string(i + 1) +
              "T10:41:00Z'>10:41 AM</abbr></td></tr><tr class=post><td class=UserBox>Rank: Deckhand<br>Joined: "
              "2/11/2012<br>Posts: 36</td><td class=message><div class=postmessage>" +
              kTexts[i] + "</div></td></tr><tr class=postfooter><td><a href='#'>Back to top</a></td><td></td></tr>";
    return rows;
  }() + "</table>");
  CHECK(found.words("posts/0/author/name") == "anna_k");
  CHECK(found.words("posts/1/author/name") == "ben");
  CHECK(found.words("posts/2/body") == kTexts[2]);
  CHECK(found.words("posts/1/date").starts_with("2021-03-02"));
}

TEST_CASE("the texts of answers are not the answers, and their heading may be all that was asked") {
  const auto answer = [](std::size_t i, const std::string& name) {
    return "<div class='card answer'><h4><a href=/" + name + "/psychiatrist>Dr. " + name + " Berg</a></h4>" +
           "<div class=answer-text><p>" + kTexts[i] + "</p></div></div>";
  };
  const Found found("<div class=card><h1>How do I seal a kettle that leaks at the handle?</h1><p>2 answers</p></div>" +
                    answer(1, "Irene") + answer(2, "Julia"));
  CHECK(found.words("question/body") == "How do I seal a kettle that leaks at the handle?");
  CHECK(found.words("answers/0/body") == kTexts[1]);
  CHECK(found.words("answers/1/author/name") == "Dr. Julia Berg");
}

TEST_CASE("a title that breaks off gives way to the heading that says all of it") {
  const std::string heading = "How do I seal a kettle that leaks at the handle without taking it apart?";
  std::string page = "<title>How do I seal a kettle that leaks\u2026 | Kettles</title><h1>" + heading + "</h1>";
  for (std::size_t i = 0; i < kTexts.size(); ++i)
    page += "<div class=answer><span class=author>" + kNames[i] + "</span> <time>" + kDays[i] + "</time><p>" +
            kTexts[i] + "</p></div>";
  CHECK(Found(page).words("title") == heading);
}

TEST_CASE("a question and a box of what answers it are taken apart, and an expert's card names him") {
  const auto entry = [](std::size_t i, const std::string& head) {
    return "<div class=forum-entry>" + head + "<span class=date>" + kDays[i] + "</span><p>" + kTexts[i] + "</p></div>";
  };
  const auto user = [](const std::string& name) { return "<span class=user>" + name + "</span> "; };
  const Found found(kHead + entry(0, user("anna_k")) + "<div class=forum-answers><h2>Answers (2)</h2>" +
                    entry(1, "<div class=expert-box><strong>Dr. Karin Lind</strong><span>Neurology</span></div>") +
                    entry(2, user("anna_k")) + "</div>");
  CHECK(found.words("answers/0/author/name") == "Dr. Karin Lind");
  CHECK(found.words("answers/0/body") == kTexts[1]);
  CHECK(found.words("answers/1/author/name") == "anna_k");
}

namespace {

// A question and its answers that have neither class nor link for names; `by(name, day)`: above each text.
template <class By>
Found question_of(By by, std::size_t answers, std::string_view kind = "answer", std::string_view heading = "Answers") {
  const auto post = [&](std::string_view kind_of, std::size_t i) {
    return "<div class='" + std::string(kind_of) + "'><div class=meta>" + by(kNames[i], kDays[i], i) +
           "</div><div class=text><p>" + kTexts[i] + "</p></div></div>";
  };
  std::string out =
      "<title>Why does my kettle leak? - Kettles</title><div class=top><a href=/>Kettles</a> <a "
      "href=/q>Q</a></div><h1>Why does my kettle leak?</h1>" +
      post("question", 0);
  if (!heading.empty()) out += "<h2>" + std::to_string(answers) + " " + std::string(heading) + "</h2>";
  for (std::size_t i = 1; i <= answers; ++i) out += post(kind, i);
  return Found(out +
                   "<div class=side><b>Related</b> <a href=/1>Is tea worse than coffee?</a> <a href=/2>How long does "
                   "it last?</a></div>",
               "https://kettles.example/questions/17");
}

void check_question(const Found& found, std::size_t answers) {
  REQUIRE(found.thread);
  CHECK(found.thread->kind->name == "qa");
  CHECK(found.words("question/body") == kTexts[0]);
  CHECK(found.words("question/author/name") == kNames[0]);
  for (std::size_t i = 1; i <= answers; ++i) {
    const std::string at = "answers/" + std::to_string(i - 1);
    CHECK(found.words(at + "/body") == kTexts[i]);
    CHECK(found.words(at + "/author/name") == kNames[i]);
  }
}

}  // namespace

TEST_CASE("names above the texts are authors where no post is dated, or only the question") {
  for (const std::string_view tag : {"span", "strong", "h3", "div", "p"}) {
    for (const bool dated : {false, true}) {
      for (const std::size_t answers : {1U, 2U, 3U}) {
        INFO(tag << ", " << dated << ", " << answers);
        const auto by = [&](const std::string& name, const std::string& day, std::size_t i) {
          const std::string element(tag);
          return "<" + element + ">" + name + "</" + element + ">" +
                 (dated && i == 0 ? " <span>" + day + "</span>" : "");
        };
        check_question(question_of(by, answers, "answer", answers == 1 ? "Answer" : "Answers"), answers);
      }
    }
  }
}

TEST_CASE("what somebody does stands between his name and a date, in spans of one kind") {
  check_question(question_of(
                     [](const std::string& name, const std::string& day, std::size_t i) {
                       return "<span>" + name + "</span>" + (i > 0 ? " <span>Dentist, Berlin</span>" : "") + " <span>" +
                              day + "</span>";
                     },
                     3),
                 3);
}

TEST_CASE("a title that asks, and posts with all that posts have, is a thread without a word of answers") {
  const auto by = [](const std::string& name, const std::string& day, std::size_t) {
    return "<b>" + name + "</b> <i>" + day + "</i>";
  };
  CHECK(question_of(by, 2, "css-a1", "").is_sure());
}

TEST_CASE("what a template left where a name or the number of votes stands is taken whole") {
  const Found found = question_of(
      [](const std::string& name, const std::string& day, std::size_t i) {
        return "<span class=name>" + (i > 0 ? "{{answer.author}}" : name) + "</span> <span class=date>" + day +
               "</span>";
      },
      2);
  CHECK(found.words("answers/0/author/name") == "{{answer.author}}");
  CHECK(found.words("answers/0/body") == kTexts[1]);
}

TEST_CASE("what two answers end in alike and speaks of who was helped is none of them") {
  std::string out =
      "<h1>Why does my kettle leak?</h1><div class=question><p>" + kTexts[0] + "</p></div><h2>2 Answers</h2>";
  for (const std::size_t i : {1U, 2U})
    out += "<div class=x1><b>" + kNames[i] + "</b> <i>" + kDays[i] + "</i><div><p>" + kTexts[i] +
           "</p></div><div class=x3>__VOTES__ of __ALL__ found this helpful</div></div>";
  const Found found(out);
  CHECK(found.words("answers/0/body") == kTexts[1]);
  CHECK(found.words("answers/1/body") == kTexts[2]);
}

TEST_CASE("answers that a line above counts answer the title, where nothing else asks") {
  std::string out = "<h1>Why does my kettle leak?</h1><div class=c1>2 doctor answers &bull; 5 doctors weighed in</div>";
  for (const std::size_t i : {1U, 2U})
    out += "<div class=c2><div class=c3><a href=/doctors/x>Dr. " + std::string(i == 1 ? "Ann Berg" : "Ivo Kern") +
           " answered</a><div>Dentistry</div></div><div class=c4><p>" + kTexts[i] + "</p></div></div>";
  const Found found(out + "<div class=s><a href=#>Why does it hum at night?</a><span>1 doctor answer</span></div>");
  REQUIRE(found.thread);
  CHECK(found.thread->kind->name == "qa");
  CHECK(found.words("question/body") == "Why does my kettle leak?");
  CHECK(found.words("answers/1/body") == kTexts[2]);
  CHECK(found.words("answers/1/author/name") == "Dr. Ivo Kern");
}

TEST_CASE("a letter for a picture and a card without signs between its parts are no text") {
  const auto post = [](std::string_view name, std::string_view place, std::size_t i) {
    return "<div class=card><div>" + std::string(name.substr(0, 1)) + "</div><div><h6>" + std::string(name) +
           "</h6><span>" + std::string(place) + "</span></div><p>" + kTexts[i] + "</p></div>";
  };
  const Found found("<h1>Why does my kettle leak?</h1><p>" + kTexts[0] + "</p><h2>2 Answers</h2>" +
                    post("Jerome Castellan, DDS", "Periodontist in Boise, Idaho", 1) +
                    post("Wendy Okafor, DMD", "General Dentist in Savannah, Georgia", 2));
  CHECK(found.words("answers/0/body") == kTexts[1]);
  CHECK(found.words("answers/1/body") == kTexts[2]);
  CHECK(found.words("answers/1/author/name").starts_with("Wendy Okafor"));
}

TEST_CASE("one number is not both the votes of a post and its rating") {
  const Found found(question_of(
      [](const std::string& name, const std::string& day, std::size_t i) {
        return "<b>" + name + "</b> <i>" + day + "</i> <span class=score>" + std::to_string(i + 3) + "</span>";
      },
      3));
  CHECK(found.words("answers/0/rating") == "");
}

TEST_CASE("rows and terms whose posts differ inside keep their names") {
  const auto rows = [](std::size_t i) {
    const std::string text = i == 1 ? kTexts[i] : "<p>" + kTexts[i] + "</p>";
    return "<tr><td colspan=2><span class=post-date>" + kDays[i] +
           "</span></td></tr><tr class=post><td><a class=username "
           "href=/member/" +
           std::to_string(i) + ">" + kNames[i] + "</a></td><td><div class=post-body>" + text +
           "</div><div>Reply Quote Report</div></td></tr>";
  };
  std::string page = kHead + "<table>";
  for (const std::size_t i : {0U, 1U, 2U}) page += rows(i);
  const Found found(page + "</table>", "https://kettles.example/viewtopic.php?t=44");
  for (const std::size_t i : {0U, 1U, 2U}) {
    const std::string at = "posts/" + std::to_string(i);
    CHECK(found.words(at + "/author/name") == kNames[i]);
    CHECK(found.words(at + "/body") == kTexts[i]);
  }
}

TEST_CASE("reviews are rated by fractions, and by words for who sees no stars") {
  for (const std::string_view said : {"<span>#/5</span>", "<span><span class=sr-only>Rated # out of 5</span></span>"}) {
    std::string out = "<h1>Dr. Emil Voss</h1><p>Family doctor in Bath.</p><h2>Reviews</h2>";
    for (const std::size_t i : {0U, 1U, 2U}) {
      std::string stars(said);
      stars.replace(stars.find('#'), 1, std::to_string(2 * i + 1));
      out += "<div class=review>" + stars + "<div><span class=reviewer>By " + kNames[i] + "</span> <span>" + kDays[i] +
             "</span></div><div class=review-text><p>" + kTexts[i] + "</p></div></div>";
    }
    const Found found(out);
    CHECK(found.words("posts/1/rating").contains('3'));
    CHECK(found.words("posts/1/author/name") == kNames[1]);
  }
}

TEST_CASE("an article with comments is one where a heading says so, and no thread") {
  std::string out = "<article><h1>Why I moved</h1><p>By <a href=/author/3>Jo Farrell</a></p><div><p>" + kTexts[0] +
                    "</p><p>" + kTexts[1] + "</p><p>" + kTexts[2] +
                    "</p></div></article><div id=below><h3>3 thoughts on \u201cWhy I moved\u201d</h3>";
  for (const std::size_t i : {1U, 2U, 3U})
    out += "<div class=x1><b>" + kNames[i] + "</b> <i>" + kDays[i] + "</i><div class=x2><p>" + kTexts[i].substr(0, 40) +
           ".</p></div></div>";
  const Found found(out + "</div>");
  REQUIRE(found.thread);
  CHECK(found.thread->of_article);
  CHECK_FALSE(found.is_sure());
}
