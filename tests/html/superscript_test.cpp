// Tests of html/superscript.h.
#include "html/superscript.h"

#include <catch2/catch.hpp>
#include <string>

namespace thresh::html {
namespace {

std::string shown(std::string_view base, std::string_view words, Raised as = Raised::kWords, bool linked = false,
                  std::string_view behind = "") {
  const Fence fence = fence_of({words, base, behind, linked}, as);
  return std::string(base) + std::string(fence.before) + std::string(words) + std::string(fence.behind);
}

TEST_CASE("A power is set off by a caret, a footnote by brackets") {
  CHECK(shown("10", "6") == "10^6");
  CHECK(shown("10", "-6") == "10^-6");
  CHECK(shown("50 m", "2") == "50 m^2");
  CHECK(shown("E=mc", "2") == "E=mc^2");
  CHECK(shown("sin", "2") == "sin^2");
  CHECK(shown("(a+b)", "2") == "(a+b)^2");
  CHECK(shown("he says.", "1") == "he says.[1]");
  CHECK(shown("“no”", "12") == "“no”[12]");
  CHECK(shown("the study", "3") == "the study[3]");
  CHECK(shown("研究结果", "3") == "研究结果[3]");
  CHECK(shown("in 2019", "1", Raised::kWords, true) == "in 2019[1]");
}

TEST_CASE("A mixed number is two numbers") {
  CHECK(shown("2", "1", Raised::kWords, false, "/2 cups") == "2 1");
  CHECK(shown("2", "1", Raised::kWords, false, "⁄") == "2 1");
  CHECK(shown("about", "1", Raised::kWords, false, "/2") == "about1");
}

TEST_CASE("What is no number, or stands behind nothing, stays as it is") {
  CHECK(shown("1", "st") == "1st");
  CHECK(shown("Thresh", "TM") == "ThreshTM");
  CHECK(shown("says.", "[1]") == "says.[1]");
  CHECK(shown("", "1") == "1");
  CHECK(shown("x", "1234") == "x1234");
  CHECK(shown("+", "1") == "+1");
}

TEST_CASE("Two digits behind an amount are its cents") {
  CHECK(shown("$129", "99", Raised::kAmount) == "$129.99");
  CHECK(shown("2,898", "00", Raised::kAmount) == "2,898.00");
  CHECK(shown("R$ 1.299", "90", Raised::kAmount) == "R$ 1.299,90");
  CHECK(shown("12,", "50", Raised::kAmount) == "12,50");
  CHECK(shown("12€", "50", Raised::kAmount) == "12€50");
  CHECK(shown("$10", "99", Raised::kAmount) == "$10.99");
  CHECK(shown("$129", "1", Raised::kAmount) == "$129^1");
  CHECK(shown("129", "99", Raised::kNumber) == "129.99");
  CHECK(shown("10", "12", Raised::kNumber) == "10^12");
  CHECK(shown("$129", "99", Raised::kWords) == "$129^99");
}

TEST_CASE("Classes tell the cents of a price") {
  CHECK(is_called_fraction("price-cents"));
  CHECK(is_called_fraction("a-price-fraction big"));
  CHECK(is_called_fraction("cents"));
  CHECK_FALSE(is_called_fraction("percents"));
  CHECK_FALSE(is_called_fraction("price"));
  CHECK_FALSE(is_called_fraction(""));
  CHECK(fence_of_fraction("90", "129").before == ".");
  CHECK(fence_of_fraction("90", "1.129").before == ",");
  CHECK(fence_of_fraction("9", "129").before.empty());
  CHECK(fence_of_fraction("90", "129,").before.empty());
  CHECK(fence_of_fraction("90", "$").before.empty());
}

}  // namespace
}  // namespace thresh::html
