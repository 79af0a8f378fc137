// See serialize.h.
#include "html/serialize.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace thresh::html {
namespace {

constexpr std::array<Name, 7> kRawText = {Name::kStyle,   Name::kScript,   Name::kXmp,      Name::kIframe,
                                          Name::kNoembed, Name::kNoframes, Name::kPlaintext};

// SVG and MathML have elements of the same names, to which nothing of this applies.
bool holds_raw_text(const Node& element) {
  return element.space == Namespace::kHtml && std::ranges::find(kRawText, element.name) != kRawText.end();
}
bool has_end_tag(const Node& element) { return element.space != Namespace::kHtml || !has_trait(element.name, kVoid); }

// Escapes &, no-break spaces and angle brackets; in attributes quotes too (section 13.3, "escaping a string").
void append_escaped(std::string& out, std::string_view text, bool attribute) {
  constexpr std::string_view kNoBreakSpace = "\u00A0";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"' && attribute) {
      out += "&quot;";
    } else if (text.substr(at).starts_with(kNoBreakSpace)) {
      out += "&nbsp;";
      at += kNoBreakSpace.size() - 1;
    } else {
      out += c;
    }
  }
}

void append_start_tag(std::string& out, const Document& document, NodeId id) {
  out += '<';
  out += document.name(id);
  for (const Attribute& attribute : document.attributes(id)) {
    out += ' ';
    out += document.name(attribute);
    out += "=\"";
    append_escaped(out, document.value(attribute), true);
    out += '"';
  }
  out += '>';
}

void append_end_tag(std::string& out, const Document& document, NodeId id) {
  out += "</";
  out += document.name(id);
  out += '>';
}

void append_leaf(std::string& out, const Document& document, NodeId id) {
  const Node& node = document.node(id);
  if (node.type == NodeType::kComment) {
    out.append("<!--").append(document.text(id)).append("-->");
  } else if (node.type == NodeType::kDoctype) {
    out.append("<!DOCTYPE ").append(document.text(id)).append(">");
  } else if (holds_raw_text(document.node(node.parent))) {
    out += document.text(id);
  } else {
    append_escaped(out, document.text(id), false);
  }
}

// The nodes from `begin` to `end`, which are whole subtrees.
std::string source_of(const Document& document, NodeId begin, NodeId end, const std::vector<bool>* dropped) {
  std::string out;
  std::vector<NodeId> open;
  const auto close_before = [&](NodeId id) {
    for (; !open.empty() && document.node(open.back()).end <= id; open.pop_back()) {
      append_end_tag(out, document, open.back());
    }
  };
  for (NodeId id = begin, next = id; id < end; id = next) {
    const bool gone = dropped != nullptr && (*dropped)[id];
    next = gone ? document.node(id).end : id + 1;
    if (gone) continue;
    close_before(id);
    if (!document.is_element(id)) {
      append_leaf(out, document, id);
      continue;
    }
    append_start_tag(out, document, id);
    if (has_end_tag(document.node(id))) open.push_back(id);
  }
  close_before(end);
  return out;
}

}  // namespace

std::string inner_html(const Document& document, NodeId node, const std::vector<bool>* dropped) {
  return source_of(document, node + 1, document.node(node).end, dropped);
}

std::string outer_html(const Document& document, NodeId node) {
  return node == 0 ? inner_html(document, node) : source_of(document, node, document.node(node).end, nullptr);
}

}  // namespace thresh::html
