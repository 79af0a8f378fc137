// The names of fates.
#include "fetch/fate.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

namespace thresh::fetch {

TEST_CASE("Every fate has a name of its own and is found by it") {
  std::set<std::string> names;
  for (int n = 0; n <= static_cast<int>(Fate::kInterrupted); ++n) {
    const Fate fate = static_cast<Fate>(n);
    CHECK(names.insert(std::string(name(fate))).second);
    CHECK(fate_named(name(fate)) == fate);
  }
  CHECK_FALSE(fate_named("whatever"));
}

TEST_CASE("A fate has the error code of its kind") {
  CHECK(error_code(Fate::kRefusedRobots) == base::ErrorCode::kRefused);
  CHECK(error_code(Fate::kBlocked) == base::ErrorCode::kBlockedPage);
  CHECK(error_code(Fate::kDns) == base::ErrorCode::kNetwork);
  CHECK(error_code(Fate::kTooLarge) == base::ErrorCode::kTooLarge);
  CHECK(is_success(Fate::kNotModified));
  CHECK_FALSE(is_success(Fate::kHttpError));
}

}  // namespace thresh::fetch
