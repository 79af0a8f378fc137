// See xpath.h. The one file that includes pugixml.
//
// The tree is built by a loop in page order; two tables map it to the Document and back. pugixml's exceptions end
// here. Its recursion is over the expression and over the tree's depth, which html/parse.h bounds.
#include "html/xpath.h"

#include <algorithm>
#include <exception>
#include <new>
#include <optional>
#include <pugixml.hpp>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "html/xpath_letters.h"
#include "text/charset_decoder.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

// What is no UTF-8 becomes U+FFFD: a function that counts bytes may cut a character in two.
std::string mended(std::string text) { return text::is_valid_utf8(text) ? text : text::convert(text, "utf-8").text; }

}  // namespace

// pugixml's tree of a page. With letters: in them, not in UTF-8.
struct XPathView::Tree {
  Tree(const Document& page, const XPathLetters* letters);
  std::string written(std::string_view text) const {
    return letters == nullptr ? std::string(text) : letters->encode(text);
  }
  std::string read(std::string text) const {
    return letters == nullptr ? mended(std::move(text)) : letters->decode(text);
  }
  void add(NodeId id);
  void add_attributes(NodeId id, pugi::xml_node element) const;

  const Document& page;
  const XPathLetters* letters;
  pugi::xml_document document;
  std::vector<pugi::xml_node> nodes;  // by NodeId; null for a doctype
  std::unordered_map<const pugi::xml_node_struct*, NodeId> ids;
};

// The page in letters, and the expressions that were asked of it so.
struct XPathView::InLetters {
  explicit InLetters(const Document& of) : page(of), letters(of) {}
  const Tree& tree() {
    if (!made) made.emplace(page, &letters);
    return *made;
  }
  const pugi::xpath_query& query(const std::string& source) {
    const auto known = queries.find(source);
    if (known != queries.end()) return known->second;
    return queries.emplace(source, pugi::xpath_query(letters.encode(source).c_str())).first->second;
  }

  const Document& page;
  XPathLetters letters;
  std::optional<Tree> made;
  std::unordered_map<std::string, pugi::xpath_query> queries;
};

struct XPath::Query {
  pugi::xpath_query query;
  XPathCost cost;
  bool counts_characters = false;
};

namespace {

// A short expression can nest deep; pugixml reads it by recursion.
constexpr std::size_t kMaxSource = 8192;

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

XPathItem text_item(std::string text) { return {XPathItem::Kind::kString, kNoNode, std::move(text), {}, {}}; }

std::string string_of(const pugi::xpath_query& query, pugi::xml_node context) {
  std::string text(query.evaluate_string(nullptr, 0, context), '\0');  // the size counts the final zero
  query.evaluate_string(text.data(), text.size(), context);
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace

XPathView::Tree::Tree(const Document& of, const XPathLetters* in) : page(of), letters(in), nodes(of.size()) {
  ids.reserve(of.size());
  nodes[0] = document;
  for (NodeId id = 0; id < of.size(); ++id) {
    if (id > 0) add(id);
    ids.emplace(nodes[id].internal_object(), id);
  }
}

void XPathView::Tree::add(NodeId id) {
  const Node& node = page.node(id);
  pugi::xml_node parent = nodes[node.parent];
  if (node.type == NodeType::kElement) {
    nodes[id] = parent.append_child(pugi::node_element);
    nodes[id].set_name(written(xpath_name(page, node.name)).c_str());
    add_attributes(id, nodes[id]);
  } else if (node.type == NodeType::kText || node.type == NodeType::kComment) {
    nodes[id] = parent.append_child(node.type == NodeType::kText ? pugi::node_pcdata : pugi::node_comment);
    const std::string text = written(page.text(id));
    nodes[id].set_value(text.data(), text.size());
  }
}

void XPathView::Tree::add_attributes(NodeId id, pugi::xml_node element) const {
  for (const Attribute& attribute : page.attributes(id)) {
    const std::string value = written(page.value(attribute));
    element.append_attribute(written(xpath_name(page, attribute.name())).c_str()).set_value(value.data(), value.size());
  }
}

// The attributes of the tree stand in the order of the Document's.
XPathItem attribute_item(const XPathView::Tree& tree, NodeId owner, const pugi::xpath_node& found) {
  XPathItem item{XPathItem::Kind::kAttribute, owner, tree.read(found.attribute().value()),
                 tree.read(found.attribute().name())};
  const std::span<const Attribute> attributes = tree.page.attributes(owner);
  std::size_t index = 0;
  for (const pugi::xml_attribute& one : found.parent().attributes()) {
    if (one == found.attribute() && index < attributes.size()) item.source = attributes[index].source;
    ++index;
  }
  return item;
}

std::vector<XPathItem> run(const pugi::xpath_query& query, const XPathView::Tree& tree, NodeId scope) {
  std::vector<XPathItem> items;
  const pugi::xml_node context = tree.nodes[scope];
  if (query.return_type() != pugi::xpath_type_node_set) {
    items.push_back(text_item(tree.read(string_of(query, context))));
    return items;
  }
  for (const pugi::xpath_node& one : query.evaluate_node_set(context)) {
    const pugi::xml_node owner = one.attribute() ? one.parent() : one.node();
    const auto id = tree.ids.find(owner.internal_object());
    if (id == tree.ids.end()) continue;
    if (one.attribute()) {
      items.push_back(attribute_item(tree, id->second, one));
    } else {
      items.push_back({XPathItem::Kind::kNode, id->second, {}, {}, tree.page.source(id->second)});
    }
  }
  return in_page_order(std::move(items));
}

XPathView::XPathView(const Document& document) : document_(&document) {}
XPathView::~XPathView() = default;
XPathView::XPathView(XPathView&&) noexcept = default;

const XPathView::Tree& XPathView::tree() {
  if (tree_ == nullptr) tree_ = std::make_unique<Tree>(*document_, nullptr);
  return *tree_;
}

XPathView::InLetters* XPathView::in_letters(std::string_view expression) {
  if (in_letters_ == nullptr) in_letters_ = std::make_unique<InLetters>(*document_);
  XPathLetters& letters = in_letters_->letters;
  return letters.add(expression) && !letters.empty() ? in_letters_.get() : nullptr;
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
    xpath.query_ = std::make_shared<const Query>(
        Query{pugi::xpath_query(xpath.source_.c_str()), XPathCost(source), counts_characters(source)});
    return xpath;
  } catch (const pugi::xpath_exception& exception) {
    return std::unexpected(explain(exception.result(), source));
  } catch (const std::bad_alloc&) {
    return std::unexpected(base::SyntaxError{"out of memory", 0, {}});
  }
}

std::vector<XPathItem> XPath::select(XPathView& view, NodeId scope, Budget& budget) const {
  if (query_ == nullptr) return {};
  const PageSizes& sizes = view.sizes();
  if (!budget.afford(query_->cost.steps(sizes, sizes.subtree(*view.document_, scope)))) return {};
  try {
    XPathView::InLetters* in_letters = query_->counts_characters ? view.in_letters(source_) : nullptr;
    if (in_letters == nullptr) return run(query_->query, view.tree(), scope);
    return run(in_letters->query(source_), in_letters->tree(), scope);
  } catch (const std::exception&) {
    return {};  // out of memory
  }
}

}  // namespace thresh::html
