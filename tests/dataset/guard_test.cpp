// When a version is held back, and when not: redesigns, small sites, rules that match nothing.
#include "dataset/guard.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "dataset/publishing.h"
#include "dataset/records.h"
#include "rules/load.h"

namespace thresh::dataset {
namespace {

using tests::answer;
using tests::qa;
using tests::record_of;

// A site of `pages` question pages. Of these the first `titled` have a title; each has `answers` answers, of which the
// first `voted` have votes.
struct Site {
  int pages = 10, titled = 10, answers = 2, voted = 2;
  std::string host = "clinic.example";
  int unparsable = 0;  // pages whose title is a text that cannot be read
  std::string rules = "clinic/question";
};

Statistics statistics_of(const std::vector<Site>& sites) {
  Statistics statistics;
  for (const Site& site : sites) {
    for (int i = 0; i < site.pages; ++i) {
      std::string answers;
      for (int k = 0; k < site.answers; ++k) {
        answers += (k == 0 ? "" : ",") + answer(k + 1, R"("Ann")", R"("Rest.")", k < site.voted ? "3" : "null");
      }
      const bool bad = i < site.unparsable;
      std::string json = qa(std::to_string(i), i < site.titled && !bad ? R"("T")" : "null", answers, "aa",
                            bad ? R"(,"absent":[{"path":"/title","reason":"unparsable"}])" : "");
      if (const std::string own = "clinic/question@"; json.find(own) != std::string::npos) {
        json.replace(json.find(own), own.size(), site.rules + '@');
      }
      for (std::size_t at = 0; (at = json.find("clinic.example", at)) != std::string::npos; at += site.host.size()) {
        json.replace(at, 14, site.host);
      }
      statistics.add(record_of(json));
    }
  }
  return statistics;
}

std::vector<Reference> versions_of(const std::vector<std::vector<Site>>& newest_first) {
  std::vector<Reference> out;
  auto number = static_cast<std::uint32_t>(newest_first.size());
  for (const auto& sites : newest_first) {
    out.push_back({number, "2026-11-0" + std::to_string(number), statistics_of(sites)});
    --number;
  }
  return out;
}

// "records clinic…; filled /title", the host cut.
std::string alarms(const std::vector<Site>& now, const std::vector<std::vector<Site>>& before,
                   const GuardLimits& limits = {}) {
  std::string out;
  for (const Alarm& alarm : guard(statistics_of(now), versions_of(before), {}, limits).alarms) {
    out += (out.empty() ? "" : "; ") + std::string(name(alarm.kind)) +
           (alarm.site.empty() ? " all" : " " + alarm.site.substr(0, 1)) + (alarm.path.empty() ? "" : ' ' + alarm.path);
  }
  return out;
}

TEST_CASE("a version like those before is let out; so is the first one") {
  CHECK(alarms({Site{}}, {{Site{}}, {Site{}}}).empty());
  CHECK(alarms({Site{}}, {}).empty());
  CHECK(alarms({}, {}).empty());
  CHECK(alarms({Site{.pages = 1000, .titled = 1000}}, {{Site{}}}).empty());  // more is no alarm
}

TEST_CASE("a fall of records by more than a fifth is held") {
  CHECK(alarms({Site{.pages = 80, .titled = 80}}, {{Site{.pages = 100, .titled = 100}}}).empty());
  CHECK(alarms({Site{.pages = 79, .titled = 79}}, {{Site{.pages = 100, .titled = 100}}}) == "records all; records c");
  CHECK(alarms({Site{.pages = 79, .titled = 79}}, {{Site{.pages = 100, .titled = 100}}}, {.max_drop = 0.5}).empty());
}

TEST_CASE("a site that falls is held where the others hide it") {
  const Site large{.pages = 500, .titled = 500, .host = "large.example"};
  CHECK(alarms({large, Site{.pages = 5, .titled = 5}}, {{large, Site{}}}) == "records c");
  CHECK(alarms({large}, {{large, Site{}}}) == "records c");
}

TEST_CASE("records that only moved to another selector file of their host are no loss") {
  const Site renamed{.rules = "clinic/thread"};
  CHECK(alarms({renamed}, {{Site{}}, {Site{}}}).empty());
  CHECK(alarms({Site{.pages = 20, .titled = 20}}, {{Site{}, renamed}}).empty());
  // What the other one does not have is lost, and so are fields that the new one does not find.
  CHECK(alarms({Site{.pages = 5, .titled = 5, .rules = "clinic/thread"}}, {{Site{}}}) == "records all; records c");
  CHECK(alarms({Site{.titled = 0, .rules = "clinic/thread"}}, {{Site{}}}) == "filled c /title");
  CHECK(alarms({Site{.host = "other.example"}}, {{Site{}}}) == "records c");
}

TEST_CASE("a redesign that leaves fields empty is held, with every field that went") {
  CHECK(alarms({Site{.titled = 0, .voted = 0}}, {{Site{}}}) == "filled c /answers/*/votes; filled c /title");
  CHECK(alarms({Site{.titled = 8}}, {{Site{}}}).empty());
  CHECK(alarms({Site{.titled = 7}}, {{Site{}}}) == "filled c /title");
  // What was rare before may stay rare.
  CHECK(alarms({Site{.titled = 1}}, {{Site{.titled = 2}}}).empty());
  CHECK(alarms({Site{.answers = 0}}, {{Site{}}}) == "filled c /answers");
}

TEST_CASE("a redesign that makes records of another kind is held, though every field that is left is filled") {
  const auto alarms_of = [](int pages, int changed, const std::string& kind = "article",
                            const std::string& rules = "clinic/question@1") {
    Statistics now = statistics_of({Site{.pages = pages, .titled = pages}});
    const record::Map before = record_of(qa("1", R"("T")", ""));
    std::string json = qa("1", R"("T")", "");
    json.replace(json.find("\"qa\""), 4, '"' + kind + '"');
    json.replace(json.find("clinic/question@1"), 17, rules);
    for (int i = 0; i < changed; ++i) now.add_other_kind(record_of(json), before);
    const auto old = versions_of({{Site{.pages = pages, .titled = pages}}});
    return guard(now, old, {}, {}).alarms;
  };
  CHECK(alarms_of(10, 0).empty());
  CHECK(alarms_of(10, 2).empty());
  CHECK(alarms_of(100, 20).empty());
  CHECK(alarms_of(2, 1).empty());
  CHECK(alarms_of(10, 10, "qa").empty());
  CHECK(alarms_of(10, 10, "article", "clinic/news@1").empty());  // other rules: somebody meant it
  for (const auto& [pages, changed] : {std::pair(10, 3), std::pair(100, 21), std::pair(2, 2), std::pair(1, 1)}) {
    CAPTURE(pages);
    const auto alarms = alarms_of(pages, changed);
    REQUIRE(alarms.size() == 1);
    CHECK(name(alarms[0].kind) == "kinds");
    CHECK(alarms[0].lost == static_cast<std::uint64_t>(changed));
    CHECK(alarms[0].last_good == 1);
    CHECK(alarm_text(alarms[0]).contains("on https://clinic.example/q/1"));
  }
}

TEST_CASE("lists that get short are held, though each has something in it") {
  CHECK(alarms({Site{.answers = 1, .voted = 1}}, {{Site{}}}) == "items c /answers");
}

TEST_CASE("texts that can no longer be read are a fault of types, told once") {
  CHECK(alarms({Site{.unparsable = 5}}, {{Site{}}}) == "types c /title");
  CHECK(alarms({Site{.unparsable = 1}}, {{Site{}}}).empty());
}

TEST_CASE("small datasets do not flap") {
  // Of five records one or two may go: that is 20 or 40 %, and three are needed.
  const auto small = [](int pages) { return Site{.pages = pages, .titled = pages}; };
  CHECK(alarms({small(4)}, {{small(5)}}).empty());
  CHECK(alarms({small(3)}, {{small(5)}}).empty());
  CHECK(alarms({small(2)}, {{small(5)}}) == "records all; records c");
  CHECK(alarms({small(1)}, {{small(2)}}).empty());
  // A value in one or two of them is no habit yet; one that was always there is, and is then missed even there.
  const Site bare{.pages = 1, .titled = 0};
  CHECK(alarms({bare}, {{small(1)}}).empty());
  CHECK(alarms({bare}, {{small(1)}, {small(1)}, {small(1)}}) == "filled c /title");
  CHECK(alarms({bare}, {{small(1)}, {bare}, {small(1)}, {small(1)}}).empty());
}

TEST_CASE("a site that is empty now is held however small it was, unless all of it is gone at its source") {
  const Site other{.host = "other.example"}, one{.pages = 1, .titled = 1};
  CHECK(alarms({other}, {{other, one}}) == "records c");
  Statistics now = statistics_of({other});
  now.add_removed(record_of(qa("0", R"("T")", "")));
  CHECK_FALSE(guard(now, versions_of({{other, one}}), {}).holds());
  // A whole site that answers 404 is a redesign, until someone says otherwise.
  for (int i = 1; i < 10; ++i) now.add_removed(record_of(qa(std::to_string(i), R"("T")", "")));
  CHECK(guard(now, versions_of({{other, Site{}}}), {}).holds());
}

TEST_CASE("the median of the last versions is what is usual") {
  const Site usual{.pages = 100, .titled = 100}, odd{.pages = 10, .titled = 10}, now{.pages = 60, .titled = 60};
  CHECK(alarms({now}, {{odd}, {usual}, {usual}}) == "records all; records c");
  CHECK(alarms({now}, {{usual}, {odd}, {odd}}).empty());
  // A slow fall is seen too: each step is 15 %, and the median lags behind.
  const auto pages = [](int n) { return std::vector{Site{.pages = n, .titled = n}}; };
  CHECK(alarms(pages(61), {pages(72), pages(85), pages(100), pages(100), pages(100)}) == "records all; records c");
  // Only so many are looked at.
  CHECK(alarms({now}, {{odd}, {usual}, {usual}}, {.history = 1}).empty());
}

TEST_CASE("a least number of records can be asked for") {
  CHECK(alarms({}, {}, {.min_records = 1}) == "records all");
  CHECK(alarms({Site{}}, {}, {.min_records = 11}) == "records all");
  CHECK(alarms({Site{}}, {}, {.min_records = 10}).empty());
}

rules::Rules loaded() {
  const std::string yaml =
      "rules: clinic/question@2\n"
      "record: qa\n"
      "html:\n"
      "  title: h1\n"
      "  answers:\n"
      "    each: .answer\n"
      "    body: .text\n"
      "    votes: .votes\n"
      "    author: .by\n"
      "    accepted: .tick\n";
  auto rules = rules::load(yaml, "rules/clinic.yaml", base::Limits());
  REQUIRE(rules.has_value());
  return std::move(rules->front());
}

TEST_CASE("an alarm names the rule, the pages, and the version that was as usual last") {
  const std::vector<rules::Rules> rules = {loaded()};
  const GuardReport report = guard(statistics_of({Site{.voted = 0}}),
                                   versions_of({{Site{.voted = 1}}, {Site{}}, {Site{}}}), RulePlaces(rules));
  REQUIRE(report.alarms.size() == 1);
  const Alarm& alarm = report.alarms[0];
  CHECK(alarm.rule == "rules/clinic.yaml:8");
  CHECK(alarm.pages.size() == 3);
  CHECK(alarm.last_good == 2);
  CHECK(alarm.lost == 20);
  CHECK(alarm_text(alarm) ==
        "clinic.example clinic/question: /answers/*/votes is filled in 0 %, 100 % before; last as usual in version 2 "
        "(2026-11-02); rule rules/clinic.yaml:8; empty on https://clinic.example/q/0, https://clinic.example/q/1, "
        "https://clinic.example/q/2");
  const record::List list = alarms_list(report);
  CHECK(*list[0].as_map()->find("alarm") == record::Value("filled"));
  CHECK(*list[0].as_map()->find("last_good") == record::Value(2));
}

TEST_CASE("the place of a rule is that of the field, else that of what holds it") {
  const std::vector<rules::Rules> rules = {loaded()};
  const RulePlaces places(rules);
  CHECK(places.of("clinic/question", "/answers/*/author/name") == "rules/clinic.yaml:9");
  CHECK(places.of("clinic/question", "/answers") == "rules/clinic.yaml:5");
  CHECK(places.of("clinic/question", "/language").empty());
  CHECK(places.of("other/rules", "/title").empty());
}

TEST_CASE("rules that match nothing are named on the first run, and when they stop to match") {
  const std::vector<rules::Rules> rules = {loaded()};
  const auto silent = [&](const Site& now, const std::vector<std::vector<Site>>& before) {
    std::string out;
    for (const SilentRule& rule : guard(statistics_of({now}), versions_of(before), RulePlaces(rules)).silent) {
      out += rule.path + (rule.new_silence ? "! " : " ");
    }
    return out;
  };
  CHECK(silent(Site{}, {}) == "/answers/*/accepted ");
  CHECK(silent(Site{.titled = 0}, {}) == "/title /answers/*/accepted ");
  CHECK(silent(Site{.titled = 0}, {{Site{}}}) == "/title! /answers/*/accepted ");
  CHECK(silent_text({"s", "/title", "r.yaml:4", true}) ==
        "s: /title was found on no page, and was before; rule r.yaml:4");
}

TEST_CASE("a version that was held and published by hand is the new normal") {
  tests::MemoryDisk disk;
  auto versions = Versions::create(disk, "data").value();
  const auto put = [&](const Site& site, bool held) {
    REQUIRE(versions.recover());
    auto version = versions.begin().value();
    Manifest manifest;
    manifest.statistics = statistics_of({site}).to_map();
    if (held) manifest.held = {record::Value("an alarm")};
    REQUIRE((held ? version.hold(manifest) : version.publish(manifest)).has_value());
    if (held) REQUIRE(versions.publish_held(std::nullopt).has_value());
  };
  const auto numbers = [&] {
    std::string out;
    const auto found = references(versions, {}).value();
    for (const Reference& one : found) out += std::to_string(one.version) + ' ';
    return out;
  };
  CHECK(numbers().empty());
  put(Site{}, false);
  put(Site{}, false);
  CHECK(numbers() == "2 1 ");
  put(Site{.pages = 2}, true);
  CHECK(numbers() == "3 ");
  put(Site{.pages = 2}, false);
  CHECK(numbers() == "4 3 ");
  for (int i = 0; i < 9; ++i) put(Site{.pages = 2}, false);
  CHECK(numbers() == "13 12 11 10 9 ");
}

}  // namespace
}  // namespace thresh::dataset
