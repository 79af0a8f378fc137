// See parse.h.
#include "html/parse.h"

#include "html/gumbo/parse_gumbo.h"

namespace thresh::html {

Document parse(std::string_view page, const base::Limits& limits, base::Arena& arena) {
  return parse_guarded(page, limits, arena);
}

}  // namespace thresh::html
