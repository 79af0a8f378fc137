// The class of each change: what readers, authors, sites and we ourselves do to a record.
#include "dataset/change.h"

#include <catch2/catch.hpp>

#include "dataset/field_nature.h"
#include "dataset/records.h"
#include "dataset/said_by_page.h"

namespace thresh::dataset {
namespace {

using tests::answer;
using tests::qa;
using tests::record_of;

const std::string kAnn = R"("Ann Lee")", kBob = R"("Bob Roy")";
const std::string kRest = R"("Rest and patience are all that it takes.")",
                  kIce = R"("Put some ice on it, twice a day.")";

// "class path; class path", with "(was …)" where an item moved; empty where nothing differs.
std::string changes(const std::string& before, const std::string& after, const PageFacts& facts = {}) {
  const record::Map old_record = record_of(before), new_record = record_of(after);
  const auto change = compare(&old_record, &new_record, facts);
  if (!change) return "";
  std::string out;
  for (const FieldChange& field : change->fields) {
    out += (out.empty() ? "" : "; ") + std::string(name(field.what)) + ' ' + field.path;
    if (!field.old_path.empty()) out += " (was " + field.old_path + ")";
  }
  return out;
}

std::string absent(const std::string& path, const std::string& reason) {
  return R"(,"absent":[{"path":")" + path + R"(","reason":")" + reason + R"("}])";
}

TEST_CASE("a record is the same whatever the program says about it") {
  const std::string before = qa("q", R"("T")", answer(1, kAnn, kRest));
  CHECK(changes(before, before).empty());
  CHECK(
      changes(before, qa("q", R"("T")", answer(1, kAnn, kRest), "bb",
                         R"(,"schema":1,"warnings":[{"code":"no_rules","path":"","message":"x"}],"duplicate_of":null)"))
          .empty());
  for (const char* key : {"id", "source", "absent", "provenance", "stale"}) CHECK_FALSE(is_said_by_page(key));
  for (const char* key : {"title", "answers", "fields", "language"}) CHECK(is_said_by_page(key));
}

TEST_CASE("a record that came, went, or is gone at its source") {
  const record::Map record = record_of(qa("q", R"("T")", ""));
  const auto fresh = compare(nullptr, &record);
  CHECK(fresh->what == ChangeClass::kNew);
  CHECK(fresh->title == "T");
  CHECK(fresh->url == "https://clinic.example/q/q");
  CHECK(fresh->page == "q.html");
  CHECK(compare(&record, nullptr)->what == ChangeClass::kVanished);
  CHECK(compare(&record, nullptr, {PageFacts::Page::kGone, false})->what == ChangeClass::kRemovedAtSource);
  CHECK_FALSE(compare(nullptr, nullptr).has_value());
}

TEST_CASE("an author's edit") {
  const std::string before = qa("q", R"("Does it hurt?")", answer(1, kAnn, kRest));
  CHECK(changes(before, qa("q", R"("Does it hurt much?")", answer(1, kAnn, kRest), "bb")) == "edited /title");
  CHECK(changes(before, qa("q", R"("Does it hurt?")", answer(1, kAnn, kIce), "bb")) == "edited /answers/0/body");
}

TEST_CASE("votes that readers give are no edit") {
  const std::string before = qa("q", R"("T")", answer(1, kAnn, kRest, "12"));
  CHECK(changes(before, qa("q", R"("T")", answer(1, kAnn, kRest, "15"), "bb")) == "counter /answers/0/votes");
  CHECK(changes(qa("q", R"("T")", answer(1, kAnn, kRest)), before + "") != "");
  CHECK(changes(qa("q", R"("T")", answer(1, kAnn, kRest), "bb"), before) == "counter /answers/0/votes");
}

TEST_CASE("a person's rating is a counter, a review's own rating is its author's") {
  const auto rated = [](const std::string& kind, const std::string& rating, const std::string& sha) {
    return R"({"id":"x","kind":")" + kind + R"(","source":{"sha256":")" + sha + R"("},"rating":)" + rating + "}";
  };
  const std::string low = R"({"value":4.1,"best":5,"worst":null,"count":10,"as_written":"4.1 of 10"})";
  const std::string high = R"({"value":4.2,"best":5,"worst":null,"count":11,"as_written":"4.2 of 11"})";
  CHECK(changes(rated("profile", low, "a"), rated("profile", high, "b")) ==
        "counter /rating/value; counter /rating/count; counter /rating/as_written");
  CHECK(changes(rated("review", low, "a"), rated("review", high, "b")) ==
        "edited /rating/value; counter /rating/count; edited /rating/as_written");
}

TEST_CASE("numbers of custom records count where their name says so") {
  const auto custom = [](const std::string& fields, const std::string& sha) {
    return R"({"id":"x","kind":"custom","source":{"sha256":")" + sha + R"("},"fields":)" + fields + "}";
  };
  CHECK(changes(custom(R"({"viewCount":1,"helpful_votes":2,"price":3,"discount":1})", "a"),
                custom(R"({"viewCount":2,"helpful_votes":3,"price":4,"discount":2})", "b")) ==
        "counter /fields/viewCount; counter /fields/helpful_votes; edited /fields/price; edited /fields/discount");
}

TEST_CASE("an answer that comes or goes touches no other") {
  const std::string a = answer(1, kAnn, kRest), b = answer(2, kBob, kIce);
  const std::string both = qa("q", R"("T")", a + "," + b);
  CHECK(changes(qa("q", R"("T")", a), both, {}) == "rules_changed /answers/1");  // of the same page
  CHECK(changes(qa("q", R"("T")", answer(1, kBob, kIce)), qa("q", R"("T")", a + "," + b, "bb")) == "new /answers/0");
  CHECK(changes(both, qa("q", R"("T")", answer(1, kBob, kIce), "bb")) == "removed_at_source /answers/0");
  const record::Map before = record_of(both), after = record_of(qa("q", R"("T")", answer(1, kBob, kIce), "bb"));
  CHECK(compare(&before, &after)->what == ChangeClass::kEdited);
  // Both: it moved, and its votes went up.
  CHECK(changes(qa("q", R"("T")", answer(1, kBob, kIce, "1")),
                qa("q", R"("T")", a + "," + answer(2, kBob, kIce, "2"), "bb")) ==
        "new /answers/0; counter /answers/1/votes (was /answers/0/votes)");
}

TEST_CASE("a reply to an item that moved is no change") {
  const std::string a = answer(1, kAnn, kRest), b = answer(2, kBob, kIce, "null", "null", "1");
  const std::string other = answer(1, R"("Cid Moe")", R"("Nobody knows.")");
  CHECK(changes(qa("q", R"("T")", a + "," + b),
                qa("q", R"("T")",
                   other + "," + answer(2, kAnn, kRest) + "," + answer(3, kBob, kIce, "null", "null", "2"), "bb")) ==
        "new /answers/0");
  CHECK(changes(qa("q", R"("T")", a + "," + b),
                qa("q", R"("T")",
                   other + "," + answer(2, kAnn, kRest) + "," + answer(3, kBob, kIce, "null", "null", "1"), "bb")) ==
        "new /answers/0; edited /answers/2/reply_to (was /answers/1/reply_to)");
}

TEST_CASE("on the same page nothing but rules and program change") {
  const std::string before = qa("q", R"("T")", answer(1, kAnn, kRest, "12"));
  CHECK(changes(before, qa("q", R"("T2")", answer(1, kAnn, kRest, "13"))) ==
        "rules_changed /title; rules_changed /answers/0/votes");
  CHECK(changes(qa("q", R"("T")", answer(1, kAnn, kRest)), before) == "rules_changed /answers/0/votes");
  // A value that went away there is broken, though.
  CHECK(changes(before, qa("q", R"("T")", answer(1, kAnn, kRest))) == "broken_extraction /answers/0/votes");
  const std::string two = qa("q", R"("T")", answer(1, kAnn, kRest) + "," + answer(2, kBob, kIce));
  const std::string one = qa("q", R"("T")", answer(1, kAnn, kRest));
  CHECK(changes(two, one) == "broken_extraction /answers/1");
  CHECK(changes(two, one, {PageFacts::Page::kFetched, true}) == "rules_changed /answers/1");
}

TEST_CASE("the same page that became a record of another kind is one record") {
  const record::Map before = record_of(R"({"id":"page-1","kind":"page","source":{"sha256":"aa"},"title":"T"})");
  const record::Map after = record_of(R"({"id":"qa-1","kind":"qa","source":{"sha256":"aa"},"title":"T"})");
  const auto change = compare(&before, &after);
  REQUIRE(change->fields.size() == 2);
  CHECK(change->fields[0].path == "/id");
  CHECK(change->fields[1].path == "/kind");
  CHECK(change->what == ChangeClass::kRulesChanged);
}

TEST_CASE("a page whose record is of another kind is broken, unless its rules are others") {
  const record::Map before = record_of(R"({"id":"qa-1","kind":"qa","source":{"sha256":"aa"},"title":"T"})");
  const record::Map after = record_of(R"({"id":"article-1","kind":"article","source":{"sha256":"bb"},"title":"T"})");
  CHECK(compare(&before, &after)->what == ChangeClass::kBroken);
  CHECK(compare(&before, &after, {PageFacts::Page::kFetched, true})->what == ChangeClass::kEdited);
  const record::Map own =
      record_of(R"({"id":"article-1","kind":"article","source":{"sha256":"bb","rules":"site/news@1"},"title":"T"})");
  CHECK(compare(&before, &own)->what == ChangeClass::kEdited);
}

TEST_CASE("what no author takes away is broken when it is gone") {
  const std::string before = qa("q", R"("T")", answer(1, kAnn, kRest, "12", R"("2024-01-02")"));
  CHECK(changes(before, qa("q", "null", answer(1, kAnn, kRest, "12", R"("2024-01-02")"), "bb")) ==
        "broken_extraction /title");
  CHECK(changes(before, qa("q", R"("T")", answer(1, "null", "null"), "bb")) ==
        "broken_extraction /answers/0/body; broken_extraction /answers/0/author; broken_extraction /answers/0/date; "
        "broken_extraction /answers/0/votes");
  CHECK(changes(before, qa("q", R"("T")", "", "bb")) == "broken_extraction /answers");
}

TEST_CASE("the last answer that an author took away is no fault of ours, where the page says so") {
  const std::string before = qa("q", R"("T")", answer(1, kAnn, kRest));
  CHECK(changes(before, qa("q", R"("T")", "", "bb", R"(,"completeness":{"answers":{"stated":0,"found":0}})")) ==
        "removed_at_source /answers");
}

TEST_CASE("a page that states more than was found lost items to us") {
  const std::string two = answer(1, kAnn, kRest) + "," + answer(2, kBob, kIce);
  const auto stating = [](int stated, int found) {
    return R"(,"completeness":{"answers":{"stated":)" + std::to_string(stated) + R"(,"found":)" +
           std::to_string(found) + "}}";
  };
  CHECK(changes(qa("q", R"("T")", two, "aa", stating(2, 2)),
                qa("q", R"("T")", answer(1, kAnn, kRest), "bb", stating(2, 1))) == "broken_extraction /answers/1");
  CHECK(changes(qa("q", R"("T")", two, "aa", stating(2, 2)),
                qa("q", R"("T")", answer(1, kAnn, kRest), "bb", stating(1, 1))) == "removed_at_source /answers/1");
  // It was short before.
  CHECK(changes(qa("q", R"("T")", two, "aa", stating(5, 2)),
                qa("q", R"("T")", answer(1, kAnn, kRest), "bb", stating(4, 1))) == "removed_at_source /answers/1");
}

TEST_CASE("the reason for an absence decides") {
  const auto with_headline = [](const std::string& headline, const std::string& sha, const std::string& more) {
    return qa("q", R"("T")", answer(1, R"("Ann Lee")", R"("Rest.")", "null", "null", "null", headline), sha, more);
  };
  const std::string before = with_headline(R"("My view")", "aa", "");
  CHECK(changes(before, with_headline("null", "bb", "")) == "edited /answers/0/headline");
  CHECK(changes(before, with_headline("null", "bb", absent("/answers/0/headline", "not_on_page"))) ==
        "edited /answers/0/headline");
  CHECK(changes(before, with_headline("null", "bb", absent("/answers/0/headline", "unrendered"))) ==
        "broken_extraction /answers/0/headline");
  CHECK(changes(before, with_headline("null", "bb", absent("/answers/0/headline", "unparsable"))) ==
        "broken_extraction /answers/0/headline");
  CHECK(changes(before, with_headline("null", "bb", absent("/answers/0/headline2", "unparsable"))) ==
        "edited /answers/0/headline");
  CHECK(changes(qa("q", R"("T")", answer(1, kAnn, kRest, "12")),
                qa("q", R"("T")", answer(1, kAnn, kRest), "bb", absent("/answers/0/votes", "not_applicable"))) ==
        "edited /answers/0/votes");
  CHECK(changes(
            before,
            with_headline("null", "bb",
                          R"(,"warnings":[{"code":"nothing_matched","path":"/answers/0/headline","message":"x"}])")) ==
        "broken_extraction /answers/0/headline");
}

TEST_CASE("what goes from every item at once is broken, even if one author could have taken it away") {
  const auto item = [](int position, const std::string& author, const std::string& body, const std::string& headline) {
    return answer(position, author, body, "null", "null", "null", headline);
  };
  const std::string before = qa("q", R"("T")", item(1, kAnn, kRest, R"("A")") + "," + item(2, kBob, kIce, R"("B")"));
  CHECK(changes(before, qa("q", R"("T")", item(1, kAnn, kRest, "null") + "," + item(2, kBob, kIce, R"("B")"), "bb")) ==
        "edited /answers/0/headline");
  CHECK(changes(before, qa("q", R"("T")", item(1, kAnn, kRest, "null") + "," + item(2, kBob, kIce, "null"), "bb")) ==
        "broken_extraction /answers/0/headline; broken_extraction /answers/1/headline");
}

TEST_CASE("dates that are told as a distance move by themselves") {
  const auto dated = [](const std::string& date, const std::string& words, const std::string& sha) {
    return R"({"id":"x","kind":"review","source":{"sha256":")" + sha + R"("},"date":")" + date +
           R"(","date_as_written":")" + words + R"("})";
  };
  CHECK(changes(dated("2024-01", "2 months ago", "a"), dated("2024-02", "2 months ago", "b")) == "counter /date");
  CHECK(changes(dated("2024-01-01", "3 days ago", "a"), dated("2024-01-01", "4 days ago", "b")) ==
        "counter /date_as_written");
  CHECK(changes(dated("2024-01-01", "Jan 1, 2024", "a"), dated("2024-01-02", "Jan 2, 2024", "b")) ==
        "edited /date; edited /date_as_written");
}

TEST_CASE("whole numbers and reals of one value are the same") {
  CHECK(same_value(record::Value(5), record::Value(5.0)));
  CHECK_FALSE(same_value(record::Value(5), record::Value(5.5)));
  CHECK_FALSE(same_value(record::Value(5), record::Value("5")));
  CHECK(same_value(tests::value_of(R"({"a":[1,{"b":2.5}]})"), tests::value_of(R"({"a":[1.0,{"b":2.5}]})")));
  CHECK_FALSE(same_value(tests::value_of("[1,2]"), tests::value_of("[1]")));
  CHECK_FALSE(same_value(tests::value_of(R"({"a":1})"), tests::value_of(R"({"b":1})")));
}

TEST_CASE("records that nest deeply or are large are compared without recursion and in linear time") {
  std::string deep = R"({"id":"x","kind":"custom","source":{},"fields":)", end = "}";
  for (int i = 0; i < 400; ++i) deep += R"({"a":)", end += "}";
  CHECK(changes(deep + "1" + end, deep + "2" + end).starts_with("edited /fields/a/a/"));
  std::string wide = R"({"id":"x","kind":"custom","source":{},"fields":{"z":0)";
  for (int i = 0; i < 20'000; ++i) wide += ",\"k" + std::to_string(i) + "\":1";
  CHECK(changes(wide + "}}", wide + R"(,"new":2}})") == "edited /fields/new");
}

TEST_CASE("a line of changes.jsonl says it all") {
  const record::Map before = record_of(qa("q", R"("T")", answer(1, kAnn, kRest, "12")));
  const record::Map after = record_of(qa("q", R"("T")", answer(1, kAnn, kRest, "15"), "bb"));
  const record::Map line = change_line(*compare(&before, &after));
  CHECK(line == record_of(R"({"change":"counter","id":"q","kind":"qa","title":"T","url":"https://clinic.example/q/q",
      "page":"q.html","fields":[{"change":"counter","path":"/answers/0/votes","old":12,"new":15}]})"));
  for (const std::string_view word : change_class_names()) CHECK(name(*change_class_of(word)) == word);
  CHECK_FALSE(change_class_of("removed").has_value());
}

}  // namespace
}  // namespace thresh::dataset
