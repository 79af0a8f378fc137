// A run's text beside its bytes, by cases; the property over all pages stands in provenance_test.cpp.
#include "convert/alignment.h"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "html/document.h"

namespace thresh::convert {
namespace {

// A page with one text node (and maybe comments in it) in a p, and a run that says `text` of it.
struct Aligned {
  std::string bytes, words;
  std::unique_ptr<Page> opened;
  Alignment alignment;

  const Page& page() const { return *opened; }

  Aligned(std::string_view html, std::string_view text) : bytes(html), words(text) {
    opened =
        std::move(*Page::open({.name = "page.html", .bytes = bytes, .url = {}, .charset = {}, .captured = {}}, {}));
    const html::Document& document = *page().document();
    text::Run run;
    run.text = words;
    for (html::NodeId id = 0; id < document.size(); ++id) {
      if (!document.is_text(id)) continue;
      if (run.node == text::Run::kNoNode) {
        run.node = id;
        run.source.begin = document.source(id).begin;
      }
      run.source.end = document.source(id).end;
    }
    alignment = align(page(), run);
  }

  std::vector<std::string> pairs() const {
    std::vector<std::string> out;
    for (const Stretch& s : alignment.stretches) {
      out.push_back(std::string(alignment.text.substr(s.at, s.size)) + "|" +
                    std::string(page().decoded().text.substr(s.source.begin, s.source.size())));
    }
    return out;
  }
};

using Pairs = std::vector<std::string>;

TEST_CASE("bytes that are the text itself are one stretch") {
  CHECK(Aligned("<p>one two  three", "one two  three").pairs() == Pairs{"one two|one two", "three|three"});
}

TEST_CASE("white space that was collapsed parts stretches") {
  CHECK(Aligned("<p>one\n  two three", "one two three").pairs() == Pairs{"one|one", "two three|two three"});
}

TEST_CASE("a character reference is a stretch of its own, an ampersand that is none is as it is") {
  CHECK(Aligned("<p>R&amp;D &amp c & d", "R&D & c & d").pairs() ==
        Pairs{"R|R", "&|&amp;", "D |D ", "&|&amp", "c |c ", "&|&", "d|d"});
}

TEST_CASE("long texts are parted where short ones are") {
  const std::string long_one = "one two three four", long_other = "five six seven eight";
  CHECK(Aligned("<p>" + long_one + "  " + long_other, long_one + "  " + long_other).pairs() ==
        Pairs{long_one + '|' + long_one, long_other + '|' + long_other});
  CHECK(Aligned("<p>" + long_one + "&amp;" + long_other, long_one + '&' + long_other).pairs() ==
        Pairs{long_one + '|' + long_one, "&|&amp;", long_other + '|' + long_other});
  for (std::size_t size = 1; size < 20; ++size) {
    const std::string word(size, 'x');
    CHECK(Aligned("<p>" + word + '\n' + word + ' ' + word, word + ' ' + word + ' ' + word).pairs() ==
          Pairs{word + '|' + word, word + ' ' + word + '|' + word + ' ' + word});
  }
}

TEST_CASE("comments part a run's bytes") {
  CHECK(Aligned("<p>un<!-- -->broken", "unbroken").pairs() == Pairs{"un|un", "broken|broken"});
}

TEST_CASE("text that is not made of the bytes is mended") {
  CHECK(Aligned("<p>caf\u00C3\u00A9 noir", "caf\u00E9 noir").alignment.mended);
  CHECK(Aligned("<p>one two", "one").alignment.mended);
  CHECK(Aligned("<p>one", "one two").alignment.mended);
  CHECK_FALSE(Aligned("<p> one ", "one").alignment.mended);
}

TEST_CASE("a part of a stretch has no spaces at its ends, and a reference stays whole") {
  const Aligned one("<p>ab cd ef", "ab cd ef");
  const Stretch part = part_of(one.alignment.stretches[0], one.alignment.text, 2, 6);
  CHECK(one.alignment.text.substr(part.at, part.size) == "cd");
  CHECK(one.page().decoded().text.substr(part.source.begin, part.source.size()) == "cd");
  CHECK(part_of(one.alignment.stretches[0], one.alignment.text, 2, 3).size == 0);
}

}  // namespace
}  // namespace thresh::convert
