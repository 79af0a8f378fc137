// See element_style.h. A sorted table; all names that it does not hold are inline.
#include "html/element_style.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace thresh::html {
namespace {

using text::Break;

struct Row {
  std::string_view name;
  ElementStyle style;
};

constexpr Row kStyles[] = {
    {"a", {Role::kLink, Break::kNone}},
    {"address", {Role::kBlock, Break::kLine}},
    {"area", {Role::kNeverShown, Break::kNone}},
    {"article", {Role::kBlock, Break::kLine}},
    {"aside", {Role::kBlock, Break::kLine}},
    {"audio", {Role::kNeverShown, Break::kNone}},
    {"b", {Role::kStrong, Break::kNone}},
    {"base", {Role::kNeverShown, Break::kNone}},
    {"basefont", {Role::kNeverShown, Break::kNone}},
    {"blockquote", {Role::kQuote, Break::kParagraph}},
    {"body", {Role::kBlock, Break::kLine}},
    {"br", {Role::kLineBreak, Break::kNone}},
    {"canvas", {Role::kNeverShown, Break::kNone}},
    {"caption", {Role::kBlock, Break::kLine}},
    {"center", {Role::kBlock, Break::kLine}},
    {"code", {Role::kCode, Break::kNone}},
    {"datalist", {Role::kNeverShown, Break::kNone}},
    {"dd", {Role::kBlock, Break::kLine}},
    {"details", {Role::kBlock, Break::kLine}},
    {"dialog", {Role::kBlock, Break::kLine}},
    {"dir", {Role::kList, Break::kParagraph}},
    {"div", {Role::kBlock, Break::kLine}},
    {"dl", {Role::kBlock, Break::kParagraph}},
    {"dt", {Role::kBlock, Break::kLine}},
    {"em", {Role::kEmphasis, Break::kNone}},
    {"fieldset", {Role::kBlock, Break::kLine}},
    {"figcaption", {Role::kBlock, Break::kLine}},
    {"figure", {Role::kBlock, Break::kParagraph}},
    {"footer", {Role::kBlock, Break::kLine}},
    {"form", {Role::kBlock, Break::kLine}},
    {"frameset", {Role::kBlock, Break::kLine}},
    {"h1", {Role::kHeading, Break::kParagraph}},
    {"h2", {Role::kHeading, Break::kParagraph}},
    {"h3", {Role::kHeading, Break::kParagraph}},
    {"h4", {Role::kHeading, Break::kParagraph}},
    {"h5", {Role::kHeading, Break::kParagraph}},
    {"h6", {Role::kHeading, Break::kParagraph}},
    {"head", {Role::kNeverShown, Break::kNone}},
    {"header", {Role::kBlock, Break::kLine}},
    {"hgroup", {Role::kBlock, Break::kLine}},
    {"hr", {Role::kBlock, Break::kParagraph}},
    {"html", {Role::kBlock, Break::kLine}},
    {"i", {Role::kEmphasis, Break::kNone}},
    {"iframe", {Role::kNeverShown, Break::kNone}},
    {"img", {Role::kImage, Break::kNone}},
    {"kbd", {Role::kCode, Break::kNone}},
    {"legend", {Role::kBlock, Break::kLine}},
    {"li", {Role::kItem, Break::kLine}},
    {"link", {Role::kNeverShown, Break::kNone}},
    {"listing", {Role::kPreformatted, Break::kParagraph}},
    {"main", {Role::kBlock, Break::kLine}},
    {"math", {Role::kOtherCode, Break::kNone}},
    {"menu", {Role::kList, Break::kParagraph}},
    {"meta", {Role::kNeverShown, Break::kNone}},
    {"nav", {Role::kBlock, Break::kLine}},
    {"noembed", {Role::kNeverShown, Break::kNone}},
    {"noframes", {Role::kNeverShown, Break::kNone}},
    {"noscript", {Role::kNoscript, Break::kLine}},
    {"ol", {Role::kOrderedList, Break::kParagraph}},
    {"optgroup", {Role::kBlock, Break::kLine}},
    {"option", {Role::kBlock, Break::kLine}},
    {"p", {Role::kBlock, Break::kParagraph}},
    {"param", {Role::kNeverShown, Break::kNone}},
    {"plaintext", {Role::kBlock, Break::kParagraph}},
    {"pre", {Role::kPreformatted, Break::kParagraph}},
    {"rp", {Role::kNeverShown, Break::kNone}},
    {"samp", {Role::kCode, Break::kNone}},
    {"script", {Role::kNeverShown, Break::kNone}},
    {"search", {Role::kBlock, Break::kLine}},
    {"section", {Role::kBlock, Break::kLine}},
    {"source", {Role::kNeverShown, Break::kNone}},
    {"strong", {Role::kStrong, Break::kNone}},
    {"style", {Role::kNeverShown, Break::kNone}},
    {"summary", {Role::kBlock, Break::kLine}},
    {"svg", {Role::kNeverShown, Break::kNone}},
    {"table", {Role::kBlock, Break::kParagraph}},
    {"tbody", {Role::kBlock, Break::kLine}},
    {"td", {Role::kCell, Break::kLine}},
    {"template", {Role::kNeverShown, Break::kNone}},
    {"textarea", {Role::kPreformatted, Break::kLine}},
    {"tfoot", {Role::kBlock, Break::kLine}},
    {"th", {Role::kCell, Break::kLine}},
    {"thead", {Role::kBlock, Break::kLine}},
    {"title", {Role::kNeverShown, Break::kNone}},
    {"tr", {Role::kRow, Break::kLine}},
    {"track", {Role::kNeverShown, Break::kNone}},
    {"tt", {Role::kCode, Break::kNone}},
    {"ul", {Role::kList, Break::kParagraph}},
    {"video", {Role::kNeverShown, Break::kNone}},
    {"xmp", {Role::kPreformatted, Break::kParagraph}},
};
static_assert(std::ranges::is_sorted(kStyles, {}, &Row::name));

// Of the names that the program knows, by number.
std::array<ElementStyle, kKnownNames> known_styles(const NameTable& names) {
  std::array<ElementStyle, kKnownNames> styles;
  for (std::uint32_t i = 1; i < kKnownNames; ++i) styles[i] = style_of(names.text(static_cast<Name>(i)));
  return styles;
}

}  // namespace

ElementStyle style_of(const NameTable& names, Name name) {
  static const std::array<ElementStyle, kKnownNames> kKnown = known_styles(names);  // all tables have these
  const auto index = static_cast<std::uint32_t>(name);
  return index < kKnownNames ? kKnown[index] : style_of(names.text(name));
}

ElementStyle style_of(std::string_view name) {
  const Row* found = std::ranges::lower_bound(kStyles, name, {}, &Row::name);
  return found != std::end(kStyles) && found->name == name ? found->style : ElementStyle();
}

}  // namespace thresh::html
