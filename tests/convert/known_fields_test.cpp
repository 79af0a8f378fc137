// Names that records can have, and those that are typed wrongly.
#include "convert/known_fields.h"

#include <catch2/catch.hpp>

#include "record/shape.h"

namespace thresh::convert {
namespace {

base::Result<void> checked(const std::string& path, const columns::Schema* custom = nullptr) {
  return KnownFields(custom).check(record::FieldPath::read(path).value());
}

TEST_CASE("what a kind of records holds is known, through lists and into objects, bookkeeping too") {
  for (const char* path : {"id", "title", "source.url", "source.pages.captured", "answers", "answers.author.name",
                           "answers.author.location.candidates.region", "rating.value", "verdict", "duplicate_of",
                           "schema", "absent.reason", "completeness.answers.found", "provenance.pieces.begin", "fields",
                           "fields.anything.at.all", "/answers/author/name", "tags"}) {
    INFO(path);
    CHECK(checked(path));
  }
  for (const record::Kind& kind : record::kinds()) {
    for (const record::Field& field : kind.shape->fields) CHECK(checked(std::string(field.name)));
  }
}

TEST_CASE("what no record has is an error with the name that was likely meant") {
  const auto titel = checked("titel");
  REQUIRE_FALSE(titel);
  CHECK(titel.error().code == base::ErrorCode::kUsage);
  CHECK(titel.error().message == "no record has a field `titel`");
  CHECK(titel.error().hint == "did you mean `title`?");
  CHECK(checked("answers.autor.name").error().hint == "did you mean `answers.author`?");
  CHECK(checked("title.foo").error().message == "no record has a field `title.foo`");
  CHECK(checked("tags.foo").error().hint.empty());
  CHECK(checked("zzzzzz").error().hint.empty());
}

TEST_CASE("the fields that selector files name are known, with anything below them") {
  columns::SchemaMaker maker;
  maker.add(columns::SchemaMaker::kRecord, "price", columns::ColumnType::kReal);
  const columns::Schema custom = std::move(maker).finish("custom");
  CHECK(checked("price", &custom));
  CHECK(checked("price.amount", &custom));
  CHECK(checked("prize", &custom).error().hint == "did you mean `price`?");
  CHECK_FALSE(checked("price"));
}

}  // namespace
}  // namespace thresh::convert
