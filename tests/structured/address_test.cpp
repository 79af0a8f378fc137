// References of markup against the page's address (RFC 3986, section 5.4).
#include "structured/address.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"

using namespace thresh;
using structured::resolve;

TEST_CASE("References are resolved as RFC 3986, section 5.4.1 has it") {
  const std::string base = "http://a/b/c/d;p?q";
  CHECK(resolve("g:h", base) == "g:h");
  CHECK(resolve("g", base) == "http://a/b/c/g");
  CHECK(resolve("./g", base) == "http://a/b/c/g");
  CHECK(resolve("g/", base) == "http://a/b/c/g/");
  CHECK(resolve("/g", base) == "http://a/g");
  CHECK(resolve("//g", base) == "http://g");
  CHECK(resolve("?y", base) == "http://a/b/c/d;p?y");
  CHECK(resolve("g?y#s", base) == "http://a/b/c/g?y#s");
  CHECK(resolve("#s", base) == "http://a/b/c/d;p?q#s");
  CHECK(resolve("", base) == base);
  CHECK(resolve("..", base) == "http://a/b/");
  CHECK(resolve("../../g", base) == "http://a/g");
  CHECK(resolve("../../../g", base) == "http://a/g");
  CHECK(resolve(" g ", "http://a") == "http://a/g");
}

TEST_CASE("Without a base a reference stays as it is") { CHECK(resolve("g", "") == "g"); }

TEST_CASE("A page's base is its first <base href>, resolved against its own address") {
  const auto page = tests::ExtractPage::html("<base target=x><base href=/b/><base href=/c/>");
  CHECK(structured::base_address(page.document(), "http://a/x") == "http://a/b/");
  CHECK(structured::base_address(tests::ExtractPage::html("<p>").document(), "http://a/x") == "http://a/x");
}

TEST_CASE("An address and nothing else, and what two addresses of one page share") {
  CHECK(structured::is_web_address("https://a.example/x"));
  CHECK(structured::is_web_address("www.a.example"));
  CHECK_FALSE(structured::is_web_address("Ann Lee"));
  CHECK_FALSE(structured::is_web_address("https://a.example/x and more"));
  CHECK(structured::bare_address("https://www.a.example/x/?y#z") == "a.example/x");
  CHECK(structured::bare_address("http://a.example/x") == "a.example/x");
}
