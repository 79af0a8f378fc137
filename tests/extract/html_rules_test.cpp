// The HTML part of a selector file over small pages: fields, fallbacks, groups, lists, `drop`, findings.
#include "extract/html_rules.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

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
        draft(extract::run_html_rules(rules, page.view(), extract::drop_chaff(rules, page.view(), tally), tally,
                                      findings)) {}

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

TEST_CASE("What a field goes without is no part of it, and others still find it") {
  const std::string kPage =
      "<article><h1>On lamps</h1><p>They <i>shine</i>.</p><p class=ad>Buy <i>now</i></p></article>";
  const Run run("article", "html: {title: h1, body: {css: article, without: 'h1, .ad, .ad i'}}\n", kPage);
  CHECK(run.words("title") == "On lamps");
  CHECK(run.words("body") == "They _shine_.");
  // Nothing is found in it, and it is relative to the item.
  const Run items("thread",
                  "html: {posts: {each: article, body: {any: ['p'], many: true, without: {any: [':scope > .ad', "
                  "xpath:h1]}}}}\n",
                  kPage);
  CHECK(items.words("posts/0/body") == "They shine.");
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

TEST_CASE("A field takes the first match or none: what stands behind it belongs to another") {
  const std::string kVotes = "html: {votes: {css: .v, type: count}}\n";
  const auto votes = [&](const std::string& page) {
    const Run run("custom", kVotes, page);
    return run.words("votes") + " " + tests::codes(run.findings);
  };
  CHECK(votes("<i class=v>{{ n }}</i><i class=v>12</i>") == "{{ n }} several_matched");
  CHECK(votes("<i class=v>many</i><i class=v>12</i>") == "many several_matched");
  CHECK(votes("<i class=v>12</i><i class=v>{{ n }}</i>") == "12 ");
  CHECK(votes("<i class=v>12</i><i class=v>many</i>") == "12 ");
  CHECK(votes("<i class=v>12</i><i class=v>12</i>") == "12 ");
  // Quality decides between the alternatives, and only those that were taken are told of.
  const Run any("custom", "html: {votes: {any: [.v, .w], type: count}}\n",
                "<i class=v>{{ n }}</i><i class=v>12</i><i class=w>7</i>");
  CHECK(any.words("votes") == "7");
  CHECK(any.findings.empty());
  const Run where("qa", "html: {question: {author: {location: .w}}}\n",
                  "<i class=w>Oral Surgeon</i><i class=w>Toronto, ON</i>");
  CHECK(where.words("question/author/location") == "");
}

TEST_CASE("A page states its number of items in the first place that matches") {
  const Run run("qa", "html: {answers: {each: p, stated: i, body: ':scope'}}\n", "<i>{{ n }}</i><i>3</i><p>x");
  REQUIRE(tests::draft_at(run.draft, "answers")->stated);
  CHECK(text::compose(tests::draft_at(run.draft, "answers")->stated->passage) == "{{ n }}");
}

TEST_CASE("What is no value of a list's type stays in its place for the record to tell of") {
  const auto counts = [](const std::string& page) {
    return Run("custom", "html: {n: {any: [.a, .b], type: count, many: true}}\n", page).words("n");
  };
  CHECK(counts("<i class=a>1</i><i class=a>few</i><i class=a>{{ n }}</i><i class=a>3</i>") == "1|few|3");
  CHECK(counts("<i class=a>few</i><i class=a>some</i>") == "few|some");
  CHECK(counts("<i class=a>few</i><i class=b>2</i><i class=b>many</i>") == "2|many");
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
  const Run run("thread", "html: {posts: {each: .p, body: p}}\n", page);
  CHECK(tests::draft_at(run.draft, "posts")->children.size() == 200'001);
  CHECK(run.words("posts/0/body") == "");
}

TEST_CASE("JSON in an attribute is looked for in an item, then in what stands around it alone") {
  const std::string kVotes = "html: {answers: {each: .a, body: p, votes: 'json:@data-s n'}}\n";
  const Run around("qa", kVotes,
                   "<main data-s='{\"n\": 9}'><div data-s='{\"n\": 1}'><div><div class=a><p>one</div></div></div>"
                   "<div class=a><p>two</div><div class=a data-s='{\"n\": 3}'><p>three</div></main>");
  CHECK(around.words("answers/0/votes") == "1");
  CHECK(around.words("answers/1/votes") == "");
  CHECK(around.words("answers/2/votes") == "3");
  const Run single("qa", kVotes, "<main data-s='{\"n\": 9}'><div class=a><p>one</div></main>");
  CHECK(single.words("answers/0/votes") == "9");
}

TEST_CASE("JSON in the attribute of an answer's reply is not the answer's") {
  const std::string kVotes = "html: {posts: {each: .p, body: p, votes: 'json:@data-s n'}}\n";
  const Run run("thread", kVotes,
                "<div data-s='{\"n\": 1}'><div class=p><p>one</p><div class=p data-s='{\"n\": 2}'><p>two</p></div>"
                "<div class=p><p>three</p></div></div></div>");
  CHECK(run.words("posts/0/votes") == "1");
  CHECK(run.words("posts/1/votes") == "2");
  CHECK(run.words("posts/2/votes") == "");
}

TEST_CASE("JSON around a list in an item does not come from outside of that item") {
  const Run run("custom", "html: {posts: {each: .p, tags: {each: i, n: 'json:@data-s n'}}}\n",
                "<main data-s='{\"n\": 9}'><div class=p><i>a</i></div></main>");
  CHECK(run.words("posts/0/tags/0/n") == "");
}

TEST_CASE("A hidden row that only a template would have filled is no item, and is counted") {
  const std::string kAnswers = "html: {answers: {each: .a, body: p, votes: .v, author: {name: .n, url: '.n @href'}}}\n";
  const std::string kRow =
      "<p>{{ a.body }}</p><i class=v>{{ a.votes }}</i><a class=n href='/u/{{ a.id }}'>{{ a.name }}</a></div>";
  for (const char* start : {"<div class=a ng-repeat='a in b'>", "<div class=a hidden>", "<div class=a x-for='a in b'>",
                            "<div style='x:y;display:none'><div class=a>"}) {
    INFO(start);
    const Run run("qa", kAnswers, "<div class=a><p>One</p></div>" + (start + kRow));
    CHECK(tests::draft_at(run.draft, "answers")->children.size() == 1);
    REQUIRE(run.tally.entries().size() == 1);
    CHECK(run.tally.entries().front().reason == record::Removal::kTemplateArtifact);
    CHECK(run.tally.entries().front().count == 4);
  }
  const Run all("qa", kAnswers, "<div class=a v-for=x>" + kRow + "<div class=a v-for=x>" + kRow);
  CHECK(tests::draft_at(all.draft, "answers")->children.empty());
}

TEST_CASE("What stands in a <template> is on no page yet: no item, no value, nothing that went") {
  const std::string kRow = "<div class=a data-n=9><p>Phantom</p><nav>menu</nav></div>";
  const std::string kFields =
      "html: {answers: {each: .a, body: p}, n: '.a @data-n', x: 'xpath://p', y: 'xpath://@data-n'}\n";
  const Run run("custom", kFields + "drop: [nav]\n",
                "<template><template></template>" + kRow + "</template><div class=a data-n=1><p>One</p></div>");
  REQUIRE(tests::draft_at(run.draft, "answers")->children.size() == 1);
  CHECK(run.words("answers/0/body") == "One");
  CHECK(run.words("n") == "1");
  CHECK(run.words("x") == "One");
  CHECK(run.words("y") == "1");
  CHECK(run.tally.entries().empty());
  CHECK(run.findings.empty());
}

TEST_CASE("A row is an item where anything in it is said, or where it is shown") {
  const std::string kAnswers = "html: {answers: {each: .a, body: p, votes: .v}}\n";
  const auto items = [&](const std::string& page) {
    return tests::draft_at(Run("qa", kAnswers, page).draft, "answers")->children.size();
  };
  CHECK(items("<div class=a ng-repeat=x><p>One</p><i class=v>{{ v }}</i></div>") == 1);
  CHECK(items("<div class=a><p>{{ body }}</p><i class=v>{{ v }}</i></div>") == 1);
  CHECK(items("<div class=a ng-repeat=x></div>") == 1);
}

TEST_CASE("A constant does not make an item of a template's row, and the next alternative has its turn") {
  const Run run("custom", "html: {list: {each: {any: [.a, .b]}, lang: 'const:en', text: p}}\n",
                "<div class=a v-for=x><p>{{ t }}</p></div><div class=b><p>One</p></div>");
  REQUIRE(tests::draft_at(run.draft, "list")->children.size() == 1);
  CHECK(run.words("list/0/text") == "One");
}

TEST_CASE("Positions and findings count the items that are left") {
  const std::string kPosts = "html: {posts: {each: .p, body: p, author: b}}\n";
  const Run run("thread", kPosts,
                "<div class=p ng-repeat=x><p>{{ b }}</p><b>{{ x }}</b><b>{{ y }}</b></div>"
                "<div class=p><p>one</p><b>Ada</b><b>Ben</b><div class=p><p>two</p></div></div>");
  REQUIRE(tests::draft_at(run.draft, "posts")->children.size() == 2);
  CHECK(run.words("posts/1/reply_to") == "1");
  REQUIRE(run.findings.size() == 1);
  CHECK(run.findings.front().path == "/posts/0/author");
}

TEST_CASE("Templates beside a value are counted, each place once") {
  const auto removed = [](const std::string& yaml, const std::string& page) {
    const auto entries = Run("custom", yaml, page).tally.entries();
    return entries.empty() ? 0 : entries.front().count;
  };
  const std::string kVotes = "html: {votes: {any: [.a, .c, .b], type: count}}\n";
  CHECK(removed(kVotes, "<i class=a>{{ votes }}</i><i class=b>2</i>") == 1);
  CHECK(removed(kVotes, "<i class='a c'>{{ votes }}</i><i class=b>2</i>") == 1);
  CHECK(removed(kVotes, "<i class=a>{{ votes }}</i><i class=c>{{ more }}</i><i class=b>2</i>") == 2);
  CHECK(removed(kVotes, "<i class=a>{{ votes }}</i><i class=b>many</i>") == 1);
  CHECK(removed(kVotes, "<i class=a>2</i>") == 0);
  // What a field does not take does not go, either.
  CHECK(removed(kVotes, "<i class=a>2</i><i class=a>{{ more }}</i>") == 0);
  // The one that stands in for a value is counted where it is cleaned.
  CHECK(removed(kVotes, "<i class=a>{{ votes }}</i>") == 0);
  CHECK(removed(kVotes, "<i class=a>{{ votes }}</i><i class=b>{{ more }}</i>") == 1);
  CHECK(removed("html: {votes: {any: [i, p], type: count}, b: {any: [b, h1], type: count}}\n",
                "<p>Votes <i>{{ votes }}</i></p><b>{{ x }}</b><h1>2</h1>") == 1);
  CHECK(removed("html: {all: {css: i, many: true}}\n", "<i>One</i><i>{{ two }}</i><i>Three</i>") == 1);
}

TEST_CASE("Once no step is left, no empty items are made of what was not looked at") {
  auto page = ExtractPage::html("<div class=a><p>one</div><div class=a><p>two</div><div class=a><p>three</div>");
  extract::PageView view = page.view();
  html::Budget budget{20};
  view.budget = &budget;
  clean::Tally tally;
  std::vector<base::Finding> findings;
  const auto rules = tests::extract_rules("qa", "html: {answers: {each: .a, body: p, votes: i, date: b, url: a}}\n");
  const extract::Draft draft =
      extract::run_html_rules(rules, view, extract::drop_chaff(rules, view, tally), tally, findings);
  CHECK(budget.cut());
  CHECK(tests::draft_at(draft, "answers")->children.size() < 3);
}

TEST_CASE("What `drop` spends is spent for the fields, too") {
  const auto page = ExtractPage::html("<p>one</p><nav>two</nav>");
  extract::PageView view = page.view();
  html::Budget budget{2};
  view.budget = &budget;
  clean::Tally tally;
  (void)extract::drop_chaff(tests::extract_rules("custom", "html: {a: p}\ndrop: [nav]\n"), view, tally);
  CHECK(budget.cut());
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

TEST_CASE("What `drop` names is no item, gives no words and is counted as gone; its attributes can be read") {
  const std::string kPage =
      "<div class=p><p>One</p></div><div class='p ad' data-n=9 data-s='{\"n\": 8}'><p>Buy</p><b>now</b></div>";
  const Run run("custom",
                "html: {posts: {each: .p, body: p}, bold: b, n: '.p @data-n', x: 'xpath://@data-n',\n"
                "       s: 'json:@data-s n', raw: {css: .ad, type: html}, ad: .ad}\n"
                "drop: [{css: .p.ad, reason: advertisement}]\n",
                kPage);
  REQUIRE(tests::draft_at(run.draft, "posts")->children.size() == 1);
  CHECK(run.words("posts/0/body") == "One");
  for (const char* field : {"bold", "raw", "ad"}) {
    INFO(field);
    CHECK(run.words(field) == "");
  }
  CHECK(run.words("n") == "9");
  CHECK(run.words("x") == "9");
  CHECK(run.words("s") == "8");
  REQUIRE(run.tally.entries().size() == 1);
  CHECK(run.tally.entries().front().example == "Buy now");
}

TEST_CASE("An item's siblings end where the next item starts") {
  const Run run("thread",
                "html: {posts: {each: h3, body: {css: '~ p', many: true}, author: '~ i', url: ':scope ~ a @id'}}\n",
                "<h3>A</h3><p>one</p><p>two</p><h3>B<b>!</b></h3><i>Ben</i><a id=b></a><h3>C</h3><p>three</p>");
  CHECK(run.words("posts/0/body") == "one|two");
  CHECK(run.words("posts/0/author") == "");
  CHECK(run.words("posts/0/url") == "");
  CHECK(run.words("posts/1/body") == "");
  CHECK(run.words("posts/1/author") == "Ben");
  CHECK(run.words("posts/1/url") == "b");
  CHECK(run.words("posts/2/body") == "three");
}

TEST_CASE("An item inside of an item is not its next one; that of the last in a list is the next around it") {
  const Run nested("thread", "html: {posts: {each: .p, author: '+ .by'}}\n",
                   "<div class=p>one<div class=p>two</div><i class=by>Ben</i></div><i class=by>Ada</i>");
  CHECK(nested.words("posts/0/author") == "Ada");
  CHECK(nested.words("posts/1/author") == "Ben");
  const Run lists("custom", "html: {posts: {each: h3, notes: {each: '~ h4', text: {css: '~ p', many: true}}}}\n",
                  "<h3>A</h3><h4>x</h4><p>one</p><h4>y</h4><p>two</p><h3>B</h3><p>three</p>");
  CHECK(lists.words("posts/0/notes/0/text") == "one");
  CHECK(lists.words("posts/0/notes/1/text") == "two");
  CHECK(tests::draft_at(lists.draft, "posts/0/notes")->children.size() == 2);
  CHECK(tests::draft_at(lists.draft, "posts/1/notes")->children.empty());
}

TEST_CASE("Lists take linked data of all objects of a type, a field that of the first") {
  const std::string kBlocks =
      "<script type=application/ld+json>{\"@type\": \"Review\", \"name\": \"A\", \"keywords\": [\"a\", \"b\"]}</script>"
      "<script type=application/ld+json>{\"@type\": \"Review\", \"name\": \"B\", \"keywords\": \"c\"}</script>"
      "<script type=application/ld+json>{\"@type\": \"Review\", \"name\": \"B\", \"keywords\": \"c\"}</script>";
  const Run run("custom",
                "html:\n  list: {each: 'jsonld:Review', name: 'json:name'}\n  first: jsonld:Review.name\n"
                "  tags: {jsonld: Review.keywords}\n  all: {jsonld: Review.name, many: true}\n"
                "  one: jsonld:Review.keywords\n",
                kBlocks);
  // The same block twice is one.
  REQUIRE(tests::draft_at(run.draft, "list")->children.size() == 2);
  CHECK(run.words("list/1/name") == "B");
  CHECK(run.words("first") == "A");
  CHECK(run.words("all") == "A|B");
  CHECK(run.words("tags") == "a|b|c");
  CHECK(run.words("one") == "a");
  REQUIRE(run.findings.size() == 1);
  CHECK(run.findings.front().path == "/one");
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

TEST_CASE("Selectors that take too many steps stop, and the page's budget says so") {
  auto page = ExtractPage::html("<p>one</p>");
  extract::PageView view = page.view();
  html::Budget budget{1};
  view.budget = &budget;
  clean::Tally tally;
  std::vector<base::Finding> findings;
  const auto rules = tests::extract_rules("custom", "html: {a: 'body > p', b: p}\n");
  (void)extract::run_html_rules(rules, view, extract::drop_chaff(rules, view, tally), tally, findings);
  CHECK(budget.cut());
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
    const extract::Draft draft =
        extract::run_html_rules(rules, page.view(), extract::drop_chaff(rules, page.view(), tally), tally, findings);
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
