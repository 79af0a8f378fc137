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
  // `depth`: children of entries above it go to the entry at it (Limits::depth).
  OpenElements(DocumentBuilder& builder, std::uint32_t depth);

  using Index = std::uint32_t;
  static constexpr Index kNowhere = UINT32_MAX;

  Index size() const { return static_cast<Index>(entries_.size()); }
  bool empty() const { return entries_.empty(); }
  const OpenElement& operator[](Index index) const { return entries_[index].element; }
  const OpenElement& current() const { return entries_.back().element; }
  // The node that children of the current node are put into: its own, unless it is too deep.
  NodeId current_parent() const { return entries_[std::min<std::size_t>(size(), depth_) - 1].element.node; }
  bool too_deep() const { return size() > depth_; }

  void push(const OpenElement& element);
  void pop();
  void pop_to(Index size) {
    while (entries_.size() > size) pop();
  }
  // Pops up to and with the topmost HTML element of that name, which is there.
  void pop_until(Name name) { pop_to(find(name)); }
  void remove(Index index);
  void insert(Index index, const OpenElement& element);
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
  bool is_special(Index index) const {
    return entries_[index].nearest[static_cast<std::size_t>(Kind::kSpecial)] == index;
  }
  // The same below an entry.
  Index mode_element_below(Index index) const {
    return index == 0 ? kNowhere : entries_[index - 1].nearest[static_cast<std::size_t>(Kind::kModeElement)];
  }

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
  static constexpr std::size_t kKinds = 8;
  struct Entry {
    OpenElement element;
    Index same_below;                   // the next lower entry of that name
    std::array<Index, kKinds> nearest;  // by Kind, itself included
  };

  static std::uint8_t kinds_of(const OpenElement& element);
  Index nearest(Kind kind) const { return entries_.back().nearest[static_cast<std::size_t>(kind)]; }
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
  std::vector<Entry> entries_;
  std::vector<Index> html_, foreign_;  // by name: the topmost entry
};

}  // namespace thresh::html
