// What visits make of a page, and when it is due next: by its own rate, within bounds, whatever the clock does.
#include "dataset/due.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>

namespace thresh::dataset {
namespace {

constexpr RefreshBounds kBounds;  // an hour to 30 days
constexpr std::int64_t kStart = 1'800'000'000'000;

Outcome outcome(Outcome::Kind kind, std::int64_t at) {
  Outcome made;
  made.kind = kind;
  made.at = at;
  made.status = kind == Outcome::Kind::kMissing ? 404 : kind == Outcome::Kind::kFailed ? 503 : 200;
  return made;
}

std::vector<Page::Visit> every(std::int64_t interval, std::size_t count, bool changed) {
  std::vector<Page::Visit> visits;
  for (std::size_t i = 0; i < count; ++i) visits.push_back({kStart + static_cast<std::int64_t>(i) * interval, changed});
  return visits;
}

TEST_CASE("A page that is new is asked again after the geometric middle of the bounds") {
  const std::int64_t middle = interval_of(every(kDay, 1, true), kBounds);
  CHECK(std::abs(static_cast<double>(middle) - std::sqrt(double(kHour) * double(30 * kDay))) < kMinute);
}

TEST_CASE("What changes at each visit is asked sooner, what never changes later, both within the bounds") {
  const std::int64_t fresh = interval_of(every(kDay, 1, true), kBounds);
  std::int64_t before = fresh;
  for (std::size_t n = 2; n <= 16; ++n) {
    const std::int64_t now = interval_of(every(6 * kHour, n, true), kBounds);
    CHECK(now <= before);
    before = now;
  }
  CHECK(before < 6 * kHour);
  before = fresh;
  for (std::size_t n = 2; n <= 16; ++n) {
    const std::int64_t now = interval_of(every(10 * kDay, n, false), kBounds);
    CHECK(now >= before);
    before = now;
  }
  CHECK(before == 30 * kDay);
  CHECK(interval_of(every(kHour, 16, true), kBounds) < 2 * kHour);
}

// A Poisson process of a known rate, visited when it is due: the intervals settle near ln 2 / rate. The draw is our
// own, so that every library makes the same one.
TEST_CASE("The interval settles where a change is as likely as not") {
  for (const double mean_days : {0.5, 2.0, 10.0}) {
    std::mt19937_64 random(7);
    const double rate = 1 / (mean_days * double(kDay));
    std::vector<double> logarithms;
    for (int page = 0; page < 40; ++page) {
      Page::Visit first{kStart, true};
      std::vector<Page::Visit> visits = {first};
      for (int i = 0; i < 40; ++i) {
        const std::int64_t interval = interval_of(visits, kBounds);
        const double uniform = (double(random() >> 11) + 0.5) / 9007199254740992.0;
        const bool changed = uniform > std::exp(-rate * double(interval));
        visits.push_back({visits.back().at + interval, changed});
        if (visits.size() > Page::kMostVisits) visits.erase(visits.begin());
      }
      logarithms.push_back(std::log(double(interval_of(visits, kBounds))));
    }
    double sum = 0;
    for (const double value : logarithms) sum += value;
    const double typical = std::exp(sum / double(logarithms.size()));
    const double wanted = std::log(2) / rate;
    INFO(mean_days << " days: " << typical / double(kHour) << " h, wanted " << wanted / double(kHour) << " h");
    CHECK(typical > wanted * 0.7);
    CHECK(typical < wanted * 1.4);
  }
}

TEST_CASE("Missing once is asked again soon, missing twice is gone, and back again is back") {
  Page page;
  page.url = "https://a.example/1";
  visit(page, outcome(Outcome::Kind::kChanged, kStart), kBounds);
  visit(page, outcome(Outcome::Kind::kMissing, kStart + kDay), kBounds);
  CHECK(!page.gone);
  CHECK(page.next_due <= kStart + kDay + kHour + kHour / 10);
  visit(page, outcome(Outcome::Kind::kFailed, kStart + kDay + kHour), kBounds);
  CHECK(!page.gone);
  visit(page, outcome(Outcome::Kind::kMissing, kStart + 2 * kDay), kBounds);
  CHECK(page.gone);
  CHECK(page.next_due >= kStart + 2 * kDay + 27 * kDay);
  visit(page, outcome(Outcome::Kind::kSame, kStart + 40 * kDay), kBounds);
  CHECK(!page.gone);
  CHECK(page.missing == 0);
}

TEST_CASE("Failures double the wait up to the longest interval, and take nothing away") {
  Page page;
  page.url = "https://a.example/1";
  Outcome first = outcome(Outcome::Kind::kChanged, kStart);
  first.content = "ab";
  first.etag = "\"1\"";
  first.warc_file = "a.warc.gz";
  visit(page, first, kBounds);
  std::int64_t before = 0;
  for (int i = 1; i <= 40; ++i) {
    visit(page, outcome(Outcome::Kind::kFailed, kStart + i), kBounds);
    const std::int64_t wait = page.next_due - page.last_fetched;
    CHECK(wait >= before);
    CHECK(wait <= 33 * kDay);
    before = wait;
  }
  CHECK(before >= 27 * kDay);
  CHECK(page.content == "ab");
  CHECK(page.etag == "\"1\"");
  CHECK(page.warc_file == "a.warc.gz");
  CHECK(page.visits.size() == 1);
}

TEST_CASE("An answer that nothing changed keeps the validators that it does not repeat") {
  Page page;
  Outcome first = outcome(Outcome::Kind::kChanged, kStart);
  first.etag = "\"1\"";
  first.last_modified = "Thu, 26 Nov 2026 08:00:00 GMT";
  visit(page, first, kBounds);
  Outcome same = outcome(Outcome::Kind::kSame, kStart + kDay);
  same.etag = "\"2\"";
  visit(page, same, kBounds);
  CHECK(page.etag == "\"2\"");
  CHECK(page.last_modified == first.last_modified);
  // A new body without validators has none.
  visit(page, outcome(Outcome::Kind::kChanged, kStart + 2 * kDay), kBounds);
  CHECK(page.etag.empty());
  CHECK(page.last_changed == kStart + 2 * kDay);
}

TEST_CASE("Where another address answers with the same body, its validators take the place of the old ones") {
  Page page;
  Outcome first = outcome(Outcome::Kind::kChanged, kStart);
  first.etag = "\"1\"";
  first.last_modified = "Thu, 26 Nov 2026 08:00:00 GMT";
  visit(page, first, kBounds);
  Outcome moved = outcome(Outcome::Kind::kSame, kStart + kDay);
  moved.validators_of = "https://a.example/new";
  moved.etag = "\"7\"";
  visit(page, moved, kBounds);
  CHECK(page.validators_of == "https://a.example/new");
  CHECK(page.etag == "\"7\"");
  CHECK(page.last_modified.empty());
  visit(page, outcome(Outcome::Kind::kFailed, kStart + 2 * kDay), kBounds);
  CHECK(page.validators_of == "https://a.example/new");
}

TEST_CASE("Pages that were found together do not stay together, and each has the same time again") {
  std::vector<std::int64_t> times;
  for (int i = 0; i < 1000; ++i) {
    Page page;
    page.url = "https://a.example/" + std::to_string(i);
    visit(page, outcome(Outcome::Kind::kChanged, kStart), kBounds);
    Page again;
    again.url = page.url;
    visit(again, outcome(Outcome::Kind::kChanged, kStart), kBounds);
    CHECK(page == again);
    times.push_back(page.next_due - kStart);
  }
  const auto [least, most] = std::ranges::minmax(times);
  CHECK(double(most) / double(least) > 1.15);
  CHECK(double(most) / double(least) < 1.23);
}

// faults.md: clock jumps. A page is never put off for ever because a clock was wrong once.
TEST_CASE("A clock that was ahead puts no page off for ever") {
  Page page;
  page.url = "https://a.example/1";
  visit(page, outcome(Outcome::Kind::kChanged, kStart + 3650 * kDay), kBounds);
  CHECK(is_due(page, kStart, kBounds));
  visit(page, outcome(Outcome::Kind::kSame, kStart), kBounds);
  CHECK(!is_due(page, kStart + kMinute, kBounds));
  CHECK(is_due(page, kStart + 40 * kDay, kBounds));
  CHECK(is_due(Page{}, kStart, kBounds));
}

TEST_CASE("Whatever happens to a page, it is due within the bounds after its last visit") {
  REQUIRE(rc::check([] {
    Page page;
    page.url = "https://a.example/" + std::to_string(*rc::gen::inRange(0, 1000));
    RefreshBounds bounds;
    bounds.min_interval = *rc::gen::inRange<std::int64_t>(kMinute, 10 * kDay);
    bounds.max_interval = bounds.min_interval + *rc::gen::inRange<std::int64_t>(0, 1000 * kDay);
    std::int64_t at = kStart;
    for (int i = 0; i < 30; ++i) {
      at += *rc::gen::inRange<std::int64_t>(-kDay, 60 * kDay);  // backwards too
      const auto kind = *rc::gen::element(Outcome::Kind::kSame, Outcome::Kind::kChanged, Outcome::Kind::kMissing,
                                          Outcome::Kind::kFailed);
      visit(page, outcome(kind, at), bounds);
      const auto wait = static_cast<double>(page.next_due - at);
      RC_ASSERT(wait >= 0.89 * static_cast<double>(bounds.min_interval));
      RC_ASSERT(wait <= 1.11 * static_cast<double>(bounds.max_interval));
      RC_ASSERT(page.visits.size() <= Page::kMostVisits);
    }
  }));
}

}  // namespace
}  // namespace thresh::dataset
