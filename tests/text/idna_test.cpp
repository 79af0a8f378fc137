// Names of hosts beyond ASCII (UTS #46, non-transitional).
#include "text/idna.h"

#include <catch2/catch.hpp>

using thresh::text::host_to_ascii;

TEST_CASE("a name beyond ASCII becomes the one that is looked up") {
  CHECK(host_to_ascii("bücher.example") == "xn--bcher-kva.example");
  CHECK(host_to_ascii("BÜCHER.Example") == "xn--bcher-kva.example");
  CHECK(host_to_ascii("例え.テスト") == "xn--r8jz45g.xn--zckzah");
  CHECK(host_to_ascii("bu\u0308cher.example") == "xn--bcher-kva.example");
}

TEST_CASE("a sharp s stays one, as browsers have it (non-transitional)") {
  CHECK(host_to_ascii("straße.example") == "xn--strae-oqa.example");
}

TEST_CASE("dots and digits of other scripts are dots and digits") {
  CHECK(host_to_ascii("forum。example") == "forum.example");
  CHECK(host_to_ascii("１２７.0.0.１") == "127.0.0.1");
}

TEST_CASE("what is ASCII is only put into lower case") {
  CHECK(host_to_ascii("Forum.Example") == "forum.example");
  CHECK(host_to_ascii("a_b.-x-.example") == "a_b.-x-.example");
  CHECK(host_to_ascii("") == "");
}

TEST_CASE("what can be no name is none") {
  CHECK_FALSE(host_to_ascii("\xFF.example"));
  CHECK_FALSE(host_to_ascii("a\u2028b.example"));
  CHECK_FALSE(host_to_ascii(std::string(2000, 'a') + "é"));
}
