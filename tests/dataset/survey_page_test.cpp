#include "dataset/survey_page.h"

#include <catch2/catch.hpp>

#include "dataset/html_parts.h"

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

std::string page_of(const Map& record) {
  RecordSurvey survey;
  survey.add(record, 1);
  const std::vector<std::string> names = {"records.jsonl"};
  return survey_page(survey, names);
}

TEST_CASE("no records are a page too") {
  const std::string page = survey_page(RecordSurvey(), {});
  CHECK(page.find("<h1>0 records</h1>") != std::string::npos);
  CHECK(page.ends_with("</html>\n"));
}

TEST_CASE("the page tells what there is") {
  const std::string page =
      page_of(made({{"kind", "qa"},
                    {"id", "q1"},
                    {"title", "A lamp"},
                    {"answers", List{made({{"rating", made({{"value", 4}, {"best", 5}})}})}},
                    {"source", made({{"name", "pages/a.html"}, {"url", "https://x.example/1"}})},
                    {"completeness", made({{"answers", made({{"stated", 3}, {"found", 1}})}})},
                    {"warnings", List{made({{"code", "incomplete"}, {"path", "/answers"}, {"message", "3 and 1"}})}},
                    {"removed", List{made({{"reason", "notice"}, {"count", 2}, {"example", "Loading"}})}}}));
  for (const char* part :
       {"1 record</h1>", "<td>qa</td>", "x.example", "incomplete /answers: 3 and 1", "<td>notice</td>", "Loading",
        "<td>/answers</td>", "/answers/*/rating", "thresh explain pages/a.html", "href=\"https://x.example/1\"",
        "A lamp (1 trouble)", "80–90%", "Words a record"}) {
    INFO(part);
    CHECK(page.find(part) != std::string::npos);
  }
}

TEST_CASE("nothing of a record is markup in the page, or a link that runs something") {
  const std::string evil = "</td><script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
  const std::string page =
      page_of(made({{"kind", evil},
                    {"id", evil},
                    {"title", evil},
                    {"language", evil},
                    {evil, evil},
                    {"source", made({{"name", evil}, {"url", "javascript:alert(1)"}, {"rules", evil}})},
                    {"completeness", made({{evil, made({{"stated", 3}, {"found", 1}})}})},
                    {"absent", List{made({{"path", evil}, {"reason", "unparsable"}, {"text", evil}})}},
                    {"warnings", List{made({{"code", evil}, {"path", evil}, {"message", evil}})}},
                    {"removed", List{made({{"reason", evil}, {"count", 2}, {"example", evil}})}}}));
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("<img") == std::string::npos);
  CHECK(page.find("javascript:") == std::string::npos);
  CHECK(page.find("\"'&") == std::string::npos);
}

TEST_CASE("a plot has a bar for each count, the largest as high as there is room") {
  const std::vector<std::pair<std::string, std::uint64_t>> counts = {{"a", 1}, {"<b>", 4}};
  const std::string plot = columns_plot(counts);
  CHECK(plot.find("height=\"25.0\"") != std::string::npos);
  CHECK(plot.find("height=\"100.0\"") != std::string::npos);
  CHECK(plot.find("&lt;b&gt;") != std::string::npos);
}

}  // namespace
}  // namespace thresh::dataset
