// See selected_content.h.
#include "html/tree/selected_content.h"

#include <algorithm>
#include <map>
#include <span>
#include <vector>

namespace thresh::html {
namespace {

struct Select {
  NodeId content = kNoNode;  // its selectedcontent
  NodeId option = kNoNode;   // the one that is selected
};

bool is_html(const DocumentBuilder& builder, NodeId node, Name name) {
  return builder.node(node).name == name && builder.node(node).space == Namespace::kHtml;
}

bool has_attribute(const DocumentBuilder& builder, NodeId id, Name name) {
  const auto all = builder.attributes_of(id);
  return std::ranges::find(all, name, &Attribute::name) != all.end();
}

NodeId nearest_select(const DocumentBuilder& builder, NodeId node) {
  while (node != kNoNode && !is_html(builder, node, Name::kSelect)) node = builder.parent(node);
  return node;
}

// One inside of an option or of another such element is filled with nothing (section 4.10.10).
bool is_disabled(const DocumentBuilder& builder, NodeId content) {
  for (NodeId up = builder.parent(content); up != kNoNode && !is_html(builder, up, Name::kSelect);
       up = builder.parent(up)) {
    if (is_html(builder, up, Name::kOption) || is_html(builder, up, Name::kSelectedcontent)) return true;
  }
  return false;
}

// An option that says `selected` beats the first one, and the last that does counts.
void offer(const DocumentBuilder& builder, Select& select, NodeId option) {
  const bool stated = has_attribute(builder, option, Name::kSelected);
  const bool first = select.option == kNoNode && !has_attribute(builder, option, Name::kDisabled);
  if (stated || first) select.option = option;
}

}  // namespace

void fill_selected_content(DocumentBuilder& builder, NodeId limit) {
  std::map<NodeId, Select> selects;
  builder.for_each_in_order([&](NodeId node) {
    const bool option = is_html(builder, node, Name::kOption);
    if (!option && !is_html(builder, node, Name::kSelectedcontent)) return;
    const NodeId select = nearest_select(builder, node);
    if (select == kNoNode || has_attribute(builder, select, Name::kMultiple)) return;
    Select& found = selects[select];
    if (option) offer(builder, found, node);
    if (!option && found.content == kNoNode && !is_disabled(builder, node)) found.content = node;
  });
  for (const auto& [id, select] : selects) {
    if (select.content != kNoNode && select.option != kNoNode)
      builder.copy_children(select.option, select.content, limit);
  }
}

}  // namespace thresh::html
