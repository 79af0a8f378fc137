// See form_states.h.
#include "html/selectors/form_states.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

bool is_html(const Document& document, NodeId id, Name name) {
  const Node& node = document.node(id);
  return node.type == NodeType::kElement && node.space == Namespace::kHtml && node.name == name;
}

std::string type_of(const Document& document, NodeId control) {
  return text::ascii_lower(document.attribute(control, Name::kType).value_or(""));
}

// A valid floating-point number (HTML standard, section 2.3.4.3).
bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || (!base::is_ascii_digit(text[0]) && text[0] != '.')) return false;
  const std::size_t dot = text.find('.');
  if (dot != std::string_view::npos && (dot + 1 == text.size() || !base::is_ascii_digit(text[dot + 1]))) return false;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

// How many options a select shows at once, if that is one.
bool shows_one(const Document& document, NodeId select) {
  std::string_view size = text::trim_ascii(document.attribute(select, Name::kSize).value_or(""));
  if (size.starts_with('+')) size.remove_prefix(1);
  size = size.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(size, base::is_ascii_digit) - size.begin()));
  while (size.starts_with('0')) size.remove_prefix(1);
  return size.empty() || size == "1";
}

}  // namespace

// A control belongs to the form that its `form` names, else to the nearest one around it (section 4.10.17.3).
FormStates::FormStates(const Document& document, Budget& budget) : document_(document), budget_(budget) {
  std::vector<std::pair<NodeId, NodeId>> controls;  // and the forms around them
  std::vector<NodeId> open;
  std::unordered_map<std::string_view, NodeId> ids;
  for (NodeId id = 0; id < document.size() && budget.spend(1); ++id) {
    if (!document.is_element(id)) continue;
    while (!open.empty() && document.node(open.back()).end <= id) open.pop_back();
    if (const auto name = document.attribute(id, Name::kId)) ids.try_emplace(*name, id);
    if (is_html(document, id, Name::kForm)) open.push_back(id);
    const bool control = is_html(document, id, Name::kInput) || is_html(document, id, Name::kButton);
    if (control) controls.emplace_back(id, open.empty() ? kNoNode : open.back());
  }
  for (const auto& [control, around] : controls) {
    NodeId form = around;
    if (const auto named = document.attribute(control, Name::kForm)) {
      const auto found = ids.find(*named);
      form = found != ids.end() && is_html(document, found->second, Name::kForm) ? found->second : kNoNode;
    }
    note(control, form);
  }
}

void FormStates::note(NodeId control, NodeId form) {
  forms_.emplace(control, form);
  if (form != kNoNode && is_submit_button(control)) {
    defaults_.try_emplace(form, control);
  } else if (document_.attribute(control, Name::kChecked) && type_of(document_, control) == "radio") {
    checked_.insert_or_assign(group_of(control), control);
  }
}

bool FormStates::is_submit_button(NodeId control) const {
  const std::string type = type_of(document_, control);
  if (document_.node(control).name == Name::kInput) return type == "submit" || type == "image";
  if (type == "submit") return true;
  return type != "button" && type != "reset" && !document_.attribute(control, "command") &&
         !document_.attribute(control, "commandfor");
}

NodeId FormStates::form_of(NodeId control) const {
  const auto found = forms_.find(control);
  return found == forms_.end() ? kNoNode : found->second;
}

FormStates::Group FormStates::group_of(NodeId radio) const {
  return {form_of(radio), document_.attribute(radio, Name::kName).value_or("")};
}

bool FormStates::is_default_button(NodeId button) const {
  const auto found = defaults_.find(form_of(button));
  return found != defaults_.end() && found->second == button;
}

bool FormStates::is_in_open_group(NodeId radio) const { return !checked_.contains(group_of(radio)); }

bool FormStates::is_left_checked(NodeId radio) const {
  const Group group = group_of(radio);
  if (group.second.empty()) return true;
  const auto found = checked_.find(group);
  return found != checked_.end() && found->second == radio;
}

bool FormStates::is_selected(NodeId option) {
  NodeId select = document_.parent(option);
  while (select != kNoNode && !is_html(document_, select, Name::kSelect) && budget_.spend(1)) {
    select = document_.parent(select);
  }
  const bool several = select == kNoNode || document_.attribute(select, "multiple");
  if (several) return document_.attribute(option, Name::kSelected).has_value();
  const auto known = chosen_.find(select);
  return (known != chosen_.end() ? known->second : chosen_option(select)) == option;
}

// The last option that is marked, else, where one is shown, the first that can be chosen (section 4.10.7).
NodeId FormStates::chosen_option(NodeId select) {
  NodeId marked = kNoNode, first = kNoNode;
  for (NodeId id = select + 1; id < document_.node(select).end && budget_.spend(1); ++id) {
    if (!is_html(document_, id, Name::kOption)) continue;
    if (document_.attribute(id, Name::kSelected)) marked = id;
    const NodeId parent = document_.parent(id);
    const bool group_off =
        is_html(document_, parent, Name::kOptgroup) && document_.attribute(parent, Name::kDisabled).has_value();
    if (first == kNoNode && !group_off && !document_.attribute(id, Name::kDisabled)) first = id;
  }
  const NodeId chosen = marked != kNoNode ? marked : shows_one(document_, select) ? first : kNoNode;
  return chosen_.emplace(select, chosen).first->second;
}

bool has_no_value(const Document& document, NodeId control) {
  if (document.node(control).name != Name::kInput) {
    std::string content;
    for (NodeId id = control + 1; id < document.node(control).end; ++id) {
      if (document.is_text(id)) content += document.text(id);
    }
    return content.empty() || content == "\n";
  }
  std::string value(document.attribute(control, Name::kValue).value_or(""));
  std::erase_if(value, [](char c) { return c == '\n' || c == '\r'; });
  const std::string type = type_of(document, control);
  if (type == "url" || type == "email") return text::trim_ascii(value).empty();
  return value.empty() || (type == "number" && !is_number(value));
}

// Section 6.8.1.
bool is_editable(const Document& document, NodeId element, Budget& budget) {
  for (NodeId up = element; up != kNoNode && budget.spend(1); up = document.parent(up)) {
    const Node& node = document.node(up);
    if (node.type != NodeType::kElement || node.space != Namespace::kHtml) continue;
    const auto said = document.attribute(up, "contenteditable");
    if (!said) continue;
    const std::string state = text::ascii_lower(*said);
    if (state.empty() || state == "true" || state == "plaintext-only") return true;
    if (state == "false") return false;
  }
  return false;
}

}  // namespace thresh::html
