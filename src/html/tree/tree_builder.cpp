// See tree_builder.h: the dispatch of tokens to the insertion modes, and the operations that the modes share.
#include "html/tree/tree_builder.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "html/tree/quirks.h"
#include "html/tree/selected_content.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

// The flags that stay with a text: not whether it holds U+0000.
constexpr std::uint8_t kKept = kEncoded | kReferences | kInAttribute | kNulDropped;

}  // namespace

TreeBuilder::TreeBuilder(DocumentBuilder& builder, const base::Limits& limits, bool scripting)
    : builder_(builder), limits_(limits), scripting_(scripting), open_(builder, limits.depth), formatting_(builder) {}

void TreeBuilder::start_fragment(Name context, Namespace space) {
  fragment_ = true;
  context_.name = context;
  context_.space = space;
  mark_integration_points(context_);
  const NodeId root = builder_.add_element({0}, Name::kHtml, Namespace::kHtml, {}, 0, 0);
  open_.push({.node = root, .name = Name::kHtml});
  if (context_.is(Name::kForm)) form_ = root;  // any node that no form's end tag finds
  if (context_.is(Name::kTemplate)) template_modes_.push_back(Mode::kInTemplate);
  reset_insertion_mode();
}

void TreeBuilder::spend() {
  static_assert(OpenElements::kMaxOpen == 65'536);
  spent_ = true;
  builder_.mark_stopped(open_.size() >= OpenElements::kMaxOpen ? "65,536 elements are open at once"
                                                               : "it has more elements and texts than are read");
}

ContentModel TreeBuilder::start_tag(const Tag& tag) {
  model_ = ContentModel::kData;
  skip_newline_ = false;
  if (mode_ == Mode::kInTableText) flush_table_text();
  if (foreign_rules_for_start(tag.name)) {
    foreign_start(tag);
  } else if (mode_ == Mode::kInBody) {
    in_body_start(tag);
  } else {
    start_in(mode_, tag);
  }
  after_tag();
  return model_;
}

void TreeBuilder::end_tag(const Tag& tag) {
  skip_newline_ = false;
  if (mode_ == Mode::kInTableText) flush_table_text();
  if (!adjusted_current_is_html()) {
    foreign_end(tag);
  } else if (mode_ == Mode::kInBody) {
    in_body_end(tag);
  } else {
    end_in(mode_, tag);
  }
  after_tag();
}

void TreeBuilder::start_in(Mode mode, const Tag& tag) {
  switch (mode) {
    case Mode::kInitial:
      initial_else();
      return start_in(mode_, tag);
    case Mode::kBeforeHtml:
      return before_html_start(tag);
    case Mode::kBeforeHead:
      return before_head_start(tag);
    case Mode::kInHead:
      return in_head_start(tag);
    case Mode::kInHeadNoscript:
      return in_head_noscript_start(tag);
    case Mode::kAfterHead:
      return after_head_start(tag);
    case Mode::kInBody:
      return in_body_start(tag);
    case Mode::kText:         // no start tag comes here: the tokenizer reads text
    case Mode::kInTableText:  // it was left before the tag
      return;
    case Mode::kInTable:
      return in_table_start(tag);
    case Mode::kInCaption:
      return in_caption_start(tag);
    case Mode::kInColumnGroup:
      return in_column_group_start(tag);
    case Mode::kInTableBody:
      return in_table_body_start(tag);
    case Mode::kInRow:
      return in_row_start(tag);
    case Mode::kInCell:
      return in_cell_start(tag);
    case Mode::kInTemplate:
      return in_template_start(tag);
    case Mode::kAfterBody:
    case Mode::kAfterAfterBody:
      return after_body_start(tag);
    case Mode::kInFrameset:
      return in_frameset_start(tag);
    case Mode::kAfterFrameset:
    case Mode::kAfterAfterFrameset:
      return after_frameset_start(tag);
  }
}

void TreeBuilder::end_in(Mode mode, const Tag& tag) {
  // Before the body, end tags other than these are ignored.
  const bool counts = is_any(tag.name, Name::kHead, Name::kBody, Name::kHtml, Name::kBr);
  switch (mode) {
    case Mode::kInitial:
      initial_else();
      return end_in(mode_, tag);
    case Mode::kBeforeHtml:
      return counts ? before_html_else(), end_in(mode_, tag) : void();
    case Mode::kBeforeHead:
      return counts ? before_head_else(), end_in(mode_, tag) : void();
    case Mode::kInHead:
      return in_head_end(tag);
    case Mode::kInHeadNoscript:
      return in_head_noscript_end(tag);
    case Mode::kAfterHead:
      return after_head_end(tag);
    case Mode::kInBody:
      return in_body_end(tag);
    case Mode::kText:
      open_.pop();
      mode_ = original_mode_;
      return;
    case Mode::kInTableText:  // it was left before the tag
      return;
    case Mode::kInTable:
      return in_table_end(tag);
    case Mode::kInCaption:
      return in_caption_end(tag);
    case Mode::kInColumnGroup:
      return in_column_group_end(tag);
    case Mode::kInTableBody:
      return in_table_body_end(tag);
    case Mode::kInRow:
      return in_row_end(tag);
    case Mode::kInCell:
      return in_cell_end(tag);
    case Mode::kInTemplate:
      return in_template_end(tag);
    case Mode::kAfterBody:
    case Mode::kAfterAfterBody:
      return after_body_end(mode, tag);
    case Mode::kInFrameset:
      return in_frameset_end(tag);
    case Mode::kAfterFrameset:
    case Mode::kAfterAfterFrameset:
      return after_frameset_end(mode, tag);
  }
}

// Cuts a line feed at the start off.
void TreeBuilder::skip_newline(base::Span& bytes, std::uint8_t flags) {
  skip_newline_ = false;
  const std::string_view text = raw(bytes);
  if (text.starts_with("\r\n")) {
    bytes.begin += 2;
  } else if (text.starts_with('\n') || text.starts_with('\r')) {
    ++bytes.begin;
  } else if ((flags & kReferences) != 0 && text.starts_with('&')) {
    const CharacterReference reference = read_character_reference(text, false);
    if (reference.view() == "\n") bytes.begin += static_cast<std::uint32_t>(reference.length);
  }
}

void TreeBuilder::text(base::Span bytes, std::uint8_t flags) {
  // Most text is this: in an element of the body, with nothing to open again before it.
  const bool plain = is_any(mode_, Mode::kInBody, Mode::kInCell) && !frameset_ok_ && !skip_newline_ &&
                     (flags & kHasNul) == 0 && adjusted_current_is_html() && !formatting_waits();
  if (plain) [[likely]]
    return builder_.add_text({open_.current_parent()}, bytes, flags);
  any_text(bytes, flags);
}

void TreeBuilder::any_text(base::Span bytes, std::uint8_t flags) {
  if (skip_newline_) {
    skip_newline(bytes, flags);
    if (bytes.size() == 0) return;
  }
  if (foreign_rules_for_text()) {
    if (!is_space(bytes, flags)) frameset_ok_ = false;
    return insert_text(bytes, flags);
  }
  if (mode_ == Mode::kInBody) return in_body_text(bytes, flags);
  text_in(mode_, bytes, flags);
}

void TreeBuilder::text_in(Mode mode, base::Span bytes, std::uint8_t flags) {
  switch (mode) {
    case Mode::kInitial:
    case Mode::kBeforeHtml:
    case Mode::kBeforeHead:
    case Mode::kInHead:
    case Mode::kInHeadNoscript:
    case Mode::kAfterHead:
    case Mode::kInColumnGroup:
      return text_before_body(mode, bytes, flags) ? text_in(mode_, bytes, flags) : void();
    case Mode::kInBody:
    case Mode::kInCaption:
    case Mode::kInCell:
    case Mode::kInTemplate:
      return in_body_text(bytes, flags);
    case Mode::kText:
      return insert_text(bytes, flags);
    case Mode::kInTable:
    case Mode::kInTableBody:
    case Mode::kInRow:
      if (!is_table_context()) {
        return with_foster_parenting([&] { in_body_text(bytes, flags); });
      }
      original_mode_ = mode_;
      mode_ = Mode::kInTableText;
      [[fallthrough]];
    case Mode::kInTableText:
      table_text_.push_back({bytes, flags});
      return;
    case Mode::kAfterBody:
    case Mode::kAfterAfterBody:
      if (const base::Span space = take_space(bytes, flags); space.size() > 0) in_body_text(space, flags);
      if (bytes.size() == 0) return;
      mode_ = Mode::kInBody;
      return in_body_text(bytes, flags);
    case Mode::kInFrameset:
    case Mode::kAfterFrameset:
    case Mode::kAfterAfterFrameset:
      return frameset_text(mode, bytes, flags);
  }
}

void TreeBuilder::comment(base::Span content, std::uint8_t flags) {
  skip_newline_ = false;
  if (mode_ == Mode::kInTableText) flush_table_text();
  const auto kept = static_cast<std::uint8_t>(flags & kEncoded);
  const bool html = adjusted_current_is_html();  // else the rules for foreign content say where it goes
  if (html && is_any(mode_, Mode::kInitial, Mode::kBeforeHtml, Mode::kAfterAfterBody, Mode::kAfterAfterFrameset)) {
    insert_comment({0}, content, kept);
  } else if (html && mode_ == Mode::kAfterBody) {
    insert_comment({open_[0].node}, content, kept);
  } else {
    insert_comment(appropriate_place(), content, kept);
  }
  check_budget();
}

void TreeBuilder::doctype(const DoctypeToken& doctype) {
  skip_newline_ = false;
  if (mode_ == Mode::kInTableText) flush_table_text();
  if (mode_ != Mode::kInitial) return;
  const auto read = [&](std::optional<base::Span> span) -> std::optional<std::string> {
    if (!span) return std::nullopt;
    std::string decoded;
    append_decoded(raw(*span), kEncoded, decoded);
    return decoded;
  };
  const Doctype added =
      builder_.add_doctype(text::ascii_lower(*read(doctype.name)), read(doctype.public_id), read(doctype.system_id));
  quirks_ = is_quirky(added, doctype.force_quirks);
  mode_ = Mode::kBeforeHtml;
}

void TreeBuilder::end_of_file() {
  if (mode_ == Mode::kInTableText) flush_table_text();
  close_all();
  if (has_selected_content_) fill_selected_content(builder_, limits_.nodes);
}

// Makes what a page that ends here lacks: its html, head and body elements.
void TreeBuilder::close_all() {
  while (true) {
    if (before_body_else(mode_)) continue;
    if (mode_ == Mode::kText) {
      open_.pop();
      mode_ = original_mode_;
    } else if (template_modes_.empty() || !in_template_end_of_file()) {
      return;
    }
  }
}

// "Reset the insertion mode appropriately" (section 13.2.4.1).
void TreeBuilder::reset_insertion_mode() {
  for (OpenElements::Index at = open_.nearest_mode_element(); at != OpenElements::kNowhere && at > 0;
       at = open_.mode_element_below(at)) {
    mode_ = mode_for(at);
    if (mode_ != Mode::kInitial) return;
  }
  mode_ = mode_for(0);
}

// The mode that an entry of the stack asks for; kInitial for none.
InsertionMode TreeBuilder::mode_for(OpenElements::Index index) const {
  const bool last = index == 0;
  const OpenElement& element = last && fragment_ ? context_ : open_[index];
  if (!element.is_html()) return last ? Mode::kInBody : Mode::kInitial;
  switch (element.name) {
    case Name::kTd:
    case Name::kTh:
      return last ? Mode::kInBody : Mode::kInCell;
    case Name::kTr:
      return Mode::kInRow;
    case Name::kTbody:
    case Name::kThead:
    case Name::kTfoot:
      return Mode::kInTableBody;
    case Name::kCaption:
      return Mode::kInCaption;
    case Name::kColgroup:
      return Mode::kInColumnGroup;
    case Name::kTable:
      return Mode::kInTable;
    case Name::kTemplate:
      return template_modes_.back();
    case Name::kHead:
      return last ? Mode::kInBody : Mode::kInHead;
    case Name::kBody:
      return Mode::kInBody;
    case Name::kFrameset:
      return Mode::kInFrameset;
    case Name::kHtml:
      return head_ == kNoNode ? Mode::kBeforeHead : Mode::kAfterHead;
    default:
      return last ? Mode::kInBody : Mode::kInitial;
  }
}

// "The appropriate place for inserting a node" with an override target (section 13.2.6.1).
Place TreeBuilder::appropriate_place(OpenElements::Index target) {
  const OpenElement& element = open_[target];
  if (foster_parenting_ && element.is_html() &&
      is_any(element.name, Name::kTable, Name::kTbody, Name::kTfoot, Name::kThead, Name::kTr)) {
    return foster_place();
  }
  return {target + 1 == open_.size() ? open_.current_parent() : element.node};
}

Place TreeBuilder::foster_place() {
  const OpenElements::Index table = open_.find(Name::kTable);
  const OpenElements::Index last_template = open_.find(Name::kTemplate);
  if (last_template != OpenElements::kNowhere && (table == OpenElements::kNowhere || last_template > table)) {
    return {open_[last_template].node};
  }
  if (table == OpenElements::kNowhere) return {open_[0].node};
  const NodeId node = open_[table].node;
  if (builder_.parent(node) != kNoNode) return {builder_.parent(node), node};
  return {open_[table - 1].node};
}

NodeId TreeBuilder::insert_element(const Tag& tag) {
  const NodeId id = builder_.add_element(appropriate_place(), tag.name, Namespace::kHtml, tag.source,
                                         tag.first_attribute, tag.attributes);
  if (tag.name == Name::kSelectedcontent) has_selected_content_ = true;
  open_.push({.node = id, .name = tag.name});
  if (open_.too_deep()) builder_.mark_cut();
  return id;
}

void TreeBuilder::insert_implied(Name name) {
  Tag tag;
  tag.name = name;
  insert_element(tag);
}

// "Insert an HTML element" and "immediately pop the current node off the stack".
void TreeBuilder::insert_void(const Tag& tag) {
  builder_.add_element(appropriate_place(), tag.name, Namespace::kHtml, tag.source, tag.first_attribute,
                       tag.attributes);
}

void TreeBuilder::insert_text(base::Span bytes, std::uint8_t flags) {
  builder_.add_text(appropriate_place(), bytes, flags & kKept);
}

void TreeBuilder::insert_comment(Place place, base::Span content, std::uint8_t flags) {
  Node node;
  node.type = NodeType::kComment;
  node.source = content;
  node.flags = flags;
  builder_.add(place, node);
}

// Of a second <html> or <body>. `known`: what is known of that element's attributes since the first time.
void TreeBuilder::add_missing_attributes(NodeId id, const Tag& tag, KnownAttributes& known) {
  std::vector<Attribute>& all = builder_.attributes();
  Node& node = builder_.node(id);
  known.has.resize(builder_.names().size());
  if (std::exchange(known.of, id) != id) {
    known.has.assign(known.has.size(), false);
    for (const Attribute& one : builder_.attributes_of(id)) known.has[static_cast<std::size_t>(one.name())] = true;
  }
  std::vector<Attribute> missing;
  for (const Attribute& one : attributes_of(tag)) {
    if (!known.has[static_cast<std::size_t>(one.name())]) missing.push_back(one);
  }
  if (missing.empty()) return;
  if (node.attributes + missing.size() > limits_.attributes) return builder_.mark_cut();
  for (const Attribute& one : missing) known.has[static_cast<std::size_t>(one.name())] = true;
  const std::uint32_t had = node.first;
  node.first = static_cast<std::uint32_t>(all.size());
  for (std::uint32_t i = 0; i < node.attributes; ++i) all.push_back(Attribute(all[had + i]));
  all.insert(all.end(), missing.begin(), missing.end());
  node.attributes = static_cast<std::uint16_t>(node.attributes + missing.size());
}

// The "generic raw text" and "generic RCDATA element parsing algorithm" (section 13.2.6.2).
void TreeBuilder::insert_raw_text(const Tag& tag, ContentModel model) {
  insert_element(tag);
  model_ = model;
  original_mode_ = mode_;
  mode_ = Mode::kText;
}

// Section 13.2.6.3.
void TreeBuilder::generate_implied_end_tags(Name except) {
  while (open_.current().is_html() && has_trait(open_.current().name, kImplied) && open_.current().name != except) {
    open_.pop();
  }
}

void TreeBuilder::generate_implied_end_tags_thoroughly() {
  while (open_.current().is_html() && has_trait(open_.current().name, kImplied | kImpliedThoroughly)) open_.pop();
}

// "Reconstruct the active formatting elements" (section 13.2.4.3), of which the last needs it.
void TreeBuilder::reopen_formatting() {
  std::size_t first = formatting_.size();
  while (needs_reopening(formatting_[first - 1])) --first;  // up to a marker at most
  for (; first < formatting_.size(); ++first) formatting_.replace(first, reopen(first));
}

NodeId TreeBuilder::reopen(std::size_t entry) {
  Node copy = builder_.node(formatting_[entry].node);
  copy.flags = kClone;
  const NodeId id = builder_.add(appropriate_place(), copy);
  open_.push({.node = id, .name = formatting_[entry].name});
  if (open_.too_deep()) builder_.mark_cut();
  return id;
}

void TreeBuilder::push_formatting(NodeId node, Name name) {
  if (!formatting_.push(node, name)) builder_.mark_cut();
}

// "Close a p element" (section 13.2.6.4.7).
void TreeBuilder::close_p() {
  generate_implied_end_tags(Name::kP);
  open_.pop_until(Name::kP);
}

void TreeBuilder::close_p_in_button_scope() {
  if (open_.in_button_scope(Name::kP)) close_p();
}

bool TreeBuilder::has_value(const Tag& tag, Name name, std::string_view value) const {
  const auto all = attributes_of(tag);
  const auto found = std::ranges::find(all, name, &Attribute::name);
  if (found == all.end()) return false;
  std::string decoded;
  append_decoded(raw(found->source), found->flags(), decoded);
  return text::equals_ignoring_ascii_case(decoded, value);
}

// Cuts the white space at the start off and returns it; a character reference can be white space too.
base::Span TreeBuilder::take_space(base::Span& bytes, std::uint8_t flags) const {
  const std::string_view text = raw(bytes);
  std::size_t at = 0;
  while (at < text.size()) {
    if (base::is_ascii_space(text[at])) {
      ++at;
      continue;
    }
    if (text[at] != '&' || (flags & kReferences) == 0) break;
    const CharacterReference reference = read_character_reference(text.substr(at), false);
    if (reference.size != 1 || !base::is_ascii_space(reference.text[0])) break;
    at += reference.length;
  }
  const base::Span space = {bytes.begin, bytes.begin + static_cast<std::uint32_t>(at)};
  bytes.begin = space.end;
  return space;
}

// Whether it is white space but for U+0000, which counts for nothing wherever this is asked.
bool TreeBuilder::is_space(base::Span bytes, std::uint8_t flags) const {
  take_space(bytes, flags);
  while ((flags & kHasNul) != 0 && bytes.size() > 0 && raw(bytes)[0] == '\0') {
    ++bytes.begin;
    take_space(bytes, flags);
  }
  return bytes.size() == 0;
}

bool TreeBuilder::is_nul(base::Span bytes, std::uint8_t flags) const {
  return (flags & kHasNul) != 0 && std::ranges::all_of(raw(bytes), [](char c) { return c == '\0'; });
}

// How the text of a token is read in HTML content: without its U+0000.
std::uint8_t TreeBuilder::html_flags(std::uint8_t flags) {
  return (flags & kHasNul) != 0 ? flags | kNulDropped : flags;
}

}  // namespace thresh::html
