// Which key holds what: the table, the keys that the user names, columns.
#include "source/dump_keys.h"

#include <catch2/catch.hpp>
#include <set>

#include "base/embedded.h"
#include "base/rows.h"

using namespace thresh::source;

namespace {

Role first_role(const DumpKeys& keys, std::string_view column) { return keys.find_column(column)[0].role; }

}  // namespace

TEST_CASE("the spelling of a key makes no difference") {
  const DumpKeys keys{NamedKeys{}};
  for (const char* name : {"raw_html", "rawHtml", "Raw HTML", "RAW-HTML", "rawhtml"}) {
    CHECK(first_role(keys, name) == Role::kHtml);
  }
  CHECK(first_role(keys, "WARC-Target-URI") == Role::kUrl);
  CHECK(first_role(keys, "crawl_date") == Role::kTime);
  CHECK(first_role(keys, "plainText") == Role::kText);
  CHECK(first_role(keys, "raw_content") == Role::kEither);
  CHECK(first_role(keys, "votes") == Role::kNone);
  CHECK(first_role(keys, "") == Role::kNone);
  CHECK(first_role(keys, std::string(1000, 'a')) == Role::kNone);
}

TEST_CASE("a key that stands first in the table is preferred") {
  const DumpKeys keys{NamedKeys{}};
  CHECK(keys.find_column("html")[0].rank < keys.find_column("page_source")[0].rank);
  CHECK(keys.find_column("url")[0].rank < keys.find_column("link")[0].rank);
}

TEST_CASE("what stands inside an object comes after what stands outside") {
  const DumpKeys keys{NamedKeys{}};
  const auto outside = keys.find(DumpKeys::top(), "id");
  const auto meta = keys.find(DumpKeys::top(), "metadata");
  REQUIRE(meta.inside);
  const auto inside = keys.find(meta.below, "url");
  CHECK(inside.roles[0].role == Role::kUrl);
  CHECK(outside.roles[0].rank < inside.roles[0].rank);
  CHECK_FALSE(keys.find(DumpKeys::top(), "author").inside);  // whose url is not the page's
}

TEST_CASE("a column may be a path") {
  const DumpKeys keys{NamedKeys{}};
  CHECK(first_role(keys, "metadata.url") == Role::kUrl);
  CHECK(first_role(keys, "response.body") == Role::kEither);
  CHECK(first_role(keys, "author.url") == Role::kNone);
}

TEST_CASE("a key that the user names goes before the table, and is of exactly these letters") {
  const DumpKeys keys(NamedKeys{.url = "seite.adresse", .html = "Quelltext"});
  CHECK(first_role(keys, "Quelltext") == Role::kHtml);
  CHECK(keys.find_column("Quelltext")[0].rank == 0);
  CHECK(first_role(keys, "quelltext") == Role::kNone);
  CHECK(first_role(keys, "html") == Role::kNone);  // only what was named is a page
  CHECK(first_role(keys, "url") == Role::kNone);
  CHECK(first_role(keys, "date") == Role::kTime);  // of which nothing was said
  CHECK(first_role(keys, "seite.adresse") == Role::kUrl);
  const auto inside = keys.find(DumpKeys::top(), "seite");
  REQUIRE(inside.inside);
  CHECK(keys.find(inside.below, "adresse").roles[0].role == Role::kUrl);
  CHECK(keys.find(DumpKeys::top(), "adresse").roles[0].role == Role::kNone);
}

TEST_CASE("paths are dotted, or pointers (RFC 6901)") {
  using Parts = std::vector<std::string>;
  CHECK(path_parts("a") == Parts{"a"});
  CHECK(path_parts("a.b.0") == Parts{"a", "b", "0"});
  CHECK(path_parts("/a.b/c~1d~0e/0") == Parts{"a.b", "c/d~e", "0"});
  CHECK(path_parts("/") == Parts{""});
}

TEST_CASE("the table names no key twice for the same, and only roles that there are") {
  const std::set<std::string> roles = {"html", "either", "text", "url", "time", "charset", "inside"};
  std::set<std::string> seen;
  std::size_t rows = 0;
  thresh::base::for_each_row(thresh::base::embedded("data/dump_keys.tsv"), [&](std::string_view row) {
    CHECK(seen.insert(std::string(row)).second);
    CHECK(roles.contains(std::string(thresh::base::take_column(row))));
    CHECK(find_in_table(row) != nullptr);
    ++rows;
  });
  CHECK(rows > 50);
}
