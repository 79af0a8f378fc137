// The cheapest parse of a dump: which line is what.
#include "extract/text_layout.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "rules/load.h"

using namespace thresh;

namespace {

// The text part of a selector file of the kind `qa` whose `text` is given.
rules::Rules rules_with(const std::string& text) {
  auto loaded = rules::load("rules: test/layout@1\nrecord: qa\nmatch: {text: x}\ntext:\n" + text, "test.yaml", {});
  if (!loaded) FAIL(base::describe(loaded.error().front()));
  return std::move(loaded->front());
}

const char* const kQuestion = R"(
  lines:
    title: {line: 1, to: title}
    ask: {to: question.body}
    stated: 'Answers {stated:count}'
    head: {max_chars: 40, blank_after: 1, to: headline}
    votes: '{votes:count}'
    prose: {to: body}
  parts:
    answer: {into: answers, is: "head? votes prose*"}
  layout: "title ask* stated? answer*"
)";

// The names of the line types that the lines went to, a new item marked by '+', a skipped line as '-'.
std::string placed(const rules::Rules& rules, std::string_view page) {
  const text::Dump dump = text::split_lines(page);
  extract::TypeReader types;
  const extract::Parse parse = extract::parse_layout(*rules.text, dump, types, base::Limits{}.layout_cells);
  std::string out;
  for (const extract::PlacedLine& line : parse.lines) {
    if (!out.empty()) out += ' ';
    if (line.new_item) out += '+';
    out += line.line_type == extract::PlacedLine::kSkipped ? "-" : rules.text->lines[line.line_type].name;
  }
  return out + (parse.complete ? "" : " …");
}

}  // namespace

TEST_CASE("Blank lines tell a headline from the last words of the answer before it") {
  const auto rules = rules_with(kQuestion);
  CHECK(placed(rules, "T\n\nQ?\n\nAnswers 2\n\nFirst\n\n3\nText.\n\nBye.\n\n\n4\nMore.\n") ==
        "title ask stated +head votes prose prose +votes prose");
}

TEST_CASE("A typed hole accepts a template in its place") {
  const auto rules = rules_with(kQuestion);
  CHECK(placed(rules, "T\n\nFirst\n\n{{ votes >= 0 ? '+' + votes : votes }}\nText.\n") == "title +head votes prose");
}

TEST_CASE("A line that fits nowhere is skipped and the rest is placed") {
  const auto rules = rules_with(R"(
  lines:
    title: {line: 1, to: title}
    stated: 'Answers {stated:count}'
    votes: '{votes:count}'
    prose: {starts: "> ", to: body}
  parts:
    answer: {into: answers, is: "votes prose*"}
  layout: "title stated answer*"
)");
  CHECK(placed(rules, "T\nAnswers 1\nan advertisement\n5\n> Text.\n") == "title stated - +votes prose");
}

TEST_CASE("A page that ends before its layout does says so") {
  const auto rules = rules_with(R"(
  lines:
    title: {line: 1, to: title}
    end: 'The end'
    ask: {to: question.body}
  layout: "title ask* end"
)");
  CHECK(placed(rules, "T\nWords.\n") == "title ask …");
  CHECK(placed(rules, "T\nWords.\nThe end\n") == "title ask end");
}

TEST_CASE("Among equal costs the earlier part is the shortest") {
  const auto rules = rules_with(R"(
  lines:
    title: {line: 1, to: title}
    ask: {to: question.body}
    prose: {to: body}
  parts:
    answer: {into: answers, is: "prose+"}
  layout: "title ask+ answer"
)");
  CHECK(placed(rules, "T\na\nb\nc\n") == "title ask +prose prose");
}

TEST_CASE("Bounds hold") {
  const auto rules = rules_with(R"(
  lines:
    title: {line: 1, to: title}
    ask: {to: question.body}
    prose: {to: body}
  parts:
    answer: {into: answers, is: "prose{1,2}"}
  layout: "title ask* answer{2}"
)");
  CHECK(placed(rules, "T\na\nb\nc\nd\ne\n") == "title ask +prose prose +prose prose");
}

TEST_CASE("A dump of more lines than the budget allows is read as far as it goes") {
  const auto rules = rules_with(kQuestion);
  const text::Dump dump = text::split_lines("T\na\nb\nc\nd\n");
  extract::TypeReader types;
  const auto states = static_cast<std::uint32_t>(rules.text->layout.states().size());
  const extract::Parse parse = extract::parse_layout(*rules.text, dump, types, 3 * states);
  CHECK(parse.read == 3);
  REQUIRE(parse.lines.size() == 5);
  CHECK(parse.lines[2].line_type != extract::PlacedLine::kSkipped);
  CHECK(parse.lines[3].line_type == extract::PlacedLine::kSkipped);
}

TEST_CASE("Fixed text is found in capitals and beside no-break spaces") {
  const auto rules = rules_with(R"(
  lines:
    title: {line: 1, to: title}
    stated: 'Answers {stated:count}'
    legal: {starts: "Don't rely on this", drop: disclaimer}
    note: {contains: "educational purposes", drop: disclaimer}
    end: {ends: "the end.", drop: boilerplate}
    prose: {to: body}
  parts:
    answer: {into: answers, is: "prose+"}
  layout: "title stated? answer? (legal | note | end)*"
)");
  CHECK(placed(rules, "T\nANSWERS\u00A0 1,204\nText.\n") == "title stated +prose");
  CHECK(placed(rules, "T\nText.\nDON\u2019T  RELY on this, ever.\n") == "title +prose legal");
  CHECK(placed(rules, "T\nText.\nFor Educational\u00A0Purposes only.\nThe End.\n") == "title +prose note end");
}

TEST_CASE("Every dump has a parse that places each line once, in the order of the layout") {
  const auto rules = rules_with(kQuestion);
  const auto holds = rc::check([&](const std::vector<int>& picks) {
    static constexpr std::string_view kPieces[] = {"\n",
                                                   "\n\n",
                                                   "12\n",
                                                   "Answers 3\n",
                                                   "{{ x }}\n",
                                                   "Short line\n",
                                                   "A much longer line that cannot be a headline at all.\n"};
    std::string page;
    for (const int pick : picks) page += kPieces[static_cast<unsigned>(pick) % std::size(kPieces)];
    const text::Dump dump = text::split_lines(page);
    extract::TypeReader types;
    const extract::Parse parse = extract::parse_layout(*rules.text, dump, types, base::Limits{}.layout_cells);
    RC_ASSERT(parse.lines.size() == dump.lines.size());
    bool in_answers = false;
    for (std::size_t i = 0; i < parse.lines.size(); ++i) {
      const extract::PlacedLine& line = parse.lines[i];
      if (line.line_type == extract::PlacedLine::kSkipped) continue;
      RC_ASSERT(extract::line_cost(rules.text->lines[line.line_type], dump, i, types) != UINT32_MAX);
      const bool answer = line.part != rules::Layout::kNoPart;
      RC_ASSERT(answer || !in_answers);
      RC_ASSERT(!answer || in_answers || line.new_item);
      in_answers |= answer;
    }
  });
  REQUIRE(holds);
}
