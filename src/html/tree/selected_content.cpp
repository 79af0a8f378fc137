// See selected_content.h.
#include "html/tree/selected_content.h"

#include <algorithm>
#include <map>
#include <span>
#include <vector>

namespace thresh::html {
namespace {

struct Select {
  bool multiple = false;
  NodeId content = kNoNode;  // its selectedcontent
  NodeId option = kNoNode;   // the one that is selected
};

// What stands around the children of a node.
struct Around {
  NodeId select = kNoNode;  // the nearest
  bool disabled = false;  // in it, an option or a selectedcontent: one inside is filled with nothing (section 4.10.10)
};

bool is_html(const DocumentBuilder& builder, NodeId node, Name name) {
  return builder.node(node).name == name && builder.node(node).space == Namespace::kHtml;
}

bool has_attribute(const DocumentBuilder& builder, NodeId id, Name name) {
  const auto all = builder.attributes_of(id);
  return std::ranges::find(all, name, &Attribute::name) != all.end();
}

Around inside(const DocumentBuilder& builder, NodeId node, Around around) {
  if (is_html(builder, node, Name::kSelect)) return {node, false};
  const bool disables = is_html(builder, node, Name::kOption) || is_html(builder, node, Name::kSelectedcontent);
  return {around.select, around.disabled || disables};
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
  std::vector<Around> insides(builder.size());  // by node; parents come first
  builder.for_each_in_order([&](NodeId node) {
    const Around around = insides[builder.parent(node)];
    insides[node] = inside(builder, node, around);
    const bool option = is_html(builder, node, Name::kOption);
    if (around.select == kNoNode || (!option && !is_html(builder, node, Name::kSelectedcontent))) return;
    const auto [at, added] = selects.try_emplace(around.select);
    Select& select = at->second;
    if (added) select.multiple = has_attribute(builder, around.select, Name::kMultiple);
    if (option) offer(builder, select, node);
    if (!option && select.content == kNoNode && !around.disabled) select.content = node;
  });
  for (const auto& [id, select] : selects) {
    if (!select.multiple && select.content != kNoNode && select.option != kNoNode)
      builder.copy_children(select.option, select.content, limit);
  }
}

}  // namespace thresh::html
