// The text part of a selector file over small dumps: where each line goes, what is dropped, what is reported.
#include "extract/text_rules.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "extract/page_support.h"

using namespace thresh;
using tests::ExtractPage;

namespace {

const char* const kQuestions = R"(
text:
  lines:
    title: {line: 1, to: title}
    ask: {to: question.body}
    stated: 'Answers {stated:count}'
    votes: '{votes:count}'
    prose: {to: body}
    where: '{author.location:place?} {author.specialty:specialty}'
    legal: {starts: "Legal:", drop: disclaimer}
  parts:
    answer: {into: answers, is: "votes prose* where?"}
  layout: title ask* stated answer* legal?
)";

// A dump and what the rules make of it.
struct Run {
  Run(const std::string& yaml, std::string source)
      : page(ExtractPage::dump(std::move(source))),
        rules(tests::extract_rules("qa", yaml)),
        draft(extract::run_text_rules(rules, page.view(), tally, findings)) {}

  std::string words(std::string_view path) const { return tests::words_at(draft, path); }

  ExtractPage page;
  rules::Rules rules;
  clean::Tally tally;
  std::vector<base::Finding> findings;
  extract::Draft draft;
};

}  // namespace

TEST_CASE("Lines go where their types send them, items apart") {
  const Run run(
      kQuestions,
      "Which soil?\n\nA box.\n\nOf wood.\nAnswers 3\n12\nLoam.\nAnd sand.\nBaltimore Plastic Surgeon\n\n4\nPeat.\n"
      "Legal: no advice.\n");
  CHECK(run.words("title") == "Which soil?");
  CHECK(run.words("question/body") == "A box.\n\nOf wood.");
  REQUIRE(tests::draft_at(run.draft, "answers")->children.size() == 2);
  CHECK(run.words("answers/0/votes") == "12");
  CHECK(run.words("answers/0/body") == "Loam.\nAnd sand.");
  CHECK(run.words("answers/0/author/location") == "Baltimore");
  CHECK(run.words("answers/0/author/specialty") == "Plastic Surgeon");
  CHECK(run.words("answers/1/body") == "Peat.");
  CHECK(text::compose(tests::draft_at(run.draft, "answers")->stated->passage) == "3");
  const auto removed = run.tally.entries();
  REQUIRE(removed.size() == 1);
  CHECK(record::name(removed.front().reason) == "disclaimer");
  CHECK(run.findings.empty());
}

TEST_CASE("A field that no line fills was looked for, in every item") {
  const Run run(kQuestions, "Which soil?\nAnswers 1\n4\nPeat.\n");
  CHECK(run.words("question/body") == "");
  CHECK(run.words("answers/0/author/location") == "");
  CHECK(run.words("answers/0/headline") == "(not looked for)");
}

TEST_CASE("Every found piece knows its bytes in the page and its line in the rules") {
  const std::string source = "Which soil?\nAnswers 1\n4\n  Peat, mostly. \nBaltimore Plastic Surgeon\n";
  const Run run(kQuestions, source);
  for (const char* path :
       {"title", "answers/0/votes", "answers/0/body", "answers/0/author/location", "answers/0/author/specialty"}) {
    INFO(path);
    const extract::Draft* draft = tests::draft_at(run.draft, path);
    REQUIRE(draft != nullptr);
    REQUIRE_FALSE(draft->values.empty());
    const text::Run& piece = draft->values.front().passage.runs.front();
    CHECK(source.substr(piece.source.begin, piece.source.size()) == piece.text);
  }
  CHECK(tests::draft_at(run.draft, "answers/0/votes")->values.front().rule_line == 9);
}

TEST_CASE("Lines that fit nowhere are one finding, which names the first of them") {
  const std::string strict = R"(
text:
  lines:
    title: {line: 1, to: title}
    votes: '{votes:count}'
    prose: {starts: "> ", to: body}
  parts:
    answer: {into: answers, is: "votes prose*"}
  layout: title answer*
)";
  const Run run(strict, "T\nan \x1B[31madvertisement\n5\n> Text.\nanother\n");
  REQUIRE(tests::codes(run.findings) == "line_skipped");
  const std::string& message = run.findings.front().message;
  CHECK(message.find("line 2 ") != std::string::npos);
  CHECK(message.find("advertisement") != std::string::npos);
  CHECK(message.find("and 1 more") != std::string::npos);
  CHECK(message.find('\x1B') == std::string::npos);
}

TEST_CASE("A dump that ends before its layout does is a finding") {
  const Run run(kQuestions, "Which soil?\nA box.\n");
  CHECK(tests::codes(run.findings) == "layout_cut");
  CHECK(run.words("title") == "Which soil?");
}

TEST_CASE("Every line of any dump is kept, dropped, or reported as skipped") {
  const auto rules = tests::extract_rules("qa", kQuestions);
  REQUIRE(rc::check([&] {
    static const std::vector<std::string> kPieces = {
        "\n",  "12\n",       "Answers 3\n", "{{ x }}\n", "Words.\n", "Legal: x\n", "Dallas Dermatologist\n",
        " \t", "\xC2\xA0\n", "\x0C",        "\r"};
    std::string source;
    for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)))
      source += piece;
    const auto page = ExtractPage::dump(source);
    clean::Tally tally;
    std::vector<base::Finding> findings;
    const extract::Draft draft = extract::run_text_rules(rules, page.view(), tally, findings);
    std::size_t kept = draft.find("title")->values.size() + (draft.find("answers")->stated ? 1 : 0);
    if (const auto* body = tests::draft_at(draft, "question/body"); !body->values.empty()) {
      kept += body->values.front().passage.runs.size();
    }
    for (const extract::Draft& answer : draft.find("answers")->children) {
      kept += answer.find("votes")->values.size() + tests::draft_at(answer, "author/specialty")->values.size();
      const extract::Draft* body = answer.find("body");
      if (!body->values.empty()) kept += body->values.front().passage.runs.size();
    }
    for (const auto& removed : tally.entries()) kept += removed.count;
    const bool skipped = tests::codes(findings).find("line_skipped") != std::string::npos;
    RC_ASSERT((skipped ? kept < page.view().dump->lines.size() : kept == page.view().dump->lines.size()));
  }));
}
