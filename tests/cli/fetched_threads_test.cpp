// The threads that are followed while they are fetched, with pages that are listed themselves.
#include "cli/fetched_threads.h"

#include <catch2/catch.hpp>

#include <string>

#include "convert/pages.h"

using namespace thresh;

namespace {

std::string url_of(const std::string& thread, int page) {
  return "https://forum.example/" + thread + (page == 1 ? "" : "?page=" + std::to_string(page));
}

// A page with one post, that names the next one.
convert::Converted page_of(const std::string& thread, int page, const std::string& next) {
  static const std::vector<rules::Rules> kRules = tests::rules_of(
      "rules: forum/thread@1\nrecord: thread\nhtml:\n  title: h1\n  posts: {each: .post, body: .body}\n"
      "next: a.next @href\n");
  const std::string bytes = "<h1>Of " + thread + "</h1><div class=post><p class=body>Post " + std::to_string(page) +
                            " of " + thread + "</p></div>" +
                            (next.empty() ? "" : "<a class=next href='" + next + "'>Next</a>");
  convert::Options options;
  options.rules = kRules;
  options.use_first = true;
  convert::Input input = tests::input_of("page.html", bytes);
  const std::string url = url_of(thread, page);
  input.url = url;
  return convert::convert(input, options).value();
}

struct Run {
  cli::FetchedThreads threads;
  std::string out = {};  // of each record how many posts it has

  // The page of a thread came; whether another one is asked for.
  bool come(std::size_t number, const std::string& thread, int page, bool last = false) {
    const std::string next = last ? std::string() : url_of(thread, page + 1);
    const bool asks = threads.add(number, url_of(thread, page), page_of(thread, page, next)).has_value();
    if (!asks) end(number, 0);
    return asks;
  }
  void end(std::size_t number, std::size_t failed) {
    for (const convert::Converted& one : threads.end(number, failed)) {
      out += std::to_string(one.record.find("posts")->as_list()->size()) + ' ';
    }
  }
};

}  // namespace

TEST_CASE("a thread goes on at the addresses that its pages name, and records come in the order of the list") {
  Run run;
  run.threads.list(0, url_of("tea", 1));
  run.threads.list(1, url_of("jam", 1));
  CHECK_FALSE(run.come(1, "jam", 1, true));
  CHECK(run.out.empty());
  CHECK(run.come(0, "tea", 1));
  CHECK(run.threads.pages(0) == 1);
  CHECK_FALSE(run.come(0, "tea", 2, true));
  CHECK(run.out == "2 1 ");
}

TEST_CASE(
    "pages of a thread that are listed themselves are asked once and stand in its record, whichever comes first") {
  for (const bool later_first : {false, true}) {
    Run run;
    for (const std::size_t number : {0, 1, 2}) run.threads.list(number, url_of("tea", static_cast<int>(number) + 1));
    run.threads.list(3, url_of("jam", 1));
    if (later_first) {
      CHECK_FALSE(run.come(2, "tea", 3, true));
      CHECK_FALSE(run.come(1, "tea", 2));
      CHECK_FALSE(run.come(0, "tea", 1));
    } else {
      CHECK_FALSE(run.come(0, "tea", 1));
      CHECK_FALSE(run.come(1, "tea", 2));
      CHECK_FALSE(run.come(2, "tea", 3, true));
    }
    CHECK(run.out == "3 ");
    CHECK_FALSE(run.come(3, "jam", 1, true));
    CHECK(run.out == "3 1 ");
  }
}

TEST_CASE("a later page that is listed before its thread is waited for, unless its record is out") {
  Run run;
  run.threads.list(0, url_of("jam", 1));
  run.threads.list(1, url_of("tea", 2));
  run.threads.list(2, url_of("tea", 1));
  CHECK_FALSE(run.come(1, "tea", 2, true));
  CHECK_FALSE(run.come(2, "tea", 1));
  CHECK(run.out.empty());
  CHECK_FALSE(run.come(0, "jam", 1, true));
  CHECK(run.out == "1 2 ");

  Run late;
  late.threads.list(0, url_of("tea", 2));
  late.threads.list(1, url_of("tea", 1));
  CHECK_FALSE(late.come(0, "tea", 2, true));
  CHECK(late.out == "1 ");
  CHECK(late.come(1, "tea", 1));  // asked for once more
  CHECK_FALSE(late.come(1, "tea", 2, true));
  CHECK(late.out == "1 2 ");
}

TEST_CASE("pages that name each other in a circle end, and a page that could not be had makes the thread incomplete") {
  Run run;
  run.threads.list(0, url_of("tea", 1));
  run.threads.list(1, url_of("tea", 2));
  CHECK_FALSE(run.come(0, "tea", 1));
  CHECK_FALSE(run.threads.add(1, url_of("tea", 2), page_of("tea", 2, url_of("tea", 1))).has_value());
  run.end(1, 0);
  CHECK(run.out == "2 ");

  Run broken;
  broken.threads.list(0, url_of("tea", 1));
  broken.threads.list(1, url_of("tea", 2));
  CHECK_FALSE(broken.come(0, "tea", 1));
  const auto records = broken.threads.end(1, 1);
  REQUIRE(records.size() == 1);
  CHECK(records.front().has_findings);
}

TEST_CASE("a page that gives nothing keeps none behind it waiting") {
  Run run;
  for (const std::size_t number : {0, 1}) run.threads.list(number, url_of(number == 0 ? "tea" : "jam", 1));
  CHECK_FALSE(run.come(1, "jam", 1, true));
  run.end(0, 1);
  CHECK(run.out == "1 ");
}
