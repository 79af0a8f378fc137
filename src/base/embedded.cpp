// See embedded.h.
#include "base/embedded.h"

#include "base/embedded_table.h"

namespace thresh::base {

std::string_view embedded(std::string_view path) {
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    const EmbeddedRow& row = kEmbeddedRows[i];
    if (path == row.path) return {row.begin, row.end};
  }
  return {};
}

std::vector<EmbeddedFile> embedded_under(std::string_view prefix) {
  std::vector<EmbeddedFile> files;
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    const EmbeddedRow& row = kEmbeddedRows[i];
    if (std::string_view(row.path).starts_with(prefix)) files.push_back({row.path, {row.begin, row.end}});
  }
  return files;
}

}  // namespace thresh::base
