// Turns and gaps: single rules, then whole runs against simulated servers that keep a log.
#include "fetch/politeness.h"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "base/fake_clock.h"

namespace {

using namespace thresh::fetch;
using thresh::base::FakeClock;
using Kind = HostQueues::Turn::Kind;

constexpr Outcome kGood{Ending::kAnswered, 200};

Url url_of(const std::string& host) {
  Url url;
  url.scheme = "https";
  url.host = host;
  url.port = 443;
  url.path = "/";
  url.text = "https://" + host + "/";
  return url;
}

const Url kForum = url_of("forum.com");

// A run against servers that answer as `answer` says, until nothing is left. What the servers saw stays in the log.
struct Run {
  struct Seen {
    std::string key;
    std::uint64_t id = 0;
    std::int64_t start = 0, end = 0;
    Outcome outcome;
  };
  HostQueues& queues;
  FakeClock& clock;
  std::map<std::uint64_t, std::string> keys;  // of each id
  std::vector<Seen> log = {};
  std::multiset<std::uint64_t> finished = {}, given_up = {};
  std::size_t most_at_once = 0;

  // `answer(seen)` sets the end and the outcome of a request that has just started.
  template <class Answer>
  void until_idle(Answer answer) {
    std::map<std::pair<std::int64_t, std::size_t>, std::size_t> open;  // by their ends
    for (;;) {
      const HostQueues::Turn turn = queues.next(clock.steady);
      if (turn.kind == Kind::kStart) {
        log.push_back({keys[turn.id], turn.id, clock.steady, 0, {}});
        answer(log.back());
        open.emplace(std::pair(log.back().end, log.size()), log.size() - 1);
        most_at_once = std::max(most_at_once, open.size());
        continue;
      }
      if (turn.kind == Kind::kGiveUp) {
        given_up.insert(turn.id);
        continue;
      }
      if (turn.kind == Kind::kIdle) return;
      const bool waits = turn.kind == Kind::kWait;
      if (open.empty() || (waits && turn.until <= open.begin()->first.first)) {
        REQUIRE(waits);
        REQUIRE(turn.until > clock.steady);
        clock.sleep_until(turn.until);
        continue;
      }
      const Seen& seen = log[open.begin()->second];
      open.erase(open.begin());
      clock.sleep_until(seen.end);
      if (!queues.done(seen.id, seen.outcome, clock.steady).retried) finished.insert(seen.id);
    }
  }
};

std::map<std::string, std::vector<Run::Seen>> by_key(const std::vector<Run::Seen>& log) {
  std::map<std::string, std::vector<Run::Seen>> out;
  for (const Run::Seen& seen : log) out[seen.key].push_back(seen);
  return out;
}

// How often a request started before the last one had ended, or sooner after its end than `gap`.
std::size_t violations(const std::vector<Run::Seen>& requests, std::int64_t gap) {
  std::size_t count = 0;
  for (std::size_t i = 1; i < requests.size(); ++i) {
    count += requests[i].start < requests[i - 1].end + gap ? 1 : 0;
    const std::int64_t asked =
        is_overload(requests[i - 1].outcome) ? requests[i - 1].outcome.retry_after.value_or(0) : 0;
    count += requests[i].start < requests[i - 1].end + asked ? 1 : 0;
  }
  return count;
}

// The most requests that start within a minute of an answer 429 or 503.
std::size_t most_in_a_storm(const std::vector<Run::Seen>& requests) {
  std::size_t most = 0;
  for (const Run::Seen& storm : requests) {
    if (!is_overload(storm.outcome)) continue;
    const auto within = [&storm](const Run::Seen& one) {
      return one.start >= storm.end && one.start < storm.end + 60'000;
    };
    most = std::max(most, static_cast<std::size_t>(std::ranges::count_if(requests, within)));
  }
  return most;
}

}  // namespace

TEST_CASE("a host is asked one thing at a time, with its gap from end to start") {
  HostQueues queues({.delay = 2'000});
  queues.add(kForum, 1);
  queues.add(kForum, 2);
  CHECK(queues.next(100).id == 1);
  CHECK(queues.next(10'000).kind == Kind::kBusy);
  queues.done(1, kGood, 10'000);
  const auto turn = queues.next(10'000);
  CHECK(turn.kind == Kind::kWait);
  CHECK(turn.until == 12'000);
  CHECK(queues.next(11'999).kind == Kind::kWait);
  CHECK(queues.next(12'000).id == 2);
  queues.done(2, kGood, 12'500);
  CHECK(queues.next(12'500).kind == Kind::kIdle);
}

TEST_CASE("the hosts of one registrable domain are one") {
  HostQueues queues({});
  queues.add(url_of("a.forum.com"), 1);
  queues.add(url_of("b.forum.com"), 2);
  CHECK(queues.next(0).id == 1);
  CHECK(queues.next(0).kind == Kind::kBusy);
  CHECK(queues.hosts() == 1);
}

TEST_CASE("the larger of delay and crawl-delay counts, at once, and has a bound") {
  HostQueues queues({.delay = 2'000, .longest_delay = 60'000});
  for (std::uint64_t id = 1; id <= 4; ++id) queues.add(kForum, id);
  queues.next(0);
  queues.done(1, kGood, 0);
  queues.set_crawl_delay(kForum, 5'000);  // read from its robots.txt, which was the request that ended
  CHECK(queues.next(2'000).until == 5'000);
  CHECK(queues.next(5'000).id == 2);
  queues.done(2, kGood, 5'000);
  queues.set_crawl_delay(kForum, 1'000);  // a smaller one does not take it back
  CHECK(queues.next(7'000).until == 10'000);
  queues.set_crawl_delay(kForum, 1'000'000);
  CHECK(queues.next(10'000).until == 65'000);
}

TEST_CASE("turns go round among the hosts") {
  HostQueues queues({.delay = 0, .concurrency = 1});
  for (std::uint64_t id = 0; id < 12; ++id) queues.add(url_of("h" + std::to_string(id / 4) + ".com"), id);
  std::vector<std::uint64_t> order;
  for (std::int64_t now = 0; order.size() < 12; ++now) {
    const auto turn = queues.next(now);
    REQUIRE(turn.kind == Kind::kStart);
    order.push_back(turn.id);
    queues.done(turn.id, kGood, now);
  }
  CHECK(order == std::vector<std::uint64_t>{0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11});
}

TEST_CASE("a slow host does not hold up the others") {
  HostQueues queues({.delay = 1'000, .concurrency = 2});
  queues.add(url_of("slow.com"), 1);
  queues.add(url_of("quick.com"), 2);
  queues.add(url_of("quick.com"), 3);
  CHECK(queues.next(0).id == 1);
  CHECK(queues.next(0).id == 2);
  CHECK(queues.next(0).kind == Kind::kBusy);
  queues.done(2, kGood, 10);
  CHECK(queues.next(10).until == 1'010);
  CHECK(queues.next(1'010).id == 3);
}

TEST_CASE("robots.txt comes before the page that needs it, and what was not asked leaves no gap") {
  HostQueues queues({.delay = 2'000});
  queues.add(kForum, 1);
  queues.add(kForum, 2);
  REQUIRE(queues.next(0).id == 1);
  queues.put_back(1, 0);
  queues.add_first(kForum, 100);
  REQUIRE(queues.next(0).id == 100);
  CHECK(queues.waiting() == 2);
  queues.done(100, kGood, 50);
  CHECK(queues.next(50).until == 2'050);
  REQUIRE(queues.next(2'050).id == 1);
  CHECK_FALSE(queues.done(1, {Ending::kNotAsked}, 2'050).retried);  // robots.txt does not allow it
  CHECK(queues.next(2'050).id == 2);
}

TEST_CASE("a page that fails comes again, and the pages behind it do not wait") {
  HostQueues queues({.delay = 0, .retry = {.retries = 2, .first_wait = 1'000'000, .longest_wait = 4'000'000}});
  queues.add(kForum, 1);
  queues.add(kForum, 2);
  REQUIRE(queues.next(0).id == 1);
  const auto done = queues.done(1, {Ending::kAnswered, 500}, 0);
  CHECK(done.retried);
  REQUIRE(done.at > 10);
  REQUIRE(queues.next(10).id == 2);
  queues.done(2, kGood, 20);
  CHECK(queues.next(20).until == done.at);
  REQUIRE(queues.next(done.at).id == 1);
  const auto again = queues.done(1, {Ending::kTruncated}, done.at);
  REQUIRE(again.retried);
  CHECK(again.tries == 2);
  REQUIRE(queues.next(again.at).id == 1);
  const auto last = queues.done(1, {Ending::kAnswered, 500}, again.at);
  CHECK_FALSE(last.retried);
  CHECK(last.tries == 3);
  CHECK(queues.next(again.at).kind == Kind::kIdle);
}

TEST_CASE("Retry-After holds up the host, also after the last try") {
  HostQueues queues({.delay = 0, .retry = {.retries = 0}});
  queues.add(kForum, 1);
  queues.add(kForum, 2);
  REQUIRE(queues.next(0).id == 1);
  CHECK_FALSE(queues.done(1, {Ending::kAnswered, 429, 90'000}, 1'000).retried);
  CHECK(queues.next(1'000).until == 91'000);
  CHECK(queues.next(91'000).id == 2);
}

TEST_CASE("a host that is never there is given up, and all that is left of it is handed back") {
  HostQueues queues({.delay = 10, .retry = {.retries = 1}});
  FakeClock clock;
  Run run{queues, clock, {}};
  for (std::uint64_t id = 0; id < 500; ++id) {
    run.keys[id] = "down.com";
    queues.add(url_of("down.com"), id);
  }
  run.until_idle([](Run::Seen& seen) {
    seen.end = seen.start + 10'000;
    seen.outcome = {Ending::kTimedOut};
  });
  const CircuitPolicy policy;
  CHECK(run.log.size() == static_cast<std::size_t>(policy.failures + policy.openings - 1));
  CHECK(run.finished.size() + run.given_up.size() == 500);
  CHECK(queues.waiting() == 0);
}

TEST_CASE("the longest run of bad luck: a time of day that jumps changes nothing") {
  const auto starts = [](bool jumps) {
    HostQueues queues({.seed = 3});
    FakeClock clock;
    Run run{queues, clock, {}};
    for (std::uint64_t id = 0; id < 50; ++id) {
      run.keys[id] = "h" + std::to_string(id % 5) + ".com";
      queues.add(url_of(run.keys[id]), id);
    }
    Random random(9);
    run.until_idle([&](Run::Seen& seen) {
      if (jumps) clock.utc += (random.next() % 2 == 0 ? 1 : -1) * std::int64_t{86'400'000} * 365;
      seen.end = seen.start + static_cast<std::int64_t>(seen.id) * 7 % 900;
      seen.outcome = seen.id % 3 == 0 ? Outcome{Ending::kAnswered, 503} : kGood;
    });
    std::vector<std::int64_t> all;
    for (const Run::Seen& seen : run.log) all.push_back(seen.start);
    return all;
  };
  CHECK(starts(true) == starts(false));
}

TEST_CASE("1,000 requests with random outcomes: no gap, no second connection and no storm limit is violated") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    Random random(seed);
    const PolitenessPolicy policy{.delay = random.up_to(3'000), .concurrency = 1 + random.next() % 16, .seed = seed};
    HostQueues queues(policy);
    FakeClock clock;
    Run run{queues, clock, {}};
    std::map<std::string, std::int64_t> crawl_delays;
    for (std::uint64_t id = 0; id < 1'000; ++id) {
      const std::string key = "h" + std::to_string(random.next() % 20) + ".com";
      run.keys[id] = key;
      queues.add(url_of("www" + std::to_string(id % 3) + '.' + key), id);
      if (id % 100 == 0) {
        const std::int64_t delay = random.up_to(8'000);
        crawl_delays[key] = std::max(crawl_delays[key], delay);
        queues.set_crawl_delay(url_of(key), delay);
      }
    }
    run.until_idle([&](Run::Seen& seen) {
      seen.end = seen.start + random.up_to(5'000);
      const std::int64_t dice = random.up_to(99);
      seen.outcome = dice < 60   ? kGood
                     : dice < 70 ? Outcome{Ending::kAnswered, 429, random.up_to(20'000)}
                     : dice < 80 ? Outcome{Ending::kAnswered, 503}
                     : dice < 85 ? Outcome{Ending::kAnswered, 500}
                     : dice < 90 ? Outcome{Ending::kTimedOut}
                     : dice < 95 ? Outcome{Ending::kTruncated}
                                 : Outcome{Ending::kAnswered, 404};
    });
    RC_ASSERT(run.most_at_once <= policy.concurrency);
    RC_ASSERT(run.log.size() >= 1'000 - run.given_up.size());
    for (const auto& [key, requests] : by_key(run.log)) {
      RC_ASSERT(violations(requests, std::max(policy.delay, crawl_delays[key])) == 0u);
      RC_ASSERT(most_in_a_storm(requests) <= 6u);
    }
    std::multiset<std::uint64_t> all = run.finished;
    all.insert(run.given_up.begin(), run.given_up.end());
    RC_ASSERT(all.size() == 1'000u);
    RC_ASSERT(std::set<std::uint64_t>(all.begin(), all.end()).size() == 1'000u);
  }));
}

TEST_CASE("a server that always says 429 is asked at most six times a minute") {
  HostQueues queues({.delay = 0, .retry = {.retries = 50, .first_wait = 0}, .circuit = {.failures = 1'000}});
  FakeClock clock;
  Run run{queues, clock, {}};
  for (std::uint64_t id = 0; id < 5; ++id) queues.add(kForum, id);
  run.until_idle([](Run::Seen& seen) {
    seen.end = seen.start + 1;
    seen.outcome = {Ending::kAnswered, 429};
  });
  REQUIRE(run.log.size() == 5 * 51);
  CHECK(most_in_a_storm(run.log) <= 6);
}

TEST_CASE("one page that never works does not open its host's circuit") {
  CHECK(CircuitPolicy().failures > RetryPolicy().retries + 1);
}

TEST_CASE("no connections at all are one") {
  HostQueues queues({.concurrency = 0});
  queues.add(kForum, 1);
  CHECK(queues.next(0).kind == Kind::kStart);
}

TEST_CASE("what nobody knows of is ignored") {
  HostQueues queues({});
  CHECK(queues.next(0).kind == Kind::kIdle);
  CHECK_FALSE(queues.done(5, kGood, 0).retried);
  queues.put_back(5, 0);
  CHECK(queues.waiting() == 0);
}

namespace {

// Takes all of so many addresses of so many hosts through the queues; the turns that it took.
std::size_t turns_of(std::size_t addresses, std::size_t hosts) {
  HostQueues queues({.delay = 1'000, .concurrency = 1'000});
  for (std::size_t i = 0; i < addresses; ++i) queues.add(url_of("h" + std::to_string(i % hosts) + ".com"), i);
  std::size_t turns = 0;
  std::int64_t now = 0;
  std::vector<std::uint64_t> open;
  for (;; ++turns) {
    const auto turn = queues.next(now);
    if (turn.kind == Kind::kIdle) return turns;
    if (turn.kind == Kind::kStart) open.push_back(turn.id);
    if (turn.kind == Kind::kWait && open.empty()) now = turn.until;
    if (turn.kind != Kind::kStart) {
      for (const std::uint64_t id : open) queues.done(id, kGood, now);
      open.clear();
    }
  }
}

}  // namespace

TEST_CASE("every address of many hosts has its turn, in a number of turns linear in them") {
  const std::size_t turns = turns_of(20'000, 2'000);
  CHECK(turns >= 20'000);
  CHECK(turns < 3 * 20'000);
}

// Not run by itself: test_fetch "[.million]", with a time in front.
TEST_CASE("1,000,000 addresses of 100,000 hosts", "[.million]") { CHECK(turns_of(1'000'000, 100'000) >= 1'000'000); }
