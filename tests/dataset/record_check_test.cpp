// Records that have the shape of their kind, and records that have not.
#include "dataset/record_check.h"

#include <catch2/catch.hpp>

#include "dataset/records.h"

namespace thresh::dataset {
namespace {

using tests::answer;
using tests::qa;
using tests::record_of;

// A good record with one thing changed in its text.
std::vector<std::string> faults(const std::string& from, const std::string& to) {
  std::string json = qa("q", R"("T")", answer(1, R"("Ann Lee")", R"("Rest.")", "12"), "aa",
                        R"(,"schema":1,"completeness":{},"absent":[],"warnings":[],"removed":[],"conflicts":[])");
  if (!from.empty()) {
    const std::size_t at = json.find(from);
    REQUIRE(at != std::string::npos);
    json.replace(at, from.size(), to);
  }
  return shape_faults(record_of(json));
}

TEST_CASE("a record as we write it has no faults") { CHECK(faults("", "").empty()); }

TEST_CASE("each way to be wrong is named with its place") {
  using All = std::vector<std::string>;
  CHECK(faults(R"("kind":"qa")", R"("kind":"q")") == All{"/kind: no such kind"});
  CHECK(faults(R"("title":"T")", R"("title":12)") == All{"/title: of another type"});
  CHECK(faults(R"("title":"T",)", "") == All{"/title: missing"});
  CHECK(faults(R"("votes":12)", R"("votes":"12")") == All{"/answers/0/votes: of another type"});
  CHECK(faults(R"("votes":12)", R"("votes":12.5)") == All{"/answers/0/votes: of another type"});
  CHECK(faults(R"("tags":[])", R"("tags":null)") == All{"/tags: not a list"});
  CHECK(faults(R"("tags":[])", R"("tags":[1])") == All{"/tags/0: of another type"});
  CHECK(faults(R"("tags":[])", R"("tags":[],"extra":1)") == All{"/extra: no field of this kind"});
  CHECK(faults(R"("honorific":null)", R"("honorific":null,"age":3)") ==
        All{"/answers/0/author/age: no field of this shape"});
  CHECK(faults(R"("author":{)", R"("author":"Ann","x":{)") ==
        All{"/answers/0/author: not an object", "/answers/0/x: no field of this shape"});
  CHECK(faults(R"("absent":[])", R"("absent":{})") == All{"/absent: not a list"});
}

TEST_CASE("a custom record has its fields in one object") {
  const std::string head = R"({"id":"x","kind":"custom","source":{"name":null,"url":null,"sha256":null,"charset":null,)"
                           R"("captured":null,"rules":null},"url":null,"language":null,"tags":[])";
  CHECK(shape_faults(record_of(head + R"(,"fields":{"any":[1,"two"]}})")).empty());
  CHECK(shape_faults(record_of(head + "}")) == std::vector<std::string>{"/fields: missing"});
}

TEST_CASE("the number of faults is bounded") { CHECK(shape_faults(record_of(R"({"kind":"qa"})"), 3).size() == 3); }

}  // namespace
}  // namespace thresh::dataset
