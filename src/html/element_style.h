// How an element shows in text: the part of a browser's default style sheet that matters without a screen.
//
// The groups follow the HTML standard, section 15.3 (rendering, non-replaced elements): what is never shown, what
// starts and ends a line, and what has a margin above and below, which in text is a blank line.
#pragma once

#include <cstdint>
#include <string_view>

#include "html/names.h"
#include "text/passage.h"

namespace thresh::html {

enum class Role : std::uint8_t {
  kInline,
  kBlock,
  kNeverShown,  // script, style, head …
  kNoscript,    // shown unless it only holds a notice
  kLineBreak,
  kRow,
  kCell,
  kList,
  kOrderedList,
  kItem,
  kQuote,
  kHeading,
  kPreformatted,  // pre, textarea: white space counts
  kCode,          // inline code
  kOtherCode,     // math: no code to Markdown, but not prose either
  kStrong,
  kEmphasis,
  kLink,
  kImage,
};

struct ElementStyle {
  Role role = Role::kInline;
  text::Break apart = text::Break::kNone;  // what sets it apart from what stands around it
};

// The style of an element by its lower-case name.
ElementStyle style_of(std::string_view name);
// The same, by the name's number in a document's table.
ElementStyle style_of(const NameTable& names, Name name);

}  // namespace thresh::html
