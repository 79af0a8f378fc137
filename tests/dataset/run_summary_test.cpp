// What a run amounts to, in words and in JSON.
#include "dataset/run_summary.h"

#include <catch2/catch.hpp>

namespace thresh::dataset {
namespace {

RunReport report(RunReport::End end) {
  RunReport one;
  one.end = end;
  one.dataset = "questions";
  one.started = 1'800'000'000'000;
  one.finished = one.started + 2500;
  one.version = 12;
  one.records = 120;
  one.asked = 130;
  one.fates = {{fetch::Fate::kOk, 120}, {fetch::Fate::kTimeOut, 10}};
  one.changes.records[static_cast<int>(ChangeClass::kEdited)] = 2;
  return one;
}

TEST_CASE("every end has a line and a name of its own") {
  using End = RunReport::End;
  CHECK(summary_line(report(End::kPublished)).starts_with("questions: published 000012 with 120 records: "));
  CHECK(summary_line(report(End::kHeld)).find("thresh publish --held") != std::string::npos);
  CHECK(summary_line(report(End::kUnchanged)) == "questions: unchanged: 120 records");
  CHECK(summary_line(report(End::kInterrupted)).find("the next run goes on") != std::string::npos);
  CHECK(summary_line(report(End::kNothing)).find("nothing is published") != std::string::npos);
  CHECK(name(End::kHeld) == "held_back");
}

TEST_CASE("the table counts pages by what became of them") {
  const std::string table = summary_table(report(RunReport::End::kPublished));
  CHECK(table.find("time_out                    10\n") != std::string::npos);
  CHECK(table.find("130 in 2.5 s") != std::string::npos);
}

TEST_CASE("the JSON has what the table has") {
  const record::Map map = summary_map(report(RunReport::End::kPublished));
  CHECK(*map.find("outcome")->as_text() == "published");
  CHECK(*map.find("version")->as_integer() == 12);
  CHECK(*map.find("outcomes")->as_map()->find("time_out")->as_integer() == 10);
  CHECK(*map.find("finished")->as_text() == "2027-01-15T08:00:02Z");
}

}  // namespace
}  // namespace thresh::dataset
