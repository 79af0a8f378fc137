// See language.h.
#include "html/selectors/language.h"

#include <algorithm>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr Name kXmlLangOfTree{static_cast<std::uint32_t>(Name::kXmlLang) + 1};  // "xml lang", of SVG and MathML

std::optional<std::string_view> own_language(const Document& document, NodeId element) {
  std::optional<std::string_view> language;
  const bool html = document.node(element).space == Namespace::kHtml;
  for (const Attribute& attribute : document.attributes(element)) {
    if (!html && attribute.name() == kXmlLangOfTree) return document.value(attribute);
    if (attribute.name() == Name::kLang) language = document.value(attribute);
  }
  return language;
}

// The part of a tag or range up to its next '-', taken off it.
std::string_view take_subtag(std::string_view& tag) {
  const std::size_t end = std::min(tag.find('-'), tag.size());
  const std::string_view subtag = tag.substr(0, end);
  tag.remove_prefix(std::min(end + 1, tag.size()));
  return subtag;
}

}  // namespace

std::string_view Languages::of(NodeId element) {
  std::optional<std::string_view> language;
  NodeId up = element;
  for (; up != kNoNode && !language && budget_.spend(1); up = document_.parent(up)) {
    if (const std::string_view* known = known_.find({nullptr, up})) {
      language = *known;
    } else if (document_.is_element(up)) {
      language = own_language(document_, up);
    }
  }
  if (!language) language = of_page();
  for (NodeId id = element; id != up; id = document_.parent(id)) known_.set({nullptr, id}, *language);
  return *language;
}

// HTML standard, section 4.2.5.3: a content with a comma says nothing, of others the first word counts.
std::string_view Languages::of_page() {
  if (page_) return *page_;
  std::string_view language;
  for (NodeId id = 0; id < document_.size() && budget_.spend(1); ++id) {
    if (!document_.is_element(id) || document_.node(id).name != Name::kMeta) continue;
    const auto pragma = document_.attribute(id, Name::kHttpEquiv);
    if (!pragma || !text::equals_ignoring_ascii_case(*pragma, "content-language")) continue;
    const std::string_view content = text::trim_ascii(document_.attribute(id, Name::kContent).value_or(""));
    if (content.empty() || content.contains(',')) continue;
    const auto space = std::ranges::find_if(content, base::is_ascii_space);
    language = content.substr(0, static_cast<std::size_t>(space - content.begin()));
  }
  page_ = language;
  return language;
}

bool takes_language(std::string_view range, std::string_view language) {
  if (range.empty() || language.empty()) return range.empty() && language.empty();
  if (range.ends_with('-')) return false;
  const std::string_view first = take_subtag(range), primary = take_subtag(language);
  if (first != "*" && !text::equals_ignoring_ascii_case(first, primary)) return false;
  while (!range.empty()) {
    const std::string_view wanted = take_subtag(range);
    if (wanted == "*") continue;
    if (wanted.empty()) return false;
    for (;;) {
      if (language.empty()) return false;
      const std::string_view subtag = take_subtag(language);
      if (text::equals_ignoring_ascii_case(wanted, subtag)) break;
      if (subtag.size() == 1) return false;  // what follows a singleton belongs to it
    }
  }
  return true;
}

}  // namespace thresh::html
