#include "record/identity.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

namespace thresh::record {
namespace {

constexpr std::string_view kUrl = "https://example.org/question/1";

TEST_CASE("an id is the kind, a dash and 13 characters of Crockford base32") {
  REQUIRE(rc::check([](const std::string& url, const std::string& name, const std::string& title) {
    const std::string id = record_id("qa", url, name, title);
    RC_ASSERT(id.size() == 16U);
    RC_ASSERT(id.starts_with("qa-"));
    RC_ASSERT(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz", 3) == std::string::npos);
  }));
}

TEST_CASE("ids never change: datasets are joined by them") {
  CHECK(record_id("qa", kUrl, "page.html", "Title") == "qa-5daxjejccyzra");
  CHECK(record_id("qa", "", "page.html", "Title") == "qa-yx5kenj0vrj15");
  CHECK(record_id("qa", "", "-", "Title") == "qa-4kkzsnzf6k6fz");
}

TEST_CASE("the canonical URL goes before the source's name, and that before the title") {
  CHECK(record_id("qa", kUrl, "a.html", "A") == record_id("qa", kUrl, "b.html", "B"));
  CHECK(record_id("qa", "", "a.html", "A") == record_id("qa", "", "a.html", "B"));
  CHECK(record_id("qa", "", "a.html", "A") != record_id("qa", "", "b.html", "A"));
  CHECK(record_id("qa", "", "-", "A") == record_id("qa", "", "", "A"));
  CHECK(record_id("qa", "", "-", "A") != record_id("qa", "", "-", "B"));
}

TEST_CASE("a URL, a name and a title of the same letters are three identities") {
  const std::string by_url = record_id("qa", "x", "", "");
  const std::string by_name = record_id("qa", "", "x", "");
  const std::string by_title = record_id("qa", "", "", "x");
  CHECK(by_url != by_name);
  CHECK(by_name != by_title);
  CHECK(by_url != by_title);
}

}  // namespace
}  // namespace thresh::record
