// The plan of a run: what is asked and why, what is converted again, what left the listing.
#include "dataset/plan.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "dataset/due.h"

namespace thresh::dataset {
namespace {

using Ask = PlannedPage::Ask;

constexpr std::int64_t kNow = 1'800'000'000'000;

// A page that was fetched a day ago and is due in a day.
Page known(std::string url) {
  Page page;
  page.url = std::move(url);
  page.first_seen = page.last_listed = page.last_fetched = kNow - kDay;
  page.next_due = kNow + kDay;
  page.made_with = "rules-1";
  page.warc_file = "a.warc.gz";
  return page;
}

PlanRequest request() {
  PlanRequest made;
  made.now = kNow;
  made.made_with = "rules-1";
  return made;
}

const PlannedPage& row(const Plan& plan, std::string_view url) {
  for (const PlannedPage& row : plan.rows) {
    if (plan.pages[row.page].url == url) return row;
  }
  throw std::runtime_error("no row " + std::string(url));
}

TEST_CASE("A first run asks what was found, each once, in the order of addresses") {
  const Plan first = plan({}, {"https://b.example/", "https://a.example/", "https://b.example/"}, request());
  REQUIRE(first.rows.size() == 2);
  CHECK(first.pages[0].url == "https://a.example/");
  CHECK(first.rows[0].ask == Ask::kNew);
  CHECK(first.pages[0].first_seen == kNow);
  CHECK(first.pages[0].last_listed == kNow);
  CHECK(first.asked == 2);
  CHECK(first.fresh == 2);
}

TEST_CASE("A plain run asks every page again, and --due only those that are due") {
  Page due = known("https://a.example/due");
  due.next_due = kNow - 1;
  const std::vector<Page> pages = {due, known("https://a.example/later")};
  const std::vector<std::string> found = {"https://a.example/due", "https://a.example/later", "https://a.example/new"};
  CHECK(plan(pages, found, request()).asked == 3);
  PlanRequest only_due = request();
  only_due.due_only = true;
  const Plan planned = plan(pages, found, only_due);
  CHECK(row(planned, "https://a.example/due").ask == Ask::kAgain);
  CHECK(row(planned, "https://a.example/later").ask == Ask::kNo);
  CHECK(row(planned, "https://a.example/new").ask == Ask::kNew);
  CHECK(planned.waiting == 1);
}

TEST_CASE("What went wrong the last time says why it is asked") {
  Page failed = known("https://a.example/failed"), missing = known("https://a.example/missing");
  failed.failures = 2;
  missing.missing = 1;
  const Plan planned = plan({failed, missing}, {failed.url, missing.url}, request());
  CHECK(row(planned, failed.url).ask == Ask::kRetry);
  CHECK(row(planned, missing.url).ask == Ask::kUnsure);
}

TEST_CASE("A page that is gone rests until it is listed again") {
  Page gone = known("https://a.example/gone");
  gone.gone = true;
  gone.missing = 2;
  const Plan resting = plan({gone}, {}, request());
  CHECK(resting.rows[0].ask == Ask::kNo);
  CHECK(resting.gone == 1);
  CHECK(resting.vanished == 0);
  CHECK(plan({gone}, {gone.url}, request()).rows[0].ask == Ask::kReturned);
}

TEST_CASE("A page that left the listing is still asked, and named") {
  const Plan planned = plan({known("https://a.example/1")}, {}, request());
  CHECK(planned.rows[0].vanished);
  CHECK(planned.rows[0].ask == Ask::kAgain);
  PlanRequest partial = request();
  partial.listing_complete = false;
  CHECK(!plan({known("https://a.example/1")}, {}, partial).rows[0].vanished);
}

TEST_CASE("What had vanished stays out where a list cannot be had, and what no source may name goes out") {
  Page out = known("https://a.example/1"), in = known("https://a.example/2"), refused = known("https://a.example/3");
  out.vanished = true;
  PlanRequest partial = request();
  partial.listing_complete = false;
  partial.refused = {refused.url};
  const Plan planned = plan({out, in, refused}, {}, partial);
  CHECK(planned.rows[0].vanished);
  CHECK(!planned.rows[0].noted);
  CHECK(!planned.rows[1].vanished);
  CHECK(planned.rows[2].vanished);
  CHECK(planned.rows[2].noted);
  // What is named is in, whatever was.
  const Plan again = plan({out, in, refused}, {out.url, refused.url}, partial);
  CHECK(!again.rows[0].vanished);
  CHECK(again.rows[0].noted);
  CHECK(!again.pages[0].vanished);
  CHECK(!again.rows[2].vanished);
}

TEST_CASE("--only gives no record to a page that had vanished") {
  Page out = known("https://a.example/p/1"), held = known("https://a.example/p/2");
  out.vanished = held.vanished = true;
  held.records = {"qa-1"};
  PlanRequest only = request();
  only.only = "*/q/*";
  const Plan planned = plan({out, held}, {}, only);
  CHECK(planned.rows[0].vanished);
  CHECK(!planned.rows[1].vanished);
}

TEST_CASE("Other rules or another program convert the archive again, asked or not") {
  PlanRequest changed = request();
  changed.made_with = "rules-2";
  changed.due_only = true;
  Page without = known("https://a.example/2");
  without.warc_file.clear();
  const Plan planned = plan({known("https://a.example/1"), without}, {"https://a.example/1", without.url}, changed);
  CHECK(planned.rows[0].convert_again);
  CHECK(planned.rows[0].ask == Ask::kNo);
  CHECK(!planned.rows[1].convert_again);
  CHECK(planned.converted == 1);
  changed.fetch = false;
  changed.due_only = false;
  CHECK(plan({known("https://a.example/1")}, {"https://a.example/1"}, changed).asked == 0);
}

TEST_CASE("--only leaves everything else alone") {
  PlanRequest only = request();
  only.only = "https://a.example/q/*";
  only.made_with = "rules-2";
  const Plan planned = plan({known("https://a.example/p/1"), known("https://a.example/q/1")}, {}, only);
  CHECK(planned.rows[0].ask == Ask::kNo);
  CHECK(!planned.rows[0].convert_again);
  CHECK(!planned.rows[0].vanished);
  CHECK(planned.rows[1].ask == Ask::kAgain);
  CHECK(planned.left_out == 1);
}

TEST_CASE("The plan is told in a few lines") {
  Page gone = known("https://a.example/3");
  gone.gone = true;
  PlanRequest changed = request();
  changed.made_with = "rules-2";
  const Plan planned = plan({known("https://a.example/1"), known("https://a.example/2"), gone},
                            {"https://a.example/1", "https://a.example/\x1b[31m"}, changed);
  CHECK(to_text(planned, 2) ==
        "4 pages: 3 to fetch, 1 of them new, 2 to convert again, 1 vanished from the listing, 1 removed at the source\n"
        "  https://a.example/\uFFFD[31m: fetch (new)\n"
        "  https://a.example/1: fetch (again), convert again\n"
        "  and 1 more\n");
}

// One row a page, whatever is known and found; the counts add up; the order in which things are found does not count.
TEST_CASE("Every page has its row, and the counts add up") {
  REQUIRE(rc::check([] {
    const auto numbers = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 30));
    std::vector<Page> pages;
    for (int i = 0; i < 30; ++i) {
      Page page = known("https://a.example/" + std::to_string(100 + i));
      const auto kind = *rc::gen::inRange(0, 5);
      if (kind == 0) continue;
      page.gone = kind == 1;
      page.failures = kind == 2 ? 1 : 0;
      page.next_due = kNow + *rc::gen::inRange<std::int64_t>(-kDay, kDay);
      page.made_with = kind == 3 ? "rules-0" : "rules-1";
      pages.push_back(page);
    }
    std::vector<std::string> found;
    for (const int number : numbers) found.push_back("https://a.example/" + std::to_string(100 + number));
    PlanRequest asked = request();
    asked.due_only = *rc::gen::arbitrary<bool>();
    const Plan planned = plan(pages, found, asked);
    std::ranges::reverse(found);
    RC_ASSERT(to_text(plan(pages, found, asked), 1000) == to_text(planned, 1000));
    RC_ASSERT(planned.rows.size() == planned.pages.size());
    RC_ASSERT(planned.asked + planned.gone + planned.waiting == planned.rows.size());
    RC_ASSERT(std::ranges::is_sorted(planned.pages, {}, &Page::url));
    for (const PlannedPage& one : planned.rows) {
      const Page& page = planned.pages[one.page];
      if (asked.due_only && one.ask != Ask::kNo) RC_ASSERT(is_due(page, kNow, {}));
      RC_ASSERT(!(one.vanished && one.listed));
    }
  }));
}

}  // namespace
}  // namespace thresh::dataset
