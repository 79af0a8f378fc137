// What an input is, by its bytes.
#include "convert/sniff.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "text/table.h"

using namespace thresh;
using convert::PageKind;

TEST_CASE("An input is what the table says") {
  for (const auto& row : tests::table("convert/sniffed.tsv", 3)) {
    INFO(row[0] << " named " << row[1]);
    CHECK(convert::name(convert::sniff(row[0], row[1])) == row[2]);
  }
}

TEST_CASE("Only an input without anything but white space is empty") {
  REQUIRE(rc::check([](const std::string& bytes) {
    const bool blank = bytes.find_first_not_of(" \t\n\r\f") == std::string::npos;
    RC_ASSERT((convert::sniff(bytes, "") == PageKind::kEmpty) == blank);
  }));
}

TEST_CASE("The name decides nothing where the bytes begin with markup or are no text") {
  REQUIRE(rc::check([](const std::string& name) {
    RC_ASSERT(convert::sniff("<p>x", name) == PageKind::kHtml);
    RC_ASSERT(convert::sniff("%PDF-1.4", name) == PageKind::kBinary);
  }));
}

TEST_CASE("A text with a stray control character is text; one full of them is not") {
  CHECK_FALSE(convert::reads_as_binary(""));
  CHECK_FALSE(convert::reads_as_binary("tabs\tand\nline\r\nends\fand \x1B[1mcolours"));
  CHECK_FALSE(convert::reads_as_binary("a\x01 short one"));
  CHECK_FALSE(convert::reads_as_binary(std::string(1000, 'a') + "\x01\x02\x03\x04"));
  CHECK(convert::reads_as_binary("\x01\x02\x03 abc"));
  CHECK(convert::reads_as_binary(std::string(100, '\x7F')));
}
