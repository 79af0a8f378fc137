// The learned models: those that are compiled in fit the program, others are refused.
#include "automatic/models.h"

#include <catch2/catch.hpp>

#include "base/embedded.h"

using namespace thresh;
using namespace thresh::automatic;

TEST_CASE("the models that are compiled in are made for this program") {
  CHECK(shipped_models().page_type.classes().size() >= 7);
  CHECK(shipped_models().main_content.classes().empty());
}

TEST_CASE("models of other columns are refused") {
  const auto types = base::embedded("data/model_page_type.tsv");
  const auto blocks = base::embedded("data/model_main_content.tsv");
  CHECK(Models::read({types, types, blocks}));
  CHECK_FALSE(Models::read({types, types, "columns\ta b\n=1\n"}));
  CHECK_FALSE(Models::read({types, types, types}));
  CHECK_FALSE(Models::read({types, blocks, blocks}));
  CHECK_FALSE(Models::read({types, "", blocks}));
  CHECK_FALSE(Models::read({}));
}
