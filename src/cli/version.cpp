// See version.h. The numbers come from the build; the formats and kinds from their tables.
#include "cli/version.h"

#include <vector>

#include "emit/emit.h"
#include "record/schema.h"
#include "record/shape.h"

namespace thresh::cli {
namespace {

template <class Table>
std::string json_names(const Table& table) {
  std::string out;
  for (const auto& row : table) out += (out.empty() ? "\"" : ", \"") + std::string(row.name) + '"';
  return '[' + out + ']';
}

// Those that this program writes.
std::vector<emit::Format> written_formats() {
  std::vector<emit::Format> written;
  for (const emit::Format& format : emit::formats()) {
    if (format.make != nullptr) written.push_back(format);
  }
  return written;
}

std::string compiler() {
#if defined(__clang__)
  return "clang " + std::to_string(__clang_major__) + '.' + std::to_string(__clang_minor__);
#else
  return "gcc " + std::to_string(__GNUC__) + '.' + std::to_string(__GNUC_MINOR__);
#endif
}

}  // namespace

std::string version_line() { return "thresh " THRESH_VERSION "\n"; }

std::string version_json() {
  return "{\"name\": \"thresh\", \"version\": \"" THRESH_VERSION "\", \"schema\": " +
         std::to_string(record::kSchemaVersion) + ", \"compiler\": \"" + compiler() +
         "\", \"kinds\": " + json_names(record::kinds()) + ", \"formats\": " + json_names(written_formats()) + "}\n";
}

}  // namespace thresh::cli
