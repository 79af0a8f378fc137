// The pages of one thread as one record.
#include "convert/thread.h"

#include <catch2/catch.hpp>

#include "convert/pages.h"

using namespace thresh;
using tests::text_of;
using tests::value_of;

namespace {

const std::vector<rules::Rules>& forum() {
  static const std::vector<rules::Rules> kRules = tests::rules_of(
      "rules: forum/thread@1\nrecord: thread\nhtml:\n  title: h1\n  tags: {css: .tag, many: true}\n  posts:\n"
      "    each: .post\n    stated: .count\n    body: .body\n    author: .name\n    votes: .votes\n"
      "    url: .link @href\n    date: time @datetime\n    reply_to: .to\nnext: a.next @href\n");
  return kRules;
}

struct Post {
  std::string name, body, date = {}, url = {}, to = {}, votes = {};
};

std::string page_of(const std::vector<Post>& posts, const std::string& more = {}) {
  std::string out = "<h1>A long thread</h1>" + more;
  for (const Post& post : posts) {
    out += "<div class=post><b class=name>" + post.name + "</b><p class=body>" + post.body + "</p>";
    if (!post.date.empty()) out += "<time datetime=" + post.date + "></time>";
    if (!post.url.empty()) out += "<a class=link href='" + post.url + "'>#</a>";
    if (!post.to.empty()) out += "<i class=to>" + post.to + "</i>";
    if (!post.votes.empty()) out += "<i class=votes>" + post.votes + "</i>";
    out += "</div>";
  }
  return out;
}

const Post kOpening{"Ana Lee", "Is tea good for the skin? I drink four cups a day.", "2026-01-02"};
const Post kSecond{"Ben Ott", "It is mostly water.", "2026-01-03"};
const Post kThird{"Cleo Marsh", "I would not worry about it.", "2026-01-04"};

base::Result<convert::Converted> thread_of(const std::vector<std::string>& pages) {
  std::vector<convert::Input> inputs;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < pages.size(); ++i) names.push_back("p" + std::to_string(i + 1) + ".html");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    inputs.push_back(tests::input_of(names[i], pages[i]));
    inputs.back().url = "https://forum.example/t/1";
  }
  convert::Options options;
  options.rules = forum();
  options.use_first = true;
  options.provenance = true;
  return convert::convert_pages(inputs, options);
}

record::Map record_of(const std::vector<std::string>& pages) {
  auto thread = thread_of(pages);
  if (!thread) throw std::runtime_error(base::describe(thread.error()));
  return std::move(thread->record);
}

std::size_t size_of(const record::Map& record, std::string_view pointer) {
  return value_of(record, pointer).as_list()->size();
}

std::string warnings(const record::Map& record) {
  std::string out;
  for (const record::Value& warning : *record.find("warnings")->as_list()) {
    out += *warning.as_map()->find("code")->as_text() + ' ' + *warning.as_map()->find("path")->as_text() + ": " +
           *warning.as_map()->find("message")->as_text() + '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("The posts of later pages stand behind those of the first, with new positions") {
  const auto record = record_of({page_of({kOpening, kSecond}), page_of({kThird, {"Dora Finn", "Nor would I."}})});
  REQUIRE(size_of(record, "/posts") == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(value_of(record, "/posts/" + std::to_string(i) + "/position") == record::Value(i + 1));
  }
  CHECK(text_of(record, "/posts/2/author/name") == "Cleo Marsh");
  CHECK(text_of(record, "/title") == "A long thread");
  CHECK(size_of(record, "/warnings") == 0);
}

TEST_CASE("The opening post on every page is one post, and its copies are counted") {
  Post again = kOpening;
  again.votes = "12";  // its votes may have changed in between
  const auto record = record_of({page_of({kOpening, kSecond}), page_of({again, kThird}), page_of({again})});
  CHECK(size_of(record, "/posts") == 3);
  CHECK(text_of(record, "/removed/0/reason") == "duplicate");
  CHECK(value_of(record, "/removed/0/count") == record::Value(2));
  CHECK(text_of(record, "/removed/0/example").starts_with("Is tea good"));
}

TEST_CASE("Two posts of the same words are two where their addresses, days or authors differ") {
  const auto thanks = [](std::string name, std::string date, std::string url) {
    return Post{std::move(name), "Thanks!", std::move(date), std::move(url)};
  };
  const auto posts = [](const Post& a, const Post& b) {
    return size_of(record_of({page_of({kOpening, a}), page_of({b})}), "/posts");
  };
  CHECK(posts(thanks("Ana Lee", "2026-01-05", "/p/1"), thanks("Ana Lee", "2026-01-05", "/p/2")) == 3);
  CHECK(posts(thanks("Ana Lee", "2026-01-05", ""), thanks("Ana Lee", "2026-01-06", "")) == 3);
  CHECK(posts(thanks("Ana Lee", "2026-01-05", ""), thanks("Ben Ott", "2026-01-05", "")) == 3);
  CHECK(posts(thanks("Ana Lee", "2026-01-05", "/p/1"), thanks("Ana Lee", "2026-01-05", "/p/1")) == 2);
  CHECK(size_of(record_of({page_of({kOpening, kSecond, kSecond})}), "/posts") == 3);  // on one page nothing is left out
}

TEST_CASE("A reply still answers the post that it answered") {
  Post reply = kThird;
  reply.to = "2";  // of its own page, whose first post is the opening post again
  const Post before{"Dora Finn", "Nor would I."};
  const auto record = record_of({page_of({kOpening, kSecond}), page_of({kOpening, before, reply})});
  REQUIRE(size_of(record, "/posts") == 4);
  CHECK(value_of(record, "/posts/3/reply_to") == record::Value(3));
  reply.to = "1";
  CHECK(value_of(record_of({page_of({kOpening, kSecond}), page_of({kOpening, reply})}), "/posts/2/reply_to") ==
        record::Value(1));
}

TEST_CASE("What the page states of the thread is held against the whole") {
  const std::string three = "<i class=count>3 posts</i>";
  const auto whole = record_of({page_of({kOpening, kSecond}, three), page_of({kOpening, kThird}, three)});
  CHECK(value_of(whole, "/completeness/posts/stated") == record::Value(3));
  CHECK(value_of(whole, "/completeness/posts/found") == record::Value(3));
  CHECK(warnings(whole).empty());
  const std::string nine = "<i class=count>9 posts</i>";
  const auto part = record_of({page_of({kOpening, kSecond}, nine), page_of({kThird}, nine)});
  CHECK(warnings(part) == "incomplete /posts: the pages state 9 posts and hold 3\n");
}

TEST_CASE("Pages that each state their own length are added up") {
  const auto record = record_of({page_of({kOpening, kSecond}, "<i class=count>2 posts</i>"),
                                 page_of({kOpening, kThird}, "<i class=count>2 posts</i>")});
  CHECK(value_of(record, "/completeness/posts/stated") == record::Value(3));
  CHECK(warnings(record).empty());
}

TEST_CASE("A thread that says how many pages it has is complete with all of them") {
  const auto number = [](int page) { return "<p>Page " + std::to_string(page) + " of 2</p>"; };
  const auto whole = record_of({page_of({kOpening}, number(1)), page_of({kSecond}, number(2))});
  CHECK(value_of(whole, "/completeness/pages/stated") == record::Value(2));
  CHECK(value_of(whole, "/completeness/pages/found") == record::Value(2));
  CHECK(warnings(whole).empty());
  const auto part = record_of({page_of({kOpening}, number(1))});
  CHECK(warnings(part) == "incomplete : these are 1 of 2 pages\n");
}

TEST_CASE("What is absent, and what is warned of, is found where it stands now") {
  const auto record = record_of({page_of({kOpening, kSecond}), page_of({kOpening, {"", "Nor would I."}})});
  std::string absent;
  for (const record::Value& entry : *record.find("absent")->as_list()) {
    absent += *entry.as_map()->find("path")->as_text() + '\n';
  }
  CHECK(absent.find("/posts/2/author\n") != std::string::npos);
  CHECK(absent.find("/posts/3") == std::string::npos);
  const auto dated = record_of({page_of({kOpening}), page_of({{"Ben Ott", "Hm.", "soon"}})});
  CHECK(warnings(dated).find("/posts/1/date: page 2: ") != std::string::npos);
}

TEST_CASE("A first page without posts does not hide those of the second") {
  const auto record = record_of({page_of({}, "<p>The moderators welcome you to this thread.</p>"), page_of({kSecond})});
  CHECK(size_of(record, "/posts") == 1);
  CHECK(warnings(record).find("/posts") == std::string::npos);
}

TEST_CASE("The source lists all pages, and the record is the first page's") {
  const auto first = record_of({page_of({kOpening})});
  const auto record = record_of({page_of({kOpening}), page_of({kSecond}, "<i class=tag>tea</i>")});
  CHECK(text_of(record, "/id") == text_of(first, "/id"));
  CHECK(text_of(record, "/source/sha256") == text_of(first, "/source/sha256"));
  REQUIRE(size_of(record, "/source/pages") == 2);
  CHECK(text_of(record, "/source/pages/1/name") == "p2.html");
  CHECK(text_of(record, "/source/pages/1/sha256") != text_of(record, "/source/sha256"));
  CHECK(text_of(record, "/tags/0") == "tea");
  CHECK(record.find("provenance") == nullptr);
}

TEST_CASE("A later page that gives no record makes the thread incomplete, a first one ends it") {
  const auto record = record_of({page_of({kOpening}), "   ", page_of({kThird})});
  CHECK(size_of(record, "/posts") == 2);
  CHECK(warnings(record) == "incomplete : 1 page of the thread gave no record\n");
  CHECK(thread_of({" ", page_of({kThird})}).error().code == base::ErrorCode::kEmptyPage);
  CHECK(convert::join_pages({}).error().code == base::ErrorCode::kUsage);
}

TEST_CASE("A thread that goes on behind its last page says so, one that leads back does not") {
  const auto with_next = [](const std::string& href) {
    return page_of({kOpening}, "<a class=next href='" + href + "'>Next</a>");
  };
  CHECK(warnings(record_of({with_next("?page=2"), with_next("?page=3")})) ==
        "incomplete : the thread goes on at https://forum.example/t/1?page=3, which is none of its 2 pages\n");
  CHECK(warnings(record_of({with_next("?page=2"), with_next("/t/1")})).empty());
}

TEST_CASE("Pages of different kinds are no thread") {
  const auto page = tests::rules_of("rules: a/b@1\nrecord: page\nhtml: {title: h1}\n");
  convert::Options options;
  options.use_first = true;
  std::vector<convert::Converted> pages;
  for (const auto& rules : {forum(), page}) {
    options.rules = rules;
    auto one = convert::convert(tests::input_of("p.html", page_of({kOpening})), options);
    REQUIRE(one);
    pages.push_back(std::move(*one));
  }
  const auto joined = convert::join_pages(std::move(pages));
  REQUIRE_FALSE(joined);
  CHECK(joined.error().message.ends_with("those before this one thread, this one page"));
  CHECK(joined.error().place.file == "p.html");
}

TEST_CASE("The pages of an article have one body") {
  const auto rules = tests::rules_of("rules: a/b@1\nrecord: article\nhtml: {title: h1, body: p}\n");
  convert::Options options;
  options.rules = rules;
  options.use_first = true;
  std::vector<convert::Input> inputs = {tests::input_of("1", "<h1>T</h1><p>The first half."),
                                        tests::input_of("2", "<h1>T</h1><p>The second half.")};
  const auto record = convert::convert_pages(inputs, options);
  REQUIRE(record);
  CHECK(text_of(record->record, "/body") == "The first half.\n\nThe second half.");
}

TEST_CASE("A page tells where the next one is, and what it calls itself") {
  convert::Options options;
  options.rules = forum();
  options.use_first = true;
  const std::string bytes = page_of({kOpening}, "<link rel=canonical href=/t/1><a class=next href='?page=2'>Next</a>");
  convert::Input input = tests::input_of("p.html", bytes);
  input.url = "https://forum.example/t/1?from=list";
  const auto converted = convert::convert(input, options);
  REQUIRE(converted);
  CHECK(converted->next_url == "https://forum.example/t/1?page=2");
  CHECK(converted->canonical_url == "https://forum.example/t/1");
  const std::string last = page_of({kOpening});
  input.bytes = last;
  CHECK(convert::convert(input, options)->next_url.empty());
}
