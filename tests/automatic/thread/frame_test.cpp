// By-lines and buttons in the element that holds what somebody wrote.
#include "automatic/thread/frame.h"

#include <catch2/catch.hpp>
#include <string>

#include "automatic/thread/pages.h"
#include "automatic/thread/thread.h"
#include "extract/page_support.h"

using namespace thresh;
using namespace thresh::automatic;
using tests::ExtractPage;
using tests::Written;

namespace {

struct Found {
  template <class Body>
  explicit Found(Body body)
      : page(ExtractPage::html(tests::page_of("<h1>A leaking kettle</h1>",
                                              [&](const Written& post, int) {
                                                return "<div class=post><a class=username href=/user/" + post.author +
                                                       ">" + post.author + "</a><div class=text>" + body(post) +
                                                       "</div></div>";
                                              }))),
        thread(find_thread(page.view())) {}
  std::string words(std::string_view path) const {
    return thread ? tests::words_at(thread->draft, path) : "(no thread)";
  }
  void check_bodies() const {
    const auto written = tests::some_posts();
    for (std::size_t i = 0; i < written.size(); ++i)
      CHECK(words("posts/" + std::to_string(i) + "/body") == written[i].text);
  }

  ExtractPage page;
  std::optional<Thread> thread;
};

}  // namespace

TEST_CASE("A line with a date above what is written is the date of the post, and none of its words") {
  const Found found([](const Written& post) { return "<div>" + post.date + "</div><p>" + post.text + "</p>"; });
  found.check_bodies();
  CHECK(found.words("posts/1/date").ends_with("March 3, 2021, 5:32 pm"));
}

TEST_CASE("The same where nothing but a break parts them") {
  const Found found([](const Written& post) { return "From: Leeds<br>Posted: " + post.date + "<br>" + post.text; });
  found.check_bodies();
  CHECK(found.words("posts/1/date").ends_with("March 3, 2021, 5:32 pm"));
}

TEST_CASE("Buttons and votes below what is written go; so do lines that all have") {
  const Found found([](const Written& post) {
    return "<p>" + post.text + "</p><div>Sent with the Tea Board app, version 3</div><div>" +
           std::to_string(post.text.size()) + " likes</div><div><a>Reply</a> | <a>Quote</a></div>";
  });
  found.check_bodies();
  CHECK(found.words("posts/1/votes") == "73 likes");
}

TEST_CASE("What one of them writes at the end of a text stays") {
  const Found found(
      [](const Written& post) { return "<p>" + post.text + "</p>" + (post.author == "ben_k" ? "<p>Like</p>" : ""); });
  CHECK(found.words("posts/1/body") == tests::some_posts()[1].text + "\n\nLike");
  CHECK(found.words("posts/2/body") == "Thanks!");
}

TEST_CASE("A body that is nothing but such lines stays whole") {
  const Found found([](const Written& post) {
    return "<div>" + post.date + "</div>" + (post.author == "carla" ? "" : "<p>" + post.text + "</p>");
  });
  CHECK(found.words("posts/2/body") == "March 4, 2021, 9:00 am");
}

TEST_CASE("A question that is made otherwise than its answers keeps nothing of the head of its card") {
  const auto written = tests::some_posts();
  std::string html = "<html><head><title>A leaking kettle | Tea Board</title></head><body><h1>A leaking kettle</h1>";
  html +=
      "<div class=k1><div>A leaking kettle</div><div>zoe_b</div><div>3 March 2021</div><div class=k4><p>Hello "
      "all</p><p>" +
      written[0].text + "</p></div><div><a>Reply</a></div></div><div>3 answers</div>";
  for (const Written& post : {written[1], written[3], written[0]}) {
    html += "<div class=k8><a class=username href=/user/" + post.author + ">" + post.author + "</a><div class=k9>" +
            post.date + "</div><p>" + post.text + "</p><a>Reply</a></div>";
  }
  const auto page = ExtractPage::html(html + "</body></html>");
  const auto thread = find_thread(page.view());
  REQUIRE(thread);
  CHECK(tests::words_at(thread->draft, "question/body") == "Hello all\n\n" + written[0].text);
  CHECK(tests::words_at(thread->draft, "question/date") == "3 March 2021");
}
