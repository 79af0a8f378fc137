// What the answer to a request for robots.txt means (RFC 9309, section 2.3.1) and how long it is kept (section 2.4).
#include "fetch/robots_policy.h"

#include <catch2/catch.hpp>

#include "base/fake_clock.h"

namespace {

using namespace thresh::fetch;

constexpr std::string_view kBody = "User-agent: *\nCrawl-delay: 3\nDisallow: /private\n";
const Url kPage = *parse_url("https://forum.example/private/1");
const Url kOther = *parse_url("https://forum.example/public/1");

RobotsPolicy after(Ending ending, int status) { return RobotsPolicy::of({ending, status}, kBody); }

}  // namespace

TEST_CASE("2.3.1.1: a file that came is read") {
  const RobotsPolicy policy = after(Ending::kAnswered, 200);
  const RobotsVerdict refused = policy.ask("bot", kPage);
  CHECK_FALSE(refused.allowed);
  CHECK(refused.reason == RobotsReason::kRule);
  CHECK(refused.line == 3);
  CHECK(refused.rule == "/private");
  CHECK(policy.ask("bot", kOther).allowed);
  CHECK(policy.ask("bot", kOther).reason == RobotsReason::kNoRule);
  CHECK(policy.crawl_delay("bot") == 3'000);
}

TEST_CASE("2.5: a file that is too long is read as far as it came") {
  CHECK_FALSE(after(Ending::kTooLarge, 200).ask("bot", kPage).allowed);
  CHECK(after(Ending::kTooLarge, 200).ask("bot", kOther).allowed);
}

TEST_CASE("2.3.1.4: a file that broke off allows nothing, since the rest of its rules is not known") {
  CHECK_FALSE(after(Ending::kTruncated, 200).ask("bot", kOther).allowed);
  CHECK(after(Ending::kTruncated, 200).ask("bot", kOther).reason == RobotsReason::kUnreachable);
  CHECK(after(Ending::kTruncated, 404).ask("bot", kOther).allowed);
}

TEST_CASE("2.3.1.2, 2.3.1.3: no file, or too many redirects, allows everything") {
  for (const int status : {400, 401, 403, 404, 410, 451, 301, 304}) {
    INFO(status);
    CHECK(after(Ending::kAnswered, status).ask("bot", kPage).allowed);
    CHECK(after(Ending::kAnswered, status).ask("bot", kPage).reason == RobotsReason::kUnavailable);
  }
  CHECK(RobotsPolicy::unavailable().ask("bot", kPage).allowed);
  CHECK(RobotsPolicy::kMostRedirects == 5);
}

TEST_CASE("2.3.1.4: a server that cannot answer allows nothing") {
  for (const int status : {429, 500, 502, 503, 504, 599, 0, 100, 600}) {
    INFO(status);
    CHECK_FALSE(after(Ending::kAnswered, status).ask("bot", kOther).allowed);
    CHECK(after(Ending::kAnswered, status).ask("bot", kOther).reason == RobotsReason::kUnreachable);
  }
  for (const Ending ending : {Ending::kConnectFailed, Ending::kTimedOut, Ending::kTlsFailed, Ending::kRefused,
                              Ending::kBadAnswer, Ending::kNotAsked}) {
    CHECK_FALSE(after(ending, 0).ask("bot", kOther).allowed);
  }
  CHECK_FALSE(after(Ending::kTruncated, 503).ask("bot", kOther).allowed);
}

TEST_CASE("2.4: a file is kept for a day at most, and by the steady clock") {
  thresh::base::FakeClock clock;
  RobotsCache cache;
  CHECK(cache.find(kPage, clock.steady) == nullptr);
  cache.keep(kPage, after(Ending::kAnswered, 200), clock.steady);
  clock.utc += 100 * RobotsCache::kKept;  // the time of day jumps: nothing happens
  CHECK(cache.find(kOther, clock.steady) != nullptr);
  clock.pass(RobotsCache::kKept - 1);
  CHECK(cache.find(kOther, clock.steady) != nullptr);
  clock.pass(1);
  CHECK(cache.find(kOther, clock.steady) == nullptr);
}

TEST_CASE("a server that was down is asked again sooner") {
  RobotsCache cache;
  cache.keep(kPage, after(Ending::kTimedOut, 0), 0);
  CHECK_FALSE(cache.find(kPage, RobotsCache::kUnreachableKept - 1)->is_reachable());
  CHECK(cache.find(kPage, RobotsCache::kUnreachableKept) == nullptr);
}

TEST_CASE("2.3: each scheme, host and port has a file of its own") {
  RobotsCache cache;
  cache.keep(kPage, after(Ending::kAnswered, 200), 0);
  CHECK(cache.find(*parse_url("https://forum.example:443/a"), 0) != nullptr);
  for (const char* other : {"http://forum.example/", "https://www.forum.example/", "https://forum.example:8443/"}) {
    CHECK(cache.find(*parse_url(other), 0) == nullptr);
  }
  CHECK(RobotsCache::address(*parse_url("http://a.example:8080/b?c")) == "http://a.example:8080/robots.txt");
}

TEST_CASE("reasons have names") {
  CHECK(name(RobotsReason::kRule) == "rule");
  CHECK(name(RobotsReason::kNoRule) == "no_rule");
  CHECK(name(RobotsReason::kUnavailable) == "unavailable");
  CHECK(name(RobotsReason::kUnreachable) == "unreachable");
}
