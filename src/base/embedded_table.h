// The table that cmake/embed.cmake generates; only embedded.cpp reads it.
#pragma once

#include <cstddef>

namespace thresh::base {

struct EmbeddedRow {
  const char* path;
  const char* begin;
  const char* end;
};

extern const EmbeddedRow kEmbeddedRows[];
extern const std::size_t kEmbeddedCount;

}  // namespace thresh::base
