// What one politeness is for.
#include "fetch/host_key.h"

#include <catch2/catch.hpp>

namespace {

std::string key(std::string_view text) { return thresh::fetch::host_key(*thresh::fetch::parse_url(text)); }

}  // namespace

TEST_CASE("the hosts of one owner share a key") {
  CHECK(key("https://www.forum.com/") == "forum.com");
  CHECK(key("http://forum.com:8080/") == "forum.com");
  CHECK(key("https://a.b.c.forum.co.uk/") == "forum.co.uk");
  CHECK(key("https://WWW.Forum.COM./") == "forum.com");
}

TEST_CASE("under a public suffix of a private owner each name is an owner") {
  CHECK(key("https://ana.github.io/") == "ana.github.io");
  CHECK(key("https://x.ana.github.io/") == "ana.github.io");
  CHECK(key("https://ana.blogspot.com/") != key("https://ben.blogspot.com/"));
}

TEST_CASE("a host without a registrable domain is its own key") {
  CHECK(key("http://localhost:8080/") == "localhost");
  CHECK(key("http://intranet/") == "intranet");
  CHECK(key("http://co.uk/") == "co.uk");
  CHECK(key("http://github.io/") == "github.io");
}

TEST_CASE("an address keeps its port") {
  CHECK(key("http://127.0.0.1:8080/") == "127.0.0.1:8080");
  CHECK(key("http://0x7f.1/") == "127.0.0.1:80");
  CHECK(key("https://[2001:DB8::1]/") == "[2001:db8::1]:443");
}

TEST_CASE("a name beyond ASCII has the key of its ASCII form") {
  CHECK(key("https://www.bücher.de/") == "xn--bcher-kva.de");
  CHECK(key("https://www.xn--bcher-kva.de/") == "xn--bcher-kva.de");
  CHECK(key("https://www.食狮.公司.cn/") == "xn--85x722f.xn--55qx5d.cn");
}
