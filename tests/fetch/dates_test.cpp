// Dates of HTTP, feeds and sitemaps.
#include "fetch/dates.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "base/clock.h"

namespace {

using namespace thresh::fetch;

constexpr std::int64_t kNow = 1'800'000'000'000;  // 2027-01-15T08:00:00Z

std::string http(std::string_view text, std::int64_t now = kNow) {
  const auto at = read_http_date(text, now);
  return at ? thresh::base::utc_text(*at) : "none";
}
std::string mail(std::string_view text) {
  const auto at = read_mail_date(text);
  return at ? thresh::base::utc_text(*at) : "none";
}
std::string w3c(std::string_view text) {
  const auto at = read_w3c_date(text);
  return at ? thresh::base::utc_text(*at) : "none";
}

}  // namespace

TEST_CASE("RFC 9110, 5.6.7: the three forms of an HTTP-date") {
  CHECK(http("Sun, 06 Nov 1994 08:49:37 GMT") == "1994-11-06T08:49:37Z");
  CHECK(http("Sunday, 06-Nov-94 08:49:37 GMT") == "1994-11-06T08:49:37Z");
  CHECK(http("Sun Nov  6 08:49:37 1994") == "1994-11-06T08:49:37Z");
  CHECK(http("Sun Nov 16 08:49:37 1994") == "1994-11-16T08:49:37Z");
  CHECK(http(" Sat, 31 Dec 2016 23:59:60 GMT ") == "2017-01-01T00:00:00Z");
}

TEST_CASE("RFC 9110, 5.6.7: a short year is at most 50 years ahead") {
  CHECK(http("Friday, 06-Nov-76 08:49:37 GMT") == "2076-11-06T08:49:37Z");
  CHECK(http("Friday, 06-Nov-78 08:49:37 GMT") == "1978-11-06T08:49:37Z");
  CHECK(http("Sunday, 06-Nov-27 08:49:37 GMT") == "2027-11-06T08:49:37Z");
}

TEST_CASE("years after 2038 are years") { CHECK(http("Tue, 19 Jan 2038 03:14:08 GMT") == "2038-01-19T03:14:08Z"); }

TEST_CASE("what is no HTTP-date is none") {
  for (const char* text :
       {"", "120", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 994 08:49:37 GMT",
        "06 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT x", "1994-11-06",
        "Sun, 06 Nov 19945 08:49:37 GMT"}) {
    INFO(text);
    CHECK(http(text) == "none");
  }
}

TEST_CASE("RFC 822, 5: the dates of RSS") {
  CHECK(mail("Wed, 02 Oct 2002 13:00:00 GMT") == "2002-10-02T13:00:00Z");
  CHECK(mail("Wed, 02 Oct 2002 15:00:00 +0200") == "2002-10-02T13:00:00Z");
  CHECK(mail("Wed, 02 Oct 2002 08:00 EST") == "2002-10-02T13:00:00Z");
  CHECK(mail("2 October 02 06:00:00 PDT") == "2002-10-02T13:00:00Z");
  CHECK(mail("Wed, 2 Oct 2002 10:30:00 -02:30") == "2002-10-02T13:00:00Z");
  CHECK(mail("02 Oct 2002") == "none");
  CHECK(mail("Wed, 02 Oct 2002 13:00:00") == "none");
  CHECK(mail("yesterday") == "none");
}

TEST_CASE("W3C: the dates of sitemaps and of Atom") {
  CHECK(w3c("1997") == "1997-01-01T00:00:00Z");
  CHECK(w3c("1997-07") == "1997-07-01T00:00:00Z");
  CHECK(w3c("1997-07-16") == "1997-07-16T00:00:00Z");
  CHECK(w3c("1997-07-16T19:20+01:00") == "1997-07-16T18:20:00Z");
  CHECK(w3c("1997-07-16T19:20:30Z") == "1997-07-16T19:20:30Z");
  CHECK(w3c("1997-07-16T19:20:30.45+01:00") == "1997-07-16T18:20:30Z");
  CHECK(w3c("1997-07-16T19:20:30.123456789Z") == "1997-07-16T19:20:30Z");
  CHECK(w3c("1997-07-16T19:20:30+0100") == "1997-07-16T18:20:30Z");
  CHECK(w3c("1997-07-16 19:20:30") == "1997-07-16T19:20:30Z");
  for (const char* text :
       {"", "97", "1997-13", "1997-02-30", "1997-07-16T", "1997-07-16T25:00Z", "16.07.1997", "now"}) {
    INFO(text);
    CHECK(w3c(text) == "none");
  }
}

TEST_CASE("any text is a date or none, at any time") {
  REQUIRE(rc::check([](const std::string& text) {
    read_http_date(text, kNow);
    read_http_date("Sunday, 06-Nov-" + text + " 08:49:37 GMT",
                   *rc::gen::inRange<std::int64_t>(-4'000'000'000'000, kNow));
    read_mail_date(text);
    read_w3c_date(text);
  }));
}
