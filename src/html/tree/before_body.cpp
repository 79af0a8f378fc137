// The insertion modes up to the body: "initial" to "after head" (HTML standard, sections 13.2.6.4.1 to 13.2.6.4.6), and
// "in column group" for text, which has the same shape.
#include "html/tree/tree_builder.h"

namespace thresh::html {

// Text before the body: white space at its start stays where the mode says, the rest makes the mode's "anything else".
// Whether there is a rest, for the mode that is then current.
bool TreeBuilder::text_before_body(Mode mode, base::Span& bytes, std::uint8_t flags) {
  const base::Span space = take_space(bytes, flags);
  const bool kept = is_any(mode, Mode::kInHead, Mode::kInHeadNoscript, Mode::kAfterHead, Mode::kInColumnGroup);
  if (kept && space.size() > 0) insert_text(space, flags);
  if (bytes.size() == 0) return false;
  if (before_body_else(mode) || close_column_group()) return true;
  // No column group is open: all but white space is ignored, a character at a time.
  frameset_text(mode, bytes, flags);
  return false;
}

// The "anything else" of the modes before the body: makes what is missing. False for any other mode.
bool TreeBuilder::before_body_else(Mode mode) {
  switch (mode) {
    case Mode::kInitial:
      initial_else();
      return true;
    case Mode::kBeforeHtml:
      before_html_else();
      return true;
    case Mode::kBeforeHead:
      before_head_else();
      return true;
    case Mode::kInHead:
      in_head_else();
      return true;
    case Mode::kInHeadNoscript:
      in_head_noscript_else();
      return true;
    case Mode::kAfterHead:
      after_head_else();
      return true;
    default:
      return false;
  }
}

void TreeBuilder::initial_else() {
  quirks_ = true;
  mode_ = Mode::kBeforeHtml;
}

void TreeBuilder::before_html_start(const Tag& tag) {
  if (tag.name != Name::kHtml) return before_html_else(), start_in(mode_, tag);
  const NodeId html =
      builder_.add_element({0}, Name::kHtml, Namespace::kHtml, tag.source, tag.first_attribute, tag.attributes);
  open_.push({.node = html, .name = Name::kHtml});
  mode_ = Mode::kBeforeHead;
}

void TreeBuilder::before_html_else() {
  Tag html;
  html.name = Name::kHtml;
  before_html_start(html);
}

void TreeBuilder::before_head_start(const Tag& tag) {
  if (tag.name == Name::kHtml) return in_body_start(tag);
  if (tag.name != Name::kHead) return before_head_else(), start_in(mode_, tag);
  head_ = insert_element(tag);
  mode_ = Mode::kInHead;
}

void TreeBuilder::before_head_else() {
  Tag head;
  head.name = Name::kHead;
  before_head_start(head);
}

void TreeBuilder::in_head_start(const Tag& tag) {
  switch (tag.name) {
    case Name::kHtml:
      return in_body_start(tag);
    case Name::kBase:
    case Name::kBasefont:
    case Name::kBgsound:
    case Name::kLink:
    case Name::kMeta:
      return insert_void(tag);
    case Name::kTitle:
      return insert_raw_text(tag, ContentModel::kRcdata);
    case Name::kNoscript:
      if (scripting_) return insert_raw_text(tag, ContentModel::kRawText);
      insert_element(tag);
      mode_ = Mode::kInHeadNoscript;
      return;
    case Name::kNoframes:
    case Name::kStyle:
      return insert_raw_text(tag, ContentModel::kRawText);
    case Name::kScript:
      return insert_raw_text(tag, ContentModel::kScriptData);
    case Name::kTemplate:
      return start_template(tag);
    case Name::kHead:
      return;
    default:
      in_head_else();
      start_in(mode_, tag);
  }
}

void TreeBuilder::in_head_end(const Tag& tag) {
  switch (tag.name) {
    case Name::kHead:
      return in_head_else();
    case Name::kTemplate:
      return end_template();
    case Name::kBody:
    case Name::kHtml:
    case Name::kBr:
      in_head_else();
      return end_in(mode_, tag);
    default:
      return;
  }
}

void TreeBuilder::in_head_else() {
  open_.pop();
  mode_ = Mode::kAfterHead;
}

void TreeBuilder::in_head_noscript_start(const Tag& tag) {
  switch (tag.name) {
    case Name::kHtml:
      return in_body_start(tag);
    case Name::kBasefont:
    case Name::kBgsound:
    case Name::kLink:
    case Name::kMeta:
    case Name::kNoframes:
    case Name::kStyle:
      return in_head_start(tag);
    case Name::kHead:
    case Name::kNoscript:
      return;
    default:
      in_head_noscript_else();
      start_in(mode_, tag);
  }
}

void TreeBuilder::in_head_noscript_end(const Tag& tag) {
  if (!is_any(tag.name, Name::kNoscript, Name::kBr)) return;
  in_head_noscript_else();
  if (tag.name == Name::kBr) end_in(mode_, tag);
}

void TreeBuilder::in_head_noscript_else() {
  open_.pop();
  mode_ = Mode::kInHead;
}

void TreeBuilder::after_head_start(const Tag& tag) {
  if (has_trait(tag.name, kHeadContent)) {
    const OpenElement head{.node = head_, .name = Name::kHead};
    open_.push(head);
    in_head_start(tag);
    if (const auto at = open_.find(head_, Name::kHead); at != OpenElements::kNowhere) open_.remove(at);
    return;
  }
  switch (tag.name) {
    case Name::kHtml:
      return in_body_start(tag);
    case Name::kBody:
      insert_element(tag);
      frameset_ok_ = false;
      mode_ = Mode::kInBody;
      return;
    case Name::kFrameset:
      insert_element(tag);
      mode_ = Mode::kInFrameset;
      return;
    case Name::kHead:
      return;
    default:
      after_head_else();
      start_in(mode_, tag);
  }
}

void TreeBuilder::after_head_end(const Tag& tag) {
  if (tag.name == Name::kTemplate) return end_template();
  if (!is_any(tag.name, Name::kBody, Name::kHtml, Name::kBr)) return;
  after_head_else();
  end_in(mode_, tag);
}

void TreeBuilder::after_head_else() {
  insert_implied(Name::kBody);
  mode_ = Mode::kInBody;
}

void TreeBuilder::start_template(const Tag& tag) {
  insert_element(tag);
  formatting_.push_marker();
  frameset_ok_ = false;
  mode_ = Mode::kInTemplate;
  template_modes_.push_back(Mode::kInTemplate);
}

void TreeBuilder::end_template() {
  if (!open_.contains(Name::kTemplate)) return;
  generate_implied_end_tags_thoroughly();
  open_.pop_until(Name::kTemplate);
  formatting_.clear_to_marker();
  template_modes_.pop_back();
  reset_insertion_mode();
}

}  // namespace thresh::html
