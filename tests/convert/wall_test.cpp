// Which pages are walls: a captcha, a refusal or a request for JavaScript, and hardly anything else.
#include "convert/wall.h"

#include <catch2/catch.hpp>

using namespace thresh;

namespace {

std::optional<std::string> wall(std::string_view name, std::string_view bytes) {
  convert::Input input;
  input.name = name;
  input.bytes = bytes;
  auto page = convert::Page::open(input, {});
  REQUIRE(page);
  return convert::find_wall(**page);
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("A captcha and a sentence are a wall, in HTML and as text") {
  CHECK(wall("p.html", "<p>One moment</p><div id=px-captcha></div>"));
  CHECK(wall("p.html", "<p>Solve this</p><form><input type=hidden><div class=g-recaptcha></div></form>"));
  CHECK(wall("p.html", "<noscript>Please enable JavaScript to continue</noscript><div id=root></div>"));
  CHECK(wall("p.txt", "Verify you are human\n"));
}

TEST_CASE("A page with other text is no wall, whatever it asks for") {
  const std::string text = repeated("<p>A paragraph of an article about something else.</p>", 20);
  CHECK_FALSE(wall("p.html", text + "<div id=px-captcha></div>"));
  CHECK_FALSE(wall("p.html", text + "<noscript>Please enable JavaScript</noscript>"));
  CHECK_FALSE(wall("p.txt", repeated("A line about something else.\n", 40) + "Verify you are human\n"));
}

TEST_CASE("A captcha beside a field to fill in belongs to a form") {
  CHECK_FALSE(wall("p.html", "<h1>Contact</h1><form><textarea></textarea><div class=h-captcha></div></form>"));
  CHECK_FALSE(wall("p.html", "<h1>Contact</h1><form><input name=n><div class=g-recaptcha></div></form>"));
}

TEST_CASE("A comment box that asks for JavaScript makes a short post no wall") {
  CHECK_FALSE(wall("p.html",
                   "<p>A new bench.</p><noscript>Please enable JavaScript to view the <a>comments powered by "
                   "Disqus.</a></noscript>"));
}

TEST_CASE("The marks of walls are paid from the page's own budget") {
  convert::Input input;
  input.name = "p.html";
  input.bytes = "<p>One moment</p><p>please</p>";
  auto page = convert::Page::open(input, {});
  REQUIRE(page);
  const std::uint64_t before = (*page)->budget().steps;
  (void)convert::find_wall(**page);
  CHECK((*page)->budget().steps < before);
}

TEST_CASE("A short page that says what walls say, and something of its own, is no wall") {
  const std::string words = repeated("<p>My browser shows an empty page since Tuesday, what can I do?</p>", 5);
  CHECK_FALSE(wall("p.html", "<h1>How do I enable JavaScript?</h1>" + words));
  CHECK_FALSE(wall("p.html", words + "<noscript>Please enable JavaScript to use all features.</noscript>"));
  CHECK_FALSE(wall("p.html", "<h1>Access Denied</h1><p>A novel.</p>" + words));
  CHECK(wall("p.html", "<title>403 Forbidden</title><h1>403 Forbidden</h1><hr>nginx"));
  CHECK(wall("p.html", "<h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure.</p>"));
}

TEST_CASE("A page that asks to log in is a wall; one that asks to log in to reply is not") {
  const std::string form = "<form><input name=user><input type=password></form>";
  CHECK(wall("p.html", "<h1>Members</h1><p>You must be logged in to view this topic.</p>" + form));
  CHECK(wall("p.html", "<h1>Sign in to continue</h1>" + form));
  CHECK_FALSE(
      wall("p.html", "<h1>Is it normal?</h1><p>After a week it is still red.</p><a>Log in to reply</a>" + form));
  CHECK_FALSE(wall("p.html", "<h1>A thread</h1><p>Short words.</p><p>Log in</p>" + form));
}
