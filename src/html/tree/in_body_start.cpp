// The insertion mode "in body": text and start tags (HTML standard, section 13.2.6.4.7).
#include "html/tree/tree_builder.h"

#include <algorithm>

#include "text/unicode.h"

namespace thresh::html {

void TreeBuilder::in_body_text(base::Span bytes, std::uint8_t flags) {
  if (is_nul(bytes, flags)) return;
  reconstruct_formatting();
  insert_text(bytes, html_flags(flags));
  if (frameset_ok_ && !is_space(bytes, flags)) frameset_ok_ = false;
}

void TreeBuilder::in_body_start(const Tag& tag) {
  switch (tag.name) {
    case Name::kHtml:
      if (!open_.contains(Name::kTemplate)) add_missing_attributes(open_[0].node, tag, html_attributes_);
      return;
    case Name::kBase:
    case Name::kBasefont:
    case Name::kBgsound:
    case Name::kLink:
    case Name::kMeta:
    case Name::kNoframes:
    case Name::kScript:
    case Name::kStyle:
    case Name::kTemplate:
    case Name::kTitle:
      return in_head_start(tag);
    case Name::kBody:
      return start_body(tag);
    case Name::kFrameset:
      return start_frameset(tag);
    case Name::kAddress:
    case Name::kArticle:
    case Name::kAside:
    case Name::kBlockquote:
    case Name::kCenter:
    case Name::kDetails:
    case Name::kDialog:
    case Name::kDir:
    case Name::kDiv:
    case Name::kDl:
    case Name::kFieldset:
    case Name::kFigcaption:
    case Name::kFigure:
    case Name::kFooter:
    case Name::kHeader:
    case Name::kHgroup:
    case Name::kMain:
    case Name::kMenu:
    case Name::kNav:
    case Name::kOl:
    case Name::kP:
    case Name::kSearch:
    case Name::kSection:
    case Name::kSummary:
    case Name::kUl:
      return start_block(tag);
    case Name::kH1:
    case Name::kH2:
    case Name::kH3:
    case Name::kH4:
    case Name::kH5:
    case Name::kH6:
      return start_heading(tag);
    case Name::kPre:
    case Name::kListing:
      return start_preformatted(tag);
    case Name::kForm:
      return start_form(tag);
    case Name::kLi:
    case Name::kDd:
    case Name::kDt:
      return start_list_item(tag);
    case Name::kPlaintext:
      start_block(tag);
      model_ = ContentModel::kPlaintext;
      return;
    case Name::kButton:
      return start_button(tag);
    case Name::kA:
      return start_a(tag);
    case Name::kB:
    case Name::kBig:
    case Name::kCode:
    case Name::kEm:
    case Name::kFont:
    case Name::kI:
    case Name::kS:
    case Name::kSmall:
    case Name::kStrike:
    case Name::kStrong:
    case Name::kTt:
    case Name::kU:
      return start_formatting(tag);
    case Name::kNobr:
      return start_nobr(tag);
    case Name::kApplet:
    case Name::kMarquee:
    case Name::kObject:
      return start_marked(tag);
    case Name::kTable:
      return start_table(tag);
    case Name::kImage: {
      Tag img = tag;
      img.name = Name::kImg;
      return start_void(img);
    }
    case Name::kArea:
    case Name::kBr:
    case Name::kEmbed:
    case Name::kImg:
    case Name::kKeygen:
    case Name::kWbr:
      return start_void(tag);
    case Name::kInput:
      return start_input(tag);
    case Name::kParam:
    case Name::kSource:
    case Name::kTrack:
      return insert_void(tag);
    case Name::kHr:
      return start_hr(tag);
    case Name::kTextarea:
      return start_textarea(tag);
    case Name::kXmp:
      close_p_in_button_scope();
      reconstruct_formatting();
      frameset_ok_ = false;
      return insert_raw_text(tag, ContentModel::kRawText);
    case Name::kIframe:
      frameset_ok_ = false;
      return insert_raw_text(tag, ContentModel::kRawText);
    case Name::kNoembed:
      return insert_raw_text(tag, ContentModel::kRawText);
    case Name::kNoscript:
      return scripting_ ? insert_raw_text(tag, ContentModel::kRawText) : start_ordinary(tag);
    case Name::kSelect:
      return start_select(tag);
    case Name::kOptgroup:
    case Name::kOption:
      return start_option(tag);
    case Name::kRb:
    case Name::kRtc:
    case Name::kRp:
    case Name::kRt:
      return start_ruby_part(tag);
    case Name::kMath:
      return start_foreign(tag, Namespace::kMathMl);
    case Name::kSvg:
      return start_foreign(tag, Namespace::kSvg);
    case Name::kCaption:
    case Name::kCol:
    case Name::kColgroup:
    case Name::kFrame:
    case Name::kHead:
    case Name::kTbody:
    case Name::kTd:
    case Name::kTfoot:
    case Name::kTh:
    case Name::kThead:
    case Name::kTr:
      return;
    default:
      return start_ordinary(tag);
  }
}

void TreeBuilder::start_body(const Tag& tag) {
  if (open_.size() < 2 || !open_[1].is(Name::kBody) || open_.contains(Name::kTemplate)) return;
  frameset_ok_ = false;
  add_missing_attributes(open_[1].node, tag, body_attributes_);
}

void TreeBuilder::start_frameset(const Tag& tag) {
  if (open_.size() < 2 || !open_[1].is(Name::kBody) || !frameset_ok_) return;
  builder_.remove(open_[1].node);
  open_.pop_to(1);
  insert_element(tag);
  mode_ = Mode::kInFrameset;
}

void TreeBuilder::start_block(const Tag& tag) {
  close_p_in_button_scope();
  insert_element(tag);
}

void TreeBuilder::start_heading(const Tag& tag) {
  close_p_in_button_scope();
  const OpenElement& current = open_.current();
  if (current.is_html() && is_any(current.name, Name::kH1, Name::kH2, Name::kH3, Name::kH4, Name::kH5, Name::kH6)) {
    open_.pop();
  }
  insert_element(tag);
}

void TreeBuilder::start_preformatted(const Tag& tag) {
  start_block(tag);
  skip_newline_ = true;
  frameset_ok_ = false;
}

void TreeBuilder::start_form(const Tag& tag) {
  const bool in_template = open_.contains(Name::kTemplate);
  if (form_ != kNoNode && !in_template) return;
  close_p_in_button_scope();
  const NodeId form = insert_element(tag);
  if (!in_template) form_ = form;
}

// li, dd and dt: an open one of the same list ends.
void TreeBuilder::start_list_item(const Tag& tag) {
  frameset_ok_ = false;
  const OpenElements::Index boundary = open_.nearest_item_boundary();
  if (boundary != OpenElements::kNowhere && open_[boundary].is_html()) {
    const Name open = open_[boundary].name;
    const bool same_list = tag.name == Name::kLi ? open == Name::kLi : is_any(open, Name::kDd, Name::kDt);
    if (same_list) {
      generate_implied_end_tags(open);
      open_.pop_until(open);
    }
  }
  start_block(tag);
}

void TreeBuilder::start_button(const Tag& tag) {
  if (open_.in_scope(Name::kButton)) {
    generate_implied_end_tags();
    open_.pop_until(Name::kButton);
  }
  reconstruct_formatting();
  insert_element(tag);
  frameset_ok_ = false;
}

void TreeBuilder::start_a(const Tag& tag) {
  if (const std::size_t active = formatting_.find(Name::kA); active != ActiveFormatting::kNowhere) {
    const NodeId node = formatting_[active].node;
    adoption_agency(Name::kA);
    if (const std::size_t still = formatting_.find(node); still != ActiveFormatting::kNowhere)
      formatting_.remove(still);
    if (const auto at = open_.find(node, Name::kA); at != OpenElements::kNowhere) open_.remove(at);
  }
  start_formatting(tag);
}

void TreeBuilder::start_formatting(const Tag& tag) {
  reconstruct_formatting();
  push_formatting(insert_element(tag), tag.name);
}

void TreeBuilder::start_nobr(const Tag& tag) {
  reconstruct_formatting();
  if (open_.in_scope(Name::kNobr)) adoption_agency(Name::kNobr);
  start_formatting(tag);
}

void TreeBuilder::start_marked(const Tag& tag) {
  reconstruct_formatting();
  insert_element(tag);
  formatting_.push_marker();
  frameset_ok_ = false;
}

void TreeBuilder::start_table(const Tag& tag) {
  if (!quirks_) close_p_in_button_scope();
  insert_element(tag);
  frameset_ok_ = false;
  mode_ = Mode::kInTable;
}

void TreeBuilder::start_void(const Tag& tag) {
  reconstruct_formatting();
  insert_void(tag);
  frameset_ok_ = false;
}

void TreeBuilder::start_input(const Tag& tag) {
  if (fragment_ && context_.is(Name::kSelect)) return;
  if (in_select()) open_.pop_until(Name::kSelect);
  reconstruct_formatting();
  insert_void(tag);
  if (!is_hidden_input(tag)) frameset_ok_ = false;
}

bool TreeBuilder::is_hidden_input(const Tag& tag) const { return has_value(tag, Name::kType, "hidden"); }

void TreeBuilder::start_hr(const Tag& tag) {
  close_p_in_button_scope();
  if (in_select()) generate_implied_end_tags();
  insert_void(tag);
  frameset_ok_ = false;
}

void TreeBuilder::start_textarea(const Tag& tag) {
  insert_raw_text(tag, ContentModel::kRcdata);
  skip_newline_ = true;
  frameset_ok_ = false;
}

void TreeBuilder::start_select(const Tag& tag) {
  if (fragment_ && context_.is(Name::kSelect)) return;
  if (in_select()) return open_.pop_until(Name::kSelect);
  reconstruct_formatting();
  insert_element(tag);
  frameset_ok_ = false;
}

void TreeBuilder::start_option(const Tag& tag) {
  if (in_select()) {
    generate_implied_end_tags(tag.name == Name::kOption ? Name::kOptgroup : Name::kNone);
  } else if (open_.current().is(Name::kOption)) {
    open_.pop();
  }
  reconstruct_formatting();
  insert_element(tag);
}

void TreeBuilder::start_ruby_part(const Tag& tag) {
  const bool with_text = is_any(tag.name, Name::kRp, Name::kRt);
  if (open_.in_scope(Name::kRuby)) generate_implied_end_tags(with_text ? Name::kRtc : Name::kNone);
  insert_element(tag);
}

void TreeBuilder::start_foreign(const Tag& tag, Namespace space) {
  reconstruct_formatting();
  insert_foreign(tag, space);
  if (tag.self_closing) open_.pop();
}

void TreeBuilder::start_ordinary(const Tag& tag) {
  reconstruct_formatting();
  insert_element(tag);
}

}  // namespace thresh::html
