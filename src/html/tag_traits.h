// What the HTML standard's tree construction says of a tag name, as far as the depth of the tree depends on it.
//
// html/gumbo/nesting_guard.cpp asks, and who wants to know whether a name is one of HTML. Names and groups: HTML
// standard, sections 13.1.2 (void and raw text elements) and 13.2.4.2 (special and formatting elements, scopes).
#pragma once

#include <cstdint>
#include <string_view>

namespace thresh::html {

enum TagTrait : std::uint32_t {
  kTagVoid = 1u << 0,          // no content, no end tag
  kTagSpecial = 1u << 1,       // an end tag of an ordinary element does not reach past it
  kTagFormatting = 1u << 2,    // b, i, a …: opened again after a block closes it
  kTagScope = 1u << 3,         // end tags of blocks do not reach past it
  kTagMarker = 1u << 4,        // formatting does not reach into it
  kTagClosesP = 1u << 5,       // its start tag ends an open paragraph
  kTagRawText = 1u << 6,       // its content is text, tags and all
  kTagHeading = 1u << 7,       // h1 to h6
  kTagTablePart = 1u << 8,     // only inside a table
  kTagIgnored = 1u << 9,       // never nests: html, head, body, frames
  kTagInSelect = 1u << 10,     // the only content of a select
  kTagBreakout = 1u << 11,     // its start tag ends svg and math
  kTagIntegration = 1u << 12,  // of svg or math, and has HTML content
};

struct TagTraits {
  std::string_view name;
  std::uint32_t traits;
  bool has(TagTrait trait) const { return (traits & trait) != 0; }
};

// The traits of a tag that the parser knows, written in any case; null for all others, which it takes for one another.
const TagTraits* tag_traits(std::string_view name);

}  // namespace thresh::html
