// What an input is, by how it begins.
#include "source/input_kind.h"

#include <catch2/catch.hpp>

#include "source/dump_keys.h"
#include "source/made_archives.h"

using namespace thresh::source;

namespace {

InputKind kind(std::string_view bytes, std::string_view name = "x", const NamedKeys& keys = {}) {
  return kind_of(bytes, name, DumpKeys(keys));
}

}  // namespace

TEST_CASE("bytes tell what an input is, whatever its name") {
  using std::string_literals::operator""s;
  CHECK(kind("<!DOCTYPE html><p>", "a.jsonl") == InputKind::kPage);
  CHECK(kind("{\"url\": \"u\", \"html\": \"<p>\"}\n", "a.html") == InputKind::kJsonl);
  CHECK(kind(" [\n {\"html\" : 1}]") == InputKind::kJsonl);
  CHECK(kind("\xEF\xBB\xBF{\"a\":1}") == InputKind::kJsonl);
  CHECK(kind("WARC/1.0\r\nWARC-Type: response\r\n", "a.txt") == InputKind::kWarc);
  CHECK(kind("SQLite format 3\0..."s, "a.txt") == InputKind::kSqlite);
  CHECK(kind("PAR1\0\x15\x04"s) == InputKind::kParquet);
  CHECK(kind(thresh::tests::tar({{"a.html", "<p>"}}), "a.html") == InputKind::kTar);
  CHECK(kind(thresh::tests::zip({{"a.html", "<p>"}}), "a.html") == InputKind::kZip);
  CHECK(kind("url,html\nu,<p>\n", "a.txt") == InputKind::kCsv);
  CHECK(kind("url;html\nu;<p>\n") == InputKind::kCsv);
  CHECK(kind("url\thtml\nu\t<p>\n") == InputKind::kCsv);
}

TEST_CASE("text that only resembles a dump is a page") {
  CHECK(kind("[1] The first answer\n") == InputKind::kPage);
  CHECK(kind("{{ title }}\n\nWords") == InputKind::kPage);
  CHECK(kind("{ \"quoted\" } words") == InputKind::kPage);
  CHECK(kind("{\"quoted\nwords\": 1") == InputKind::kPage);
  CHECK(kind("First, second, third\nWords, more words") == InputKind::kPage);
  CHECK(kind("Text, and more\nWords") == InputKind::kPage);
  CHECK(kind("text\nWords") == InputKind::kPage);
  CHECK(kind("text,url") == InputKind::kPage);  // a line of it, and nothing else
  CHECK(kind("PAR1 is how a text began\n") == InputKind::kPage);
  CHECK(kind("") == InputKind::kPage);
  CHECK(kind(std::string(512, 'a')) == InputKind::kPage);
}

TEST_CASE("a name helps where the bytes leave it open") {
  CHECK(kind("id,words\n1,a\n", "a.csv") == InputKind::kCsv);
  CHECK(kind("id,words\n1,a\n", "a.CSV.gz") == InputKind::kCsv);
  CHECK(kind("id,words\n1,a\n", "a.txt") == InputKind::kPage);
  CHECK(kind("html\n<p>\n", "a.csv") == InputKind::kCsv);
  CHECK(kind("{}\n{\"html\": \"<p>\"}\n", "a.jsonl") == InputKind::kJsonl);
}

TEST_CASE("dumps of nothing, and JSON in UTF-16, are no pages") {
  using std::string_literals::operator""s;
  CHECK(kind("", "a.jsonl") == InputKind::kJsonl);
  CHECK(kind("\n", "a.ndjson.gz") == InputKind::kJsonl);
  CHECK(kind("[]\n") == InputKind::kJsonl);
  CHECK(kind(" [ ] ") == InputKind::kJsonl);
  CHECK(kind("{}") == InputKind::kJsonl);
  CHECK(kind("[] and words") == InputKind::kPage);
  CHECK(kind("\xFF\xFE{\0\"\0a\0\"\0:\0"
             "1\0}\0"s) == InputKind::kUtf16Json);
  CHECK(kind("\xFE\xFF\0{\0\"\0a\0\"\0:\0"
             "1\0}"s) == InputKind::kUtf16Json);
  CHECK(kind("\xFF\xFEw\0o\0r\0d\0s\0"s) == InputKind::kPage);
}

TEST_CASE("a column that the user names makes a header") {
  CHECK(kind("id,Seite\n1,<p>\n") == InputKind::kPage);
  CHECK(kind("id,Seite\n1,<p>\n", "x", {.html = "Seite"}) == InputKind::kCsv);
}

TEST_CASE("kinds have names") {
  for (const std::string& name : input_kind_names()) CHECK(input_kind(name).has_value());
  CHECK(input_kind_names().front() == "auto");
  CHECK_FALSE(input_kind("parquet").has_value());
}
