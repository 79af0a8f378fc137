// The HTML part of a selector file over small pages: fields, fallbacks, groups, lists, `drop`, findings.
#include "extract/html_rules.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <chrono>

#include "extract/page_support.h"
#include "html/soup.h"

using namespace thresh;
using tests::ExtractPage;
using tests::words_at;

namespace {

// A page and what the rules find on it.
struct Run {
  Run(std::string_view kind, const std::string& yaml, std::string source)
      : page(ExtractPage::html(std::move(source))),
        rules(tests::extract_rules(kind, yaml)),
        draft(extract::run_html_rules(rules, page.view(), tally, findings)) {}

  std::string words(std::string_view path) const { return words_at(draft, path); }

  ExtractPage page;
  rules::Rules rules;
  clean::Tally tally;
  std::vector<base::Finding> findings;
  extract::Draft draft;
};

}  // namespace

TEST_CASE("The first alternative that gives a value of the type wins") {
  const std::string kVotes = "html: {votes: {any: [.a, .b, .c], type: count}}\n";
  const auto votes = [&](const std::string& page) { return Run("custom", kVotes, page).words("votes"); };
  CHECK(votes("<i class=a>1</i><i class=b>2</i>") == "1");
  CHECK(votes("<i class=a></i><i class=b>2</i>") == "2");
  CHECK(votes("<i class=a>{{ votes }}</i><i class=b>2</i>") == "2");
  CHECK(votes("<i class=a>many</i><i class=c>3</i>") == "3");
  // Where none is a value, words are better than a template, and the earlier is better than the later.
  CHECK(votes("<i class=a>{{ votes }}</i><i class=b>many</i><i class=c>some</i>") == "many");
  CHECK(votes("<i class=a>{{ votes }}</i>") == "{{ votes }}");
  CHECK(votes("<p>x") == "");
}

TEST_CASE("A template that is the whole text stands in only where no other text does") {
  const std::string kTitle = "html: {title: {any: [h1, h2]}}\n";
  CHECK(Run("custom", kTitle, "<h1>{{ title }}</h1><h2>Two</h2>").words("title") == "Two");
  CHECK(Run("custom", kTitle, "<h1>{{ title }}</h1>").words("title") == "{{ title }}");
  CHECK(Run("custom", kTitle, "<h1>What does {{ x }} mean?</h1><h2>Two</h2>").words("title") ==
        "What does {{ x }} mean?");
}

TEST_CASE("A field takes the first of several, and says so where they differ") {
  const std::string kName = "html: {name: i, all: {css: i, many: true}}\n";
  const Run same("custom", kName, "<i>A</i><i>A</i>");
  CHECK(same.words("name") == "A");
  CHECK(same.words("all") == "A|A");
  CHECK(same.findings.empty());
  const Run different("custom", kName, "<i>A</i><i>B</i>");
  CHECK(different.words("name") == "A");
  CHECK(different.words("all") == "A|B");
  REQUIRE(different.findings.size() == 1);
  CHECK(different.findings.front().code == base::FindingCode::kSeveralMatched);
  CHECK(different.findings.front().path == "/name");
}

TEST_CASE("Every field that was looked for stands in the draft, and an empty place is told from none") {
  const Run run("qa", "html: {title: h1, question: {body: .q, author: {name: .n}}, answers: {each: .a, body: p}}\n",
                "<h1> </h1>");
  REQUIRE(tests::draft_at(run.draft, "title") != nullptr);
  CHECK(tests::draft_at(run.draft, "title")->empty);
  CHECK_FALSE(tests::draft_at(run.draft, "question/body")->empty);
  CHECK(tests::draft_at(run.draft, "question/author")->kind == extract::Draft::Kind::kGroup);
  CHECK(tests::draft_at(run.draft, "answers")->kind == extract::Draft::Kind::kList);
  CHECK(tests::draft_at(run.draft, "question/headline") == nullptr);
}

TEST_CASE("A list takes the first `each` that finds items, and the fields of each from inside it") {
  const std::string kAnswers = "html: {answers: {each: {any: [.x, .a]}, stated: .n, body: p, author: '+ .by'}}\n";
  const Run run(
      "qa", kAnswers,
      "<b class=n>3 answers</b><div class=a><p>one</p></div><i class=by>Ada Palmer</i><div class=a><p>two</p></div>");
  CHECK(tests::draft_at(run.draft, "answers")->children.size() == 2);
  CHECK(run.words("answers/0/body") == "one");
  CHECK(run.words("answers/1/body") == "two");
  CHECK(run.words("answers/0/author") == "Ada Palmer");
  CHECK(run.words("answers/1/author") == "");
  REQUIRE(tests::draft_at(run.draft, "answers")->stated);
  CHECK(text::compose(tests::draft_at(run.draft, "answers")->stated->passage) == "3 answers");
}

TEST_CASE("An item inside an item has its words to itself, and replies to the one around it") {
  const Run run("thread", "html: {posts: {each: .p, body: ':scope'}}\n",
                "<div class=p>one<div class=p>two<div class=p>three</div></div>more</div><div class=p>four</div>");
  REQUIRE(tests::draft_at(run.draft, "posts")->children.size() == 4);
  CHECK(run.words("posts/0/body") == "one\nmore");
  CHECK(run.words("posts/1/body") == "two");
  CHECK(run.words("posts/0/reply_to") == "(not looked for)");
  CHECK(run.words("posts/1/reply_to") == "1");
  CHECK(run.words("posts/2/reply_to") == "2");
  CHECK(run.words("posts/3/reply_to") == "(not looked for)");
}

TEST_CASE("A list in an item holds nothing of the item inside that one") {
  const Run run("custom", "html: {posts: {each: .p, tags: {each: .t, name: ':scope'}, body: p}}\n",
                "<div class=p><i class=t>a</i><div class=p><i class=t>b</i><p>two</p></div><p>one</p></div>");
  CHECK(tests::draft_at(run.draft, "posts/0/tags")->children.size() == 1);
  CHECK(run.words("posts/0/tags/0/name") == "a");
  CHECK(run.words("posts/0/body") == "one");
  CHECK(run.words("posts/1/tags/0/name") == "b");
}

TEST_CASE("An item that holds very many others costs no more for each of them") {
  std::string page = "<div class=p>";
  for (int i = 0; i < 200'000; ++i) page += "<div class=p><p>x</p></div>";
  const auto start = std::chrono::steady_clock::now();
  const Run run("thread", "html: {posts: {each: .p, body: p}}\n", page);
  CHECK(tests::draft_at(run.draft, "posts")->children.size() == 200'001);
  CHECK(run.words("posts/0/body") == "");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("A pattern reads the text without what was dropped") {
  const Run run("custom", "html: {votes: {regex: '(\\d+) votes', type: count}}\ndrop: [nav]\n",
                "<nav>3 votes</nav><p>4 votes</p>");
  CHECK(run.words("votes") == "4");
}

TEST_CASE("What rules say of replies goes before where a post stands") {
  const Run run("thread", "html: {posts: {each: .p, body: p, reply_to: '@data-to'}}\n",
                "<div class=p><p>one</p><div class=p data-to=7><p>two</p></div></div>");
  CHECK(run.words("posts/1/reply_to") == "7");
  CHECK(run.words("posts/0/reply_to") == "");
}

TEST_CASE("What `drop` names is counted by its reason and is in no text") {
  const Run run(
      "custom",
      "html: {body: .b}\ndrop: [{css: nav, reason: navigation}, {css: 'nav a'}, {xpath: '//i', reason: interface}]\n",
      "<div class=b>kept <nav>menu <a>link</a></nav><i>Share</i><i> </i>too</div>");
  CHECK(run.words("body") == "kept\ntoo");
  const auto entries = run.tally.entries();
  REQUIRE(entries.size() == 2);
  CHECK(record::name(entries[0].reason) == "navigation");
  CHECK(entries[0].example == "menu link");
  CHECK(entries[0].count == 1);
  CHECK(record::name(entries[1].reason) == "interface");
  CHECK(entries[1].count == 1);
}

TEST_CASE("drop_chaff names the nodes of what `drop` takes away") {
  const auto page = ExtractPage::html("<p>a</p><nav>b<i>c</i></nav>");
  clean::Tally tally;
  const auto rules = tests::extract_rules("custom", "html: {a: p}\ndrop: [nav]\n");
  const std::vector<bool> dropped = extract::drop_chaff(rules, page.view(), tally);
  REQUIRE(dropped.size() == page.document().size());
  const html::NodeId nav = page.document().find("nav");
  for (html::NodeId id = 0; id < page.document().size(); ++id) CHECK(dropped[id] == page.document().contains(nav, id));
  CHECK(tally.entries().size() == 1);
}

TEST_CASE("Selectors that take too many steps stop, and the page says so") {
  auto page = ExtractPage::html("<p>one</p>");
  extract::PageView view = page.view();
  base::Limits limits;
  limits.match_steps = 1;
  view.limits = &limits;
  clean::Tally tally;
  std::vector<base::Finding> findings;
  const auto rules = tests::extract_rules("custom", "html: {a: 'body > p', b: p}\n");
  (void)extract::run_html_rules(rules, view, tally, findings);
  CHECK(tests::codes(findings) == "page_cut");
}

TEST_CASE("Every page gives a draft with each field that the rules look for") {
  const auto rules = tests::extract_rules("thread", R"(
html:
  title: {any: [h1, h2, title]}
  posts:
    each: {any: [div, li, p]}
    stated: 'regex:(\d+) posts'
    body: {css: ':scope', type: markdown}
    author: {name: b, location: i}
    votes: "a @href"
drop: [{css: 'span, noscript', reason: interface}, {xpath: '//table', reason: navigation}]
)");
  REQUIRE(rc::check([&] {
    const auto page = ExtractPage::html(*html::tag_soup());
    clean::Tally tally;
    std::vector<base::Finding> findings;
    const extract::Draft draft = extract::run_html_rules(rules, page.view(), tally, findings);
    const extract::Draft* posts = tests::draft_at(draft, "posts");
    RC_ASSERT(posts != nullptr);
    for (const extract::Draft& post : posts->children) {
      for (const char* path : {"body", "author/name", "author/location", "votes"}) {
        RC_ASSERT(tests::draft_at(post, path) != nullptr);
        RC_ASSERT(tests::draft_at(post, path)->values.size() <= 1);
      }
    }
  }));
}
