// The tables hold what docs/records.md promises, and hang together. tests/record/kinds.tsv lists the fields of every
// kind and shape; add a line there with every new field.
#include "record/shape.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace thresh::record {
namespace {

// Every shape that stands in a kind, and the shapes of typed values.
std::map<std::string, const Shape*> all_shapes() {
  std::map<std::string, const Shape*> shapes;
  std::vector<const Shape*> open{&head_shape()};
  for (const Kind& kind : kinds()) open.push_back(kind.shape);
  while (!open.empty()) {
    const Shape* shape = open.back();
    open.pop_back();
    if (!shapes.emplace(shape->name, shape).second) continue;
    for (const Field& field : shape->fields) {
      if (field.shape != nullptr) open.push_back(field.shape);
    }
  }
  return shapes;
}

// The fields as kinds.tsv writes them: "answers[]", "candidates[]?", "position".
std::string listed(const Shape& shape) {
  std::string out;
  for (const Field& field : shape.fields) {
    if (!out.empty()) out += ' ';
    out += field.name;
    if (field.list) out += "[]";
    if (field.optional) out += '?';
  }
  return out;
}

TEST_CASE("every shape has the fields that are listed for it, in that order") {
  const auto shapes = all_shapes();
  std::set<std::string> seen;
  std::ifstream in(THRESH_SOURCE_DIR "/tests/record/kinds.tsv");
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with("#") || tab == std::string::npos) continue;
    const std::string name = line.substr(0, tab);
    INFO(name);
    REQUIRE(shapes.contains(name));
    CHECK(listed(*shapes.at(name)) == line.substr(tab + 1));
    seen.insert(name);
  }
  for (const auto& [name, shape] : shapes) {
    INFO(name);
    CHECK(seen.contains(name));
  }
}

TEST_CASE("two shapes of one name are one shape") {
  std::map<std::string_view, const Shape*> by_name;
  for (const auto& [name, shape] : all_shapes()) {
    for (const Field& field : shape->fields) {
      if (field.shape == nullptr) continue;
      CHECK(by_name.try_emplace(field.shape->name, field.shape).first->second == field.shape);
    }
  }
}

TEST_CASE("every field has a name of its own in its shape, and one sentence about it") {
  for (const auto& [shape_name, shape] : all_shapes()) {
    for (const Field& field : shape->fields) {
      INFO(shape_name << "." << field.name);
      CHECK(shape->find(field.name) == &field);
      CHECK(field.about.ends_with('.'));
    }
  }
}

TEST_CASE("a field is an object exactly where its type is") {
  const auto shape_of = [](Type type) -> const Shape* {
    switch (type) {
      case Type::kPerson:
        return &person_shape();
      case Type::kPlace:
        return &place_shape();
      case Type::kSpecialty:
        return &specialty_shape();
      case Type::kRating:
        return &rating_shape();
      default:
        return nullptr;
    }
  };
  for (const auto& [shape_name, shape] : all_shapes()) {
    for (const Field& field : shape->fields) {
      INFO(shape_name << "." << field.name);
      if (field.type == Type::kGroup)
        CHECK(field.shape != nullptr);
      else
        CHECK(field.shape == shape_of(field.type));
    }
  }
}

TEST_CASE("kinds are found by name, and only `custom` is open") {
  for (const Kind& kind : kinds()) {
    CHECK(find_kind(kind.name) == &kind);
    CHECK(kind.open == (kind.name == "custom"));
  }
  CHECK(find_kind("QA") == nullptr);
  CHECK(find_kind("") == nullptr);
}

TEST_CASE("a kind has its own fields and those that every record starts with") {
  const Kind& qa = *find_kind("qa");
  CHECK(find_field(qa, "answers")->shape == &post_shape());
  CHECK(find_field(qa, "tags")->list);
  CHECK(find_field(qa, "posts") == nullptr);
  CHECK(find_field(qa, "id")->assigned);
}

TEST_CASE("selector files can name every type but the group") {
  for (const std::string_view word : type_names()) {
    REQUIRE(type_of_name(word).has_value());
    CHECK(name(*type_of_name(word)) == word);
  }
  CHECK(name(Type::kText) == "text");
  CHECK(name(Type::kLanguage) == "language");
  CHECK(name(Type::kGroup) == "group");
  CHECK_FALSE(type_of_name("group").has_value());
  CHECK_FALSE(type_of_name("Text").has_value());
}

}  // namespace
}  // namespace thresh::record
