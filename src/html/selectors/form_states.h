// What a page's source says of its forms that takes more than one element to tell: which button is a form's default
// one, which radio button of a group and which option of a select is chosen, what is editable.
//
// HTML standard, sections 4.10 and 6.8. The pseudo-classes that ask are defined in pseudo_classes.cpp.
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "html/budget.h"
#include "html/document.h"

namespace thresh::html {

class FormStates {
 public:
  FormStates(const Document& document, Budget& budget);

  // Whether a submit button is the first one of its form.
  bool is_default_button(NodeId button) const;
  // Whether a radio button with a name is of a group in which none is checked.
  bool is_in_open_group(NodeId radio) const;
  // Whether a checked radio button is the last checked one of its group, or has none.
  bool is_left_checked(NodeId radio) const;
  bool is_selected(NodeId option);

 private:
  using Group = std::pair<NodeId, std::string_view>;  // form and name

  void note(NodeId control, NodeId form);
  bool is_submit_button(NodeId control) const;
  NodeId form_of(NodeId control) const;
  Group group_of(NodeId radio) const;
  NodeId chosen_option(NodeId select);

  const Document& document_;
  Budget& budget_;
  std::unordered_map<NodeId, NodeId> forms_;     // by control; kNoNode: none
  std::unordered_map<NodeId, NodeId> defaults_;  // by form
  std::map<Group, NodeId> checked_;
  std::unordered_map<NodeId, NodeId> chosen_;  // by select that takes one option; kNoNode: none
};

// Whether nothing stands in an input or a textarea.
bool has_no_value(const Document& document, NodeId control);

// Whether the nearest contenteditable on or around an element says so.
bool is_editable(const Document& document, NodeId element, Budget& budget);

}  // namespace thresh::html
