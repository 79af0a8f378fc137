#include "record/page_address.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <map>
#include <vector>

#include "record/identity.h"

namespace thresh::record {
namespace {

const std::string kPage = "https://example.org/questions/12?page=2&sort=new";

TEST_CASE("addresses of one page have one form, and one id") {
  for (const char* url : {
           "http://example.org/questions/12?page=2&sort=new",
           "https://www.example.org/questions/12?page=2&sort=new",
           "HTTPS://WWW.Example.ORG/questions/12?page=2&sort=new",
           "https://example.org./questions/12?page=2&sort=new",
           "https://example.org:443/questions/12?page=2&sort=new",
           "http://example.org:80/questions/12?page=2&sort=new",
           "https://example.org/questions/12/?page=2&sort=new",
           "https://example.org/questions/12?page=2&sort=new#answer-3",
           "https://example.org/questions/12?page=2&sort=new#:~:text=tea",
           "https://example.org/questions/12?sort=new&page=2",
           "https://example.org/questions/12?page=2&&sort=new&",
           "https://example.org/questions/12?utm_source=x&page=2&utm_medium=mail&sort=new",
           "https://example.org/questions/12?page=2&sort=new&fbclid=IwAR0&gclid=a",
           "https://example.org/questions/12;jsessionid=0A1B2C?page=2&sort=new",
           "https://example.org/questions/12?PHPSESSID=9f2c&page=2&sort=new",
           "https://example.org/%71uestions/12?page=%32&sort=new",
       }) {
    INFO(url);
    CHECK(page_address(url) == kPage);
    CHECK(record_id("qa", url, "", "") == record_id("qa", kPage, "", ""));
  }
  CHECK(page_address("https://example.org/") == "https://example.org");
  CHECK(page_address("https://example.org/?") == "https://example.org");
  CHECK(page_address("https://example.org/a b/\u00E9%c3%a9") == "https://example.org/a%20b/%C3%A9%C3%A9");
}

TEST_CASE("different pages never share a form or an id") {
  const char* const urls[] = {
      "https://example.org/questions/12?page=2&sort=new",
      "https://example.org/questions/12?page=3&sort=new",
      "https://example.org/questions/12?page=2",
      "https://example.org/questions/12",
      "https://example.org/questions/1/2",
      "https://example.org/Questions/12",
      "https://example.org/questions/12?Page=2",
      "https://example.org/questions/12?id=1&id=2",
      "https://example.org/questions/12?id=2&id=1",
      "https://example.org/questions?12",
      "https://example.org/questions?a&b",
      "https://example.org/questions?b&a",
      "https://example.org/questions?q=a%26b",
      "https://example.org/questions?q=a&b",
      "https://example.org/a%2Fb",
      "https://example.org/a/b",
      "https://example.org/?ref=main",
      "https://example.org/?ref=dev",
      "https://example.org/#!/questions/12",
      "https://example.org/#!/questions/13",
      "https://example.org/#/questions/12",
      "https://m.example.org/",
      "https://example.com/",
      "https://example.org:8080/",
      "https://wwwexample.org/",
      "https://www.com/",
      "https://com/",
      "https://example.org/utm_source=x",
      "mailto:a@example.org",
      "urn:isbn:12",
  };
  std::map<std::string, std::string> seen;
  for (const char* url : urls) {
    INFO(url << " and " << seen[page_address(url)]);
    CHECK(seen[page_address(url)].empty());
    seen[page_address(url)] = url;
  }
}

TEST_CASE("the form of a form is the form itself") {
  REQUIRE(rc::check([] {
    const auto piece = rc::gen::element<std::string>("http://", "https://", "www.", "a.", "b", ".", ":80", ":443", ":",
                                                     "/", "//", "?", "&", "#", "!", "=", "%", "%4", "1", "%41", "%2f",
                                                     "utm_x=1", "a=1", ";jsessionid=1", "\u00E9", " ", "@", "WWW.");
    const auto pieces = *rc::gen::container<std::vector<std::string>>(piece);
    std::string url = *rc::gen::element<std::string>("http://", "https://www.", "https://a.b/", "https://a.b/?");
    for (const std::string& one : pieces) url += one;
    const std::string form = page_address(url);
    RC_ASSERT(page_address(form) == form);
  }));
}

TEST_CASE("any bytes have a form") {
  REQUIRE(rc::check([](const std::string& bytes) { page_address("https://" + bytes); }));
}

}  // namespace
}  // namespace thresh::record
