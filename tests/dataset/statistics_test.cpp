// What is counted of records, by site and field, and that it is read back from a manifest.
#include "dataset/statistics.h"

#include <catch2/catch.hpp>

#include "dataset/path_pattern.h"
#include "dataset/records.h"

namespace thresh::dataset {
namespace {

using tests::answer;
using tests::qa;
using tests::record_of;

TEST_CASE("a path becomes a pattern") {
  CHECK(path_pattern("/answers/12/body") == "/answers/*/body");
  CHECK(path_pattern("/fields/2024/x") == "/fields/*/x");
  CHECK(path_pattern("/answers") == "/answers");
  CHECK(path_pattern("").empty());
}

TEST_CASE("a site is a host and a selector file") {
  CHECK(site_name(record_of(qa("q", R"("T")", ""))) == "clinic.example clinic/question");
  CHECK(site_name(record_of(R"({"source":{"url":"https://u:p@A.Example:8080/x","rules":null}})")) == "a.example:8080");
  CHECK(site_name(record_of(R"({"source":{"url":null,"rules":"clinic/question@12"},"url":null})")) ==
        "clinic/question");
  CHECK(site_name(record_of(R"({"source":{"url":null,"rules":null},"url":"http://b.example?x"})")) == "b.example");
  CHECK(site_name(record_of("{}")).empty());
  CHECK(rules_of_site("clinic.example clinic/question") == "clinic/question");
  CHECK(rules_of_site("clinic/question") == "clinic/question");
  CHECK(rules_of_site("clinic.example").empty());
}

TEST_CASE("fields are counted where they could be") {
  Statistics statistics;
  statistics.add(
      record_of(qa("a", R"("T")", answer(1, R"("Ann")", R"("Rest.")", "3") + "," + answer(2, "null", R"("Ice.")"), "aa",
                   R"(,"absent":[{"path":"/answers/1/votes","reason":"unparsable","text":"x"}])")));
  statistics.add(record_of(qa("b", "null", "")), true);
  statistics.add_removed(record_of(qa("c", "null", "")));
  REQUIRE(statistics.sites().size() == 1);
  const SiteStatistics& site = statistics.sites().begin()->second;
  CHECK(site.records == 2);
  CHECK(site.stale == 1);
  CHECK(site.removed == 1);
  CHECK(statistics.records() == 2);
  const auto shown = [&](const std::string& path) {
    const FieldStatistics& field = site.fields.at(path);
    return std::to_string(field.filled) + "/" + std::to_string(field.of) + " " + std::to_string(field.items) + " " +
           std::to_string(field.unparsable);
  };
  CHECK(shown("/title") == "1/2 0 0");
  CHECK(shown("/answers") == "1/2 2 0");
  CHECK(shown("/answers/*/body") == "2/2 0 0");
  CHECK(shown("/answers/*/votes") == "1/2 0 1");
  CHECK(shown("/answers/*/author") == "1/2 0 0");
  CHECK(shown("/answers/*/author/name") == "1/1 0 0");
  CHECK(site.fields.at("/answers/*/votes").failures() == 0.5);
  CHECK(site.fields.at("/title").empty_on == std::vector<std::string>{"https://clinic.example/q/b"});
  CHECK(site.fields.find("/source/name") == site.fields.end());
  CHECK(site.fields.find("/absent") == site.fields.end());
}

TEST_CASE("members are counted by their names, wherever they stand among the others") {
  Statistics statistics;
  statistics.add(record_of(R"({"kind":"custom","fields":{"a":1,"b":{"x":1},"c/d":[{"x":1},{"y":2}]}})"));
  statistics.add(record_of(R"({"kind":"custom","fields":{"c/d":{"x":1},"b":[{"x":1}],"a":null}})"));
  Statistics copy = statistics;  // counts by itself
  copy.add(record_of(R"({"kind":"custom","fields":{"a":1}})"));
  const auto& fields = statistics.sites().begin()->second.fields;
  std::string shown;
  for (const auto& [path, field] : fields) {
    shown += path + ' ' + std::to_string(field.filled) + '/' + std::to_string(field.of) + ' ' +
             std::to_string(field.items) + '\n';
  }
  CHECK(shown ==
        "/fields 2/2 0\n/fields/a 1/2 0\n/fields/b 2/2 1\n/fields/b/*/x 1/1 0\n/fields/b/x 1/1 0\n"
        "/fields/c~1d 2/2 2\n/fields/c~1d/*/x 1/1 0\n/fields/c~1d/*/y 1/1 0\n/fields/c~1d/x 1/1 0\n");
  CHECK(copy.sites().begin()->second.fields.at("/fields/a").filled == 2);
}

TEST_CASE("statistics read back as they were") {
  Statistics statistics;
  statistics.add(record_of(qa("a", R"("T")", answer(1, R"("Ann")", R"("Rest.")"))));
  statistics.add(record_of(R"({"id":"x","kind":"custom","fields":{"a/b":1}})"), true);
  statistics.add_removed(record_of(R"({"id":"y","kind":"custom"})"));
  statistics.add_other_kind(record_of(R"({"id":"z","kind":"custom"})"), record_of(R"({"id":"z","kind":"page"})"));
  CHECK(Statistics::read(statistics.to_map())->to_map() == statistics.to_map());
  CHECK(Statistics::read({})->sites().empty());
  CHECK_FALSE(Statistics::read(record_of(R"({"sites":[]})")).has_value());
}

TEST_CASE("what anybody may name does not grow without bound") {
  Statistics statistics;
  std::string fields = "{\"a\":1";
  for (int i = 0; i < 2000; ++i) fields += ",\"k" + std::to_string(i) + "\":1";
  statistics.add(record_of(R"({"id":"x","kind":"custom","fields":)" + fields + "}}"));
  CHECK(statistics.sites().begin()->second.fields.size() == Statistics::kMostFields);
  for (std::size_t i = 0; i < Statistics::kMostSites + 100; ++i) {
    statistics.add(record_of(R"({"url":"https://h)" + std::to_string(i) + R"(.example/","kind":"page"})"));
  }
  CHECK(statistics.sites().size() == Statistics::kMostSites + 1);
  CHECK(statistics.records() == Statistics::kMostSites + 101);
}

}  // namespace
}  // namespace thresh::dataset
