// The learned models: those that are compiled in fit the program, others are refused.
#include "automatic/models.h"

#include <catch2/catch.hpp>

#include "base/embedded.h"

using namespace thresh;
using namespace thresh::automatic;

TEST_CASE("the models that are compiled in are made for this program") {
  CHECK(shipped_models().page_type.classes().size() >= 7);
  CHECK(shipped_models().main_content_first.classes().empty());
  CHECK(shipped_models().main_content.classes().empty());
}

TEST_CASE("models of other columns are refused") {
  const auto types = base::embedded("data/model_page_type.tsv");
  const auto first = base::embedded("data/model_main_content_first.tsv");
  const auto second = base::embedded("data/model_main_content.tsv");
  CHECK(Models::read({types, types, first, second}));
  CHECK_FALSE(Models::read({types, types, "columns\ta b\n=1\n", second}));
  CHECK_FALSE(Models::read({types, types, first, "columns\ta b\n=1\n"}));
  CHECK_FALSE(Models::read({types, types, first, first}));
  CHECK_FALSE(Models::read({types, types, second, second}));
  CHECK_FALSE(Models::read({types, types, types, second}));
  CHECK_FALSE(Models::read({types, first, first, second}));
  CHECK_FALSE(Models::read({types, "", first, second}));
  CHECK_FALSE(Models::read({}));
}
