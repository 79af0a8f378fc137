// What a record says about itself, written and taken off again.
#include "convert/bookkeeping.h"

#include <catch2/catch.hpp>

#include "convert/pages.h"
#include "record/schema.h"

using namespace thresh;
using convert::Bookkeeping;
using tests::text_of;
using tests::value_of;

TEST_CASE("Nothing to say is written as empty lists, so that a reader can always iterate") {
  record::Map record;
  record.add("id", "x");
  Bookkeeping().write_to(record);
  CHECK(*value_of(record, "/schema").as_integer() == record::kSchemaVersion);
  REQUIRE(value_of(record, "/completeness").as_map() != nullptr);
  CHECK(value_of(record, "/completeness").as_map()->empty());
  for (const char* list : {"/absent", "/warnings", "/removed", "/conflicts"}) {
    INFO(list);
    REQUIRE(value_of(record, list).as_list() != nullptr);
    CHECK(value_of(record, list).as_list()->empty());
  }
}

TEST_CASE("Each entry has its place, its reason and its words") {
  Bookkeeping books;
  books.completeness = {{"answers", 14, 10}, {"comments", std::nullopt, 3}};
  books.absent = {{"/answers/0/votes", record::Absence::kUnrendered, ""},
                  {"/date", record::Absence::kUnparsable, "soon"}};
  books.warnings = {{base::FindingCode::kIncomplete, "/answers", "the page states 14 answers and holds 10"}};
  books.removed.add(record::Removal::kDisclaimer, "No advice.");
  books.removed.add(record::Removal::kTemplateArtifact, "{{ x }}", 2);
  record::Map record;
  books.write_to(record);
  CHECK(*value_of(record, "/completeness/answers/stated").as_integer() == 14);
  CHECK(*value_of(record, "/completeness/answers/found").as_integer() == 10);
  CHECK(value_of(record, "/completeness/comments/stated").is_null());
  CHECK(text_of(record, "/absent/0/path") == "/answers/0/votes");
  CHECK(text_of(record, "/absent/0/reason") == "unrendered");
  CHECK(value_of(record, "/absent/0").as_map()->find("text") == nullptr);
  CHECK(text_of(record, "/absent/1/text") == "soon");
  CHECK(text_of(record, "/warnings/0/code") == "incomplete");
  CHECK(text_of(record, "/warnings/0/path") == "/answers");
  CHECK(text_of(record, "/removed/0/reason") == "template_artifact");
  CHECK(*value_of(record, "/removed/0/count").as_integer() == 2);
  CHECK(text_of(record, "/removed/1/example") == "No advice.");
}

TEST_CASE("Taking the bookkeeping off leaves the data as it was") {
  record::Map record;
  record.add("id", "x");
  record.add("title", "T");
  const record::Map before = record;
  Bookkeeping books;
  books.absent = {{"/title", record::Absence::kEmpty, ""}};
  books.write_to(record);
  CHECK_FALSE(record == before);
  convert::strip_bookkeeping(record);
  CHECK(record == before);
  convert::strip_bookkeeping(record);
  CHECK(record == before);
}

TEST_CASE("What was mended is one warning for all values, with the first place") {
  Bookkeeping books;
  books.add({}, "/title");
  books.tell_repairs();
  CHECK(books.warnings.empty());
  books.add({2, "Jos\u00C3\u00A9", "José"}, "/name");
  books.add({1, "na\u00C3\u00AFve", "naïve"}, "/body");
  books.tell_repairs();
  REQUIRE(books.warnings.size() == 1);
  CHECK(base::name(books.warnings[0].code) == "encoding_repaired");
  CHECK(books.warnings[0].path == "/name");
  CHECK(
      books.warnings[0].message ==
      "text had been decoded in the wrong encoding and was mended in 3 places, first \"Jos\u00C3\u00A9\" to \"José\"");
}
