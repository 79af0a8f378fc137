// What a page does not show, and what a client-side template made, told from an element's name and attributes alone.
//
// Tested by tests/html/render_test.cpp.
#pragma once

#include "html/document.h"

namespace thresh::html {

// Whether render leaves the element out, whatever the options: script, style, template, head, svg and the like, and a
// noscript that holds only a notice ("please enable JavaScript") or a picture that counts visits.
bool never_shown(const Document& document, NodeId element);

// Whether the element itself hides its subtree: the attribute hidden, aria-hidden=true, style display:none or
// visibility:hidden, a dialog that is not open, or a class such as ng-hide, d-none, sr-only (unless another class shows
// it again on a wider screen). Never html and body, which are hidden until their scripts have run.
bool hides(const Document& document, NodeId element);

// Whether the element carries a directive of a client-side template (ng-*, v-*, x-*, *ngIf, data-bind, data-ng-*). What
// only marks a whole application (ng-app, ng-version) does not count.
bool has_directive(const Document& document, NodeId element);

}  // namespace thresh::html
