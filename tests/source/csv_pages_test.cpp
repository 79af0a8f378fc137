// Pages in rows of CSV.
#include "source/csv_pages.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "source/compress.h"
#include "source/inputs.h"
#include "source/packing.h"

using namespace thresh::source;
using thresh::tests::all_of;
using thresh::tests::input_of;
using Texts = std::vector<std::string>;

namespace {

Texts pages(std::string bytes, std::optional<std::uint64_t> only = {}, std::size_t piece = SIZE_MAX,
            const NamedKeys& keys = {}) {
  thresh::base::Limits limits;
  limits.input_bytes = 3 << 20;
  return all_of(*csv_pages(input_of(std::move(bytes), piece), "f", only, limits, keys));
}

}  // namespace

TEST_CASE("each row is a page, called by its number, the header not counted") {
  CHECK(
      pages("\xEF\xBB\xBFurl,html\r\nhttps://a.example,<p>1\r\n\r\nhttps://b.example,\"<p>2\r\n \"\"q\"\", x\"\r\n") ==
      Texts{"f#1 https://a.example <p>1", "f#2 https://b.example <p>2\r\n \"q\", x"});
  CHECK(pages("url;text\nhttps://a.example;1,5\n") == Texts{"f#1 https://a.example 1,5"});
  CHECK(pages("url\ttext\nhttps://a.example\tone\n") == Texts{"f#1 https://a.example one"});
  CHECK(pages("url,text\n").empty());
}

TEST_CASE("a row of CSV is read alone by its number") {
  CHECK(pages("id,text\n1,a\n2,\"b\nc\"\n3,d\n", 3) == Texts{"f#3 d"});
  CHECK(pages("id,text\n1,a\n", 2) == Texts{"f#2: bad_row: there is no such row"});
}

TEST_CASE("cells that are missing are empty, one too many is damage") {
  CHECK(pages("text,url,x\na\nb,https://b.example\nc,,1,2\nd,,\n") ==
        Texts{"f#1 a", "f#2 https://b.example b",
              "f#3: bad_row: the row has 4 cells, and there are 3 columns, at line 4, column 6", "f#4 d"});
}

TEST_CASE("a quote that nothing closes costs its line") {
  CHECK(pages("id,text\n1,a\n2,\"b\n3,c\n4,d\n") ==
        Texts{"f#1 a", "f#2: bad_row: a quote opens here that nothing closes, at line 3, column 3", "f#3 c", "f#4 d"});
}

TEST_CASE("nothing within a cell in which the file ends becomes a page") {
  const auto cut = [](std::string_view cell) {
    return pages("url,html\nhttps://a.example,<p>1\nhttps://b.example,\"" + std::string(cell));
  };
  for (const std::string_view cell : {"<p>2\n<p>three</p>\n<p>four", "<p>2\n<p>three, four</p>\n<p>five</p>\n",
                                      "<p>2\nx, y", "<p>2\nx, y\n", "<p>2", ""}) {
    INFO(cell);
    CHECK(cut(cell) ==
          Texts{"f#1 https://a.example <p>1",
                "f#2: bad_row: a quote opens here that nothing closes; the file ends in this cell, at line "
                "3, column 19"});
  }
  CHECK(pages("text\n\"a\nb\nc\nd\n") ==
        Texts{"f#1: bad_row: a quote opens here that nothing closes; the file ends in this cell, at line 2, column 1"});
}

TEST_CASE("quotes without end cost no more than time in proportion") {
  std::string file = "id,text\n";
  for (int i = 0; i < 200'000; ++i) file += "1,\"x" + std::string(static_cast<std::size_t>(i % 3), 'y') + '\n';
  // An even number of quotes makes pairs; one more is open.
  file += "2,\"open\n";
  const Texts all = pages(file);
  CHECK_FALSE(all.empty());
}

TEST_CASE("columns are named by the user, and no page at all is told") {
  CHECK(pages("id,words\n1,a\n", {}, SIZE_MAX, {.text = "words"}) == Texts{"f#1 a"});
  CHECK(pages("id,words\n1,a\n") ==
        Texts{"f: unreadable: no row of it holds HTML or text under a key that is known; its keys are id, words"});
  CHECK(pages("id,words\n1,<html><p>a\n") == Texts{"f#1 <html><p>a"});  // a document is one under any key
}

TEST_CASE("bytes that are no UTF-8 are left to be detected") {
  const auto reader = csv_pages(input_of("text,encoding\n\xC4\xC1,koi8-r\n\xC3\xA9,koi8-r\n"), "f", {}, {}, {});
  RawPage page;
  REQUIRE(reader->next(page).value());
  CHECK(page.charset == "koi8-r");
  REQUIRE(reader->next(page).value());
  CHECK(page.charset == "utf-8");
}

TEST_CASE("pieces make no difference to CSV") {
  CHECK(rc::check([] {
    const auto texts =
        *rc::gen::container<Texts>(rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\",;\n\r<> "))));
    const auto piece = *rc::gen::inRange<std::size_t>(1, 64);
    std::string file = "id,text\n";
    Texts expected;
    for (const std::string& text : texts) {
      file += "1,\"x";
      for (const char c : text) file += c == '"' ? std::string("\"\"") : std::string(1, c);
      file += "\"\n";
      expected.push_back("f#" + std::to_string(expected.size() + 1) + " x" + text);
    }
    RC_ASSERT(pages(file, {}, piece) == expected);
  }));
}

TEST_CASE("lines that end with a CR alone are lines, where the beginning of the file has no LF") {
  CHECK(pages("url,html\rhttps://a.example,<p>1\rhttps://b.example,\"<p>2\r q\"\r") ==
        Texts{"f#1 https://a.example <p>1", "f#2 https://b.example <p>2\n q"});
  CHECK(pages("url,html\nhttps://a.example,<p>1\r 2\n") == Texts{"f#1 https://a.example <p>1\r 2"});
}

TEST_CASE("what a damaged compressed file of CSV gave so far is read, but no half row") {
  std::string file = "id,text\n";
  for (int i = 0; i < 5000; ++i) file += "1," + std::to_string(i * 7919) + '\n';
  const std::string packed = thresh::tests::deflated(file, 31);
  const auto reader =
      csv_pages(unpacked(input_of(packed.substr(0, packed.size() / 2)), {Packing::kGzip}), "f", {}, {}, {});
  const Texts all = all_of(*reader);
  REQUIRE(all.size() > 100);
  CHECK(all.back().starts_with("f: unreadable: the compressed data ends too early"));
  for (std::size_t i = 0; i + 1 < all.size(); ++i) CHECK(all[i].ends_with(' ' + std::to_string(i * 7919)));
}
