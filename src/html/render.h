// A subtree as text: the passage a reader sees, plain or as Markdown.
//
// Block elements (HTML standard, section 15.3) start and end lines; paragraphs, headings, lists and the like are set
// apart by a blank line, <br> breaks a line, table cells are set apart by a tab. ASCII white space collapses to one
// space except inside pre and textarea; no-break spaces do not collapse. Text of script, style, template, head,
// noscript that only holds a notice, and of elements that are never shown (`hidden` input, svg, …) is left out.
// Text nodes parted only by comments are one run (React writes "Age <!-- -->45").
//
// Tested by tests/html/render_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "html/document.h"
#include "text/passage.h"

namespace thresh::html {

enum class RenderAs : std::uint8_t {
  kPlain,     // text, line breaks, blank lines
  kMarkdown,  // and emphasis, links, headings, lists, quotes, code (CommonMark), as runs that are `made`
};

struct RenderOptions {
  RenderAs as = RenderAs::kPlain;
  bool keep_hidden = true;                     // hidden elements are rendered with `hidden` set, else left out
  const std::vector<bool>* dropped = nullptr;  // by node: subtrees to leave out; may be null
};

// The passage of a subtree. Views into the document, or into `arena` where white space collapsed or nodes were joined.
text::Passage render(const Document& document, NodeId node, const RenderOptions& options, base::Arena& arena);

// The subtree's children as HTML source ("inner HTML", HTML standard section 13.3). Not recursive.
std::string inner_html(const Document& document, NodeId node);

// Whether the element itself hides its subtree: the attribute hidden, aria-hidden=true, style display:none or
// visibility:hidden, or a class such as ng-hide, d-none, sr-only.
bool hides(const Document& document, NodeId element);

// Whether the element carries a directive of a client-side template (ng-*, v-*, x-*, *ngIf, data-bind, data-ng-*).
bool has_directive(const Document& document, NodeId element);

}  // namespace thresh::html
