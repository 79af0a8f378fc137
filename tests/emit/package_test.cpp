// What describes a set of files: names, sorts of values, and the words of the descriptions. Whether programs take them
// is tests/cli/package_test.py's.
#include "emit/package.h"

#include <catch2/catch.hpp>

#include "emit/records.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;
using record::Value;

Package named(std::string_view name) {
  Package package;
  package.name = name;
  package.format = "jsonl";
  return package;
}

TEST_CASE("a field is everywhere where every file with records has it") {
  Package package = named("a");
  const Map both = map_of({{"a", 1}, {"b", 2}}), one = map_of({{"b", 2}, {"c", 3}});
  package.add(both, both, 0);
  package.add(one, one, 2);
  package.add(both, both, 2);
  CHECK(package.is_everywhere("a"));
  CHECK(package.is_everywhere("b"));
  CHECK_FALSE(package.is_everywhere("c"));
  CHECK_FALSE(package.is_everywhere("d"));
}

TEST_CASE("the fields of flat are its own") {
  Package package = named("a");
  package.format = "flat";
  package.add(question_record(), question_record());
  CHECK(package.is_everywhere("text"));
  CHECK_FALSE(package.is_everywhere("answers"));
}

TEST_CASE("the name of a set is made of its path") {
  CHECK(package_name("out/My records.v2.jsonl") == "my-records.v2");
  CHECK(package_name("records") == "records");
  CHECK(package_name("/a/\xC3\xA9\xC3\xA9.csv") == "records");
  CHECK(package_name(".jsonl") == ".jsonl");
}

TEST_CASE("fields are tallied with all sorts of values that they had") {
  FieldTally tally;
  tally.add(map_of({{"a", 1}, {"b", "2020-03"}, {"c", nullptr}, {"d", List{"x", nullptr}}}));
  tally.add(map_of({{"b", "2019"}, {"a", 1.5}, {"e", map_of({{"f", map_of({{"g", 1}})}})}}));
  const auto& fields = tally.fields();
  REQUIRE(fields.size() == 5);
  CHECK(fields[0]->sorts.within(Sorts::kInteger | Sorts::kReal));
  CHECK_FALSE(fields[0]->sorts.are(Sorts::kInteger));
  CHECK(fields[1]->sorts.dates());
  CHECK(fields[2]->sorts.none());
  CHECK(fields[3]->items.are(Sorts::kText));
  CHECK(fields[4]->fields.front()->fields.front()->sorts.are(Sorts::kInteger));
  CHECK(tally.whole());
  tally.add(map_of({{"b", "in May"}}));
  CHECK_FALSE(tally.fields()[1]->sorts.dates());
}

TEST_CASE("a set of any number of fields is described in bounded memory") {
  FieldTally tally;
  for (int i = 0; i < 5000; ++i) tally.add(map_of({{"field_" + std::to_string(i), i}}));
  CHECK(tally.fields().size() == FieldTally::kMostFields);
  CHECK_FALSE(tally.whole());
  Value nested = map_of({{"a", 1}});
  for (int i = 0; i < 20; ++i) nested = map_of({{"a", std::move(nested)}});
  FieldTally deep;
  deep.add(*nested.as_map());
  CHECK_FALSE(deep.whole());
}

TEST_CASE("the card tells the types of fields, or nothing of them where one has several") {
  const auto card = [](const Map& record) {
    Package package = named("a");
    package.add(record, record);
    package.files = {{"a.jsonl", 0, "ab", 1}};
    return dataset_card(package);
  };
  const Map record =
      map_of({{"a", map_of({{"b", List{map_of({{"c", 1}}), map_of({{"d", 2.5}})}}})}, {"e", List()}, {"f", nullptr}});
  INFO(card(record));
  CHECK(card(record).find("dataset_info:\n  features:\n  - name: a\n    struct:\n    - name: b\n      list:\n"
                          "      - name: c\n        dtype: int64\n      - name: d\n        dtype: float64\n"
                          "  - name: e\n    list: string\n  - name: f\n    dtype: string\n---\n") != std::string::npos);
  CHECK(card(map_of({{"a", List{1, "x"}}})).find("dataset_info") == std::string::npos);
}

TEST_CASE("of a field that is nowhere filled the card tells what its kind says") {
  Package package = named("a");
  const Map record = map_of({{"kind", "qa"},
                             {"tags", List()},
                             {"question", nullptr},
                             {"answers", List{map_of({{"votes", nullptr}, {"rating", nullptr}, {"author", nullptr}})}},
                             {"removed", List()},
                             {"mine", nullptr}});
  package.add(record, record);
  package.files = {{"a.jsonl", 0, "ab", 1}};
  const std::string card = dataset_card(package);
  INFO(card);
  CHECK(card.find("  - name: tags\n    list: string\n  - name: question\n    struct:\n    - name: position\n"
                  "      dtype: int64\n") != std::string::npos);
  CHECK(card.find("  - name: answers\n    list:\n    - name: votes\n      dtype: int64\n    - name: rating\n"
                  "      struct:\n      - name: value\n        dtype: float64\n") != std::string::npos);
  CHECK(card.find("      - name: credentials\n        list: string\n") != std::string::npos);
  CHECK(card.find("  - name: removed\n    list:\n    - name: reason\n      dtype: string\n") != std::string::npos);
  CHECK(card.find("  - name: mine\n    dtype: string\n---\n") != std::string::npos);
}

TEST_CASE("the card says how large the set is, in which languages, and what to load") {
  Package package = named("yes");
  for (const char* language : {"en", "en-US", "DE", "x-odd", "123"}) {
    const Map record = map_of({{"kind", "page"}, {"language", language}});
    package.add(record, record);
  }
  package.files = {{"yes-00000.jsonl", 10, "ab", 5}};
  const std::string card = dataset_card(package);
  CHECK(card.starts_with("---\npretty_name: 'yes'\nlanguage:\n- de\n- en\nsize_categories:\n- n<1K\nconfigs:\n"));
  CHECK(card.find("    - yes-00000.jsonl\n") != std::string::npos);
  CHECK(card.find("| page | 5 |") != std::string::npos);
  package.format = "sqlite";
  CHECK(dataset_card(package).find("configs") == std::string::npos);
}

TEST_CASE("every description holds the mark by which it is known again") {
  Package package = named("a");
  package.files = {{"a.jsonl", 0, "ab", 0}};
  for (const std::string& text : {datapackage_json(package), croissant_json(package), dataset_card(package)}) {
    CHECK(text.find(kPackageMark) != std::string::npos);
  }
}

}  // namespace
}  // namespace thresh::emit
