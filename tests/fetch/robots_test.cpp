// robots.txt. Each case names the section of RFC 9309 that it proves.
#include "fetch/robots.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <chrono>

#include "fetch/robots_path.h"

namespace {

using thresh::fetch::comparable_path;
using thresh::fetch::product_token;
using thresh::fetch::Robots;

bool allowed(std::string_view file, std::string_view path, std::string_view agent = "examplebot") {
  return Robots::parse(file).ask(agent, path).allowed;
}

// The example of section 5.1, in words of our own.
constexpr std::string_view kSimple =
    "User-Agent: *\n"
    "Disallow: *.gif$\n"
    "Disallow: /example/\n"
    "Allow: /publications/\n"
    "\n"
    "User-Agent: foobot\n"
    "Disallow:/\n"
    "Allow:/example/page.html\n"
    "Allow:/example/allowed.gif\n"
    "\n"
    "User-Agent: barbot\n"
    "User-Agent: bazbot\n"
    "Disallow: /example/page.html\n"
    "\n"
    "User-Agent: quxbot\n";

}  // namespace

TEST_CASE("5.1: groups, agents that share one, and a group without rules") {
  CHECK_FALSE(allowed(kSimple, "/a.gif", "other"));
  CHECK(allowed(kSimple, "/a.gif?x", "other"));
  CHECK_FALSE(allowed(kSimple, "/example/", "other"));
  CHECK(allowed(kSimple, "/publications/", "other"));
  CHECK_FALSE(allowed(kSimple, "/", "foobot"));
  CHECK(allowed(kSimple, "/example/page.html", "FooBot"));
  CHECK(allowed(kSimple, "/example/allowed.gif", "foobot/2.1 (+https://foobot.example/)"));
  CHECK_FALSE(allowed(kSimple, "/example/page.html", "barbot"));
  CHECK_FALSE(allowed(kSimple, "/example/page.html", "bazbot"));
  CHECK(allowed(kSimple, "/example/a.gif", "bazbot"));
  CHECK(allowed(kSimple, "/example/a.gif", "quxbot"));
}

TEST_CASE("5.2: the longest match wins, and of equals Allow") {
  constexpr std::string_view kFile =
      "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";
  CHECK(allowed(kFile, "/example/page/", "foobot"));
  CHECK_FALSE(allowed(kFile, "/example/page/disallowed.gif", "foobot"));
  CHECK(allowed("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));
  CHECK(allowed("User-agent: *\nAllow: /a\nDisallow: /a\n", "/a"));
  CHECK_FALSE(allowed("User-agent: *\nAllow: /\nDisallow: /a/*/c\n", "/a/b/c"));
}

TEST_CASE("2.2.1: an agent is matched without regard to case, by its product token alone") {
  CHECK(product_token("Clinic-Dataset_x/1.0 (mail@clinic.example)") == "clinic-dataset_x");
  CHECK(product_token("clinic dataset") == "clinic");
  CHECK(product_token("(none)") == "");
  constexpr std::string_view kFile = "User-agent: ExampleBot/3.0 (all versions)\nDisallow: /a\n";
  CHECK_FALSE(allowed(kFile, "/a", "examplebot"));
  CHECK_FALSE(allowed(kFile, "/a", "EXAMPLEBOT/1.0"));
  CHECK(allowed(kFile, "/a", "example"));
  CHECK(allowed(kFile, "/a", "examplebot-news"));
  CHECK(allowed("User-agent: example\nDisallow: /\n", "/a", "examplebot"));
}

TEST_CASE("2.2.1: the groups of one token are one group") {
  constexpr std::string_view kFile =
      "User-agent: a\nDisallow: /x\nUser-agent: b\nDisallow: /y\nUser-agent: a\nDisallow: /z\n";
  CHECK_FALSE(allowed(kFile, "/x", "a"));
  CHECK(allowed(kFile, "/y", "a"));
  CHECK_FALSE(allowed(kFile, "/z", "a"));
}

TEST_CASE("2.2.1: those who are not named obey the group of all, those who are do not") {
  constexpr std::string_view kFile = "User-agent: *\nDisallow: /\nUser-agent: good\nDisallow: /x\n";
  CHECK_FALSE(allowed(kFile, "/a", "other"));
  CHECK(allowed(kFile, "/a", "good"));
  CHECK(allowed("User-agent: bad\nDisallow: /\n", "/a", "other"));
  CHECK_FALSE(allowed(kFile, "/a", "(no token)"));
}

TEST_CASE("2.2.2: everything is allowed where no rule matches, and an empty rule matches nothing") {
  CHECK(allowed("", "/a"));
  CHECK(allowed("User-agent: *\nDisallow:\n", "/a"));
  CHECK_FALSE(allowed("User-agent: *\nAllow:\nDisallow: /\n", "/a"));
  CHECK(allowed("Disallow: /\n", "/a"));
}

TEST_CASE("2.2.2: /robots.txt is always allowed") {
  CHECK(allowed("User-agent: *\nDisallow: /\n", "/robots.txt"));
  CHECK(allowed("User-agent: *\nDisallow: /\n", "/robots.txt?x"));
  CHECK_FALSE(allowed("User-agent: *\nDisallow: /\n", "/robots.txt/"));
}

TEST_CASE("2.2.2: paths are case-sensitive, keys are not") {
  CHECK(allowed("USER-AGENT: *\nDISALLOW: /A\n", "/a"));
  CHECK_FALSE(allowed("uSER-aGENT: *\ndISALLOW: /A\n", "/A"));
}

TEST_CASE("2.2.2: both sides are compared with the same escapes (the table of examples)") {
  const auto same = [](std::string_view pattern, std::string_view path) {
    return !allowed("User-agent: *\nDisallow: " + std::string(pattern) + "$\n", path);
  };
  CHECK(same("/foo/bar?baz=quz", "/foo/bar?baz=quz"));
  CHECK(same("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"));
  CHECK(same("/foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https://foo.bar"));
  CHECK(same("/foo/bar/\xE3\x83\x84", "/foo/bar/%E3%83%84"));
  CHECK(same("/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84"));
  CHECK(same("/foo/bar/%62%61%7A", "/foo/bar/baz"));
  CHECK(same("/a%3Db", "/a=b"));
  CHECK_FALSE(same("/a%2Fb", "/a/b"));
  CHECK_FALSE(same("/a%3Fb", "/a?b"));
  CHECK(same("/a%2fb", "/a%2Fb"));
  CHECK(same("/100%", "/100%"));
  CHECK(same("/100%", "/100%25"));
  CHECK_FALSE(same("/%%66F", "/%FF"));  // what is left of one escape does not make another (found by the fuzzer)
  CHECK(same("/a b", "/a%20b"));
}

TEST_CASE("2.2.3: star, end, and both as they are") {
  CHECK_FALSE(allowed("User-agent: *\nDisallow: /this/*/exactly\n", "/this/path/exactly/so"));
  CHECK(allowed("User-agent: *\nDisallow: /this/path/exactly$\n", "/this/path/exactly/so"));
  CHECK_FALSE(allowed("User-agent: *\nDisallow: /file-with-a-%2A.html\n", "/file-with-a-*.html"));
  CHECK(allowed("User-agent: *\nDisallow: /file-with-a-%2A.html\n", "/file-with-a-b.html"));
  CHECK_FALSE(allowed("User-agent: *\nDisallow: /foo-%24\n", "/foo-$"));
  CHECK_FALSE(allowed("User-agent: *\nDisallow: /a$b\n", "/a$b"));
  CHECK(allowed("User-agent: *\nDisallow: /a$b\n", "/a"));
  CHECK_FALSE(allowed("User-agent: *\nDisallow: /a*$\n", "/abc"));
  CHECK_FALSE(allowed("User-agent: *\nDisallow: ***/b\n", "/a/b"));
}

TEST_CASE("2.2.4: other lines neither end a group nor start one") {
  constexpr std::string_view kFile =
      "User-agent: a\nSitemap: https://forum.example/sitemap.xml\nUser-agent: b\nCrawl-delay: 2\nHost: x\n"
      "Disallow: /x\n";
  CHECK_FALSE(allowed(kFile, "/x", "a"));
  CHECK_FALSE(allowed(kFile, "/x", "b"));
  CHECK(Robots::parse(kFile).sitemaps() == std::vector<std::string>{"https://forum.example/sitemap.xml"});
}

TEST_CASE("2.2: comments, blank lines, and line ends of any kind") {
  CHECK_FALSE(allowed("# all\r\nUser-agent: * # everyone\r\n\r\nDisallow: /a#b\r\n", "/a"));
  CHECK_FALSE(allowed("User-agent: *\rDisallow: /a\r", "/a"));
  CHECK_FALSE(allowed("User-agent: *\n\n\nDisallow: /a", "/a"));
  CHECK_FALSE(allowed("  User-agent \t:\t* \n \t Disallow : /a \t", "/a"));
}

TEST_CASE("what real files have: byte order marks, zeros, bytes that are no UTF-8") {
  CHECK_FALSE(allowed("\xEF\xBB\xBFUser-agent: *\nDisallow: /a\n", "/a"));
  CHECK_FALSE(allowed(std::string_view("User-agent: *\n\0Disallow: /a\0\n", 29), "/a"));
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string_view("User-agent: *\r\nDisallow: /a\r\n")) (utf16 += c) += '\0';
  CHECK_FALSE(allowed(utf16, "/a"));
  const Robots broken = Robots::parse("User-agent: *\nDisallow: /\xE9t\xE9\n");
  CHECK_FALSE(broken.ask("a", "/%E9t%E9").allowed);
  CHECK(broken.ask("a", "/%E9t%E9").rule == "/\uFFFDt\uFFFD");
}

TEST_CASE("what real files have: keys that are written wrong") {
  for (const char* key : {"Dissallow:", "Dissalow:", "Disalow:", "Diasllow:", "Disallaw:", "Disallow", "disallow\t"}) {
    INFO(key);
    CHECK_FALSE(allowed("User-agent: *\n" + std::string(key) + " /a\n", "/a"));
  }
  for (const char* key : {"Useragent:", "User agent:", "User-agent", "user agent"}) {
    INFO(key);
    CHECK_FALSE(allowed(std::string(key) + " *\nDisallow: /a\n", "/a"));
  }
  for (const char* key : {"Sitemaps:", "Site-map:", "sitemap"}) {
    CHECK(Robots::parse(std::string(key) + " https://a.example/s\n").sitemaps().size() == 1);
  }
  CHECK(allowed("User-agent: *\nDisallowed: /a\nDisallowing /a\nNo-index: /a\n", "/a"));
}

TEST_CASE("a pattern that starts neither with a slash nor with a star is no rule") {
  CHECK(allowed("User-agent: *\nDisallow: a\nDisallow: https://forum.example/a\nDisallow: $\n", "/a"));
}

TEST_CASE("a decision names its line and its rule") {
  const Robots robots = Robots::parse("# top\r\nUser-agent: *\r\nDisallow: /a # not this\r\nAllow: /a/b\r\n");
  const auto refused = robots.ask("x", "/a/c");
  CHECK_FALSE(refused.allowed);
  CHECK(refused.line == 3);
  CHECK(refused.rule == "/a");
  CHECK(robots.ask("x", "/a/b").line == 4);
  CHECK(robots.ask("x", "/other").line == 0);
  CHECK(Robots::parse("\n\rUser-agent: *\n\rDisallow: /a").ask("x", "/a").line == 5);
}

TEST_CASE("the delay is a number of seconds, with a fraction or without, and has bounds") {
  const auto delay = [](std::string_view value, std::string_view agent = "x") {
    return Robots::parse("User-agent: *\nCrawl-delay: " + std::string(value) + "\n").crawl_delay(agent);
  };
  CHECK(delay("10") == 10'000);
  CHECK(delay("0.5") == 500);
  CHECK(delay(" 2.0001 # slowly") == 2'001);
  CHECK(delay("0") == 0);
  CHECK(delay("1e3") == 1'000'000);
  CHECK(delay("100000") == Robots::kLongestDelay);
  for (const char* value : {"", "-1", "five", "10s", "nan", "inf", "1,5", "0x10", "1e999"}) {
    INFO(value);
    CHECK_FALSE(delay(value));
  }
  const Robots robots = Robots::parse(
      "User-agent: *\nCrawl-delay: 5\nUser-agent: b\nDisallow: /\nCrawldelay: 7\n"
      "User-agent: b\nCrawl delay: 3\n");
  CHECK(robots.crawl_delay("b") == 7'000);
  CHECK(robots.crawl_delay("a") == 7'000);  // one group: nothing but other lines between the agents
  CHECK_FALSE(Robots().crawl_delay("a"));
}

TEST_CASE("2.5: at least 500 KiB are read, and a line that the end cuts is none") {
  const std::string comment = std::string(99, '#') + '\n';
  std::string file = "User-agent: *\n";
  while (file.size() < 500 * 1024 - 20) file += comment;
  CHECK_FALSE(allowed(file + "Disallow: /a\n", "/a"));
  CHECK_FALSE(Robots::parse(file).is_cut());
  while (file.size() < Robots::kMostBytes) file += comment;
  file.resize(Robots::kMostBytes - 12);
  const Robots cut = Robots::parse(file + "\nDisallow: /a/b\nDisallow: /c\n");
  CHECK(cut.is_cut());
  CHECK(cut.ask("x", "/a/b").allowed);
  CHECK(cut.ask("x", "/c").allowed);
}

TEST_CASE("a file of many agents and many rules costs no more than its size") {
  std::string file;
  for (int i = 0; i < 20'000; ++i) file += "User-agent: bot" + std::string(1, static_cast<char>('a' + i % 26)) + "x\n";
  for (int i = 0; i < 20'000; ++i) file += "Disallow: /*" + std::to_string(i) + "*z\n";
  const auto before = std::chrono::steady_clock::now();
  const Robots robots = Robots::parse(file);
  for (int i = 0; i < 10; ++i) CHECK(robots.ask("botax", '/' + std::string(2000, 'y')).allowed);
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(5));
}

TEST_CASE("any bytes are a file, and a path in its comparable form is that of itself") {
  REQUIRE(rc::check([](const std::string& file, const std::string& path) {
    const Robots robots = Robots::parse("User-agent: *\n" + file);
    robots.ask("a", path);
    robots.crawl_delay("a");
    const std::string comparable = comparable_path(path, false);
    RC_ASSERT(comparable_path(comparable, false) == comparable);
  }));
}
