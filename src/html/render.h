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

// The passage of what is inside a node; a text node's own text. The node itself adds no mark (an h1 no "# "), and is
// rendered even if its kind is never shown (title, script). What it inherits from its ancestors counts: code, hidden,
// directive. Views into the document, or into `arena` where white space collapsed or nodes were joined.
text::Passage render(const Document& document, NodeId node, const RenderOptions& options, base::Arena& arena);

// Whether render leaves the element out, whatever the options: script, style, template, head, svg and the like, and a
// noscript that holds only a notice ("please enable JavaScript") or a picture that counts visits.
bool never_shown(const Document& document, NodeId element);

// The subtree's children as HTML source ("inner HTML", HTML standard section 13.3). Not recursive.
std::string inner_html(const Document& document, NodeId node);

// Whether the element itself hides its subtree: the attribute hidden, aria-hidden=true, style display:none or
// visibility:hidden, a dialog that is not open, or a class such as ng-hide, d-none, sr-only (unless another class shows
// it again on a wider screen). Never html and body, which are hidden until their scripts have run.
bool hides(const Document& document, NodeId element);

// Whether the element carries a directive of a client-side template (ng-*, v-*, x-*, *ngIf, data-bind, data-ng-*). What
// only marks a whole application (ng-app, ng-version) does not count.
bool has_directive(const Document& document, NodeId element);

}  // namespace thresh::html
