// SVG and MathML: the tree construction dispatcher's choice and the rules for foreign content (HTML standard, sections
// 13.2.6 and 13.2.6.5).
#include "html/tree/tree_builder.h"

#include <algorithm>

#include "text/unicode.h"

namespace thresh::html {
// "MathML text integration point" and "HTML integration point" (section 13.2.6), as far as names tell.
void TreeBuilder::mark_integration_points(OpenElement& element) {
  const Name name = element.name;
  element.mathml_text_integration =
      element.space == Namespace::kMathMl && is_any(name, Name::kMi, Name::kMo, Name::kMn, Name::kMs, Name::kMtext);
  element.html_integration =
      element.space == Namespace::kSvg && is_any(name, Name::kForeignObject, Name::kDesc, Name::kTitle);
}

// Whether a start tag of that name is treated by the rules for foreign content.
bool TreeBuilder::in_foreign_start(Name name) const {
  const OpenElement& current = fragment_ && open_.size() == 1 ? context_ : open_.current();
  if (current.html_integration) return false;
  if (current.mathml_text_integration) return is_any(name, Name::kMglyph, Name::kMalignmark);
  return !(current.space == Namespace::kMathMl && current.name == Name::kAnnotationXml && name == Name::kSvg);
}

bool TreeBuilder::in_foreign_text() const {
  const OpenElement& current = fragment_ && open_.size() == 1 ? context_ : open_.current();
  return !current.html_integration && !current.mathml_text_integration;
}

void TreeBuilder::foreign_start(const Tag& tag) {
  if (breaks_out(tag)) {
    leave_foreign();
    return start_in(mode_, tag);
  }
  insert_foreign(tag, adjusted_current_space());
  if (tag.self_closing) open_.pop();
}

// "Insert a foreign element", its name and attributes adjusted.
void TreeBuilder::insert_foreign(const Tag& tag, Namespace space) {
  adjust_attributes(tag, space);
  const Name name = space == Namespace::kSvg ? adjusted(tag.name, kSvgTag) : tag.name;
  const NodeId id =
      builder_.add_element(appropriate_place(), name, space, tag.source, tag.first_attribute, tag.attributes);
  OpenElement element{.node = id, .name = tag.name, .space = space};
  mark_integration_points(element);
  if (space == Namespace::kMathMl && holds_html(tag)) element.html_integration = true;
  open_.push(element);
  if (open_.too_deep()) builder_.mark_cut();
}

// Whether it is an annotation-xml whose encoding attribute says that its content is HTML.
bool TreeBuilder::holds_html(const Tag& tag) const {
  return tag.name == Name::kAnnotationXml &&
         (has_value(tag, Name::kEncoding, "text/html") || has_value(tag, Name::kEncoding, "application/xhtml+xml"));
}

void TreeBuilder::adjust_attributes(const Tag& tag, Namespace space) {
  const Adjustment own = space == Namespace::kSvg ? kSvgAttribute : kMathMlAttribute;
  std::vector<Attribute>& all = builder_.attributes();
  for (std::uint32_t i = tag.first_attribute; i < tag.first_attribute + tag.attributes; ++i) {
    const Name name = adjusted(adjusted(all[i].name(), own), kForeignAttribute);
    all[i] = Attribute::make(name, all[i].flags(), all[i].source);
  }
}

// Start tags of HTML that end SVG and MathML.
bool TreeBuilder::breaks_out(const Tag& tag) const {
  if (tag.name != Name::kFont) return has_trait(tag.name, kBreakout);
  return std::ranges::any_of(attributes_of(tag), [](const Attribute& one) {
    return is_any(one.name(), Name::kColor, Name::kFace, Name::kSize);
  });
}

void TreeBuilder::leave_foreign() {
  const auto stays = [](const OpenElement& element) {
    return !element.is_html() && !element.mathml_text_integration && !element.html_integration;
  };
  while (stays(open_.current())) open_.pop();
}

void TreeBuilder::foreign_end(const Tag& tag) {
  if (is_any(tag.name, Name::kBr, Name::kP)) {
    leave_foreign();
    return end_in(mode_, tag);
  }
  if (open_.size() == 1) return;
  // From the current node down to the nearest HTML element, the first of that name ends.
  const OpenElements::Index at = open_.find_foreign(tag.name);
  const OpenElements::Index html = open_.nearest_html();
  if (at != OpenElements::kNowhere && (html == OpenElements::kNowhere || at > html)) return open_.pop_to(at);
  end_in(mode_, tag);
}

}  // namespace thresh::html
