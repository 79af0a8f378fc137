#include "record/field_path.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

namespace thresh::record {
namespace {

Map map_of(std::initializer_list<std::pair<std::string, Value>> entries) {
  Map map;
  for (const auto& [key, value] : entries) map.add(key, value);
  return map;
}

const Map kRecord = map_of({
    {"kind", "qa"},
    {"title", "Does it fade?"},
    {"question", map_of({{"author", nullptr}, {"body", "It is red."}})},
    {"answers", List{map_of({{"votes", 3}, {"author", map_of({{"name", "A"}, {"specialties", List{"x", "y"}}})}}),
                     map_of({{"votes", nullptr}, {"author", map_of({{"name", "B"}, {"specialties", List{}}})}})}},
});

std::vector<Value> values(const char* path, const Map& record = kRecord) {
  std::vector<Value> out;
  for (const Value* value : FieldPath::read(path).value().values(record)) out.push_back(*value);
  return out;
}

Map projected(std::initializer_list<const char*> texts, const Map& record = kRecord) {
  std::vector<FieldPath> paths;
  for (const char* text : texts) paths.push_back(FieldPath::read(text).value());
  return project(record, paths);
}

TEST_CASE("a name without letters is no path") {
  for (const char* text : {"", ".", "a.", ".a", "a..b", "/", "/a/", "//"}) CHECK_FALSE(FieldPath::read(text));
}

TEST_CASE("a path goes into maps and through lists") {
  CHECK(values("title") == std::vector<Value>{"Does it fade?"});
  CHECK(values("question.body") == std::vector<Value>{"It is red."});
  CHECK(values("answers.votes") == std::vector<Value>{3, nullptr});
  CHECK(values("answers.author.name") == std::vector<Value>{"A", "B"});
  CHECK(values("/answers/author/name") == std::vector<Value>{"A", "B"});
  CHECK(values("answers.author.specialties") == std::vector<Value>{List{"x", "y"}, List{}});
  CHECK(values("question.author.name").empty());
  CHECK(values("nothing").empty());
}

TEST_CASE("names that the rules gave need no fields before them") {
  const Map custom = map_of({{"kind", "custom"}, {"fields", map_of({{"price", 3}, {"a.b", 4}, {"kind", "x"}})}});
  CHECK(values("price", custom) == std::vector<Value>{3});
  CHECK(values("fields.price", custom) == std::vector<Value>{3});
  CHECK(values("/a.b", custom) == std::vector<Value>{4});
  CHECK(values("kind", custom) == std::vector<Value>{"custom"});
  CHECK(projected({"price"}, custom) == map_of({{"fields", map_of({{"price", 3}})}}));
}

TEST_CASE("a projection has what is named, in that order") {
  CHECK(projected({"title", "kind"}) == map_of({{"title", "Does it fade?"}, {"kind", "qa"}}));
  CHECK(projected({"nothing", "title"}) == map_of({{"nothing", nullptr}, {"title", "Does it fade?"}}));
  CHECK(projected({"question.body"}) == map_of({{"question", map_of({{"body", "It is red."}})}}));
  CHECK(project(kRecord, {}) == kRecord);
}

TEST_CASE("lists keep their items") {
  CHECK(projected({"answers.votes", "answers.author.name"}) ==
        map_of({{"answers", List{map_of({{"votes", 3}, {"author", map_of({{"name", "A"}})}}),
                                 map_of({{"votes", nullptr}, {"author", map_of({{"name", "B"}})}})}}}));
  CHECK(projected({"answers.author.specialties"}) ==
        map_of({{"answers", List{map_of({{"author", map_of({{"specialties", List{"x", "y"}}})}}),
                                 map_of({{"author", map_of({{"specialties", List{}}})}})}}}));
}

TEST_CASE("values of two paths through a list stand beside each other where gaps are kept") {
  const Map record = map_of({{"answers", List{map_of({{"author", nullptr}}),
                                              map_of({{"author", map_of({{"name", "B"}})}}), map_of({{"votes", 1}})}}});
  std::vector<Value> found;
  for (const Value* value : FieldPath::read("answers.author.name")->values(record, true)) found.push_back(*value);
  CHECK(found == std::vector<Value>{nullptr, "B", nullptr});
  CHECK(values("answers.author.name", record) == std::vector<Value>{"B"});
}

TEST_CASE("a plain value has no parts") {
  CHECK(projected({"title.foo"}) == map_of({{"title", nullptr}}));
  CHECK(projected({"title", "title.foo"}) == map_of({{"title", "Does it fade?"}}));
  CHECK(projected({"answers.votes.foo"}) ==
        map_of({{"answers", List{map_of({{"votes", nullptr}}), map_of({{"votes", nullptr}})}}}));
  const Map tagged = map_of({{"tags", List{"x", "y"}}});
  CHECK(projected({"tags.foo"}, tagged) == map_of({{"tags", List{nullptr, nullptr}}}));
}

TEST_CASE("what is null on the way stays null") {
  CHECK(projected({"question.author.name"}) == map_of({{"question", map_of({{"author", nullptr}})}}));
}

TEST_CASE("of a value and a part of it, the whole value counts") {
  CHECK(projected({"question", "question.body"}) == map_of({{"question", *kRecord.find("question")}}));
  CHECK(projected({"question.body", "question"}) == map_of({{"question", *kRecord.find("question")}}));
}

TEST_CASE("any text is a path or is none, and projects without harm") {
  rc::prop("any two", [](const std::string& a, const std::string& b) {
    std::vector<FieldPath> paths;
    for (const std::string& text : {a, b}) {
      if (auto path = FieldPath::read(text)) paths.push_back(*std::move(path));
    }
    if (paths.empty()) return;
    RC_ASSERT(project(kRecord, paths).size() <= paths.size());
  });
}

}  // namespace
}  // namespace thresh::record
