// Tree construction (HTML standard, section 13.2.6): tokens to a tree.
//
// One function for each insertion mode and kind of token, named as the standard names them and spread over files by
// mode: before_body.cpp, in_body_start.cpp, in_body_end.cpp, in_table.cpp, after_body.cpp, foreign_content.cpp,
// adoption_agency.cpp; tree_builder.cpp dispatches and has what they share. Parse errors are not reported.
//
// The work is linear: walks over the stack are answered by its indexes (open_elements.h), the list of formatting
// elements is bounded (active_formatting.h), and a page over `limits.nodes`, or with more than OpenElements::kMaxOpen
// elements open at once, ends there.
//
// Tested by tests/html/tree_construction_test.cpp, with the cases of html5lib.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "html/document_builder.h"
#include "html/tokenizer/token.h"
#include "html/tree/active_formatting.h"
#include "html/tree/open_elements.h"

namespace thresh::html {

// Section 13.2.4.1.
enum class InsertionMode : std::uint8_t {
  kInitial,
  kBeforeHtml,
  kBeforeHead,
  kInHead,
  kInHeadNoscript,
  kAfterHead,
  kInBody,
  kText,
  kInTable,
  kInTableText,
  kInCaption,
  kInColumnGroup,
  kInTableBody,
  kInRow,
  kInCell,
  kInTemplate,
  kAfterBody,
  kInFrameset,
  kAfterFrameset,
  kAfterAfterBody,
  kAfterAfterFrameset,
};

class TreeBuilder final : public TokenSink {
 public:
  TreeBuilder(DocumentBuilder& builder, const base::Limits& limits, bool scripting);

  // Parses a fragment instead (section 13.4): the tokens are the content of an element of that name, of which only
  // name and namespace are known. Comes before the first token. The tree's html element holds the result.
  void start_fragment(Name context, Namespace space);

  void text(base::Span bytes, std::uint8_t flags) override;
  ContentModel start_tag(const Tag& tag) override;
  void end_tag(const Tag& tag) override;
  void comment(base::Span content, std::uint8_t flags) override;
  void doctype(const DoctypeToken& doctype) override;
  void end_of_file() override;
  bool allows_cdata() const override { return !adjusted_current_is_html(); }

 private:
  using Mode = InsertionMode;

  // tree_builder.cpp
  void any_text(base::Span bytes, std::uint8_t flags);
  void start_in(Mode mode, const Tag& tag);  // "process the token using the rules for"
  void end_in(Mode mode, const Tag& tag);
  void text_in(Mode mode, base::Span bytes, std::uint8_t flags);
  void close_all();
  void reset_insertion_mode();
  Mode mode_for(OpenElements::Index index) const;
  Place appropriate_place() {
    return foster_parenting_ ? appropriate_place(open_.size() - 1) : Place{open_.current_parent()};
  }
  Place appropriate_place(OpenElements::Index target);
  Place foster_place();
  NodeId insert_element(const Tag& tag);
  void insert_implied(Name name);
  void insert_void(const Tag& tag);
  void insert_text(base::Span bytes, std::uint8_t flags);
  void insert_comment(Place place, base::Span content, std::uint8_t flags);
  // Which attributes an element has, so that one whose tag comes again and again is not searched each time.
  struct KnownAttributes {
    NodeId of = kNoNode;
    std::vector<bool> has;  // by name
  };
  void add_missing_attributes(NodeId node, const Tag& tag, KnownAttributes& known);
  void insert_raw_text(const Tag& tag, ContentModel model);
  void generate_implied_end_tags(Name except = Name::kNone);
  void generate_implied_end_tags_thoroughly();
  void reconstruct_formatting() {
    if (formatting_waits()) reopen_formatting();
  }
  bool formatting_waits() const { return needs_reopening(formatting_.last()); }
  bool needs_reopening(const ActiveFormatting::Entry& entry) const {
    return (builder_.node(entry.node).flags & kOpen) == 0;  // a marker's is set
  }
  void reopen_formatting();
  NodeId reopen(std::size_t entry);
  void push_formatting(NodeId node, Name name);
  void close_p();
  void close_p_in_button_scope();
  base::Span take_space(base::Span& bytes, std::uint8_t flags) const;
  bool is_space(base::Span bytes, std::uint8_t flags) const;
  bool is_nul(base::Span bytes, std::uint8_t flags) const;
  static std::uint8_t html_flags(std::uint8_t flags);
  std::span<const Attribute> attributes_of(const Tag& tag) const {
    return builder_.attributes(tag.first_attribute, tag.attributes);
  }
  // Whether the tag has an attribute of that name with that value, in any case of its letters.
  bool has_value(const Tag& tag, Name name, std::string_view value) const;
  std::string_view raw(base::Span span) const { return builder_.page().substr(span.begin, span.size()); }
  void skip_newline(base::Span& bytes, std::uint8_t flags);
  void check_budget() {
    if (builder_.size() >= limits_.nodes || open_.size() >= OpenElements::kMaxOpen) [[unlikely]]
      spend();
  }
  void after_tag() {
    check_budget();
    likely_end_ = open_.current().name;
  }
  void spend();

  // before_body.cpp
  void initial_else();
  void before_html_start(const Tag& tag);
  void before_html_else();
  void before_head_start(const Tag& tag);
  void before_head_else();
  void in_head_start(const Tag& tag);
  void in_head_end(const Tag& tag);
  void in_head_else();
  void in_head_noscript_start(const Tag& tag);
  void in_head_noscript_end(const Tag& tag);
  void in_head_noscript_else();
  void after_head_start(const Tag& tag);
  void after_head_end(const Tag& tag);
  void after_head_else();
  void start_template(const Tag& tag);
  void end_template();
  bool before_body_else(Mode mode);
  bool text_before_body(Mode mode, base::Span& bytes, std::uint8_t flags);

  // in_body_start.cpp
  void in_body_start(const Tag& tag);
  void in_body_text(base::Span bytes, std::uint8_t flags);
  void start_body(const Tag& tag);
  void start_frameset(const Tag& tag);
  void start_block(const Tag& tag);
  void start_heading(const Tag& tag);
  void start_preformatted(const Tag& tag);
  void start_form(const Tag& tag);
  void start_list_item(const Tag& tag);
  void start_button(const Tag& tag);
  void start_a(const Tag& tag);
  void start_formatting(const Tag& tag);
  void start_nobr(const Tag& tag);
  void start_marked(const Tag& tag);
  void start_table(const Tag& tag);
  void start_void(const Tag& tag);
  void start_input(const Tag& tag);
  void start_hr(const Tag& tag);
  void start_textarea(const Tag& tag);
  void start_select(const Tag& tag);
  void start_option(const Tag& tag);
  void start_ruby_part(const Tag& tag);
  void start_foreign(const Tag& tag, Namespace space);
  void start_ordinary(const Tag& tag);
  bool in_select() const { return open_.in_scope(Name::kSelect); }
  bool is_hidden_input(const Tag& tag) const;

  // in_body_end.cpp
  void in_body_end(const Tag& tag);
  void end_body(const Tag& tag);
  void end_block(Name name);
  void end_form();
  void end_p();
  void end_list_item(Name name);
  void end_heading();
  void end_marked(Name name);
  void end_br(const Tag& tag);
  void end_ordinary(Name name);

  // adoption_agency.cpp
  void adoption_agency(Name subject);
  bool adopt_once(Name subject);
  void adopt(std::size_t formatting, OpenElements::Index at, OpenElements::Index furthest);
  NodeId clone(NodeId node);

  // in_table.cpp
  void in_table_start(const Tag& tag);
  void in_table_end(const Tag& tag);
  void in_table_else_start(const Tag& tag);
  // What the rules put into a table meanwhile goes before it.
  void with_foster_parenting(auto rules) {
    foster_parenting_ = true;
    rules();
    foster_parenting_ = false;
  }
  void flush_table_text();
  void clear_to(std::initializer_list<Name> context);
  bool is_table_context() const;
  void in_caption_start(const Tag& tag);
  void in_caption_end(const Tag& tag);
  bool close_caption();
  void in_column_group_start(const Tag& tag);
  void in_column_group_end(const Tag& tag);
  bool close_column_group();
  void in_table_body_start(const Tag& tag);
  void in_table_body_end(const Tag& tag);
  bool close_table_body();
  void in_row_start(const Tag& tag);
  void in_row_end(const Tag& tag);
  bool close_row();
  void in_cell_start(const Tag& tag);
  void in_cell_end(const Tag& tag);
  void close_cell();
  void in_template_start(const Tag& tag);
  void in_template_end(const Tag& tag);
  bool in_template_end_of_file();

  // after_body.cpp
  void after_body_start(const Tag& tag);
  void after_body_end(Mode mode, const Tag& tag);
  void in_frameset_start(const Tag& tag);
  void in_frameset_end(const Tag& tag);
  void after_frameset_start(const Tag& tag);
  void after_frameset_end(Mode mode, const Tag& tag);
  void frameset_text(Mode mode, base::Span bytes, std::uint8_t flags);

  // foreign_content.cpp
  static void mark_integration_points(OpenElement& element);
  // Of the adjusted current node: in a fragment, the context element as long as only the root is open.
  Namespace adjusted_current_space() const {
    if (open_.size() <= 1) return open_.empty() || !fragment_ ? Namespace::kHtml : context_.space;
    return open_.current().space;
  }
  bool adjusted_current_is_html() const { return adjusted_current_space() == Namespace::kHtml; }
  bool foreign_rules_for_start(Name name) const { return !adjusted_current_is_html() && in_foreign_start(name); }
  bool foreign_rules_for_text() const { return !adjusted_current_is_html() && in_foreign_text(); }
  bool in_foreign_start(Name name) const;
  bool in_foreign_text() const;
  void foreign_start(const Tag& tag);
  void foreign_end(const Tag& tag);
  void insert_foreign(const Tag& tag, Namespace space);
  bool holds_html(const Tag& tag) const;
  bool breaks_out(const Tag& tag) const;
  void leave_foreign();
  void adjust_attributes(const Tag& tag, Namespace space);

  DocumentBuilder& builder_;
  const base::Limits& limits_;
  bool scripting_;
  OpenElements open_;
  ActiveFormatting formatting_;
  Mode mode_ = Mode::kInitial;
  Mode original_mode_ = Mode::kInitial;  // where "text" and "in table text" return to
  std::vector<Mode> template_modes_;     // the stack of template insertion modes
  ContentModel model_ = ContentModel::kData;
  OpenElement context_;  // of a fragment; context_.node is kNoNode in a document
  bool fragment_ = false;
  NodeId head_ = kNoNode;  // the head element pointer
  NodeId form_ = kNoNode;  // the form element pointer
  bool frameset_ok_ = true;
  bool quirks_ = false;
  bool foster_parenting_ = false;
  bool has_selected_content_ = false;
  bool skip_newline_ = false;  // the next token, if it is a line feed
  KnownAttributes html_attributes_, body_attributes_;
  struct TableText {
    base::Span bytes;
    std::uint8_t flags;
  };
  std::vector<TableText> table_text_;  // the pending table character tokens
};

// Whether `value`, a name or a mode, is one of the others.
template <class Value, class... Values>
constexpr bool is_any(Value value, Values... values) {
  return ((value == values) || ...);
}

}  // namespace thresh::html
