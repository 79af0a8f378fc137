// URLs: the examples of RFC 3986, section 5.4, and what pages write.
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "normalize/normalize.h"

namespace thresh::normalize {

TEST_CASE("References are resolved as RFC 3986, section 5.4, shows") {
  const std::string base = "http://a/b/c/d;p?q";
  const std::vector<std::pair<std::string, std::string>> cases = {
      // section 5.4.1, normal examples
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g/"},  // the empty path is "/" in its normal form, section 6.2.3
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"g;x?y#s", "http://a/b/c/g;x?y#s"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
      // section 5.4.2, abnormal examples
      {"../../../g", "http://a/g"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
  };
  for (const auto& [reference, expected] : cases) {
    INFO(reference);
    CHECK(url(reference, base) == expected);
  }
}

TEST_CASE("What comes of an address is in its normal form already") {
  for (const char* text : {"HTTPS://a.example:443/%7e/../b?utm_x=1&c=%2f#:~:text=x", "http://a.example/%2e%2E/x",
                           "https://a.example", "mailto:a@b.example", "/x/%C3%A9?y"}) {
    INFO(text);
    const auto once = url(text, "https://site.example/a/b");
    REQUIRE(once);
    CHECK(url(*once, "") == once);
  }
}

TEST_CASE("Scheme and host become lower case, the rest stays (RFC 3986, section 6.2.2.1)") {
  CHECK(url("HTTPS://User@Example.COM:8443/Path?Q#F", "") == "https://User@example.com:8443/Path?Q#F");
  CHECK(url("//Example.com/a", "https://x.org/") == "https://example.com/a");
}

TEST_CASE("A relative reference without a base is no address") {
  for (const char* text : {"/questions/12", "x.html", "#", "?page=2", "//example.com/a"}) {
    INFO(text);
    CHECK_FALSE(url(text, ""));
    CHECK_FALSE(url(text, "not a base"));
    CHECK(url(text, "https://example.com/q"));
  }
}

TEST_CASE("What is no address gives nothing") {
  for (const char* text :
       {"", "  ", "two words", "a\tb", "javascript:void(0)", "JavaScript:alert(1)", "data:text/html,x", "about:blank",
        "vbscript:x", "http://", "https:///path", "http:/example.com", "<a>", "a\u00A0b"}) {
    INFO(text);
    CHECK_FALSE(url(text, "https://example.com/"));
  }
  CHECK_FALSE(url(std::string(10'000, 'a'), ""));
}

TEST_CASE("Addresses that are not of the web are kept") {
  CHECK(url("mailto:jane@example.com", "https://example.com/") == "mailto:jane@example.com");
  CHECK(url("tel:+1-555-0100", "") == "tel:+1-555-0100");
}

TEST_CASE("A base without a path gets one") {
  CHECK(url("g", "https://example.com") == "https://example.com/g");
  CHECK(url("?q", "https://example.com") == "https://example.com/?q");
}

}  // namespace thresh::normalize
