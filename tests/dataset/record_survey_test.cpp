#include "dataset/record_survey.h"

#include <catch2/catch.hpp>

namespace thresh::dataset {
namespace {

using record::List;
using record::Map;
using record::Value;

Map made(std::initializer_list<std::pair<std::string, Value>> entries) {
  Map map;
  for (const auto& [key, value] : entries) map.add(key, value);
  return map;
}

TEST_CASE("values are counted by powers of two") {
  PowerHistogram histogram;
  for (const std::uint64_t value : {0ULL, 1ULL, 2ULL, 3ULL, 4ULL, 1ULL << 40}) histogram.add(value);
  CHECK(histogram.bins()[0] == 1);
  CHECK(histogram.bins()[1] == 1);
  CHECK(histogram.bins()[2] == 2);
  CHECK(histogram.bins()[3] == 1);
  CHECK(histogram.bins().back() == 1);
  CHECK(histogram.count() == 6);
  CHECK(PowerHistogram::least(0) == 0);
  CHECK(PowerHistogram::least(1) == 1);
  CHECK(PowerHistogram::least(3) == 4);
}

TEST_CASE("names are sorted by count, and those beyond the limit are one") {
  NameCounts counts;
  for (std::size_t i = 0; i < NameCounts::kMostNames + 5; ++i) counts.add("n" + std::to_string(i));
  counts.add("n3", 7);
  const auto sorted = counts.sorted();
  CHECK(sorted.size() == NameCounts::kMostNames + 1);
  CHECK(sorted.front() == std::pair<std::string, std::uint64_t>("n3", 8));
  CHECK(sorted[1].first == "n0");
  CHECK(sorted.back() == std::pair<std::string, std::uint64_t>("(others)", 5));
}

const Map kGood =
    made({{"kind", "qa"},
          {"id", "good"},
          {"language", "en"},
          {"title", "A lamp"},
          {"question", made({{"body", "One two three"}, {"rating", made({{"value", 4.5}, {"best", 5}})}})},
          {"answers", List{made({{"body", "four"}})}},
          {"source", made({{"name", "a.html"}, {"url", "https://x.example/1"}})},
          {"completeness", made({{"answers", made({{"stated", 1}, {"found", 1}})}})},
          {"absent", List{made({{"path", "/answers/0/date"}, {"reason", "not_on_page"}})}},
          {"warnings", List{}}});
const Map kBad = made(
    {{"kind", "qa"},
     {"id", "bad"},
     {"title", "A dog"},
     {"answers", List{}},
     {"duplicate_of", "good"},
     {"source", made({{"name", "b.html"}})},
     {"completeness",
      made({{"answers", made({{"stated", 3}, {"found", 0}})}, {"posts", made({{"stated", nullptr}, {"found", 2}})}})},
     {"absent", List{made({{"path", "/answers/7/votes"}, {"reason", "unrendered"}}),
                     made({{"path", "/question/date"}, {"reason", "unparsable"}, {"text", "soon"}})}},
     {"warnings", List{made({{"code", "incomplete"}, {"path", "/answers"}, {"message", "3 and 0"}})}},
     {"conflicts", List{made({{"path", "/title"}})}},
     {"removed", List{made({{"reason", "template_artifact"}, {"count", 4}, {"example", "{{ x }}"}})}}});

TEST_CASE("what records say of themselves is added up") {
  RecordSurvey survey;
  survey.add(kGood, 1);
  survey.add(kBad, 2);
  survey.add(kBad, 3);
  CHECK(survey.records() == 3);
  CHECK(survey.without_trouble() == 1);
  CHECK(survey.duplicates() == 2);
  CHECK(survey.kinds().sorted().front() == std::pair<std::string, std::uint64_t>("qa", 3));
  CHECK(survey.languages().sorted().front() == std::pair<std::string, std::uint64_t>("(not known)", 2));
  CHECK(survey.warnings().sorted().front() == std::pair<std::string, std::uint64_t>("incomplete", 2));
  CHECK(survey.absences().sorted().front() == std::pair<std::string, std::uint64_t>("/answers/*/votes: unrendered", 2));
  CHECK(survey.removed().at("template_artifact").count == 8);
  CHECK(survey.removed().at("template_artifact").records == 2);
  CHECK(survey.removed().at("template_artifact").example == "{{ x }}");
  CHECK(survey.completeness().at("/answers").complete == 1);
  CHECK(survey.completeness().at("/answers").short_of == 2);
  CHECK(survey.completeness().at("/answers").stated == 7);
  CHECK(survey.completeness().at("/answers").found == 1);
  CHECK_FALSE(survey.completeness().contains("/posts"));
  CHECK(survey.fields().at("qa").records == 3);
  CHECK(survey.fields().at("qa").fields.at("/answers/*/body").filled == 1);
  CHECK(survey.ratings()[9] == 1);
  CHECK(survey.posts().count() == 3);
  CHECK(survey.words().count() == 3);
}

TEST_CASE("the worst records come first, with all that is wrong") {
  RecordSurvey survey;
  survey.add(kGood, 1);
  survey.add(kBad, 2);
  survey.add(made({{"kind", "page"}, {"id", "x"}, {"warnings", List{made({{"code", "a"}, {"message", "b"}})}}}), 3);
  const auto worst = survey.worst();
  REQUIRE(worst.size() == 2);
  CHECK(worst[0].id == "bad");
  CHECK(worst[0].number == 2);
  CHECK(worst[0].troubles == std::vector<std::string>{"incomplete /answers: 3 and 0", "conflict /title",
                                                      "unrendered /answers/7/votes",
                                                      "unparsable /question/date: \"soon\""});
  CHECK(worst[1].troubles == std::vector<std::string>{"a: b"});
}

TEST_CASE("no more records are held than are shown, the worst of all, the earlier of equals") {
  RecordSurvey survey;
  for (std::uint64_t i = 1; i <= 500; ++i) {
    List warnings;
    for (std::uint64_t w = 0; w < i % 100; ++w) warnings.emplace_back(made({{"code", "c"}, {"message", "m"}}));
    survey.add(made({{"id", std::to_string(i)}, {"warnings", warnings}}), i);
  }
  const auto worst = survey.worst();
  REQUIRE(worst.size() == RecordSurvey::kMostWorst);
  CHECK(worst[0].number == 99);
  CHECK(worst[1].number == 199);
  CHECK(worst[0].troubles.size() == RecordSurvey::kMostTroubles);
  CHECK(worst[0].more_troubles == 99 - RecordSurvey::kMostTroubles);
  CHECK(worst.back().number == 490);
}

TEST_CASE("records of any shape can be added") {
  RecordSurvey survey;
  survey.add(Map(), 1);
  survey.add(
      made({{"kind", 3}, {"source", "x"}, {"warnings", 1}, {"absent", List{nullptr, "x"}}, {"completeness", List{}}}),
      2);
  CHECK(survey.records() == 2);
}

}  // namespace
}  // namespace thresh::dataset
