// Tests for addresses that show their template.
#include "clean/template_address.h"

#include <catch2/catch.hpp>

using thresh::clean::template_address;

TEST_CASE("An address with a placeholder in it shows its template, however its signs are written") {
  for (const char* address : {"https://a.example/{{slug}}", "https://a.example/${slug}", "{canonical}", "<%= url %>",
                              "https://{{host}}/a", "https://a.example/%7B%7Bslug%7D%7D", "https://a.example/%7bid%7d",
                              "[[url]]", "*|ARCHIVE|*", "https://a.example/%3C%25=%20url%20%25%3E"}) {
    INFO(address);
    CHECK(template_address(address));
  }
}

TEST_CASE("What scripts print for nothing is no part of an address") {
  for (const char* address : {"undefined", "null", " undefined ", "https://a.example/undefined", "/null",
                              "/undefined/7", "https://a.example/null?x=1", "https://a.example/[object%20Object]"}) {
    INFO(address);
    CHECK(template_address(address));
  }
}

TEST_CASE("Other addresses show none") {
  for (const char* address : {"", "/", "https://a.example/", "https://a.example/undefined-behaviour",
                              "https://a.example/q?x=null", "https://a.example/Null", "https://a.example/a%20b",
                              "https://a.example/100%25", "https://[::1]/x", "https://a.example/?f[]=1&g[0]=2",
                              "https://a.example/a%5B1%5D", "https://a.example/}x{", "https://a.example/{x"}) {
    INFO(address);
    CHECK_FALSE(template_address(address));
  }
}
