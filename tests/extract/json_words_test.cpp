// Strings of JSON as words.
#include "extract/json_words.h"

#include <catch2/catch.hpp>

using namespace thresh;

namespace {

// The words, then what was done to the string.
std::string read(std::string_view text) {
  base::Arena arena;
  extract::Taken taken;
  std::string out = text::compose(extract::json_words(text, {}, arena, taken));
  for (const std::string& step : taken.steps) out += " +" + step;
  return out;
}

}  // namespace

TEST_CASE("A string of JSON is text, HTML, or text with character references") {
  CHECK(read("a < b & c") == "a < b & c");
  CHECK(read("  a  ") == "a");
  CHECK(read("R&amp;D &lt;b&gt;") == "R&D <b> +references");
  CHECK(read("<b>R&amp;D</b><br>x") == "R&D\nx +html");
  CHECK(read("vector<Name>") == "vector<Name>");
  CHECK(read("") == "");
}
