// What cards say of people beside their names.
#include "automatic/thread/cards.h"

#include <catch2/catch.hpp>

#include "automatic/thread/pages.h"
#include "automatic/thread/thread.h"
#include "extract/page_support.h"

using namespace thresh;
using tests::Written;

namespace {

constexpr std::string_view kAsked =
    "<h1>When can I jog after meniscus repair?</h1><div class=question><p>I tore my meniscus skiing in January and had "
    "it repaired six weeks ago. When can I begin to jog on soft ground, and how would I know that it is too early?</p>"
    "</div><h2>3 answers</h2>";

constexpr std::string_view kTexts[] = {
    "It depends on the kind of repair. After a suture repair most surgeons ask for three to four months before any "
    "jogging, because the tissue needs that long to carry load.",
    "Swelling and a feeling of locking are the signs that you are too early. Have the strength of both legs compared "
    "by your physiotherapist before you start with impact.",
    "Usually not before twelve weeks. Ask your own surgeon, who saw the size of the tear and the quality of the "
    "tissue, "
    "and never run through pain."};

// Three answers, each with `card` above its text.
struct Answers {
  template <class Card>
  explicit Answers(Card card) : page(tests::ExtractPage::html(html(card), "https://health.example/q/17")) {
    auto thread = automatic::find_thread(page.view());
    if (thread) draft = std::move(thread->draft);
  }
  template <class Card>
  static std::string html(Card card) {
    std::string out = "<main>" + std::string(kAsked);
    const std::string names[] = {"Dr. Maria Lopez", "Dr. Ken Ito", "Dr. Rajiv Menon"};
    const std::string fields[] = {"Orthopedic Surgery", "Sports Medicine", "Orthopedic Surgery"};
    const std::string places[] = {"Austin, TX", "Seattle, WA", "Fremont, CA"};
    for (std::size_t i = 0; i < 3; ++i)
      out +=
          "<div class=answer>" + card(names[i], fields[i], places[i]) + "<p>" + std::string(kTexts[i]) + "</p></div>";
    return out + "</main>";
  }
  std::string words(std::string_view path) const { return tests::words_at(draft, path); }

  tests::ExtractPage page;
  extract::Draft draft;
};

}  // namespace

TEST_CASE("a card below a name tells what its owner does, where, and how he is rated") {
  const Answers found([](auto name, auto field, auto place) {
    return "<div class=provider><a class=author href=/doctors/1>" + name + "</a><div>" + field + "</div><div>" + place +
           "</div><div title='4.3 out of 5'>4.3 (13 ratings)</div></div>";
  });
  CHECK(found.words("answers/0/author/name") == "Dr. Maria Lopez");
  CHECK(found.words("answers/0/author/specialty") == "Orthopedic Surgery");
  CHECK(found.words("answers/1/author/location") == "Seattle, WA");
  CHECK(found.words("answers/2/author/rating") == "4.3 (13 ratings)");
  CHECK(found.words("answers/2/rating") == "");
  CHECK(found.words("question/author/specialty") == "(not looked for)");
}

TEST_CASE("a card may be one line, which is no part of the text") {
  const Answers found(
      [](auto name, auto field, auto place) { return "<p><b>" + name + "</b>, " + field + ", " + place + "</p>"; });
  CHECK(found.words("answers/1/author/name") == "Dr. Ken Ito");
  CHECK(found.words("answers/1/author/specialty").contains("Sports Medicine"));
  CHECK(found.words("answers/1/author/location").contains("Seattle, WA"));
  CHECK(found.words("answers/1/body") == kTexts[1]);
}

TEST_CASE("a card in elements of one line above a naked text is no part of that") {
  const Answers found([](auto name, auto field, auto place) {
    return "<span class=doctor>" + name + "</span> <span>" + field + "</span> <span>" + place + "</span>";
  });
  CHECK(found.words("answers/1/author/name") == "Dr. Ken Ito");
  CHECK(found.words("answers/1/author/specialty").contains("Sports Medicine"));
  CHECK(found.words("answers/1/body") == kTexts[1]);
}

TEST_CASE("a place alone is no card") {
  const Answers found([](auto name, auto, auto place) {
    return "<div class=by><a class=author href=/doctors/1>" + name + "</a> <span>" + place + "</span></div>";
  });
  CHECK(found.words("answers/0/author/name") == "Dr. Maria Lopez");
  CHECK(found.words("answers/0/author/location") == "(not looked for)");
}
