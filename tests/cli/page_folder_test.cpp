// The names of pages in a folder, which no address can lead out of.
#include "cli/page_folder.h"

#include <catch2/catch.hpp>
#include <random>

#include "base/temporary_folder.h"

namespace thresh::cli {
namespace {

fetch::Fetched fetched(const std::string& url) {
  fetch::Fetched page;
  page.url = page.final_url = url;
  page.exchange.status = 200;
  page.exchange.body = "<p>A page.</p>";
  return page;
}

std::unique_ptr<PageFolder> open(const std::string& folder) {
  auto made = PageFolder::create(base::system_disk(), folder);
  if (!made) FAIL(made.error().message);
  return *std::move(made);
}

std::size_t lines_of(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

}  // namespace

TEST_CASE("The line of a page is in the index once its file is there, whatever becomes of the run") {
  const tests::TemporaryFolder folder;
  const auto first = open(folder.path());
  REQUIRE(first->add(1, 1, fetched("http://a.example/1")));
  CHECK(lines_of(folder.get("index.jsonl")) == 1);
  REQUIRE(first->add(2, 1, fetched("http://a.example/2")));
  CHECK(lines_of(folder.get("index.jsonl")) == 2);
  // The first run is never ended. The next one goes on behind it, behind the end of a line.
  folder.put("index.jsonl", folder.get("index.jsonl") + "{\"file\": \"000003-a.exam");
  const auto second = open(folder.path());
  REQUIRE(second->add(1, 1, fetched("http://a.example/1")));
  REQUIRE(second->commit());
  const std::string index = folder.get("index.jsonl");
  CHECK(lines_of(index) == 4);
  CHECK(index.find("\n{\"file\":\"000003-a.example-1.html\"") != std::string::npos);
}

TEST_CASE("A page's file is called after its number and address") {
  CHECK(page_file_name(12, 1, "http://Forum.example/q/12", "text/html; charset=utf-8") ==
        "000012-forum.example-q-12.html");
  CHECK(page_file_name(1, 1, "https://a.example/?x=1&y=2", "text/plain") == "000001-a.example-x-1-y-2.txt");
  CHECK(page_file_name(12, 2, "https://a.example/q?page=2", "text/html") == "000012.2-a.example-q-page-2.html");
  CHECK(page_file_name(1, 1, "https://a.example/", "") == "000001-a.example.html");
  CHECK(page_file_name(1, 1, "https://a.example/feed", "application/rss+xml") == "000001-a.example-feed.xml");
  CHECK(page_file_name(1, 1, "https://a.example/x.pdf", "application/pdf") == "000001-a.example-x.pdf.bin");
}

TEST_CASE("No address makes a name that leads out of the folder") {
  std::mt19937 random(2026);
  const std::string letters = "/\\.%~:?#&\0\n\"' aZ9\xC3\xA9";
  for (int n = 0; n < 10'000; ++n) {
    std::string url = "http://";
    for (auto length = random() % 40; length > 0; --length) url += letters[random() % letters.size()];
    const std::string name = page_file_name(1, 1, url, "text/html");
    CHECK(name.find_first_of(std::string_view("/\\\0\n", 4)) == std::string::npos);
    CHECK(name.starts_with("000001-"));
    CHECK(name.size() < 120);
  }
}

}  // namespace thresh::cli
