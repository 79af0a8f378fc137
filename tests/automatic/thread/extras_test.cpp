// Headings, ratings and changes of posts.
#include "automatic/thread/extras.h"

#include <catch2/catch.hpp>

#include "automatic/thread/pages.h"
#include "automatic/thread/thread.h"
#include "extract/page_support.h"

using namespace thresh;
using tests::Written;

namespace {

struct Found {
  explicit Found(std::string source)
      : page(tests::ExtractPage::html(std::move(source), "https://forum.example/threads/kettle.17/")),
        thread(automatic::find_thread(page.view())) {}
  std::string words(std::string_view path) const {
    return thread ? tests::words_at(thread->draft, path) : "(no thread)";
  }
  tests::ExtractPage page;
  std::optional<automatic::Thread> thread;
};

// Posts with `before` above the text and `behind` below it.
template <class Before, class Behind>
std::string board(Before before, Behind behind) {
  return tests::page_of("<h1>A leaking kettle</h1><div class=thread>", [&](const Written& post, int number) {
    return "<div class=post><a class=username href=/members/" + post.author + "/>" + post.author + "</a> <time>" +
           post.date + "</time>" + before(number) + "<div class=post-body>" + post.text + "</div>" + behind(number) +
           "</div>";
  });
}

std::string nothing(int) { return ""; }

}  // namespace

TEST_CASE("posts with headings of their own") {
  const std::vector<std::string> headings = {"It drips", "Try the ring", "Solved", "All dry"};
  const auto heading = [&](int n) {
    return "<h4 class=subject>" + headings[static_cast<std::size_t>(n - 1)] + "</h4>";
  };
  const Found found(board(heading, nothing));
  CHECK(found.words("posts/0/headline") == "It drips");
  CHECK(found.words("posts/3/headline") == "All dry");
  CHECK(found.words("posts/1/body") == tests::some_posts()[1].text);
}

TEST_CASE("a heading that all posts share is none of their own") {
  const Found found(board([](int) { return std::string("<h4 class=subject>Re: A leaking kettle</h4>"); }, nothing));
  CHECK(found.words("posts/1/headline") == "");
}

TEST_CASE("ratings are read from words and from what is said of stars") {
  const auto stars = [](int n) {
    return "<span class=star-rating aria-label='" + std::to_string(n + 1) + " out of 5 stars'><i></i><i></i></span>";
  };
  CHECK(Found(board(stars, nothing)).words("posts/2/rating") == "4 out of 5 stars");
  const auto words = [](int n) { return "<div class=rating>" + std::to_string(n) + "/5</div>"; };
  CHECK(Found(board(words, nothing)).words("posts/0/rating") == "1/5");
  // What is called so and reads as none is none, and nothing is called so by chance.
  const auto other = [](int) { return std::string("<div class=rating>Rate this</div><p class=n>3/5/2022</p>"); };
  CHECK(Found(board(other, nothing)).words("posts/0/rating") == "");
}

TEST_CASE("the day of a change stands behind the words for it") {
  const auto note = [](int n) {
    return n == 2 ? std::string("<div class=editnote>Last edited by ben_k on March 5, 2021</div>") : std::string();
  };
  const Found found(board(nothing, note));
  CHECK(found.words("posts/1/edited").contains("March 5, 2021"));
  CHECK(found.words("posts/1/date") == tests::some_posts()[1].date);
  CHECK(found.words("posts/0/edited") == "");
}
