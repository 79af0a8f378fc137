// See tree_dump.h.
#include "html/tree_dump.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace thresh::html {
namespace {

std::string_view prefix(Namespace space) {
  if (space == Namespace::kSvg) return "svg ";
  return space == Namespace::kMathMl ? "math " : "";
}

class TreeDump {
 public:
  explicit TreeDump(const Document& document) : document_(document) {}

  void run(NodeId root, const std::function<bool(std::string_view)>& write) {
    // What is open: where it ends, and how deep its children stand.
    std::vector<std::pair<NodeId, std::size_t>> open = {{document_.node(root).end, 0}};
    for (NodeId id = root + 1; id < document_.node(root).end; ++id) {
      while (open.back().first <= id) open.pop_back();
      const std::size_t depth = open.back().second;
      if (out_.size() > kPiece) {
        if (!write(out_)) return;
        out_.clear();
      }
      add_node(id, depth);
      if (document_.is_element(id)) open.emplace_back(document_.node(id).end, depth + (is_template(id) ? 2 : 1));
    }
    write(out_);
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{64} << 10;

  bool is_template(NodeId id) const {
    return document_.node(id).name == Name::kTemplate && document_.node(id).space == Namespace::kHtml;
  }

  std::string& line(std::size_t depth) {
    out_ += "| ";
    return out_.append(2 * depth, ' ');
  }

  void add_node(NodeId id, std::size_t depth) {
    switch (document_.type(id)) {
      case NodeType::kDocument:
        return;
      case NodeType::kDoctype:
        return add_doctype(depth);
      case NodeType::kElement:
        return add_element(id, depth);
      case NodeType::kText:
        line(depth).append("\"").append(document_.text(id)).append("\"\n");
        return;
      case NodeType::kComment:
        line(depth).append("<!-- ").append(document_.text(id)).append(" -->\n");
        return;
    }
  }

  void add_doctype(std::size_t depth) {
    const Doctype& doctype = document_.doctype();
    line(depth).append("<!DOCTYPE ").append(doctype.name);
    if (doctype.public_id || doctype.system_id) {
      out_.append(" \"").append(doctype.public_id.value_or("")).append("\" \"");
      out_.append(doctype.system_id.value_or("")).append("\"");
    }
    out_ += ">\n";
  }

  void add_element(NodeId id, std::size_t depth) {
    line(depth).append("<").append(prefix(document_.node(id).space)).append(document_.name(id)).append(">\n");
    std::vector<std::pair<std::string_view, const Attribute*>> attributes;
    for (const Attribute& attribute : document_.attributes(id)) {
      attributes.emplace_back(document_.names().text(attribute.name()), &attribute);
    }
    std::ranges::sort(attributes, {}, [](const auto& one) { return one.first; });
    for (const auto& [name, attribute] : attributes) {
      line(depth + 1).append(name).append("=\"").append(document_.value(*attribute)).append("\"\n");
    }
    if (is_template(id)) line(depth + 1).append("content\n");
  }

  const Document& document_;
  std::string out_;
};

}  // namespace

void dump_tree(const Document& document, NodeId root, const std::function<bool(std::string_view)>& write) {
  TreeDump(document).run(root, write);
}

std::string dump_tree(const Document& document, NodeId root) {
  std::string whole;
  dump_tree(document, root, [&](std::string_view piece) { return whole += piece, true; });
  return whole;
}

}  // namespace thresh::html
