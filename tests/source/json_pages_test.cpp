// Pages in lines and lists of JSON.
#include "source/json_pages.h"

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
  return all_of(*json_pages(input_of(std::move(bytes), piece), "f", only, limits, keys));
}

std::string line(std::string_view html) { return "{\"html\": \"" + std::string(html) + "\"}\n"; }

}  // namespace

TEST_CASE("each line is a page, called by its number") {
  CHECK(pages("{\"url\": \"https://a.example\", \"html\": \"<p>1\"}\n\r\n  {\"text\": \"two\"}\r\n{\"text\": \"3\"}") ==
        Texts{"f#1 https://a.example <p>1", "f#3 two", "f#4 3"});
  CHECK(pages("\xEF\xBB\xBF" + line("<p>")) == Texts{"f#1 <p>"});
  CHECK(pages("").empty());
  CHECK(pages("\n\n").empty());
}

TEST_CASE("a page is read alone by its number") {
  const std::string file = line("<p>1") + "{broken\n" + line("<p>3");
  CHECK(pages(file, 3) == Texts{"f#3 <p>3"});
  CHECK(pages(file, 1) == Texts{"f#1 <p>1"});
  CHECK(pages(file, 2) == Texts{"f#2: bad_row: this is no JSON object: it is not well-formed, at line 2, column 1"});
  CHECK(pages(file, 9) == Texts{"f#9: bad_row: there is no such row"});
  CHECK(pages("{\"id\": 1}\n", 1) == Texts{"f#1: bad_row: this row holds neither HTML nor text"});
}

TEST_CASE("a damaged line costs itself") {
  CHECK(pages(line("<p>1") + "{\"html\": \"\xC3\xA9\xFF\"}\n[1]\n" + line("<p>4")) ==
        Texts{"f#1 <p>1", "f#2: bad_row: this is no JSON object: it is not valid UTF-8, at line 2, column 12",
              "f#3: bad_row: this is no JSON object, at line 3, column 1", "f#4 <p>4"});
}

TEST_CASE("a line that is too long costs itself, and its memory") {
  const std::string file = line("<p>1") + line(std::string(4 << 20, 'x')) + line("<p>3");
  for (const std::size_t piece : {std::size_t{100'003}, SIZE_MAX}) {
    CHECK(pages(file, {}, piece) ==
          Texts{"f#1 <p>1", "f#2: bad_row: the line is longer than 3145728 bytes, at line 2", "f#3 <p>3"});
  }
}

TEST_CASE("rows without a page are passed over, and told where there are no others") {
  const auto reader = json_pages(input_of("{\"id\": 1}\n" + line("<p>")), "f", {}, {}, {});
  CHECK(all_of(*reader) == Texts{"f#2 <p>"});
  CHECK(reader->skipped().rows == 1);
  CHECK(pages("{\"id\": 1, \"words\": \"w\"}\n{\"id\": 2}\n") ==
        Texts{"f: unreadable: no row of it holds HTML or text under a key that is known; its keys are id, words"});
  CHECK(pages("{\"id\": 1, \"words\": \"w\"}\n", {}, SIZE_MAX, {.text = "words"}) == Texts{"f#1 w"});
}

TEST_CASE("a list of objects, and objects over several lines, are read by their brackets") {
  const Texts expected = {"f#1 <p>}{", "f#2 two"};
  CHECK(pages("[{\"html\": \"<p>}{\"}, {\"text\": \"two\"}]") == expected);
  CHECK(pages("[\n  {\n    \"html\": \"<p>}{\",\n    \"x\": [{}]\n  },\n  {\"text\": \"two\"}\n]\n") == expected);
  CHECK(pages("{\n \"html\": \"<p>}{\"\n}\n{\n \"text\": \"two\"\n}\n") == expected);
  CHECK(pages("[]").empty());
  CHECK(pages("[{\"text\": \"1\"}, 5, {\"text\": \"3\"}]") ==
        Texts{"f#1 1", "f#2: bad_row: this is no JSON object, at line 1", "f#3 3"});
  CHECK(pages("[\n{\"text\": \"1\"},\n{\"text\": \"2\" 3},\n{\"text\": \"3\"}]") ==
        Texts{"f#1 1", "f#2: bad_row: this is no JSON object: it is not well-formed, at line 3, column 14", "f#3 3"});
  CHECK(pages("[{\"text\": \"1\"},\n {\"text\": \"2\"") ==
        Texts{"f#1 1", "f#2: bad_row: an object does not end, at line 2"});
  CHECK(pages("[{\"text\": \"1\"}, {\"text\": \"2\"}]", 2) == Texts{"f#2 2"});
}

TEST_CASE("pieces make no difference, by lines or by brackets") {
  CHECK(rc::check([] {
    const auto texts =
        *rc::gen::container<Texts>(rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab{}[]<>,: \xC3"))));
    const auto piece = *rc::gen::inRange<std::size_t>(1, 64);
    std::string lines, list = "[";
    Texts expected;
    std::size_t number = 0;
    for (std::string text : texts) {
      std::erase(text, '\xC3');
      text += "\\\"\\u00e9";
      const std::string object = "{\"id\": [1, {\"x\": \"}\\\"\"}], \"text\": \"" + text + "\"}";
      lines += object + '\n';
      list += (list.size() > 1 ? ",\n" : "") + object;
      text.replace(text.size() - 8, 8, "\"\xC3\xA9");
      expected.push_back("f#" + std::to_string(++number) + ' ' + text);
    }
    RC_ASSERT(pages(lines, {}, piece) == expected);
    RC_ASSERT(pages(list + "]", {}, piece) == expected);
  }));
}

TEST_CASE("what a damaged compressed file gave so far is read, but no half row") {
  std::string file;
  for (int i = 0; i < 5000; ++i) file += line("<p>" + std::to_string(i * 7919));
  const std::string packed = thresh::tests::deflated(file, 31);
  const auto reader =
      json_pages(unpacked(input_of(packed.substr(0, packed.size() / 2)), {Packing::kGzip}), "f", {}, {}, {});
  const Texts all = all_of(*reader);
  REQUIRE(all.size() > 100);
  CHECK(all.back() ==
        "f: unreadable: the compressed data ends too early, at byte " + std::to_string(packed.size() / 2));
  for (std::size_t i = 0; i + 1 < all.size(); ++i) CHECK(all[i].ends_with("<p>" + std::to_string(i * 7919)));
}

TEST_CASE("the end of an object is found, asked for piece by piece too") {
  const std::string object = R"({"a": "}\"\\", "b": [{"c": "]"}]})";
  CHECK(ObjectScan().end(object + "{") == object.size());
  ObjectScan scan;
  for (std::size_t size = 0; size < object.size(); ++size) CHECK_FALSE(scan.end(object.substr(0, size)));
  CHECK(scan.end(object) == object.size());
}
