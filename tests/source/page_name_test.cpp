// Names that choose.
#include "source/page_name.h"

#include <catch2/catch.hpp>

using thresh::source::has_page_name;
using thresh::source::is_taken_from_folder;

TEST_CASE("pages are known by their endings") {
  for (const char* name : {"a.html", "a.HTM", "a.xhtml", "a.txt", "a.text", "a.html.gz"}) CHECK(has_page_name(name));
  for (const char* name : {"a", "a.pdf", ".a.html", "html", "a.warc", "a.jsonl"}) CHECK_FALSE(has_page_name(name));
}

TEST_CASE("of a folder, files that can be nothing but pages are taken") {
  for (const char* name : {"a.html", "a.warc", "a.warc.gz", "a.warc.zst", "a.arc.gz", "a.warc.wet.gz", "a.jsonl",
                           "a.ndjson", "a.jsonl.gz", "a.jsonl.zst", "a.NDJSON.GZ"}) {
    CAPTURE(name);
    CHECK(is_taken_from_folder(name));
  }
  for (const char* name :
       {"a.csv", "a.tsv", "a.json", "a.zip", "a.tar", "a.sqlite", "a.db", "a.html.zst", ".a.jsonl"}) {
    CAPTURE(name);
    CHECK_FALSE(is_taken_from_folder(name));
  }
}
