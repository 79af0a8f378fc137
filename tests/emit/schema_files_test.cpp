// The files in schemas/ are what the program prints. THRESH_UPDATE=1 in the environment writes them anew, as does
// `thresh schema KIND > schemas/KIND.json`.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "emit/memory_output.h"
#include "record/schema.h"

namespace thresh::emit {
namespace {

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_CASE("the committed schema of every kind is what the program prints") {
  for (const record::Kind& kind : record::kinds()) {
    const std::string path = THRESH_SOURCE_DIR "/schemas/" + std::string(kind.name) + ".json";
    const std::string printed = emitted("json", {record::json_schema(kind)});
    if (std::getenv("THRESH_UPDATE") != nullptr) std::ofstream(path, std::ios::binary) << printed;
    INFO("to refresh: thresh schema " << kind.name << " > schemas/" << kind.name << ".json");
    CHECK(file_text(path) == printed);
  }
}

}  // namespace
}  // namespace thresh::emit
