// Addresses taken apart by libcurl's parser, and references resolved.
#include "fetch/url.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

namespace {

using thresh::fetch::parse_url;
using thresh::fetch::resolve_url;
using thresh::fetch::without_user;

std::string host(std::string_view text) {
  const auto url = parse_url(text);
  return url ? url->host : "none";
}

std::string resolved(std::string_view base, std::string_view reference) {
  const auto url = resolve_url(*parse_url(base), reference);
  return url ? url->text : "none";
}

}  // namespace

TEST_CASE("an address comes apart") {
  const auto url = parse_url("https://Forum.Example:8443/a/../q?b=c#d");
  REQUIRE(url);
  CHECK(url->scheme == "https");
  CHECK(url->host == "forum.example");
  CHECK(url->port == 8443);
  CHECK_FALSE(url->usual_port);
  CHECK_FALSE(url->has_user);
  CHECK(url->path == "/q?b=c");
  CHECK(url->text == "https://forum.example:8443/q?b=c");
  CHECK(url->origin() == "https://forum.example:8443");
}

TEST_CASE("the port of the scheme goes without saying") {
  CHECK(parse_url("http://a.example:80/")->text == "http://a.example/");
  CHECK(parse_url("https://a.example:443/")->origin() == "https://a.example");
  CHECK(parse_url("http://a.example:443/")->origin() == "http://a.example:443");
}

TEST_CASE("a path is never empty") {
  CHECK(parse_url("http://a.example")->path == "/");
  CHECK(parse_url("http://a.example?x")->path == "/?x");
}

TEST_CASE("numbers are addresses in any base, as the connection would take them") {
  CHECK(host("http://2130706433/") == "127.0.0.1");
  CHECK(host("http://0x7f000001/") == "127.0.0.1");
  CHECK(host("http://0177.0.0.1/") == "127.0.0.1");
  CHECK(host("http://127.1/") == "127.0.0.1");
  CHECK(host("http://１２７.1/") == "127.0.0.1");
  CHECK(host("http://[::1]/") == "[::1]");
  CHECK(host("http://[0:0:0:0:0:0:0:1]/") == "[::1]");
}

TEST_CASE("names have one form") {
  CHECK(host("http://bücher.example/") == "xn--bcher-kva.example");
  CHECK(host("http://b%C3%BCcher.example/") == "xn--bcher-kva.example");
  CHECK(host("http://forum.example./") == "forum.example");
  CHECK(parse_url("http://bücher.example/é")->text == "http://xn--bcher-kva.example/%c3%a9");
}

TEST_CASE("a host has no empty label (found by the fuzzer)") {
  for (const char* text : {"http://../", "http://./", "http://a..example/", "http://.example/", "http://forum.。.:/"}) {
    INFO(text);
    CHECK_FALSE(parse_url(text));
  }
}

TEST_CASE("a user name is told") {
  CHECK(parse_url("http://u:p@a.example/")->has_user);
  CHECK(parse_url("http://u@a.example/")->has_user);
  CHECK(host("http://a.example@b.example/") == "b.example");
}

TEST_CASE("a user name and a password are not shown") {
  CHECK(without_user("https://me:pa@ss@a.example/b@c?d@e") == "https://***@a.example/b@c?d@e");
  CHECK(without_user("//me@a.example") == "//***@a.example");
  CHECK(without_user("https://a.example/me@b") == "https://a.example/me@b");
  CHECK(without_user("https://a.example?me@b") == "https://a.example?me@b");
  CHECK(without_user("me:pass@a.example") == "***@a.example");
  CHECK(without_user("").empty());
}

TEST_CASE("what is no web address is none") {
  for (const char* text :
       {"", "a.example", "/a", "ftp://a.example/", "file:///etc/passwd", "javascript:alert(1)", "http://",
        "http://a.example:99999/", "http://a b/", "http://\xFF/", "gopher://a.example/", "data:text/html,x"}) {
    INFO(text);
    CHECK_FALSE(parse_url(text));
  }
  CHECK_FALSE(parse_url("http://a.example/" + std::string(9000, 'a')));
  CHECK_FALSE(parse_url(std::string_view("http://a.example/\0b", 19)));
}

TEST_CASE("a reference is resolved against the page that it stands in (RFC 3986, section 5.4)") {
  const std::string_view base = "http://a.example/b/c/d?q";
  CHECK(resolved(base, "g") == "http://a.example/b/c/g");
  CHECK(resolved(base, "../g") == "http://a.example/b/g");
  CHECK(resolved(base, "/g") == "http://a.example/g");
  CHECK(resolved(base, "?y") == "http://a.example/b/c/d?y");
  CHECK(resolved(base, "//g.example") == "http://g.example/");
  CHECK(resolved(base, "https://g.example/x#y") == "https://g.example/x");
  CHECK(resolved(base, "#s") == "http://a.example/b/c/d?q");
  CHECK(resolved(base, "mailto:a@b.example") == "none");
}

TEST_CASE("any text is an address or none, and the normal form of an address is itself") {
  REQUIRE(rc::check([](const std::string& text) {
    for (const std::string& one : {text, "http://" + text, "https://a.example/" + text}) {
      const auto url = parse_url(one);
      if (!url) continue;
      const auto again = parse_url(url->text);
      RC_ASSERT(again.has_value());
      RC_ASSERT(again->text == url->text);
      RC_ASSERT(again->host == url->host);
    }
  }));
}
