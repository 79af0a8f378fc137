// What the index of a folder says of its pages.
#include "source/page_index.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "base/limits.h"
#include "source/source.h"

namespace thresh::source {
namespace {

using tests::MemoryDisk;

std::string line(const std::string& file, const std::string& url) {
  return R"({"file":")" + file + R"(","url":"http://a.example/","final_url":")" + url +
         R"(","status":200,"content_type":"text/html; charset=windows-1252","fetched":"2026-11-25T08:00:00Z"})" + "\n";
}

TEST_CASE("an index is known by its name and its first line") {
  MemoryDisk disk;
  disk.files["pages/index.jsonl"] = line("1.html", "http://a.example/1");
  disk.files["pages/other.jsonl"] = disk.files["pages/index.jsonl"];
  disk.files["dump/index.jsonl"] = R"({"url":"http://a.example/1","html":"<p>x"})"
                                   "\n";
  disk.files["empty/index.jsonl"] = "";
  CHECK(is_page_index(disk, "pages/index.jsonl"));
  CHECK_FALSE(is_page_index(disk, "pages/other.jsonl"));
  CHECK_FALSE(is_page_index(disk, "dump/index.jsonl"));
  CHECK_FALSE(is_page_index(disk, "empty/index.jsonl"));
  CHECK_FALSE(is_page_index(disk, "nowhere/index.jsonl"));
}

TEST_CASE("a page is looked up in the index of its own folder; the last line counts") {
  MemoryDisk disk;
  disk.files["a/index.jsonl"] = line("1.html", "http://a.example/1") + line("2.html", "http://a.example/2") +
                                "damage\n" + line("1.html", "http://a.example/again");
  disk.files["b/index.jsonl"] = line("1.html", "http://b.example/1");
  PageIndexes indexes;
  REQUIRE(indexes.find(disk, "a/1.html") != nullptr);
  CHECK(indexes.find(disk, "a/1.html")->url == "http://a.example/again");
  CHECK(indexes.find(disk, "a/2.html")->fetched == "2026-11-25T08:00:00Z");
  CHECK(indexes.find(disk, "b/1.html")->url == "http://b.example/1");
  CHECK(indexes.find(disk, "b/2.html") == nullptr);
  CHECK(indexes.find(disk, "1.html") == nullptr);
}

TEST_CASE("the pages of a fetched folder come with what the index knows, and the index is no input") {
  MemoryDisk disk;
  disk.files["a/1.html"] = "<p>one";
  disk.files["a/index.jsonl"] = line("1.html", "http://a.example/1");
  const std::string arguments[] = {"a"};
  CHECK(expand(disk, arguments) == std::vector<std::string>{"a/1.html"});
  InputOptions options;
  options.indexes = std::make_shared<PageIndexes>();
  auto reader = Reader::open(disk, "a/1.html", {}, options);
  REQUIRE(reader);
  RawPage page;
  REQUIRE((*reader)->next(page) == true);
  CHECK(page.url == "http://a.example/1");
  CHECK(page.captured == "2026-11-25T08:00:00Z");
  CHECK(page.charset == "windows-1252");
  CHECK(page.is_html);
}

}  // namespace
}  // namespace thresh::source
