// HTML to a Document: the front door of the HTML engine.
//
// A tokenizer (tokenizer/) feeds tree construction (tree/), both as the HTML standard has them. Gumbo can take their
// place (gumbo/), to compare.
//
// Tested by tests/html/parse_test.cpp and tests/html/tree_construction_test.cpp.
#pragma once

#include <string_view>

#include "base/arena.h"
#include "base/limits.h"
#include "html/document.h"
#include "html/simd/level.h"

namespace thresh::html {

enum class Engine : std::uint8_t { kOwn, kGumbo };

struct ParseOptions {
  Engine engine = Engine::kOwn;
  bool scripting = false;  // read noscript as a browser with scripts does: as text
  simd::Level level = simd::best();
};

// Parses a page of valid UTF-8 (with CRLF and NUL as they come). Never fails and never recurses, in time linear in the
// page: a page over a limit (bytes, nodes, depth, attributes, memory) gives a Document that is `cut`. The Document
// views `page` and `arena`, which must outlive it.
Document parse(std::string_view page, const base::Limits& limits, base::Arena& arena, const ParseOptions& options = {});

// What a fragment is the content of: "div", "svg path", "math mi".
struct FragmentContext {
  std::string_view name;
  Namespace space = Namespace::kHtml;
};

// As html5lib's tests write it: "svg path" is an element path of SVG.
FragmentContext fragment_context(std::string_view written);

// Parses a fragment (HTML standard, section 13.4). The children of the Document's html element are the result.
Document parse_fragment(std::string_view page, const FragmentContext& context, const base::Limits& limits,
                        base::Arena& arena, const ParseOptions& options = {});

}  // namespace thresh::html
