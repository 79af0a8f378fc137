// Questions and answers that nothing but labels tell.
#include "automatic/thread/turns.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>

#include "automatic/thread/thread.h"
#include "extract/page_support.h"
#include "html/soup.h"

using namespace thresh;
using namespace thresh::automatic;
using tests::ExtractPage;

namespace {

const std::string kAsked = "My kettle leaks at the handle since Easter, and I would like to know how to seal it.";
const std::string kSaid = "Take the handle off and look at the ring of rubber, which is often worn out after a year.";
const std::string kMore = "Thank you, the ring was torn indeed. Where does one get a new one of the same size?";
const std::string kLast = "Any shop for kitchen things has them, and they cost next to nothing nowadays.";

struct Found {
  explicit Found(const std::string& body, std::string_view title = "A leaking kettle")
      : page(ExtractPage::html("<html><head><title>" + std::string(title) + "</title></head><body><h1>" +
                               std::string(title) + "</h1>" + body + "</body></html>")),
        finder(page.view()),
        thread((finder.thread(), finder.turns())) {
    if (thread) finder.fill(*thread);
  }
  std::string words(std::string_view path) const {
    return thread ? tests::words_at(thread->draft, path) : "(no thread)";
  }

  ExtractPage page;
  PostFinder finder;
  std::optional<Thread> thread;
};

}  // namespace

TEST_CASE("Labels set a question and its answer apart, in cards, paragraphs or headings") {
  const auto card = [](const std::string& label, const std::string& text) {
    return "<div><h3>" + label + "</h3><p>" + text + "</p></div>";
  };
  const auto flat = [](const std::string& label, const std::string& text) {
    return "<p><b>" + label + ":</b></p><p>" + text + "</p>";
  };
  for (const std::string& body : {card("Patient's Query", kAsked) + card("Doctor's answer", kSaid),
                                  flat("Question", kAsked) + flat("Answer", kSaid),
                                  "<h2>Frage</h2><p>" + kAsked + "</p><h2>Antwort</h2><p>" + kSaid + "</p>",
                                  flat("Hỏi", kAsked) + flat("Trả lời", kSaid)}) {
    const Found found(body);
    INFO(body);
    REQUIRE(found.thread);
    CHECK(found.thread->kind->name == "qa");
    CHECK(found.words("question/body") == kAsked);
    CHECK(found.words("answers/0/body") == kSaid);
  }
}

TEST_CASE("What stands above one answer is the question, and its name and date are no part of the answer") {
  const Found found("<div>" + kAsked +
                    "</div><h2>1 answer</h2><div><a href=/d/1>Dr. Jane Doe</a><div>Plumber</div><p>" + kSaid +
                    "</p><p>" + kLast + "</p><div>March 2, 2022</div></div><h3>Related questions</h3><ul>" +
                    "<li><a href=/1>A loud kettle</a></ul>");
  REQUIRE(found.thread);
  CHECK(found.words("question/body") == kAsked);
  CHECK(found.words("answers/0/body") == kSaid + "\n\n" + kLast);
  CHECK(found.words("answers/0/author/name") == "Dr. Jane Doe");
  CHECK(found.words("answers/0/date") == "March 2, 2022");
}

TEST_CASE("A dialogue goes on where those who answer are named") {
  const std::string by = "<div>Answered by <a href=/d/1>Dr. Jane Doe</a></div>";
  const auto page = [&](const std::string& answered) {
    return "<div><h3>Answered by</h3><a href=/d/1>Dr. Jane Doe</a></div><div><h3>Query</h3><p>" + kAsked +
           "</p></div><div>" + answered + "<p>" + kSaid + "</p></div><div><h3>Query</h3><p>" + kMore +
           "</p></div><div>" + answered + "<p>" + kLast + "</p></div>";
  };
  const Found found(page(by));
  REQUIRE(found.thread);
  CHECK(found.words("question/body") == kAsked);
  CHECK(found.words("answers/0/body") == kSaid);
  CHECK(found.words("answers/0/author/name") == "Dr. Jane Doe");
  CHECK(found.words("answers/1/body") == kMore);
  CHECK(found.words("answers/2/body") == kLast);
  CHECK_FALSE(Found(page("<div>Answer</div>")).thread);  // a list of questions that are often asked
}

TEST_CASE("Words that stand in a line, in links or in buttons are no labels, and nothing above nothing") {
  const std::string text = "<p>" + kAsked + "</p><p>" + kSaid + "</p>";
  CHECK_FALSE(Found(text).thread);
  CHECK_FALSE(Found("<p>The answer: <b>Question</b> all of it</p>" + text).thread);
  CHECK_FALSE(Found("<a href=/q>Question</a><a href=/a>Answer</a>" + text).thread);
  CHECK_FALSE(Found("<button>Question</button><button>Answer</button>" + text).thread);
  CHECK_FALSE(Found(text + "<h3>Question</h3><h3>Answer</h3>").thread);
  CHECK_FALSE(Found("<p>" + kAsked + "</p><h2>The answer</h2><p>" + kSaid + "</p>", "Kettles in winter").thread);
  CHECK(Found("<p>" + kAsked + "</p><h2>The answer</h2><p>" + kSaid + "</p>", "Why do kettles leak?").thread);
}

TEST_CASE("a line is a label with or without a colon, and counts one answer alone") {
  CHECK(is_turn_label("Question:"));
  CHECK(is_turn_label("Ответ специалиста"));
  CHECK(is_turn_label("1 answer"));
  CHECK_FALSE(is_turn_label("2 answers"));
  CHECK_FALSE(is_turn_label("Questions of style"));
}

TEST_CASE("turns of tag soup") {
  CHECK(rc::check("turns of tag soup are stretches of the page that hold text", [] {
    const std::string soup = *html::tag_soup();
    const auto page = ExtractPage::html("<p>Question</p>" + soup + "<p>Answer</p>" + soup);
    const Survey survey(page.view());
    for (const Turn& turn : find_turns(survey, html::kNoNode)) {
      RC_ASSERT(turn.item.stretch.begin < turn.item.stretch.end);
      RC_ASSERT(turn.item.stretch.end <= survey.document().size());
      RC_ASSERT(survey.sum(Survey::kProse, turn.item.stretch) > 0U);
    }
  }));
}
