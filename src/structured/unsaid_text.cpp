// See unsaid_text.h.
#include "structured/unsaid_text.h"

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

using html::Name;
using html::NodeId;

constexpr std::size_t kLeast = 12;  // bytes that are no white space, for a text to be what somebody wrote

// How many bytes of text that are no white space stand in an element, links, scripts and headings aside.
std::size_t letters_in(const html::Document& document, NodeId element) {
  std::size_t letters = 0;
  for (NodeId id = element; id < document.node(element).end;) {
    const Name name = document.node(id).name;
    const bool aside = document.is_element(id) && (name == Name::kA || name == Name::kScript || name == Name::kStyle ||
                                                   name == Name::kButton || (name >= Name::kH1 && name <= Name::kH6));
    if (aside) {
      id = document.node(id).end;
      continue;
    }
    if (document.is_text(id)) {
      for (const char c : document.text(id)) letters += !base::is_ascii_space(c);
    }
    ++id;
  }
  return letters;
}

bool ends_sentence(const html::Document& document, NodeId element) {
  constexpr std::u32string_view kEnds = U".!?\u2026\u3002\uFF01\uFF1F\u061F";
  for (NodeId id = document.node(element).end; id-- > element;) {
    const std::string_view words = document.is_text(id) ? text::trim(document.text(id)) : std::string_view();
    if (!words.empty()) return kEnds.contains(text::code_point_before(words, words.size()).value);
  }
  return false;
}

}  // namespace

html::NodeId unsaid_text(const html::Document& document, const Item& item) {
  const bool marked = item.syntax == Syntax::kMicrodata || item.syntax == Syntax::kRdfa;
  if (item.node == html::kNoNode || !marked) return html::kNoNode;
  const NodeId end = document.node(item.node).end;
  std::vector<bool> said(end - item.node, false);  // elements that hold a property or an item, and those around them
  const auto say = [&](NodeId id) {
    for (; id != html::kNoNode && id > item.node; id = document.parent(id)) {
      if (said[id - item.node]) break;
      said[id - item.node] = true;
    }
  };
  for (NodeId id = item.node + 1; id < end; ++id) {
    if (document.is_element(id) && (document.attribute(id, Name::kItemprop) || document.attribute(id, "itemscope") ||
                                    document.attribute(id, "property")))
      say(id);
  }
  NodeId best = html::kNoNode;
  std::size_t most = kLeast - 1;
  for (NodeId id = item.node + 1; id < end;) {
    if (!document.is_element(id) || said[id - item.node]) {
      ++id;
      continue;
    }
    const std::size_t letters = letters_in(document, id);
    if (letters >= kLeast && ends_sentence(document, id)) return id;
    if (letters > most) {
      most = letters;
      best = id;
    }
    id = document.node(id).end;
  }
  return best;
}

}  // namespace thresh::structured
