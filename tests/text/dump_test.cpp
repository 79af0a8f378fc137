// split_lines: line ends, blank runs, spans.
#include "text/dump.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "text/unicode.h"

namespace {

using thresh::text::Dump;
using thresh::text::Line;
using thresh::text::split_lines;

// "number text before/after" for each line.
std::string sketch(std::string_view text) {
  std::string out;
  for (const Line& line : split_lines(text).lines) {
    out += std::to_string(line.number) + ' ' + std::string(line.text) + ' ' + std::to_string(line.blank_before) + '/' +
           std::to_string(line.blank_after) + '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("blank lines are counted before and after each line") {
  CHECK(sketch("\n\na\nb\n\n\n\nc\n\n") == "3 a 2/0\n4 b 0/3\n8 c 3/1\n");
  CHECK(sketch("a") == "1 a 0/0\n");
  CHECK(sketch("a\n") == "1 a 0/0\n");
  CHECK(sketch("").empty());
  CHECK(sketch("\n \n\t\n").empty());
}

TEST_CASE("LF, CRLF and CR end a line, mixed as they may be") {
  CHECK(sketch("a\nb\r\nc\rd") == "1 a 0/0\n2 b 0/0\n3 c 0/0\n4 d 0/0\n");
  CHECK(sketch("a\r\n\r\nb") == "1 a 0/1\n3 b 1/0\n");
  CHECK(sketch("a\r\rb") == "1 a 0/1\n3 b 1/0\n");
  CHECK(sketch("a\n\rb") == "1 a 0/1\n3 b 1/0\n");
  CHECK(sketch("a\r\n") == "1 a 0/0\n");
  CHECK(sketch("a\r") == "1 a 0/0\n");
}

TEST_CASE("a line of no-break spaces, invisible characters or a form feed is blank") {
  CHECK(sketch("a\n\u00A0 \u00A0\n\u200B\uFEFF\n\f\nb") == "1 a 0/3\n5 b 3/0\n");
}

TEST_CASE("a line's text stands without the white space at its ends, and its span tells where") {
  const std::string text = "\uFEFF  \u00A0Dr. Who \t\r\nnext";
  const Dump dump = split_lines(text);
  REQUIRE(dump.lines.size() == 2);
  const Line& line = dump.lines.front();
  CHECK(line.text == "Dr. Who");
  CHECK(text.substr(line.source.begin, line.source.size()) == line.text);
}

TEST_CASE("every visible character of a text is in exactly one line, in order") {
  REQUIRE(rc::check([] {
    static const std::vector<std::string> kPieces = {"a", "é", " ", "\n", "\r", "\r\n", "\u00A0", "\f", "東"};
    const auto picks = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(kPieces.size())));
    std::string text;
    for (const int pick : picks) text += kPieces[static_cast<std::size_t>(pick)];
    std::string joined;
    std::uint32_t lines = 0;
    std::uint32_t end = 0;
    for (const Line& line : split_lines(text).lines) {
      RC_ASSERT(!line.text.empty() && line.source.begin >= end);
      RC_ASSERT(text.substr(line.source.begin, line.source.size()) == line.text);
      RC_ASSERT(line.number == lines + line.blank_before + 1);
      lines = line.number;
      end = line.source.end;
      joined += line.text;
    }
    const auto squeezed = [](std::string_view from) {
      std::string out;
      for (std::size_t at = 0; at < from.size();) {
        const auto point = thresh::text::code_point_at(from, at);
        if (!thresh::text::is_space(point.value)) out += from.substr(at, point.length);
        at += point.length;
      }
      return out;
    };
    RC_ASSERT(squeezed(joined) == squeezed(text));
  }));
}
