// Which page comes next.
#include "fetch/pagination.h"

#include <catch2/catch.hpp>

namespace {

using thresh::fetch::Pagination;
using thresh::fetch::parse_url;
using End = Pagination::End;

const auto kFirst = *parse_url("https://www.forum.com/t/1");

}  // namespace

TEST_CASE("a next page is followed, relative or not, to the last one") {
  Pagination thread(kFirst, 50);
  const auto second = thread.after(kFirst, "?page=2");
  CHECK(second.end == End::kNone);
  CHECK(second.url == "https://www.forum.com/t/1?page=2");
  const auto third = thread.after(*parse_url(second.url), "https://m.forum.com/t/1?page=3#posts");
  CHECK(third.url == "https://m.forum.com/t/1?page=3");
  CHECK(thread.after(*parse_url(third.url), "").end == End::kNoNext);
  CHECK(thread.pages() == 3);
}

TEST_CASE("another owner's page is none of this thread") {
  Pagination thread(kFirst, 50);
  CHECK(thread.after(kFirst, "https://forum.net/t/1?page=2").end == End::kOtherOwner);
  CHECK(thread.after(kFirst, "//evil.com/www.forum.com/").end == End::kOtherOwner);
  CHECK(thread.after(kFirst, "javascript:void(0)").end == End::kNoAddress);
  CHECK(thread.after(kFirst, "mailto:a@forum.com").end == End::kNoAddress);
}

TEST_CASE("a circle ends") {
  Pagination thread(kFirst, 50);
  CHECK(thread.after(kFirst, "/t/1#top").end == End::kSeen);
  const auto second = *parse_url(thread.after(kFirst, "/t/1/2").url);
  CHECK(thread.after(second, "/t/1").end == End::kSeen);
  CHECK(thread.after(second, "https://WWW.forum.com:443/t/./1/2").end == End::kSeen);
}

TEST_CASE("a page that a redirect led to was seen under both addresses") {
  Pagination thread(kFirst, 50);
  thread.after(kFirst, "/t/1/2");
  CHECK(thread.after(*parse_url("https://www.forum.com/t/one/2"), "/t/one/2").end == End::kSeen);
}

TEST_CASE("a page whose canonical address was there already is the same page again") {
  Pagination thread(kFirst, 50);
  const auto second = *parse_url(thread.after(kFirst, "/t/1?p=2", "/t/1").url);
  const auto third = *parse_url(thread.after(second, "/t/1?p=3", "/t/1?p=2").url);
  CHECK(thread.after(third, "/t/1?p=4", "/t/1?p=2").end == End::kSeen);
}

TEST_CASE("the first page's canonical address on every page is passed over") {
  const auto first = *parse_url("https://www.forum.com/t/1?from=list");
  Pagination thread(first, 50);
  auto page = first;
  for (int number = 2; number < 6; ++number) {
    const auto step = thread.after(page, "/t/1?p=" + std::to_string(number), "https://www.forum.com/t/1");
    REQUIRE(step.end == End::kNone);
    page = *parse_url(step.url);
  }
}

TEST_CASE("a thread has a limit") {
  Pagination thread(kFirst, 3);
  auto page = kFirst;
  for (int number = 2; number <= 3; ++number) {
    page = *parse_url(thread.after(page, "/t/1?p=" + std::to_string(number)).url);
  }
  CHECK(thread.after(page, "/t/1?p=4").end == End::kMostPages);
  CHECK(thread.pages() == 3);
  CHECK(Pagination(kFirst, 1).after(kFirst, "/t/2").end == End::kMostPages);
}

TEST_CASE("why a thread ends is told") {
  for (const End end : {End::kNoNext, End::kNoAddress, End::kOtherOwner, End::kSeen, End::kMostPages}) {
    CHECK_FALSE(thresh::fetch::why(end).empty());
  }
  CHECK(thresh::fetch::why(End::kNone).empty());
}
