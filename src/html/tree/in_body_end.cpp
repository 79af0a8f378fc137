// The insertion mode "in body": end tags (HTML standard, section 13.2.6.4.7).
#include "html/tree/tree_builder.h"

#include <algorithm>
#include <utility>

namespace thresh::html {

void TreeBuilder::in_body_end(const Tag& tag) {
  // Most end tags close the current node, and all rules agree on what that is: of a formatting element too, if it was
  // the last to become active.
  if (open_.current().is(tag.name)) [[likely]] {
    const std::uint16_t traits = traits_of(tag.name);
    const bool active = formatting_.last().node == open_.current().node;
    if ((traits & kOwnEnd) == 0 && active == ((traits & kFormatting) != 0)) [[likely]] {
      formatting_.remove_last_if(active);
      return open_.pop();
    }
  }
  switch (tag.name) {
    case Name::kTemplate:
      return end_template();
    case Name::kBody:
    case Name::kHtml:
      return end_body(tag);
    case Name::kAddress:
    case Name::kArticle:
    case Name::kAside:
    case Name::kBlockquote:
    case Name::kButton:
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
    case Name::kListing:
    case Name::kMain:
    case Name::kMenu:
    case Name::kNav:
    case Name::kOl:
    case Name::kPre:
    case Name::kSearch:
    case Name::kSection:
    case Name::kSelect:
    case Name::kSummary:
    case Name::kUl:
      return end_block(tag.name);
    case Name::kForm:
      return end_form();
    case Name::kP:
      return end_p();
    case Name::kLi:
    case Name::kDd:
    case Name::kDt:
      return end_list_item(tag.name);
    case Name::kH1:
    case Name::kH2:
    case Name::kH3:
    case Name::kH4:
    case Name::kH5:
    case Name::kH6:
      return end_heading();
    case Name::kA:
    case Name::kB:
    case Name::kBig:
    case Name::kCode:
    case Name::kEm:
    case Name::kFont:
    case Name::kI:
    case Name::kNobr:
    case Name::kS:
    case Name::kSmall:
    case Name::kStrike:
    case Name::kStrong:
    case Name::kTt:
    case Name::kU:
      return adoption_agency(tag.name);
    case Name::kApplet:
    case Name::kMarquee:
    case Name::kObject:
      return end_marked(tag.name);
    case Name::kBr:
      return end_br(tag);
    default:
      return end_ordinary(tag.name);
  }
}

// </body> and </html>.
void TreeBuilder::end_body(const Tag& tag) {
  if (!open_.in_scope(Name::kBody)) return;
  mode_ = Mode::kAfterBody;
  if (tag.name == Name::kHtml) end_in(mode_, tag);
}

void TreeBuilder::end_block(Name name) {
  if (!open_.in_scope(name)) return;
  generate_implied_end_tags();
  open_.pop_until(name);
}

void TreeBuilder::end_form() {
  if (open_.contains(Name::kTemplate)) return end_block(Name::kForm);
  const NodeId form = std::exchange(form_, kNoNode);
  const OpenElements::Index at = form == kNoNode ? OpenElements::kNowhere : open_.find(form, Name::kForm);
  if (!open_.in_scope(at)) return;
  generate_implied_end_tags();
  open_.remove(at);
}

void TreeBuilder::end_p() {
  if (!open_.in_button_scope(Name::kP)) insert_implied(Name::kP);
  close_p();
}

void TreeBuilder::end_list_item(Name name) {
  if (name == Name::kLi ? !open_.in_list_item_scope(name) : !open_.in_scope(name)) return;
  generate_implied_end_tags(name);
  open_.pop_until(name);
}

// Ends a heading of any level.
void TreeBuilder::end_heading() {
  OpenElements::Index topmost = OpenElements::kNowhere;
  for (const Name name : {Name::kH1, Name::kH2, Name::kH3, Name::kH4, Name::kH5, Name::kH6}) {
    const OpenElements::Index at = open_.find(name);
    if (at == OpenElements::kNowhere || !open_.in_scope(at)) continue;
    topmost = topmost == OpenElements::kNowhere ? at : std::max(topmost, at);
  }
  if (topmost == OpenElements::kNowhere) return;
  generate_implied_end_tags();
  open_.pop_to(topmost);
}

void TreeBuilder::end_marked(Name name) {
  if (!open_.in_scope(name)) return;
  generate_implied_end_tags();
  open_.pop_until(name);
  formatting_.clear_to_marker();
}

// </br> is a <br>.
void TreeBuilder::end_br(const Tag& tag) {
  Tag br;
  br.name = Name::kBr;
  br.source = tag.source;
  start_void(br);
}

// "Any other end tag": closes such an element unless a special one stands above it.
void TreeBuilder::end_ordinary(Name name) {
  const OpenElements::Index at = open_.find(name);
  const OpenElements::Index special = open_.nearest_special();
  if (at == OpenElements::kNowhere || (special != OpenElements::kNowhere && at < special)) return;
  open_.pop_to(at);
}

}  // namespace thresh::html
