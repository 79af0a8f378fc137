#include "cli/sample.h"

#include <catch2/catch.hpp>

#include <string>

namespace thresh::cli {
namespace {

int taken(const char* share, int pages) {
  const Sample sample = Sample::read(share).value();
  int count = 0;
  for (int i = 0; i < pages; ++i) count += sample.takes("pages/" + std::to_string(i) + ".html");
  return count;
}

TEST_CASE("a share is written in three ways") {
  CHECK(taken("10%", 10000) == taken("0.1", 10000));
  CHECK(taken("10%", 10000) == taken("1/10", 10000));
  for (const char* text : {"", "0", "0%", "101%", "1.1", "-1", "x", "1/0", "2/1", "10 %", "1e-1", "nan", "/", "1/"}) {
    INFO(text);
    CHECK_FALSE(Sample::read(text));
  }
}

TEST_CASE("about that share of the pages is taken, whatever their names") {
  CHECK(taken("100%", 1000) == 1000);
  CHECK(taken("10%", 20000) > 1800);
  CHECK(taken("10%", 20000) < 2200);
  CHECK(taken("0.5%", 20000) > 60);
  CHECK(taken("0.5%", 20000) < 140);
}

TEST_CASE("a larger share has the pages of a smaller one") {
  const Sample small = Sample::read("5%").value(), large = Sample::read("20%").value();
  int in_both = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::string name = std::to_string(i);
    if (!small.takes(name)) continue;
    ++in_both;
    CHECK(large.takes(name));
  }
  CHECK(in_both > 50);
}

}  // namespace
}  // namespace thresh::cli
