// See open_elements.h.
#include "html/tree/open_elements.h"

#include <algorithm>
#include <utility>

namespace thresh::html {
namespace {

// The elements that "reset the insertion mode appropriately" asks for.
constexpr bool is_mode_element(Name name) {
  switch (name) {
    case Name::kHtml:
    case Name::kHead:
    case Name::kBody:
    case Name::kFrameset:
    case Name::kTemplate:
    case Name::kTable:
    case Name::kCaption:
    case Name::kColgroup:
    case Name::kTbody:
    case Name::kThead:
    case Name::kTfoot:
    case Name::kTr:
    case Name::kTd:
    case Name::kTh:
      return true;
    default:
      return false;
  }
}

constexpr std::size_t kFewOpen = 64;

}  // namespace

// The kinds of an HTML element.
OpenElements::Nearest OpenElements::kinds_of(Name name) {
  Nearest kinds{};
  const auto set = [&](Kind kind, bool is) { kinds[lane(kind).first][lane(kind).second] = is ? kNowhere : 0; };
  const std::uint16_t traits = traits_of(name);
  const auto has = [&](unsigned some) { return (traits & some) != 0; };
  const bool passed = name == Name::kAddress || name == Name::kDiv || name == Name::kP;
  set(Kind::kScope, has(kScope));
  set(Kind::kListScope, has(kScope | kListScope));
  set(Kind::kButtonScope, has(kScope | kButtonScope));
  set(Kind::kTableScope, has(kTableScope));
  set(Kind::kSpecial, has(kSpecial));
  set(Kind::kItemBoundary, has(kSpecial) && !passed);
  set(Kind::kHtmlElement, true);
  set(Kind::kModeElement, is_mode_element(name));
  return kinds;
}

// Of all known names, and last of any other.
const std::array<OpenElements::Nearest, kKnownNames + 1> OpenElements::kHtmlKinds = [] {
  std::array<Nearest, kKnownNames + 1> kinds{};
  for (std::uint32_t i = 0; i <= kKnownNames; ++i) kinds[i] = kinds_of(Name{i});
  return kinds;
}();

// Some elements of MathML and SVG are "special", and end every scope but those of tables.
const OpenElements::Nearest OpenElements::kSpecialForeignKinds = [] {
  Nearest kinds = kinds_of(Name::kObject);
  kinds[lane(Kind::kHtmlElement).first][lane(Kind::kHtmlElement).second] = 0;
  return kinds;
}();
const OpenElements::Nearest OpenElements::kNoKinds{};

const OpenElements::Nearest& OpenElements::foreign_kinds(const OpenElement& element) {
  const bool special = element.space == Namespace::kMathMl
                           ? element.mathml_text_integration || element.name == Name::kAnnotationXml
                           : element.html_integration;
  return special ? kSpecialForeignKinds : kNoKinds;
}

OpenElements::OpenElements(DocumentBuilder& builder, std::uint32_t depth)
    : builder_(builder),
      depth_(depth),
      entries_(kFewOpen),
      html_(kKnownNames, kNowhere),
      foreign_(kKnownNames, kNowhere) {
  for (Lanes& lanes : entries_[0].nearest) lanes = ~Lanes{};
}

void OpenElements::push(const OpenElement& element) {
  std::vector<Index>& table = element.is_html() ? html_ : foreign_;
  const auto name = static_cast<std::size_t>(element.name);
  if (name >= table.size()) table.resize(name + name / 2 + 1, kNowhere);
  const Index index = size_++;
  if (size_ == entries_.size()) entries_.resize(entries_.size() * 2);
  const Entry& below = entries_[index];
  Entry& entry = entries_[index + 1];
  entry.element.node = element.node;  // one by one: a copy as a whole would wait for these
  entry.element.name = element.name;
  entry.element.space = element.space;
  entry.element.mathml_text_integration = element.mathml_text_integration;
  entry.element.html_integration = element.html_integration;
  entry.same_below = std::exchange(table[name], index);
  entry.parent = holds_children(index) ? element.node : below.parent;
  const Nearest& own = element.is_html() ? html_kinds(element.name) : foreign_kinds(element);
  for (std::size_t i = 0; i < own.size(); ++i) {
    entry.nearest[i] = (own[i] & index) | (below.nearest[i] & ~own[i]);
  }
  builder_.node(element.node).flags |= kOpen;
  if (holds_children(index)) builder_.enter(element.node);
}

void OpenElements::replace_from(Index first, const std::vector<OpenElement>& elements) {
  pop_to(first);
  for (const OpenElement& element : elements) push(element);
}

void OpenElements::remove(Index index) {
  std::vector<OpenElement> above;
  for (Index i = index + 1; i < size(); ++i) above.push_back((*this)[i]);
  replace_from(index, above);
}

OpenElements::Index OpenElements::find(NodeId node, Name name) const {
  if ((builder_.node(node).flags & kOpen) == 0) return kNowhere;
  Index index = find(name);
  while (index != kNowhere && at(index).element.node != node) index = at(index).same_below;
  return index;
}

}  // namespace thresh::html
