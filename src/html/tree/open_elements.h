// The stack of open elements (HTML standard, section 13.2.4.2).
//
// The standard asks the stack whether some element is in some scope by walking it. Here every entry knows the nearest
// entry of each kind that ends such a walk, and each name its topmost entry, so that the answer takes no walk, however
// deep a page nests. What takes elements out of the middle puts the entries above them back one by one.
//
// Tested by tests/html/open_elements_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "html/document_builder.h"

namespace thresh::html {

// An element whose tag was read.
struct OpenElement {
  NodeId node = kNoNode;
  Name name = Name::kNone;  // as the tag has it: "foreignobject"
  Namespace space = Namespace::kHtml;
  bool mathml_text_integration = false;  // a MathML text integration point (section 13.2.6.5 says of what)
  bool html_integration = false;         // an HTML integration point
  bool is(Name html_name) const { return name == html_name && space == Namespace::kHtml; }
  bool is_html() const { return space == Namespace::kHtml; }
};

class OpenElements {
 public:
  // `depth`: how deep nodes may stand (Limits::depth, at least 2); what is in an element at it goes beside it.
  OpenElements(DocumentBuilder& builder, std::uint32_t depth);

  using Index = std::uint32_t;
  static constexpr Index kNowhere = UINT32_MAX;
  // A page with so many elements open is read no further. What is deeper than `depth` is flat in the tree anyway, so
  // this only bounds memory.
  static constexpr Index kMaxOpen = 1u << 16;

  Index size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const OpenElement& operator[](Index index) const { return at(index).element; }
  const OpenElement& current() const { return top().element; }
  // The node that children of the current node are put into: its own, unless it is too deep.
  NodeId current_parent() const { return top().parent; }
  bool too_deep() const { return size() >= depth_; }

  void push(const OpenElement& element);
  void pop() {
    const Entry& entry = top();
    (entry.element.is_html() ? html_ : foreign_)[static_cast<std::size_t>(entry.element.name)] = entry.same_below;
    builder_.node(entry.element.node).flags &= static_cast<std::uint8_t>(~kOpen);
    builder_.leave(entry.element.node);
    --size_;
  }
  void pop_to(Index size) {
    while (size_ > size) pop();
  }
  // Pops up to and with the topmost HTML element of that name, which is there.
  void pop_until(Name name) { pop_to(find(name)); }
  void remove(Index index);
  // The entries from `first` on are replaced.
  void replace_from(Index first, const std::vector<OpenElement>& elements);

  // The topmost HTML element of that name; kNowhere if there is none.
  Index find(Name name) const { return topmost(html_, name); }
  bool contains(Name name) const { return find(name) != kNowhere; }
  // The topmost element of SVG or MathML, by the name in its tag.
  Index find_foreign(Name name) const { return topmost(foreign_, name); }
  // That element of that name; kNowhere if it is not open.
  Index find(NodeId node, Name name) const;

  // Whether an HTML element of that name is in the scope.
  bool in_scope(Name name) const { return within(find(name), Kind::kScope); }
  bool in_list_item_scope(Name name) const { return within(find(name), Kind::kListScope); }
  bool in_button_scope(Name name) const { return within(find(name), Kind::kButtonScope); }
  bool in_table_scope(Name name) const { return within(find(name), Kind::kTableScope); }
  bool in_scope(Index index) const { return within(index, Kind::kScope); }

  // The nearest entry from the top that is "special"; without address, div and p; an HTML element; of those that decide
  // the insertion mode (section 13.2.4.1). There is always one but for an empty stack or one without such.
  Index nearest_special() const { return nearest(Kind::kSpecial); }
  Index nearest_item_boundary() const { return nearest(Kind::kItemBoundary); }
  Index nearest_html() const { return nearest(Kind::kHtmlElement); }
  Index nearest_mode_element() const { return nearest(Kind::kModeElement); }
  bool is_special(Index index) const { return at(index)[Kind::kSpecial] == index; }
  // The same below an entry.
  Index mode_element_below(Index index) const { return index == 0 ? kNowhere : at(index - 1)[Kind::kModeElement]; }

 private:
  enum class Kind : std::uint8_t {
    kScope,
    kListScope,
    kButtonScope,
    kTableScope,
    kSpecial,
    kItemBoundary,
    kHtmlElement,
    kModeElement,
  };
  // An index for each Kind, four in one machine word of 16 bytes: pushing an element computes them all.
  using Lanes = Index __attribute__((vector_size(16)));
  using Nearest = std::array<Lanes, 2>;
  struct Entry {
    OpenElement element;
    Index same_below;  // the next lower entry of that name
    NodeId parent;     // where its children go
    Nearest nearest;   // itself included
    Index operator[](Kind kind) const { return nearest[lane(kind).first][lane(kind).second]; }
  };
  static constexpr std::pair<std::size_t, std::size_t> lane(Kind kind) {
    return {static_cast<std::size_t>(kind) / 4, static_cast<std::size_t>(kind) % 4};
  }
  // Of an element's kinds, all bits of their lanes are set.
  static const std::array<Nearest, kKnownNames + 1> kHtmlKinds;
  static const Nearest kSpecialForeignKinds, kNoKinds;

  const Entry& at(Index index) const { return entries_[index + 1]; }
  const Entry& top() const { return entries_[size_]; }
  bool holds_children(Index index) const { return index == 0 || index + 1 < depth_; }
  static Nearest kinds_of(Name name);
  static const Nearest& html_kinds(Name name) {
    return kHtmlKinds[std::min(static_cast<std::uint32_t>(name), kKnownNames)];
  }
  static const Nearest& foreign_kinds(const OpenElement& element);
  Index nearest(Kind kind) const { return top()[kind]; }
  // An entry ends the walk itself only after it was compared: an element is in its own scope.
  bool within(Index index, Kind kind) const {
    return index != kNowhere && (nearest(kind) == kNowhere || index >= nearest(kind));
  }
  static Index topmost(const std::vector<Index>& table, Name name) {
    const auto index = static_cast<std::size_t>(name);
    return index < table.size() ? table[index] : kNowhere;
  }

  DocumentBuilder& builder_;
  std::uint32_t depth_;
  std::vector<Entry> entries_;         // the first is no element, and below all
  Index size_ = 0;                     // without it
  std::vector<Index> html_, foreign_;  // by name: the topmost entry
};

}  // namespace thresh::html
