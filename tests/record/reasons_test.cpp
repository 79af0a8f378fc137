#include "record/reasons.h"

#include <catch2/catch.hpp>
#include <set>

namespace thresh::record {
namespace {

TEST_CASE("every reason for absence has its own name, in the order of the enumeration") {
  CHECK(absence_names().size() == 5);
  CHECK(name(Absence::kNotOnPage) == "not_on_page");
  CHECK(name(Absence::kEmpty) == "empty");
  CHECK(name(Absence::kUnrendered) == "unrendered");
  CHECK(name(Absence::kUnparsable) == "unparsable");
  CHECK(name(Absence::kNotApplicable) == "not_applicable");
}

TEST_CASE("every reason for removal is found by its name") {
  const auto names = removal_names();
  CHECK(std::set<std::string_view>(names.begin(), names.end()).size() == names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto removal = removal_of_name(names[i]);
    REQUIRE(removal.has_value());
    CHECK(static_cast<std::size_t>(*removal) == i);
    CHECK(name(*removal) == names[i]);
  }
  CHECK(name(Removal::kTemplateArtifact) == "template_artifact");
  CHECK(name(Removal::kInvisible) == "invisible");
}

TEST_CASE("a word that is no reason for removal is none") {
  CHECK_FALSE(removal_of_name("").has_value());
  CHECK_FALSE(removal_of_name("Boilerplate").has_value());
  CHECK_FALSE(removal_of_name("boiler").has_value());
}

}  // namespace
}  // namespace thresh::record
