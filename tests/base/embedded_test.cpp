// The files compiled into the program are those of the repository, byte for byte.
#include "base/embedded.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>

namespace thresh::base {
namespace {

std::string file_text(std::string_view path) {
  std::ifstream in(THRESH_SOURCE_DIR "/" + std::string(path), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_CASE("every embedded file holds the bytes of the file of its name") {
  const auto files = embedded_under("");
  REQUIRE_FALSE(files.empty());
  for (const EmbeddedFile& file : files) {
    INFO(file.path);
    CHECK(file.bytes == file_text(file.path));
    CHECK(embedded(file.path).data() == file.bytes.data());
  }
}

TEST_CASE("the files of a folder come sorted by path, and nothing else with them") {
  const auto schemas = embedded_under("schemas/");
  REQUIRE(schemas.size() >= 3);
  CHECK(std::ranges::is_sorted(schemas, {}, &EmbeddedFile::path));
  for (const EmbeddedFile& file : schemas) CHECK(file.path.starts_with("schemas/"));
}

TEST_CASE("a path that is not there gives nothing") {
  CHECK(embedded("").empty());
  CHECK(embedded("schemas").empty());
  CHECK(embedded("schemas/no such kind.json").empty());
  CHECK(embedded_under("no such folder/").empty());
}

}  // namespace
}  // namespace thresh::base
