// The loop that fetches, on a scripted network and a clock that only moves when it is waited for.
#include "fetch/fetcher.h"

#include <catch2/catch.hpp>
#include <set>

#include "fetch/fake_transport.h"

namespace thresh::fetch {
namespace {

struct Sink final : FetchSink {
  std::vector<Fetched> pages;
  std::vector<std::string> exchanges;
  std::function<void(const Fetched&)> then = [](const Fetched&) {};
  std::function<bool()> ending = [] { return false; };

  void on_exchange(const Exchange& exchange, const PageRequest*) override { exchanges.push_back(exchange.url); }
  std::string wall(const Exchange& exchange) override {
    return exchange.body.find("captcha") != std::string::npos ? "captcha" : "";
  }
  void on_page(Fetched&& page) override {
    pages.push_back(std::move(page));
    then(pages.back());
  }
  bool ends() override { return ending(); }

  const Fetched& of(std::string_view url) const {
    for (const Fetched& page : pages) {
      if (page.url == url) return page;
    }
    FAIL("no page " << url);
    return pages.front();
  }
};

// A network with robots.txt files that allow everything, and a fetcher on it.
struct World {
  base::FakeClock clock;
  FakeTransport network{clock};
  Sink sink;
  FetchOptions options = {.agent = "thresh-test", .politeness = {}};

  World() { options.politeness.delay = 1000; }

  void page(const std::string& url, FakeAnswer answer = {}) { network.answers[url].push_back(std::move(answer)); }
  void robots(const std::string& origin, FakeAnswer answer = {.body = "User-agent: *\nDisallow: /private\n"}) {
    page(origin + "/robots.txt", std::move(answer));
  }
  void redirect(const std::string& from, const std::string& to, std::string fields = {}) {
    page(from, {.fate = Fate::kRedirect, .status = 302, .body = {}, .fields = "Location: " + to + "\r\n" + fields});
  }
  std::vector<std::string> asked() const {
    std::vector<std::string> urls;
    for (const auto& one : network.asked) urls.push_back(one.url);
    return urls;
  }
  void fetch(const std::vector<std::string>& urls) {
    Fetcher fetcher(network, clock, options, sink);
    for (const std::string& url : urls) fetcher.add({.url = url});
    fetcher.run();
  }
};

TEST_CASE("robots.txt is asked for before the first page of an origin, and once") {
  World world;
  world.robots("http://a.example");
  world.page("http://a.example/1");
  world.page("http://a.example/2");
  world.fetch({"http://a.example/1", "http://a.example/2"});
  CHECK(world.asked() ==
        std::vector<std::string>{"http://a.example/robots.txt", "http://a.example/1", "http://a.example/2"});
  CHECK(world.sink.of("http://a.example/2").fate == Fate::kOk);
  CHECK(world.sink.of("http://a.example/2").robots == "no rule");
}

TEST_CASE("A page that robots.txt forbids is not asked for, and the line that says so is told") {
  World world;
  world.robots("http://a.example");
  world.fetch({"http://a.example/private/1"});
  const Fetched& page = world.sink.of("http://a.example/private/1");
  CHECK(page.fate == Fate::kRefusedRobots);
  CHECK(page.robots == "line 2, Disallow: /private");
  CHECK(world.asked().size() == 1);
}

TEST_CASE("What robots.txt answers decides (RFC 9309, section 2.3.1)") {
  const auto fate_with = [](const FakeAnswer& answer) {
    World world;
    world.options.politeness.retry.retries = 0;
    world.robots("http://a.example", answer);
    world.page("http://a.example/1");
    world.fetch({"http://a.example/1"});
    return world.sink.of("http://a.example/1").fate;
  };
  CHECK(fate_with({.fate = Fate::kHttpError, .status = 404}) == Fate::kOk);
  CHECK(fate_with({.fate = Fate::kHttpError, .status = 403}) == Fate::kOk);
  CHECK(fate_with({.fate = Fate::kHttpError, .status = 429}) == Fate::kRefusedRobots);
  CHECK(fate_with({.fate = Fate::kHttpError, .status = 503}) == Fate::kRefusedRobots);
  CHECK(fate_with({.fate = Fate::kTimeOut}) == Fate::kTimeOut);
  CHECK(fate_with({.fate = Fate::kDns}) == Fate::kDns);
  CHECK(fate_with({.fate = Fate::kRefusedAddress}) == Fate::kRefusedAddress);
}

TEST_CASE("Pages of an origin wait for a robots.txt that is asked for on another host") {
  World world;
  world.redirect("http://a.example/robots.txt", "http://b.example/robots.txt");
  world.page("http://b.example/robots.txt", {.body = "User-agent: *\nDisallow: /no\n", .takes = 5000});
  world.page("http://a.example/1");
  world.page("http://a.example/2");
  world.fetch({"http://a.example/1", "http://a.example/no", "http://a.example/2"});
  CHECK(world.sink.of("http://a.example/no").fate == Fate::kRefusedRobots);
  CHECK(world.sink.of("http://a.example/1").fate == Fate::kOk);
  CHECK(world.asked() == std::vector<std::string>{"http://a.example/robots.txt", "http://b.example/robots.txt",
                                                  "http://a.example/1", "http://a.example/2"});
}

TEST_CASE("More than five redirects of a robots.txt count as none (RFC 9309, section 2.3.1.2)") {
  World world;
  for (int n = 0; n < 8; ++n) {
    world.redirect("http://a.example/" + (n == 0 ? std::string("robots.txt") : "r" + std::to_string(n)),
                   "/r" + std::to_string(n + 1));
  }
  world.page("http://a.example/1");
  world.fetch({"http://a.example/1"});
  CHECK(world.sink.of("http://a.example/1").fate == Fate::kOk);
  CHECK(world.sink.of("http://a.example/1").robots == "unavailable");
  CHECK(world.asked().size() == 7);  // robots.txt, five more, the page
}

TEST_CASE("A host has one request at a time, and the gap between two is kept") {
  World world;
  world.robots("http://a.example");
  std::vector<std::string> urls;
  for (int n = 0; n < 5; ++n) {
    urls.push_back("http://a.example/" + std::to_string(n));
    world.page(urls.back(), {.takes = 300});
  }
  world.fetch(urls);
  CHECK(world.network.most_at_once == 1);
  for (std::size_t n = 1; n < world.network.asked.size(); ++n) {
    CHECK(world.network.asked[n].began - world.network.asked[n - 1].ended >= 1000);
  }
}

TEST_CASE("A Crawl-delay that is longer than ours counts") {
  World world;
  world.robots("http://a.example", {.body = "User-agent: *\nCrawl-delay: 7\n"});
  world.page("http://a.example/1");
  world.page("http://a.example/2");
  world.fetch({"http://a.example/1", "http://a.example/2"});
  CHECK(world.network.asked[2].began - world.network.asked[1].ended >= 7000);
}

TEST_CASE("Redirects are followed, and the hops are told") {
  World world;
  world.robots("http://a.example");
  world.robots("http://b.example");
  world.redirect("http://a.example/1", "http://b.example/2");
  world.redirect("http://b.example/2", "3");
  world.page("http://b.example/3");
  world.fetch({"http://a.example/1"});
  const Fetched& page = world.sink.of("http://a.example/1");
  CHECK(page.fate == Fate::kOk);
  CHECK(page.final_url == "http://b.example/3");
  REQUIRE(page.hops.size() == 2);
  CHECK(page.hops[1].url == "http://b.example/2");
}

TEST_CASE("A redirect to where robots.txt forbids is not followed") {
  World world;
  world.robots("http://a.example");
  world.robots("http://b.example");
  world.redirect("http://a.example/1", "http://b.example/private");
  world.fetch({"http://a.example/1"});
  CHECK(world.sink.of("http://a.example/1").fate == Fate::kRefusedRobots);
  CHECK(world.asked().back() == "http://b.example/robots.txt");
}

TEST_CASE("A loop of redirects is told as one") {
  World world;
  world.robots("http://a.example");
  world.redirect("http://a.example/1", "/2");
  world.redirect("http://a.example/2", "/1");
  world.fetch({"http://a.example/1"});
  CHECK(world.sink.of("http://a.example/1").fate == Fate::kRedirectLoop);
}

TEST_CASE("A page may send back to itself with a cookie") {
  World world;
  world.robots("http://a.example");
  world.redirect("http://a.example/1", "/1", "Set-Cookie: seen=1\r\n");
  world.page("http://a.example/1");
  world.fetch({"http://a.example/1"});
  CHECK(world.sink.of("http://a.example/1").fate == Fate::kOk);
}

TEST_CASE("Ten redirects are followed, and no more") {
  for (const int hops : {10, 11}) {
    World world;
    world.robots("http://a.example");
    for (int n = 0; n < hops; ++n) {
      world.redirect("http://a.example/" + std::to_string(n), "/" + std::to_string(n + 1));
    }
    world.page("http://a.example/" + std::to_string(hops));
    world.fetch({"http://a.example/0"});
    CHECK(world.sink.of("http://a.example/0").fate == (hops == 10 ? Fate::kOk : Fate::kTooManyRedirects));
  }
}

TEST_CASE("A redirect to an address that is not public, or to no web address, ends there") {
  const auto fate_of = [](const std::string& target) {
    World world;
    world.robots("http://a.example");
    world.redirect("http://a.example/1", target);
    world.fetch({"http://a.example/1"});
    CHECK(world.asked().size() == 2);
    return world.sink.of("http://a.example/1").fate;
  };
  CHECK(fate_of("http://127.0.0.1/") == Fate::kRefusedAddress);
  CHECK(fate_of("http://0x7f.1/") == Fate::kRefusedAddress);
  CHECK(fate_of("http://2130706433/") == Fate::kRefusedAddress);
  CHECK(fate_of("http://[::1]/") == Fate::kRefusedAddress);
  CHECK(fate_of("http://169.254.169.254/latest/meta-data/") == Fate::kRefusedAddress);
  CHECK(fate_of("file:///etc/passwd") == Fate::kRefusedUrl);
  CHECK(fate_of("gopher://a.example/") == Fate::kRefusedUrl);
  CHECK(fate_of("http://user:word@a.example/") == Fate::kRefusedUrl);
}

TEST_CASE("What may pass is tried again, what does not is not") {
  const auto requests_after = [](FakeAnswer answer) {
    World world;
    world.robots("http://a.example");
    world.page("http://a.example/1", std::move(answer));
    world.page("http://a.example/1");
    world.fetch({"http://a.example/1"});
    return world.asked().size() - 1;
  };
  CHECK(requests_after({.fate = Fate::kConnect}) == 2);
  CHECK(requests_after({.fate = Fate::kDns}) == 2);  // name servers flap
  CHECK(requests_after({.fate = Fate::kTruncated}) == 2);
  CHECK(requests_after({.fate = Fate::kTooSlow}) == 2);
  CHECK(requests_after({.fate = Fate::kHttpError, .status = 503}) == 2);
  CHECK(requests_after({.fate = Fate::kHttpError, .status = 404}) == 1);
  CHECK(requests_after({.fate = Fate::kHttpError, .status = 410}) == 1);
  CHECK(requests_after({.fate = Fate::kTls}) == 1);
  CHECK(requests_after({.fate = Fate::kTooLarge}) == 1);
  CHECK(requests_after({.fate = Fate::kBadCoding}) == 1);
}

TEST_CASE("Retry-After is waited for") {
  World world;
  world.robots("http://a.example");
  world.page("http://a.example/1", {.fate = Fate::kHttpError, .status = 503, .fields = "Retry-After: 120\r\n"});
  world.page("http://a.example/1");
  world.fetch({"http://a.example/1"});
  CHECK(world.sink.of("http://a.example/1").fate == Fate::kOk);
  CHECK(world.sink.of("http://a.example/1").tries == 2);
  CHECK(world.network.asked[2].began - world.network.asked[1].ended >= 120'000);
}

TEST_CASE("A storm of 429 is met with at most six requests a minute, and then given up") {
  World world;
  world.options.politeness.delay = 0;
  world.robots("http://a.example");
  std::vector<std::string> urls;
  for (int n = 0; n < 40; ++n) {
    urls.push_back("http://a.example/" + std::to_string(n));
    world.page(urls.back(), {.fate = Fate::kHttpError, .status = 429});
  }
  world.fetch(urls);
  CHECK(world.sink.pages.size() == 40);
  const auto& asked = world.network.asked;
  for (std::size_t n = 1; n + 6 < asked.size(); ++n) CHECK(asked[n + 6].began - asked[n].began >= 60'000);
  CHECK(world.sink.pages.back().fate == Fate::kGivenUp);
}

TEST_CASE("A wall is told as one and not asked for again") {
  World world;
  world.robots("http://a.example");
  world.page("http://a.example/1", {.body = "captcha"});
  world.page("http://a.example/2", {.fate = Fate::kHttpError, .status = 503, .body = "captcha"});
  world.fetch({"http://a.example/1", "http://a.example/2"});
  CHECK(world.sink.of("http://a.example/1").fate == Fate::kBlocked);
  CHECK(world.sink.of("http://a.example/2").fate == Fate::kBlocked);
  CHECK(world.asked().size() == 3);
}

TEST_CASE("Pages that are added on the way are fetched too") {
  World world;
  world.robots("http://a.example");
  world.page("http://a.example/1");
  world.page("http://a.example/2");
  Fetcher fetcher(world.network, world.clock, world.options, world.sink);
  world.sink.then = [&](const Fetched& page) {
    if (page.url == "http://a.example/1") fetcher.add({.url = "http://a.example/2", .tag = 7});
  };
  fetcher.add({.url = "http://a.example/1"});
  fetcher.run();
  CHECK(world.sink.of("http://a.example/2").tag == 7);
  CHECK(world.sink.of("http://a.example/2").index == 1);
}

TEST_CASE("A run that ends leaves no page without a fate") {
  World world;
  world.robots("http://a.example");
  world.page("http://a.example/1");
  world.page("http://a.example/2");
  world.sink.ending = [&] { return world.sink.pages.size() == 1; };
  world.fetch({"http://a.example/1", "http://a.example/2", "http://a.example/3"});
  REQUIRE(world.sink.pages.size() == 3);
  CHECK(world.sink.of("http://a.example/1").fate == Fate::kOk);
  CHECK(world.sink.of("http://a.example/3").fate == Fate::kInterrupted);
}

TEST_CASE("Addresses that are none are told, and the others fetched") {
  World world;
  world.robots("http://a.example");
  world.page("http://a.example/1");
  world.fetch({"nonsense", "ftp://a.example/", "http://10.0.0.1/", "http://a.example/1"});
  CHECK(world.sink.of("nonsense").fate == Fate::kRefusedUrl);
  CHECK(world.sink.of("ftp://a.example/").fate == Fate::kRefusedUrl);
  CHECK(world.sink.of("http://10.0.0.1/").fate == Fate::kRefusedAddress);
  CHECK(world.sink.of("http://a.example/1").fate == Fate::kOk);
}

TEST_CASE("A clock that is set does not change what is waited for") {
  World world;
  world.robots("http://a.example");
  world.page("http://a.example/1");
  world.page("http://a.example/2");
  world.sink.then = [&](const Fetched&) { world.clock.utc -= 86'400'000; };
  world.fetch({"http://a.example/1", "http://a.example/2"});
  const std::int64_t gap = world.network.asked[2].began - world.network.asked[1].ended;
  CHECK(gap >= 1000);
  CHECK(gap < 1100);
}

TEST_CASE("What is known of a page is sent along") {
  World world;
  world.robots("http://a.example");
  world.page("http://a.example/1", {.fate = Fate::kNotModified, .status = 304});
  Fetcher fetcher(world.network, world.clock, world.options, world.sink);
  fetcher.add({.url = "http://a.example/1", .etag = "\"x\""});
  fetcher.run();
  CHECK(world.sink.of("http://a.example/1").fate == Fate::kNotModified);
  CHECK(world.network.asked[0].etag.empty());  // robots.txt
  CHECK(world.network.asked[1].etag == "\"x\"");
}

TEST_CASE("The charset of a Content-Type") {
  CHECK(charset_of("text/html; charset=utf-8") == "utf-8");
  CHECK(charset_of("text/html;a=b; Charset=\"windows-1252\" ; x") == "windows-1252");
  CHECK(charset_of("text/html").empty());
  CHECK(charset_of("").empty());
}

TEST_CASE("A host that stalls slows no other: their pages are done as early as without it") {
  // When the last page of the five other hosts was done, on the clock of the script, and whether the host that stalls
  // was still waited for.
  struct Ended {
    std::int64_t at = 0;
    std::size_t pages = 0;
    bool stalled_pending = true;
  };
  const auto fetch_with = [](bool stalls) {
    World world;
    std::vector<std::string> urls;
    if (stalls) {
      world.robots("http://stalled.test");
      for (int n = 0; n < 3; ++n) {
        urls.push_back("http://stalled.test/" + std::to_string(n));
        world.page(urls.back(), {.fate = Fate::kTimeOut, .takes = 60'000});
      }
    }
    for (int host = 0; host < 5; ++host) {
      const std::string origin = "http://h" + std::to_string(host) + "-example.test";
      world.robots(origin);
      for (int n = 0; n < 20; ++n) {
        urls.push_back(origin + '/' + std::to_string(n));
        world.page(urls.back(), {.takes = 50});
      }
    }
    Ended ended;
    world.options.politeness.retry.retries = 0;
    world.sink.then = [&](const Fetched& page) {
      if (page.fate != Fate::kOk) {
        ended.stalled_pending = ended.stalled_pending && ended.pages == 100;
        return;
      }
      ++ended.pages;
      ended.at = world.clock.steady;
    };
    world.fetch(urls);
    return ended;
  };
  const Ended alone = fetch_with(false), beside = fetch_with(true);
  CHECK(alone.pages == 100);
  CHECK(beside.pages == 100);
  CHECK(beside.stalled_pending);
  CHECK(beside.at == alone.at);
}

TEST_CASE("A success that brings no whole page is none") {
  World world;
  world.robots("http://a.example");
  world.page("http://a.example/202", {.status = 202, .body = "come back later"});
  world.page("http://a.example/204", {.status = 204, .body = {}});
  world.page("http://a.example/206", {.status = 206, .body = "<p>a", .fields = "Content-Range: bytes 0-3/700\r\n"});
  world.page("http://a.example/206x", {.status = 206, .body = "<p>a"});
  world.page("http://a.example/206w", {.status = 206, .body = "<p>a", .fields = "Content-Range: bytes 0-3/4\r\n"});
  world.fetch({"http://a.example/202", "http://a.example/204", "http://a.example/206", "http://a.example/206x",
               "http://a.example/206w"});
  for (const char* refused : {"202", "204", "206", "206x"}) {
    CAPTURE(refused);
    CHECK(world.sink.of("http://a.example/" + std::string(refused)).fate == Fate::kBadResponse);
  }
  CHECK(world.sink.of("http://a.example/206w").fate == Fate::kOk);
}

TEST_CASE("304 to a request that set no condition is no page and no news") {
  World world;
  world.robots("http://a.example");
  world.page("http://a.example/1", {.fate = Fate::kNotModified, .status = 304, .body = {}});
  Fetcher fetcher(world.network, world.clock, world.options, world.sink);
  fetcher.add({.url = "http://a.example/1"});
  fetcher.run();
  CHECK(world.sink.of("http://a.example/1").fate == Fate::kBadResponse);
  fetcher.add({.url = "http://a.example/1", .etag = "\"1\""});
  fetcher.run();
  CHECK(world.sink.pages.back().fate == Fate::kNotModified);
}

TEST_CASE("A condition is sent to the address alone that its validators are of") {
  World world;
  world.robots("http://a.example");
  world.robots("http://b.example");
  world.redirect("http://a.example/moved", "http://b.example/new");
  world.page("http://b.example/new");
  Fetcher fetcher(world.network, world.clock, world.options, world.sink);
  const auto etags_of = [&](PageRequest request) {
    world.network.asked.clear();
    fetcher.add(std::move(request));
    fetcher.run();
    std::vector<std::string> etags;
    for (const auto& asked : world.network.asked) {
      if (!asked.url.ends_with("robots.txt")) etags.push_back(asked.etag);
    }
    return etags;
  };
  using Etags = std::vector<std::string>;
  CHECK(etags_of({.url = "http://a.example/moved", .etag = "\"1\""}) == Etags{"\"1\"", ""});
  CHECK(world.sink.pages.back().fate == Fate::kOk);
  CHECK(etags_of({.url = "http://a.example/moved", .etag = "\"1\"", .validators_of = "http://b.example/new"}) ==
        Etags{"", "\"1\""});
  CHECK(etags_of({.url = "http://b.example/new", .etag = "\"1\"", .validators_of = "http://b.example/old"}) ==
        Etags{""});
}

TEST_CASE("A redirect's target that answers 304 without having been asked for a condition is no page") {
  World world;
  world.robots("http://a.example");
  world.redirect("http://a.example/moved", "http://a.example/new");
  world.page("http://a.example/new", {.fate = Fate::kNotModified, .status = 304, .body = {}});
  Fetcher fetcher(world.network, world.clock, world.options, world.sink);
  fetcher.add({.url = "http://a.example/moved", .etag = "\"1\""});
  fetcher.run();
  CHECK(world.sink.pages.back().fate == Fate::kBadResponse);
}

TEST_CASE("A user name in an address is refused for what it is, and is not told") {
  World world;
  world.robots("http://a.example");
  world.redirect("http://a.example/1", "http://me:pass@a.example/2");
  world.fetch({"http://me:pass@a.example/", "http://a.example/1"});
  REQUIRE(world.sink.pages.size() == 2);
  for (const Fetched& page : world.sink.pages) {
    CHECK(page.fate == Fate::kRefusedUrl);
    CHECK((page.url + page.message).find("pass@") == std::string::npos);
  }
  CHECK(world.sink.pages[0].url == "http://***@a.example/");
}

TEST_CASE("Only the origins that the user named are trusted with secrets") {
  World world;
  world.robots("http://a.example");
  world.robots("http://b.example");
  world.robots("https://a.example");
  world.redirect("http://a.example/1", "http://b.example/1");
  world.redirect("http://a.example/2", "https://a.example/2");
  Fetcher fetcher(world.network, world.clock, world.options, world.sink);
  fetcher.trust("http://a.example/1");
  fetcher.add({.url = "http://a.example/1"});
  fetcher.add({.url = "http://a.example/2"});
  fetcher.run();
  std::set<std::string> trusted, others;
  for (const auto& one : world.network.asked) (one.trusted ? trusted : others).insert(one.url);
  CHECK(trusted == std::set<std::string>{"http://a.example/1", "http://a.example/2", "http://a.example/robots.txt",
                                         "https://a.example/2", "https://a.example/robots.txt"});
  CHECK(others == std::set<std::string>{"http://b.example/1", "http://b.example/robots.txt"});
}

}  // namespace
}  // namespace thresh::fetch
