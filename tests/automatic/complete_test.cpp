// Texts that one source cuts short and another has in full.
#include "automatic/complete.h"

#include <catch2/catch.hpp>
#include <deque>

#include "convert/pages.h"

using namespace thresh;
using extract::Draft;

namespace {

// Passages are views: the texts live as long as the tests.
Draft thread_of(const std::vector<std::string>& bodies) {
  static std::deque<std::string> kept;
  Draft root;
  root.kind = Draft::Kind::kGroup;
  Draft& posts = root.child("posts");
  posts.kind = Draft::Kind::kList;
  for (const std::string& body : bodies) {
    Draft& post = posts.children.emplace_back();
    post.kind = Draft::Kind::kGroup;
    post.child("body").values.emplace_back().passage.runs.emplace_back().text = kept.emplace_back(body);
  }
  return root;
}

std::string body(const Draft& draft, std::size_t i) {
  return text::compose(draft.find("posts")->children[i].find("body")->values.front().passage);
}

const std::string kWhole = "Check the cable first, then the ground, and if both are fine look at the dynamo itself.";
const std::string kOther = "Check the cable first, then the ground, and after that ask the shop where you bought it.";

std::string page_of(std::string_view shown, std::string_view said) {
  std::string page =
      "<html><head><title>Lamp goes out - Forum</title><script type=application/ld+json>{\"@context\":"
      "\"https://schema.org\",\"@type\":\"DiscussionForumPosting\",\"headline\":\"Lamp goes out\",\"text\":\"The lamp "
      "of my "
      "bicycle goes out on every bump, what could it be?\",\"comment\":[{\"@type\":\"Comment\",\"text\":\"" +
      std::string(said) + "\"}]}</script></head><body><h1>Lamp goes out</h1><div class=posts>";
  const std::pair<const char*, std::string> posts[] = {
      {"anna", "The lamp of my bicycle goes out on every bump, what could it be?"},
      {"ben", std::string(shown)},
      {"carla", "I had the same last winter, and it was the ground at the fork that had come loose."}};
  for (const auto& [name, text] : posts) {
    page += "<div class=post><div class=author><a href=/user/" + std::string(name) + ">" + name +
            "</a></div><time datetime=2024-05-01T10:00:00Z>May</time><div class=content>" + text + "</div></div>";
  }
  return page + "</div></body></html>";
}

std::string second_body(const std::string& page) {
  const auto converted = convert::convert(tests::input_of("p.html", page), {});
  REQUIRE(converted);
  return tests::text_of(converted->record, "/posts/1/body");
}

}  // namespace

TEST_CASE("a body that is cut is that which it is the start of") {
  const std::string cut = "Check the cable first, then the ground, and if bo…";
  Draft draft = thread_of({cut, "Nothing is cut here.", "Check the cable fi..."});
  CHECK(automatic::has_cut_body(draft));
  const Draft other = thread_of({"Something else that is long enough to be compared.", kWhole});
  automatic::complete_bodies(draft, other);
  CHECK(body(draft, 0) == kWhole);
  CHECK(body(draft, 1) == "Nothing is cut here.");
  CHECK(body(draft, 2) == "Check the cable fi...");  // too short to know it by
}

TEST_CASE("where two texts start with the same words none is taken") {
  const std::string cut = "Check the cable first, then the ground…";
  Draft draft = thread_of({cut});
  const Draft other = thread_of({kWhole, kOther});
  automatic::complete_bodies(draft, other);
  CHECK(body(draft, 0) == cut);
}

TEST_CASE("a text that nobody cut stays, and a cut one completes nothing") {
  Draft draft = thread_of({"Check the cable first, then the ground, and if bo…"});
  const Draft other = thread_of({"Check the cable first, then the ground, and if both are fine look…"});
  automatic::complete_bodies(draft, other);
  CHECK(body(draft, 0).ends_with("bo…"));
  CHECK_FALSE(automatic::has_cut_body(thread_of({kWhole})));
}

TEST_CASE("a page that folds a post away says it in its markup") {
  CHECK(second_body(page_of(kWhole, kWhole)) == kWhole);
  CHECK(second_body(page_of("Check the cable first, then the ground, and if… Read more", kWhole)) == kWhole);
}

TEST_CASE("what the markup cuts is taken from the page") {
  CHECK(second_body(page_of(kWhole, "Check the cable first, then the ground, and if...")) == kWhole);
}
