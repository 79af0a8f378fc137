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

TEST_CASE("what is called a rating may say it within, by an attribute") {
  const auto drawn = [](int n) {
    return "<span class=rating><span style='width:" + std::to_string(n * 20) + "%'></span></span>";
  };
  CHECK(Found(board(drawn, nothing)).words("posts/1/rating") == "width:40%");
  const auto shown = [](int n) {
    return "<span class=rating><img src=s.gif alt='" + std::to_string(n) + " stars'></span>";
  };
  CHECK(Found(board(shown, nothing)).words("posts/2/rating") == "3 stars");
  const auto score = [](int n) { return "<div class=rating data-score=" + std::to_string(n) + "></div>"; };
  const Found found(board(score, nothing));
  CHECK(found.words("posts/3/rating") == "4");
  CHECK(found.words("posts/3/votes") == "");
}

TEST_CASE("ratings that nothing calls one are read where they say so themselves") {
  const auto of = [](const auto& before, const auto& behind) {
    const auto mark = [&](int n) { return before + std::to_string(n) + behind; };
    return Found(board(mark, nothing)).words("posts/2/rating");
  };
  using namespace std::string_literals;
  CHECK(of("<span>"s, " von 5 Sternen</span>"s) == "3 von 5 Sternen");
  CHECK(of("<img src=s.gif alt='"s, " stars'>"s) == "3 stars");
  CHECK(of("<span data-rating="s, "></span>"s) == "3");
  CHECK(of("<span title='Rated "s, " out of 5'></span>"s) == "Rated 3 out of 5");
  // What many gave is not what the post gives.
  CHECK(of("<span>"s, " out of 5 stars, 126 reviews</span>"s) == "");
  CHECK(of("<span class=rating>"s, "/5 (126 reviews)</span>"s) == "");
  // Without a word or a sign it may be any number, as one that counts the posts; what is pressed is what readers may
  // give.
  CHECK(of("<span>"s, "/5</span>"s) == "");
  CHECK(of("<span style='width:"s, "0%'></span>"s) == "");
  CHECK(of("<label>"s, " stars</label>"s) == "");
  const auto signs = [](int n) {
    std::string stars;
    for (int i = 0; i < 5; ++i) stars += i < n ? "★" : "☆";
    return "<span>" + stars + "</span>";
  };
  CHECK(Found(board(signs, nothing)).words("posts/2/rating") == "★★★☆☆");
}

TEST_CASE("the stars of a member's rank are no rating") {
  // The first and the last post are of the same author.
  const auto rank = [](int n) {
    std::string signs = "<span>";
    for (int i = 0; i < (n == 4 ? 1 : n); ++i) signs += "★";
    return signs + "</span>";
  };
  CHECK(Found(board(rank, nothing)).words("posts/1/rating") == "");
  const auto icons = [](int n) {
    std::string row = "<div>";
    for (int i = 0; i < 5; ++i) row += i < (n == 4 ? 1 : n) ? "<img src=star-on.gif>" : "<img src=star-off.gif>";
    return row + "</div>";
  };
  CHECK(Found(board(icons, nothing)).words("posts/1/rating") == "");
}

TEST_CASE("ratings that are drawn with icons are counted where the icons say which are full") {
  const auto icons = [](int full, int all) {
    std::string row = "<div class=r>";
    for (int i = 0; i < all; ++i) row += i < full ? "<i class='fa fa-star'></i>" : "<i class='fa fa-star-o'></i>";
    return row + "</div>";
  };
  const Found drawn(board([&](int n) { return icons(n + 1, 5); }, nothing));
  CHECK(drawn.words("posts/1/rating") == "3 out of 5 stars");
  CHECK(drawn.words("posts/3/rating") == "5 out of 5 stars");
  CHECK(Found(board([&](int n) { return icons(n, n); }, nothing)).words("posts/2/rating") == "");
  CHECK(Found(board([&](int) { return icons(5, 5); }, nothing)).words("posts/2/rating") == "");
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

TEST_CASE("a number in what is called a rating is none where others there count higher than any rating") {
  const auto rating = [](int n) {
    return "<div class=forum-post-rating><span>" + std::to_string(std::vector{4, 0, 9, 17}.at(n - 1)) + "</span></div>";
  };
  const Found found(board(nothing, rating));
  CHECK(found.words("posts/0/rating") == "");
  CHECK(found.words("posts/2/rating") == "");
}

TEST_CASE("a rating that says how many gave it is no post's") {
  const auto of_many = [](int n) {
    return "<div title='4." + std::to_string(n) + " out of 5'>4." + std::to_string(n) + " (13 ratings)</div>";
  };
  CHECK(Found(board(of_many, nothing)).words("posts/2/rating") == "");
}

TEST_CASE("bare decimals at the same place in all posts are ratings") {
  const auto decimal = [](int n) { return "<span>" + std::to_string(n) + ",0</span>"; };
  CHECK(Found(board(decimal, nothing)).words("posts/2/rating") == "3,0");
  const auto version = [](int n) { return n == 2 ? std::string("<span>1.0</span>") : std::string(); };
  CHECK(Found(board(version, nothing)).words("posts/1/rating") == "");
}

TEST_CASE("classes that count stars are ratings") {
  const auto bubbles = [](int n) { return "<span class='ui_rating bubble_" + std::to_string(n) + "5'></span>"; };
  CHECK(Found(board(bubbles, nothing)).words("posts/1/rating") == "2.5 out of 5 stars");
  const auto stars = [](int n) { return "<i class='a-star-" + std::to_string(n) + "'></i>"; };
  CHECK(Found(board(stars, nothing)).words("posts/2/rating") == "3 out of 5 stars");
  const auto columns = [](int) { return std::string("<i class='star-5'></i>"); };
  CHECK(Found(board(columns, nothing)).words("posts/2/rating") == "");
}

TEST_CASE("What one of several things is rated with is not what the whole is") {
  const auto ratings = [](int n) {
    return "<div class=sub-ratings><div class=sub-rating><div class=rating-value>" + std::to_string(n) +
           ".0</div><div>Price</div></div></div><div class=main-rating><div class=rating><span class=value>8." +
           std::to_string(n) + "</span></div></div>";
  };
  CHECK(Found(board(ratings, nothing)).words("posts/2/rating") == "8.3");
}
