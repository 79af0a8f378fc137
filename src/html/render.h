// A subtree as text: the passage a reader sees, plain or as Markdown.
//
// Block elements (HTML standard, section 15.3) start and end lines; paragraphs, headings, lists and the like are set
// apart by a blank line, <br> breaks a line, table cells are set apart by a tab. ASCII white space collapses to one
// space except inside pre and textarea; no-break spaces do not collapse. Text of script, style, template, head,
// noscript that only holds a notice, and of elements that are never shown (`hidden` input, svg, …) is left out.
// Superscripts of digits are kept from the word or number before them: "10^6" (html/superscript.h).
// Text nodes parted only by comments are one run (React writes "Age <!-- -->45").
//
// Tested by tests/html/render_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "base/arena.h"
#include "html/document.h"
#include "html/superscript.h"
#include "html/visibility.h"
#include "text/passage.h"

namespace thresh::html {

enum class RenderAs : std::uint8_t {
  kPlain,     // text, line breaks, blank lines
  kMarkdown,  // and emphasis, links, headings, lists, quotes, code (CommonMark), as runs that are `made`
};

struct RenderOptions {
  RenderAs as = RenderAs::kPlain;
  Raised raised = Raised::kWords;              // how superscripts of digits are kept from what stands before them
  bool keep_hidden = true;                     // hidden elements are rendered with `hidden` set, else left out
  const std::vector<bool>* dropped = nullptr;  // by node: subtrees to leave out; may be null
  const Visibility* visibility = nullptr;      // of this document, for who renders much of it; may be null
};

// The passage of what is inside a node; a text node's own text. The node itself adds no mark (an h1 no "# "), and is
// rendered even if its kind is never shown (title, script). What it inherits from its ancestors counts: code, hidden,
// directive. Views into the document, or into `arena` where white space collapsed or nodes were joined.
text::Passage render(const Document& document, NodeId node, const RenderOptions& options, base::Arena& arena);

}  // namespace thresh::html
