// Which addresses are asked for at all: urls.tsv.
#include "fetch/url_guard.h"

#include <catch2/catch.hpp>

#include "text/table.h"

namespace {

using thresh::base::ErrorCode;
using thresh::fetch::check_url;

}  // namespace

TEST_CASE("an address is asked for or refused as the table tells") {
  const auto table = thresh::tests::table("fetch/urls.tsv", 2);
  REQUIRE(table.size() >= 60);
  for (const auto& row : table) {
    INFO(row[0]);
    const auto url = check_url(row[0]);
    CHECK(url.has_value() == (row[1] == "ok"));
    if (url) continue;
    INFO(url.error().message);
    CHECK(url.error().code == ErrorCode::kRefused);
    CHECK(url.error().message.find(row[1]) != std::string::npos);
  }
}

TEST_CASE("what is not public is asked for where that is allowed, and nothing else is") {
  CHECK(check_url("http://127.0.0.1:8080/", true));
  CHECK(check_url("http://localhost/", true));
  CHECK(check_url("http://[::1]/", true));
  CHECK_FALSE(check_url("file:///etc/passwd", true));
  CHECK_FALSE(check_url("http://user@127.0.0.1/", true));
  CHECK_FALSE(check_url("http://127.0.0.1:22/", true));
}

TEST_CASE("the ports are those of the Fetch Standard") {
  std::size_t bad = 0;
  for (std::uint32_t port = 0; port <= 65'535; ++port) {
    bad += thresh::fetch::is_bad_port(static_cast<std::uint16_t>(port)) ? 1 : 0;
  }
  CHECK(bad == 83);
  for (const int port : {80, 443, 3000, 5000, 8000, 8080, 8443, 8888}) {
    CHECK_FALSE(thresh::fetch::is_bad_port(static_cast<std::uint16_t>(port)));
  }
}
