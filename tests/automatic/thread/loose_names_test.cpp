// Names among other words.
#include "automatic/thread/loose_names.h"

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

std::string name(std::string_view words) { return std::string(name_in(words).value_or("(none)")); }

// The author of the second post, where `said(post)` makes what stands above its body.
template <class Said>
std::string second_author(Said said) {
  const auto page = ExtractPage::html(tests::page_of("<h1>A leaking kettle</h1>", [&](const Written& post, int) {
    return "<div class=post>" + said(post) + "<div class=text><p>" + post.text + "</p></div><a>Reply</a></div>";
  }));
  const auto thread = find_thread(page.view());
  REQUIRE(thread);
  return tests::words_at(thread->draft, "posts/1/author/name");
}

}  // namespace

TEST_CASE("A name is what is left without the words around it") {
  CHECK(name("Posted by ben_k on") == "ben_k");
  CHECK(name("ben_k | ") == "ben_k");
  CHECK(name("von Ben Koch am") == "Ben Koch");
  CHECK(name("Ben Koch schrieb am") == "Ben Koch");
  CHECK(name("Par Ben, le") == "Ben");
  CHECK(name("ben_k a écrit") == "ben_k");
  CHECK(name("From: Ben") == "Ben");
  CHECK(name("李晓明 发表于") == "李晓明");
  CHECK(name("Scritto da Ben il") == "Ben");
  CHECK(name("Dr. Ben Koch") == "Dr. Ben Koch");
}

TEST_CASE("a name may end as the words behind names do") {
  CHECK(name("Edward Said") == "Edward Said");
  CHECK(name("Edward said") == "Edward");
  CHECK(name("EDWARD SAID:") == "EDWARD");
  CHECK(name("Priscilla O.") == "Priscilla O.");
  CHECK(name("anna on") == "anna");
}

TEST_CASE("What is no name is none") {
  for (const std::string_view words : {"", "Reply", "Posts: 12", "Level 2", "wrote on", "on", "Joined", "#12", "Member",
                                       "What do you think of all of this?", "Edited by admin"}) {
    INFO(words);
    CHECK(name(words) == "(none)");
  }
}

TEST_CASE("The name that nothing marks stands beside the date") {
  CHECK(second_author([](const Written& post) {
          return "<div>Posted by " + post.author + " on " + post.date + "</div>";
        }) == "ben_k");
  CHECK(second_author([](const Written& post) {
          return "<div><span>" + post.author + "</span> <span>" + post.date + "</span></div>";
        }) == "ben_k");
  CHECK(second_author([](const Written& post) {
          return "<div class=c1>" + post.author + "</div><div class=c2>" + post.date + "</div>";
        }) == "ben_k");
  // A label is no name.
  CHECK(second_author([](const Written& post) {
          return "<div class=c1>Tea lover</div><div class=c2>" + post.date + "</div>";
        }).empty());
}

TEST_CASE("Of several texts of an author the name is the one that varies") {
  CHECK(second_author([](const Written& post) {
          return "<div class=user><div>Senior Brewer</div><div class=name>" + post.author +
                 "</div><div>Posts: 12</div></div><time>" + post.date + "</time>";
        }) == "ben_k");
  CHECK(second_author([](const Written& post) {
          return "<a href=/users/1><span>" + post.author + "</span><span>3 reviews</span></a><time>" + post.date +
                 "</time>";
        }) == "ben_k");
  CHECK(second_author([](const Written& post) {
          return "<p class=author><strong>" + post.author + "</strong> wrote:</p><time>" + post.date + "</time>";
        }) == "ben_k");
  CHECK(second_author([](const Written& post) {
          return "<a href=/users/1><span>Ben</span> <span>Koch</span></a><time>" + post.date + "</time>";
        }) == "Ben Koch");
}

TEST_CASE("Handles and honorifics that all have are no part of their names") {
  CHECK(second_author([](const Written& post) {
          return "<a class=author href=/users/1>" + post.author + " @x@tea.example</a><time>" + post.date + "</time>";
        }) == "ben_k");
  CHECK(second_author([](const Written& post) {
          return "<a href=/users/1>" + post.author + "<span>さん</span></a><time>" + post.date + "</time>";
        }) == "ben_k");
}

TEST_CASE("Of the lines above a text the one that may be a name is the author's") {
  CHECK(second_author([](const Written& post) {
          return "<div>" + post.author + "</div><div>Senior Member</div><div>52 posts</div><time>" + post.date +
                 "</time>";
        }) == "ben_k");
  CHECK(second_author([](const Written& post) {
          return "<div>" + post.author + "</div><div>Leeds</div><time>" + post.date + "</time>";
        }) == "ben_k");
}

TEST_CASE("cite names an author") {
  CHECK(second_author([](const Written& post) {
          return "<cite>" + post.author + "</cite> <span>says:</span><div>" + post.date + "</div>";
        }) == "ben_k");
}

TEST_CASE("Who wrote without a name has that as a name, and a rank is none") {
  const auto with = [](const std::string& name) {
    return second_author([&](const Written& post) {
      return "<span class=author>" + (post.author == "ben_k" ? name : post.author) + "</span> <time>" + post.date +
             "</time>";
    });
  };
  CHECK(with("Anonymous") == "Anonymous");
  CHECK(with("Senior Member") != "Senior Member");
}

TEST_CASE("guests are authors where their element is one's, among members or alone") {
  const auto names = [](bool all) {
    const auto page = ExtractPage::html(tests::page_of("<h1>A leaking kettle</h1>", [&](const Written& post, int i) {
      const std::string name = all || i == 2 ? "Guest" : post.author;
      return "<div class=post><span class=author>" + name + "</span> <time>" + post.date + "</time><div class=text>" +
             post.text + "</div><a>Reply</a></div>";
    }));
    const auto thread = find_thread(page.view());
    REQUIRE(thread);
    return tests::words_at(thread->draft, "posts/0/author/name") + ", " +
           tests::words_at(thread->draft, "posts/1/author/name");
  };
  CHECK(names(false) == "anna, Guest");
  CHECK(names(true) == "Guest, Guest");
}

TEST_CASE("a label in an element of its own is no part of the name behind it") {
  const auto page = ExtractPage::html(tests::page_of("<h1>A leaking kettle</h1>", [](const Written& post, int) {
    return "<div class=post><span class=author><span class=blind>작성자</span> " + post.author + "</span> <time>" +
           post.date + "</time><div class=text>" + post.text + "</div><a>Reply</a></div>";
  }));
  const auto thread = find_thread(page.view());
  REQUIRE(thread);
  CHECK(tests::words_at(thread->draft, "posts/0/author/name") == "anna");
}

TEST_CASE("A name that comments part is whole") {
  // React writes them between what a template says and what it fills in.
  const auto parted = [](const Written& post) {
    return "<div class=m><span class=n>" + post.author.substr(0, 1) + "<!-- -->" + post.author.substr(1) + "</span>";
  };
  CHECK(second_author([&](const Written& post) { return parted(post) + " <span>" + post.date + "</span></div>"; }) ==
        "ben_k");
  CHECK(second_author([&](const Written& post) { return parted(post) + "</div>"; }) == "ben_k");
}

TEST_CASE("A label above the text names who asks or answers") {
  CHECK(second_author([](const Written& post) {
          return "<h4>Answer from Dr. " + std::string(post.author == "ben_k" ? "Novak" : "Berg") + "</h4>";
        }) == "Dr. Novak");
}
