// A run as a page: what it holds, and that nothing of a page or a server is more than text in it.
#include "dataset/run_page.h"

#include <catch2/catch.hpp>

#include "dataset/records.h"

namespace thresh::dataset {
namespace {

TEST_CASE("the page holds outcomes, fields over the versions, hosts and failures") {
  RunReport report;
  report.end = RunReport::End::kPublished;
  report.dataset = "questions";
  report.asked = 2;
  report.fates = {{fetch::Fate::kOk, 1}, {fetch::Fate::kTimeOut, 1}};
  report.hosts["slow.example"] = {.pages = 2, .failed = 1, .milliseconds = 9000};
  report.failed = {{.url = "http://slow.example/2", .fate = fetch::Fate::kTimeOut, .message = "it took too long"}};
  Statistics now;
  now.add(tests::record_of(tests::qa("a", "\"One\"", "")));
  Reference before;
  before.statistics.add(tests::record_of(tests::qa("a", "null", "")));
  const Reference all[] = {before};
  const std::string page = run_page(report, &now, all);
  CHECK(page.find("Run of questions") != std::string::npos);
  CHECK(page.find("<td>/title</td><td class=\"n\">100.0 %</td>") != std::string::npos);
  CHECK(page.find("points=\"1.0,23.0 159.0,1.0 \"") != std::string::npos);  // not filled before, filled now
  CHECK(page.find("<td>slow.example</td>") != std::string::npos);
  CHECK(page.find("<td class=\"n\">4.5</td>") != std::string::npos);
  CHECK(page.find("it took too long") != std::string::npos);
  CHECK(page.find("default-src 'none'") != std::string::npos);
}

TEST_CASE("what came from elsewhere is text") {
  RunReport report;
  report.dataset = "d";
  report.failed = {{.url = "http://a/<script>alert(1)</script>", .message = "\"><img src=x onerror=alert(1)>"}};
  base::Error error{base::ErrorCode::kNetwork, "</td><script>"};
  report.troubles = {error};
  const std::string page = run_page(report, nullptr, {});
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("<img") == std::string::npos);
}

}  // namespace
}  // namespace thresh::dataset
