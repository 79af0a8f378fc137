// See open_elements.h.
#include "html/tree/open_elements.h"

#include <algorithm>

namespace thresh::html {
namespace {

// Elements of MathML and SVG among the "special" ones, which end scopes too.
bool is_special_foreign(const OpenElement& element) {
  if (element.space == Namespace::kMathMl) {
    return element.mathml_text_integration || element.name == Name::kAnnotationXml;
  }
  return element.html_integration;
}

// The elements that "reset the insertion mode appropriately" asks for.
bool is_mode_element(Name name) {
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

OpenElements::OpenElements(DocumentBuilder& builder, std::uint32_t depth)
    : builder_(builder), depth_(depth), html_(kKnownNames, kNowhere), foreign_(kKnownNames, kNowhere) {
  entries_.reserve(kFewOpen);
}

// As bits, by Kind.
std::uint8_t OpenElements::kinds_of(const OpenElement& element) {
  const auto bit = [](Kind kind, bool set) { return set ? 1u << static_cast<unsigned>(kind) : 0u; };
  const std::uint16_t traits =
      element.is_html() ? traits_of(element.name) : std::uint16_t(is_special_foreign(element) ? kSpecial | kScope : 0);
  const bool scope = (traits & kScope) != 0;
  const bool special = (traits & kSpecial) != 0;
  const bool passed = element.is(Name::kAddress) || element.is(Name::kDiv) || element.is(Name::kP);
  return static_cast<std::uint8_t>(
      bit(Kind::kScope, scope) | bit(Kind::kListScope, scope || (traits & kListScope) != 0) |
      bit(Kind::kButtonScope, scope || (traits & kButtonScope) != 0) |
      bit(Kind::kTableScope, (traits & kTableScope) != 0) | bit(Kind::kSpecial, special) |
      bit(Kind::kItemBoundary, special && !passed) | bit(Kind::kHtmlElement, element.is_html()) |
      bit(Kind::kModeElement, element.is_html() && is_mode_element(element.name)));
}

void OpenElements::push(const OpenElement& element) {
  std::vector<Index>& table = element.is_html() ? html_ : foreign_;
  const auto name = static_cast<std::size_t>(element.name);
  if (name >= table.size()) table.resize(name + name / 2 + 1, kNowhere);
  const Index index = size();
  const unsigned kinds = kinds_of(element);
  Entry entry{element, table[name], {}};
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    const Index below = index == 0 ? kNowhere : entries_.back().nearest[kind];
    entry.nearest[kind] = (kinds >> kind & 1u) != 0 ? index : below;
  }
  table[name] = index;
  entries_.push_back(entry);
  builder_.node(element.node).flags |= kOpen;
}

void OpenElements::pop() {
  const Entry& entry = entries_.back();
  (entry.element.is_html() ? html_ : foreign_)[static_cast<std::size_t>(entry.element.name)] = entry.same_below;
  builder_.node(entry.element.node).flags &= static_cast<std::uint8_t>(~kOpen);
  entries_.pop_back();
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

void OpenElements::insert(Index index, const OpenElement& element) {
  std::vector<OpenElement> above = {element};
  for (Index i = index; i < size(); ++i) above.push_back((*this)[i]);
  replace_from(index, above);
}

OpenElements::Index OpenElements::find(NodeId node, Name name) const {
  Index index = find(name);
  while (index != kNowhere && entries_[index].element.node != node) index = entries_[index].same_below;
  return index;
}

}  // namespace thresh::html
