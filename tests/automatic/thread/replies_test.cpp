// Which post answers which, where the page draws it or says it.
#include "automatic/thread/replies.h"

#include <array>
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

std::string post_of(const Written& post, const std::string& attributes, const std::string& head = {}) {
  return "<div " + attributes + "><a class=username href=/user/" + post.author + ">" + post.author + "</a> " + head +
         " <time>" + post.date + "</time><div class=text>" + post.text + "</div><a>Reply</a></div>";
}

// Whom each post answers: "-" for none.
std::string replies(const std::string& body) {
  const auto page = ExtractPage::html(
      "<html><head><title>A leaking kettle | Tea Board</title></head><body><h1>A leaking "
      "kettle</h1>" +
      body + "</body></html>");
  const auto thread = find_thread(page.view());
  REQUIRE(thread);
  std::string out;
  for (int i = 0; i < 4; ++i) {
    const std::string one = tests::words_at(thread->draft, "posts/" + std::to_string(i) + "/reply_to");
    out += one.empty() ? "-" : one;
  }
  return out;
}

template <class Attributes>
std::string replies_by(Attributes attributes) {
  std::string body;
  int i = 0;
  for (const Written& post : tests::some_posts()) body += post_of(post, attributes(i++));
  return replies(body);
}

}  // namespace

TEST_CASE("A depth that each element says makes a tree") {
  constexpr std::array<int, 4> kDepths = {0, 1, 2, 1};
  CHECK(replies_by([&](int i) { return "class='post depth-" + std::to_string(kDepths[i]) + "'"; }) == "-121");
  CHECK(replies_by([&](int i) { return "class='Post Post--level" + std::to_string(kDepths[i] + 1) + "'"; }) == "-121");
  CHECK(replies_by([&](int i) { return "class=post data-depth=" + std::to_string(kDepths[i]); }) == "-121");
  CHECK(replies_by([&](int i) { return "class=post style='margin-left:" + std::to_string(kDepths[i] * 18) + "px'"; }) ==
        "-121");
}

TEST_CASE("Numbers that make no tree say nothing") {
  constexpr std::array<int, 4> kLevels = {3, 7, 1, 5};  // of users
  CHECK(replies_by([&](int i) { return "class='post level-" + std::to_string(kLevels[i]) + "'"; }) == "----");
  CHECK(replies_by([&](int i) { return "class='post post-" + std::to_string(i) + "'"; }) == "----");
  CHECK(replies_by([&](int) { return "class=post style='margin-left:10px'"; }) == "----");
}

TEST_CASE("What stands in a container of replies answers the post before it") {
  const auto posts = tests::some_posts();
  CHECK(replies("<div class=group>" + post_of(posts[0], "class=post") + "<div class=replies>" +
                post_of(posts[1], "class=post") + post_of(posts[2], "class=post") + "</div></div><div class=group>" +
                post_of(posts[3], "class=post") + "</div>") == "-11-");
}

TEST_CASE("A line says whom a post is in reply to") {
  const auto posts = tests::some_posts();
  CHECK(replies(post_of(posts[0], "class=post") + post_of(posts[1], "class=post") +
                post_of(posts[2], "class=post", "in reply to <a class=username href=/user/ben_k>ben_k</a>") +
                post_of(posts[3], "class=post", "<span>Antwort auf carla</span>")) == "--23");
}
