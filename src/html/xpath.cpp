// See xpath.h. The one file that includes pugixml.
//
// The tree is built by a loop in page order; two tables map it to the Document and back. pugixml's exceptions end
// here. Its recursion is over the expression and over the tree's depth, which html/parse.h bounds.
#include "html/xpath.h"

#include <algorithm>
#include <exception>
#include <new>
#include <pugixml.hpp>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace thresh::html {

struct XPathView::Tree {
  pugi::xml_document document;
  std::vector<pugi::xml_node> nodes;  // by NodeId; null for a doctype
  std::unordered_map<const pugi::xml_node_struct*, NodeId> ids;
};

struct XPath::Query {
  pugi::xpath_query query;
  XPathCost cost;
};

namespace {

// A short expression can nest deep; pugixml reads it by recursion.
constexpr std::size_t kMaxSource = 8192;

void set_text(pugi::xml_node node, std::string_view text) { node.set_value(text.data(), text.size()); }

void add_attributes(const Document& document, NodeId id, pugi::xml_node element) {
  for (const Attribute& attribute : document.attributes(id)) {
    const std::string_view value = document.value(attribute);
    element.append_attribute(std::string(xpath_name(document, attribute.name())).c_str())
        .set_value(value.data() == nullptr ? "" : value.data(), value.size());
  }
}

pugi::xml_node add_node(const Document& document, NodeId id, pugi::xml_node parent) {
  const Node& node = document.node(id);
  pugi::xml_node added;
  switch (node.type) {
    case NodeType::kElement:
      added = parent.append_child(pugi::node_element);
      added.set_name(std::string(xpath_name(document, node.name)).c_str());
      add_attributes(document, id, added);
      break;
    case NodeType::kText:
      added = parent.append_child(pugi::node_pcdata);
      set_text(added, document.text(id));
      break;
    case NodeType::kComment:
      added = parent.append_child(pugi::node_comment);
      set_text(added, document.text(id));
      break;
    case NodeType::kDocument:
    case NodeType::kDoctype:
      break;
  }
  return added;
}

// What pugixml says about an expression, as an error with a hint.
base::SyntaxError explain(const pugi::xpath_parse_result& result, std::string_view source) {
  base::SyntaxError error;
  error.message = result.description();
  error.offset = std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)), source.size());
  if (source.starts_with('.') || source.starts_with('#')) error.hint = "is this a CSS selector? Leave `xpath:` out";
  return error;
}

// pugixml would sort by walks from sibling to sibling. XPath leaves the order of attributes open: it stays as it is.
std::vector<XPathItem> in_page_order(std::vector<XPathItem> items) {
  std::vector<std::tuple<NodeId, bool, std::size_t>> places;
  for (const XPathItem& item : items) {
    places.emplace_back(item.node, item.kind == XPathItem::Kind::kAttribute, places.size());
  }
  std::ranges::sort(places);
  std::vector<XPathItem> sorted;
  sorted.reserve(items.size());
  for (const auto& [node, is_attribute, index] : places) sorted.push_back(std::move(items[index]));
  return sorted;
}

XPathItem text_item(std::string text) { return {XPathItem::Kind::kString, kNoNode, std::move(text)}; }

// The attributes of the tree stand in the order of the Document's.
XPathItem attribute_item(const Document& document, NodeId owner, const pugi::xpath_node& found) {
  XPathItem item{XPathItem::Kind::kAttribute, owner, found.attribute().value()};
  const std::span<const Attribute> attributes = document.attributes(owner);
  std::size_t index = 0;
  for (const pugi::xml_attribute& one : found.parent().attributes()) {
    if (one == found.attribute() && index < attributes.size()) item.source = attributes[index].source;
    ++index;
  }
  return item;
}

std::string string_of(const pugi::xpath_query& query, pugi::xml_node context) {
  std::string text(query.evaluate_string(nullptr, 0, context), '\0');  // the size counts the final zero
  query.evaluate_string(text.data(), text.size(), context);
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace

XPathView::XPathView(const Document& document) : document_(&document) {}
XPathView::~XPathView() = default;
XPathView::XPathView(XPathView&&) noexcept = default;

const XPathView::Tree& XPathView::tree() {
  if (tree_ != nullptr) return *tree_;
  tree_ = std::make_unique<Tree>();
  tree_->nodes.resize(document_->size());
  tree_->ids.reserve(document_->size());
  tree_->nodes[0] = tree_->document;
  for (NodeId id = 0; id < document_->size(); ++id) {
    if (id > 0) tree_->nodes[id] = add_node(*document_, id, tree_->nodes[document_->parent(id)]);
    tree_->ids.emplace(tree_->nodes[id].internal_object(), id);
  }
  return *tree_;
}

const PageSizes& XPathView::sizes() {
  if (sizes_ == nullptr) sizes_ = std::make_unique<PageSizes>(*document_);
  return *sizes_;
}

std::expected<XPath, base::SyntaxError> XPath::compile(std::string_view source) {
  if (source.size() > kMaxSource)
    return std::unexpected(base::SyntaxError{"the expression is too long", kMaxSource, {}});
  // pugixml would read no further.
  if (source.contains('\0')) return std::unexpected(base::SyntaxError{"unexpected U+0000", source.find('\0'), {}});
  try {
    XPath xpath;
    xpath.source_ = source;
    xpath.query_ = std::make_shared<const Query>(Query{pugi::xpath_query(xpath.source_.c_str()), XPathCost(source)});
    return xpath;
  } catch (const pugi::xpath_exception& exception) {
    return std::unexpected(explain(exception.result(), source));
  } catch (const std::bad_alloc&) {
    return std::unexpected(base::SyntaxError{"out of memory", 0, {}});
  }
}

std::vector<XPathItem> XPath::select(XPathView& view, NodeId scope, Budget& budget) const {
  std::vector<XPathItem> items;
  if (query_ == nullptr) return items;
  const PageSizes& sizes = view.sizes();
  if (!budget.afford(query_->cost.steps(sizes, sizes.subtree(*view.document_, scope)))) return items;
  try {
    const XPathView::Tree& tree = view.tree();
    const pugi::xml_node context = tree.nodes[scope];
    if (query_->query.return_type() != pugi::xpath_type_node_set) {
      items.push_back(text_item(string_of(query_->query, context)));
      return items;
    }
    for (const pugi::xpath_node& one : query_->query.evaluate_node_set(context)) {
      const pugi::xml_node owner = one.attribute() ? one.parent() : one.node();
      const auto id = tree.ids.find(owner.internal_object());
      if (id == tree.ids.end()) continue;
      if (one.attribute()) {
        items.push_back(attribute_item(*view.document_, id->second, one));
      } else {
        items.push_back({XPathItem::Kind::kNode, id->second, {}, view.document_->source(id->second)});
      }
    }
    return in_page_order(std::move(items));
  } catch (const std::exception&) {
    items.clear();  // out of memory
  }
  return items;
}

}  // namespace thresh::html
