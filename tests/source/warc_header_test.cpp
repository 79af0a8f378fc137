// Headers of records, as they should be and as they are.
#include "source/warc_header.h"

#include <catch2/catch.hpp>

using namespace thresh::source;

TEST_CASE("fields are read with what the world does to them") {
  std::string head = "A: one\r\nB:two\nno field\r\n: empty name\r\nC : three \r\n\tfolded\r\n more\r\nD:\r\nE: a: b";
  const auto fields = read_fields(head, 0);
  CHECK(find_field(fields, "a") == "one");
  CHECK(find_field(fields, "B") == "two");
  CHECK(find_field(fields, "C").starts_with("three "));
  CHECK(find_field(fields, "C").ends_with("folded   more"));
  CHECK(find_field(fields, "D").empty());
  CHECK(find_field(fields, "E") == "a: b");
  CHECK(find_field(fields, "F").empty());
  CHECK(fields.size() == 5);
}

TEST_CASE("a header ends with an empty line, however lines end") {
  CHECK(end_of_header("a\r\nb\r\n\r\nbody") == 8);
  CHECK(end_of_header("a\nb\n\nbody") == 5);
  CHECK(end_of_header("a\r\nb\n\r\nbody") == 7);
  CHECK(end_of_header("a\r\nb") == std::string_view::npos);
  CHECK(end_of_header("a\r\n\r") == std::string_view::npos);
  CHECK(end_of_header("") == std::string_view::npos);
}

TEST_CASE("a length is digits and nothing else") {
  CHECK(read_length("0") == 0);
  CHECK(read_length("0012") == 12);
  CHECK(read_length("999999999999999999") == 999999999999999999u);
  for (const char* wrong : {"", "-1", "+1", "1 ", "1e3", "abc", "9999999999999999999"}) {
    CHECK_FALSE(read_length(wrong).has_value());
  }
}

TEST_CASE("the line of an ARC record is read from its end") {
  const auto one = read_arc_line("http://a.example/ 192.0.2.1 20140216050221 text/html 1591\nHTTP/1.1 200 OK");
  REQUIRE(one.has_value());
  CHECK(one->url == "http://a.example/");
  CHECK(one->address == "192.0.2.1");
  CHECK(one->type == "text/html");
  CHECK(one->length == 1591);
  CHECK(one->size == 58);
  const auto blanks = read_arc_line("http://a.example/x y z 192.0.2.1 20140216050221 text/html 5\r\n");
  CHECK(blanks->url == "http://a.example/x y z");
  const auto two = read_arc_line("http://a.example/ 192.0.2.1 20140216050221 text/html 200 sum - 12 a.arc 77\n");
  CHECK(two->url == "http://a.example/");
  CHECK(two->type == "text/html");
  CHECK(two->length == 77);
  CHECK_FALSE(read_arc_line("http://a.example/ 192.0.2.1 20140216050221 text/html -1\n")->length.has_value());
  for (const char* wrong :
       {"", "\n", "a page of text\n", "http://a.example/ 1\n", "<a href=http://a.example/ 1 2 3 4>\n",
        "http://a.example/ 192.0.2.1 20140216050221 text/html 1591"}) {
    CHECK_FALSE(read_arc_line(wrong).has_value());
  }
}

TEST_CASE("times of ARC files become those of WARC") {
  CHECK(arc_time("20140216050221") == "2014-02-16T05:02:21Z");
  CHECK(arc_time("201404010000000000") == "2014-04-01T00:00:00Z");
  for (const char* wrong : {"", "2014", "20141316050221", "2014021605022x"}) CHECK(arc_time(wrong).empty());
}

TEST_CASE("a URI may stand in angle brackets, as Wget writes it") {
  CHECK(bare_uri("<https://a.example/>") == "https://a.example/");
  CHECK(bare_uri("https://a.example/>") == "https://a.example/>");
  CHECK(bare_uri("<").size() == 1);
}
