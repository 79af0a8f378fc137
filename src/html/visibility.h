// What a page does not show, and what a client-side template made, told from an element's name and attributes alone.
//
// Tested by tests/html/render_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

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

// The two answers for every element of a page, asked once: an element's text is read again and again, and with it what
// all that stands around it says.
class Visibility {
 public:
  explicit Visibility(const Document& document);
  bool hides(NodeId element) const { return (flags_[element] & kHides) != 0; }
  bool has_directive(NodeId element) const { return (flags_[element] & kDirective) != 0; }

 private:
  enum Flag : std::uint8_t { kHides = 1, kDirective = 2 };
  std::vector<std::uint8_t> flags_;  // by node
};

// Whether the element, or one around it, is never shown, hides or carries a directive: there a page keeps the rows that
// its scripts fill in and copy.
bool in_template(const Document& document, const Visibility& visibility, NodeId element);

}  // namespace thresh::html
