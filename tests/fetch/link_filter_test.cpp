// Includes and excludes.
#include "fetch/link_filter.h"

#include <catch2/catch.hpp>

namespace {

using thresh::fetch::LinkFilter;

bool wants(std::vector<std::string> include, std::vector<std::string> exclude, std::string_view url) {
  const auto filter = LinkFilter::make(include, exclude);
  REQUIRE(filter);
  return filter->wants(url);
}

}  // namespace

TEST_CASE("without patterns everything is wanted") {
  CHECK(LinkFilter().wants("https://forum.example/"));
  CHECK(wants({}, {}, "https://forum.example/"));
}

TEST_CASE("a pattern is held against the whole address, and its star goes through slashes") {
  CHECK(wants({"https://forum.example/q/*"}, {}, "https://forum.example/q/1/a?b"));
  CHECK_FALSE(wants({"https://forum.example/q/*"}, {}, "https://forum.example/tag/1"));
  CHECK_FALSE(wants({"/q/"}, {}, "https://forum.example/q/1"));
  CHECK(wants({"*/q/*"}, {}, "https://forum.example/q/1"));
  CHECK_FALSE(wants({"*/q/?"}, {}, "https://forum.example/q/1"));
  CHECK(wants({"*/q?page=*"}, {}, "https://forum.example/q?page=2"));
}

TEST_CASE("a regular expression is looked for anywhere") {
  CHECK(wants({R"(re:/q/\d+$)"}, {}, "https://forum.example/q/12"));
  CHECK_FALSE(wants({R"(re:/q/\d+$)"}, {}, "https://forum.example/q/12/edit"));
}

TEST_CASE("an exclude goes before an include") {
  CHECK_FALSE(wants({"*"}, {"*/login*"}, "https://forum.example/login"));
  CHECK(wants({}, {"*/login*"}, "https://forum.example/q/1"));
  CHECK_FALSE(wants({"*/q/*", "*/r/*"}, {"re:[?&]sort="}, "https://forum.example/q/1?sort=new"));
  CHECK(wants({"*/q/*", "*/r/*"}, {"re:[?&]sort="}, "https://forum.example/r/1"));
}

TEST_CASE("a pattern that is wrong is an error that shows it") {
  const auto filter = LinkFilter::make(std::vector<std::string>{"re:("}, {});
  REQUIRE_FALSE(filter);
  CHECK(filter.error().code == thresh::base::ErrorCode::kUsage);
  CHECK(filter.error().hint.find("re:(") != std::string::npos);
  CHECK_FALSE(LinkFilter::make({}, std::vector<std::string>{""}));
}
