// compose(): the table tests/text/passage.tsv, and what holds for any passage.
#include "text/passage.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "text/table.h"
#include "text/unicode.h"

namespace {

using thresh::text::Break;
using thresh::text::compose;
using thresh::text::Passage;
using thresh::text::Run;

// "pc:text|n:more" as a passage; views into `notation`.
Passage passage_of(std::string_view notation) {
  Passage passage;
  while (!notation.empty()) {
    const std::string_view part = notation.substr(0, notation.find('|'));
    const std::string_view flags = part.substr(0, part.find(':'));
    Run run;
    run.text = part.substr(flags.size() + 1);
    run.before = flags.front() == 'p' ? Break::kParagraph : flags.front() == 'l' ? Break::kLine : Break::kNone;
    run.code = flags.find('c') != std::string_view::npos;
    run.removed = flags.find('r') != std::string_view::npos;
    passage.runs.push_back(run);
    notation.remove_prefix(std::min(part.size() + 1, notation.size()));
  }
  return passage;
}

std::string random_text() {
  static const std::vector<std::string> kPieces = {"word",   " ",      "  ", "\t",   "\n",          "\r",
                                                   "\u00A0", "。",     "é",  "\x01", "\u0085",      "\u200B",
                                                   "\u3000", "\u2028", "…",  "😀",   "\xEF\xBB\xBF"};
  std::string text;
  for (const int i : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(kPieces.size())))) {
    text += kPieces[static_cast<std::size_t>(i)];
  }
  return text;
}

// A passage over texts that `texts` keeps alive.
Passage random_passage(std::vector<std::string>& texts, bool with_code) {
  texts.resize(static_cast<std::size_t>(*rc::gen::inRange(0, 6)));
  Passage passage;
  for (std::string& text : texts) {
    text = random_text();
    Run run;
    run.text = text;
    run.before = static_cast<Break>(*rc::gen::inRange(0, 3));
    run.code = with_code && *rc::gen::arbitrary<bool>();
    run.removed = *rc::gen::arbitrary<bool>();
    passage.runs.push_back(run);
  }
  return passage;
}

}  // namespace

TEST_CASE("a passage composes to the text that its table tells") {
  for (const auto& row : thresh::tests::table("text/passage.tsv", 3)) {
    INFO(row[0]);
    CHECK(compose(passage_of(row[1])) == row[2]);
  }
}

TEST_CASE("composed text is tidy, whatever the passage") {
  REQUIRE(rc::check([] {
    std::vector<std::string> texts;
    const std::string out = compose(random_passage(texts, false));
    RC_ASSERT(thresh::text::is_valid_utf8(out));
    RC_ASSERT(out.find("\n\n\n") == std::string::npos);
    RC_ASSERT(out.find(" \n") == std::string::npos && out.find("\n ") == std::string::npos);
    RC_ASSERT(out == thresh::text::trim(out));
    RC_ASSERT(out.find("\u00A0") == std::string::npos && out.find("\u200B") == std::string::npos);
  }));
}

TEST_CASE("a passage composes to the same text whether or not it is asked where the pieces came from") {
  REQUIRE(rc::check([] {
    std::vector<std::string> texts;
    const Passage passage = random_passage(texts, true);
    std::vector<thresh::text::Copied> copied;
    RC_ASSERT(compose(passage) == compose(passage, &copied));
  }));
  for (const char* text : {"a name", "  a  name ", "   ", ""}) {
    std::vector<thresh::text::Copied> copied;
    const std::string notation = "p:" + std::string(text);  // which the passage views
    const Passage passage = passage_of(notation);
    CHECK(compose(passage) == compose(passage, &copied));
  }
}

TEST_CASE("composing composed text changes nothing") {
  REQUIRE(rc::check([] {
    std::vector<std::string> texts;
    const std::string once = compose(random_passage(texts, true));
    const Passage again{{Run{.text = once, .code = true}}};
    RC_ASSERT(compose(again) == once);
  }));
}

TEST_CASE("composing loses no visible character of the runs that stay") {
  REQUIRE(rc::check([] {
    std::vector<std::string> texts;
    const Passage passage = random_passage(texts, true);
    const auto visible = [](std::string_view text) {
      std::string out;
      for (std::size_t at = 0; at < text.size();) {
        const auto point = thresh::text::code_point_at(text, at);
        const bool shown = point.value > 0x20 && !thresh::text::is_space(point.value);
        if (shown && !thresh::text::is_invisible(point.value)) out += text.substr(at, point.length);
        at += point.length;
      }
      return out;
    };
    std::string expected;
    for (const Run& run : passage.runs) expected += run.removed ? "" : visible(run.text);
    RC_ASSERT(visible(compose(passage)) == expected);
  }));
}

TEST_CASE("a slice is composed to its part of the composed text, white space between its runs included") {
  const Passage name = passage_of("n:Recipe by |n:Ann\u00A0Berg|n: |lr:gone|n:Reporter");
  std::vector<thresh::text::Copied> all;
  const std::string words = compose(name, &all);
  REQUIRE(words == "Recipe by Ann Berg\nReporter");
  CHECK(compose(thresh::text::slice(name, all, 0, 18)) == "Recipe by Ann Berg");
  CHECK(compose(thresh::text::slice(name, all, 7, words.size())) == "by Ann Berg\nReporter");
  REQUIRE(rc::check([] {
    std::vector<std::string> texts;
    const Passage passage = random_passage(texts, false);
    std::vector<thresh::text::Copied> copied;
    const std::string whole = compose(passage, &copied);
    std::vector<std::size_t> places = {0};
    while (places.back() < whole.size())
      places.push_back(places.back() + thresh::text::code_point_at(whole, places.back()).length);
    const auto place = [&] {
      return places[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(places.size())))];
    };
    const std::size_t one = place(), other = place();
    const std::size_t begin = std::min(one, other), end = std::max(one, other);
    const Passage part = thresh::text::slice(passage, copied, begin, end);
    RC_ASSERT(compose(part) == thresh::text::trim_ascii(std::string_view(whole).substr(begin, end - begin)));
    for (const Run& run : part.runs) RC_ASSERT(!run.removed);
  }));
}

TEST_CASE("count_invisible counts what compose drops of a text") {
  CHECK(thresh::text::count_invisible("so\u00ADft\u200B \x01 \u2060x") == 4);
  CHECK(thresh::text::count_invisible("") == 0);
}

TEST_CASE("a text is printable where each of its bytes is, however long it is") {
  for (std::size_t size = 0; size < 150; ++size) {
    std::string text(size, 'a');
    CHECK(thresh::text::is_printable(text));
    for (std::size_t at = 0; at < size; ++at) {
      for (const char odd : {'\n', '\t', '\x7F', '\xC3', '\x01'}) {
        text[at] = odd;
        REQUIRE_FALSE(thresh::text::is_printable(text));
      }
      text[at] = at % 2 == 0 ? ' ' : '~';
      REQUIRE(thresh::text::is_printable(text));
    }
  }
}

TEST_CASE("broken UTF-8 in a run is never read past its end") {
  for (const std::string_view broken : {"a\xC2", "a\xE2\x80", "\xEF", "\xE3\x80", "a \xF0\x9F\x98"}) {
    const std::string exact(broken);  // the sanitizer sees a read past this buffer
    const Passage passage{{Run{.text = exact}}};
    CHECK(compose(passage).size() <= broken.size());
    CHECK(thresh::text::count_invisible(exact) <= broken.size());
    CHECK_FALSE(thresh::text::is_printable(exact));
  }
}
