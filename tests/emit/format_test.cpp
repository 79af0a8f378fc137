// The table of formats, and the small parts that several formats share.
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "emit/emit.h"
#include "emit/number.h"

namespace thresh::emit {
namespace {

std::string_view format_name(std::string_view path) {
  const Format* format = format_of_path(path);
  return format == nullptr ? "" : format->name;
}

std::string text_of(double real) {
  NumberBuffer buffer;
  return std::string(number_text(real, buffer));
}

TEST_CASE("every format is found by its name") {
  for (const Format& format : formats()) CHECK(find_format(format.name) == &format);
  CHECK(find_format("YAML") == nullptr);
  CHECK(find_format("") == nullptr);
}

TEST_CASE("the name of an output tells its format") {
  CHECK(format_name("out.yaml") == "yaml");
  CHECK(format_name("out/a.b.yml") == "yaml");
  CHECK(format_name("OUT.JSON") == "json");
  CHECK(format_name("a.jsonl") == "jsonl");
  CHECK(format_name("a.ndjson") == "jsonl");
  CHECK(format_name("a.csv") == "csv");
  CHECK(format_name("a.txt") == "text");
  CHECK(format_name("a.md") == "markdown");
  CHECK(format_name("a.jsonld") == "jsonld");
  CHECK(format_name("a.sqlite") == "sqlite");
  CHECK(format_name("a.db") == "sqlite");
  CHECK(format_name("a.arrows") == "arrow");
  CHECK(format_name("a.parquet") == "parquet");
}

TEST_CASE("a name that tells nothing gives no format") {
  for (const char* path : {"", "-", "out", "out.", ".json", "dir/.yaml", "a.json/out", "/dev/stdout"}) {
    INFO(path);
    CHECK(format_of_path(path) == nullptr);
  }
}

TEST_CASE("numbers are short, and no reader takes them for a text") {
  CHECK(text_of(4.9) == "4.9");
  CHECK(text_of(5.0) == "5");
  CHECK(text_of(-0.0) == "0");
  CHECK(text_of(0.1 + 0.2) == "0.30000000000000004");
  CHECK(text_of(1e5) == "100000");
  CHECK(text_of(1e22) == "1.0e+22");
  CHECK(text_of(-1.5e-7) == "-1.5e-07");
  CHECK(text_of(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
  CHECK(text_of(std::numeric_limits<double>::denorm_min()) == "5.0e-324");
  CHECK(text_of(std::numeric_limits<double>::quiet_NaN()) == "null");
  CHECK(text_of(-std::numeric_limits<double>::infinity()) == "null");
}

TEST_CASE("any finite number reads back as itself") {
  REQUIRE(rc::check([](std::uint64_t bits) {
    double real = 0;
    std::memcpy(&real, &bits, sizeof(real));
    RC_PRE(std::isfinite(real));
    const std::string text = text_of(real);
    double back = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), back);
    RC_ASSERT(error == std::errc());
    RC_ASSERT(end == text.data() + text.size());
    RC_ASSERT(back == real);
  }));
}

}  // namespace
}  // namespace thresh::emit
