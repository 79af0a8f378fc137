// Gumbo behind a plain function; only html/gumbo/parse_gumbo.cpp calls it.
//
// Tested by tests/html/parse_test.cpp.
#pragma once

#include <cstdint>

#include "base/arena.h"
#include "base/limits.h"
#include "html/document_builder.h"
#include "html/gumbo/nesting_guard.h"

namespace thresh::html {

enum class GumboEnd : std::uint8_t {
  kDone,
  kOutOfMemory,  // the memory of the parser (limits.arena_bytes) is spent
  kLost,         // one of its assertions failed
};

// Parses the text of `guarded`; offsets in the result count from its page's start, plus `shift`. Unless it is done,
// `builder` is as it was. Names and texts are copied to `arena`.
GumboEnd parse_with_gumbo(const GuardedPage& guarded, std::uint32_t shift, const base::Limits& limits,
                          base::Arena& arena, DocumentBuilder& builder);

}  // namespace thresh::html
