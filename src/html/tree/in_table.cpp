// The insertion modes of tables: "in table" to "in cell" (HTML standard, sections 13.2.6.4.9 to 13.2.6.4.15), and "in
// template" (13.2.6.4.16), which leads to them.
#include "html/tree/tree_builder.h"

#include <algorithm>

namespace thresh::html {
namespace {

bool is_table_section(Name name) { return is_any(name, Name::kTbody, Name::kTfoot, Name::kThead); }
bool is_cell(Name name) { return is_any(name, Name::kTd, Name::kTh); }

// Start tags that end what is open in a table, up to where they belong.
bool is_table_part(Name name) {
  return is_table_section(name) || is_cell(name) ||
         is_any(name, Name::kCaption, Name::kCol, Name::kColgroup, Name::kTr);
}

// End tags that every table mode ignores.
bool ends_nothing(Name name) {
  return is_any(name, Name::kBody, Name::kCaption, Name::kCol, Name::kColgroup, Name::kHtml);
}

}  // namespace

// Whether text here waits in "in table text".
bool TreeBuilder::is_table_context() const {
  const OpenElement& current = open_.current();
  return current.is_html() &&
         (is_table_section(current.name) || is_any(current.name, Name::kTable, Name::kTemplate, Name::kTr));
}

// "Clear the stack back to a table context", "table body context", "table row context": `context` beside html and
// template.
void TreeBuilder::clear_to(std::initializer_list<Name> context) {
  const auto stops = [&](const OpenElement& element) {
    return element.is_html() && (is_any(element.name, Name::kHtml, Name::kTemplate) ||
                                 std::ranges::find(context, element.name) != context.end());
  };
  while (!stops(open_.current())) open_.pop();
}

void TreeBuilder::in_table_start(const Tag& tag) {
  switch (tag.name) {
    case Name::kCaption:
      clear_to({Name::kTable});
      formatting_.push_marker();
      insert_element(tag);
      mode_ = Mode::kInCaption;
      return;
    case Name::kColgroup:
      clear_to({Name::kTable});
      insert_element(tag);
      mode_ = Mode::kInColumnGroup;
      return;
    case Name::kCol:
      clear_to({Name::kTable});
      insert_implied(Name::kColgroup);
      mode_ = Mode::kInColumnGroup;
      return start_in(mode_, tag);
    case Name::kTbody:
    case Name::kTfoot:
    case Name::kThead:
      clear_to({Name::kTable});
      insert_element(tag);
      mode_ = Mode::kInTableBody;
      return;
    case Name::kTd:
    case Name::kTh:
    case Name::kTr:
      clear_to({Name::kTable});
      insert_implied(Name::kTbody);
      mode_ = Mode::kInTableBody;
      return start_in(mode_, tag);
    case Name::kTable:
      if (!open_.in_table_scope(Name::kTable)) return;
      open_.pop_until(Name::kTable);
      reset_insertion_mode();
      return start_in(mode_, tag);
    case Name::kStyle:
    case Name::kScript:
    case Name::kTemplate:
      return in_head_start(tag);
    case Name::kInput:
      return is_hidden_input(tag) ? insert_void(tag) : in_table_else_start(tag);
    case Name::kForm:
      if (form_ != kNoNode || open_.contains(Name::kTemplate)) return;
      form_ = insert_element(tag);
      return open_.pop();
    default:
      return in_table_else_start(tag);
  }
}

// What does not belong into a table goes before it.
void TreeBuilder::in_table_else_start(const Tag& tag) {
  with_foster_parenting([&] { in_body_start(tag); });
}

void TreeBuilder::in_table_end(const Tag& tag) {
  switch (tag.name) {
    case Name::kTable:
      if (!open_.in_table_scope(Name::kTable)) return;
      open_.pop_until(Name::kTable);
      return reset_insertion_mode();
    case Name::kTemplate:
      return end_template();
    default:
      if (ends_nothing(tag.name) || is_table_part(tag.name)) return;
      with_foster_parenting([&] { in_body_end(tag); });
  }
}

// "In table text": anything but white space makes all of it go before the table.
void TreeBuilder::flush_table_text() {
  mode_ = original_mode_;
  const bool space =
      std::ranges::all_of(table_text_, [&](const TableText& one) { return is_space(one.bytes, one.flags); });
  for (const TableText& one : table_text_) {
    if (space) {
      if (!is_nul(one.bytes, one.flags)) insert_text(one.bytes, html_flags(one.flags));
      continue;
    }
    with_foster_parenting([&] { in_body_text(one.bytes, one.flags); });
  }
  table_text_.clear();
}

void TreeBuilder::in_caption_start(const Tag& tag) {
  if (!is_table_part(tag.name)) return in_body_start(tag);
  if (close_caption()) start_in(mode_, tag);
}

void TreeBuilder::in_caption_end(const Tag& tag) {
  if (tag.name == Name::kCaption) return void(close_caption());
  if (tag.name == Name::kTable) return close_caption() ? end_in(mode_, tag) : void();
  if (ends_nothing(tag.name) || is_table_part(tag.name)) return;
  in_body_end(tag);
}

bool TreeBuilder::close_caption() {
  if (!open_.in_table_scope(Name::kCaption)) return false;
  generate_implied_end_tags();
  open_.pop_until(Name::kCaption);
  formatting_.clear_to_marker();
  mode_ = Mode::kInTable;
  return true;
}

void TreeBuilder::in_column_group_start(const Tag& tag) {
  switch (tag.name) {
    case Name::kHtml:
      return in_body_start(tag);
    case Name::kCol:
      return insert_void(tag);
    case Name::kTemplate:
      return start_template(tag);
    default:
      if (close_column_group()) start_in(mode_, tag);
  }
}

void TreeBuilder::in_column_group_end(const Tag& tag) {
  switch (tag.name) {
    case Name::kColgroup:
      return void(close_column_group());
    case Name::kCol:
      return;
    case Name::kTemplate:
      return end_template();
    default:
      if (close_column_group()) end_in(mode_, tag);
  }
}

bool TreeBuilder::close_column_group() {
  if (!open_.current().is(Name::kColgroup)) return false;
  open_.pop();
  mode_ = Mode::kInTable;
  return true;
}

void TreeBuilder::in_table_body_start(const Tag& tag) {
  if (tag.name == Name::kTr || is_cell(tag.name)) {
    clear_to({Name::kTbody, Name::kTfoot, Name::kThead});
    if (tag.name == Name::kTr) {
      insert_element(tag);
    } else {
      insert_implied(Name::kTr);
    }
    mode_ = Mode::kInRow;
    return tag.name == Name::kTr ? void() : start_in(mode_, tag);
  }
  if (!is_table_part(tag.name)) return in_table_start(tag);
  if (close_table_body()) start_in(mode_, tag);
}

void TreeBuilder::in_table_body_end(const Tag& tag) {
  if (is_table_section(tag.name)) {
    if (open_.in_table_scope(tag.name)) close_table_body();
    return;
  }
  if (tag.name == Name::kTable) return close_table_body() ? end_in(mode_, tag) : void();
  if (ends_nothing(tag.name) || is_table_part(tag.name)) return;
  in_table_end(tag);
}

bool TreeBuilder::close_table_body() {
  const bool open =
      open_.in_table_scope(Name::kTbody) || open_.in_table_scope(Name::kThead) || open_.in_table_scope(Name::kTfoot);
  if (!open) return false;
  clear_to({Name::kTbody, Name::kTfoot, Name::kThead});
  open_.pop();
  mode_ = Mode::kInTable;
  return true;
}

void TreeBuilder::in_row_start(const Tag& tag) {
  if (is_cell(tag.name)) {
    clear_to({Name::kTr});
    insert_element(tag);
    mode_ = Mode::kInCell;
    return formatting_.push_marker();
  }
  if (!is_table_part(tag.name)) return in_table_start(tag);
  if (close_row()) start_in(mode_, tag);
}

void TreeBuilder::in_row_end(const Tag& tag) {
  if (tag.name == Name::kTr) return void(close_row());
  if (tag.name == Name::kTable) return close_row() ? end_in(mode_, tag) : void();
  if (is_table_section(tag.name)) {
    return open_.in_table_scope(tag.name) && close_row() ? end_in(mode_, tag) : void();
  }
  if (ends_nothing(tag.name) || is_cell(tag.name)) return;
  in_table_end(tag);
}

bool TreeBuilder::close_row() {
  if (!open_.in_table_scope(Name::kTr)) return false;
  clear_to({Name::kTr});
  open_.pop();
  mode_ = Mode::kInTableBody;
  return true;
}

void TreeBuilder::in_cell_start(const Tag& tag) {
  if (!is_table_part(tag.name)) return in_body_start(tag);
  if (!open_.in_table_scope(Name::kTd) && !open_.in_table_scope(Name::kTh)) return;
  close_cell();
  start_in(mode_, tag);
}

void TreeBuilder::in_cell_end(const Tag& tag) {
  if (is_cell(tag.name)) {
    if (!open_.in_table_scope(tag.name)) return;
    generate_implied_end_tags();
    open_.pop_until(tag.name);
    formatting_.clear_to_marker();
    mode_ = Mode::kInRow;
    return;
  }
  if (ends_nothing(tag.name)) return;
  if (tag.name != Name::kTable && tag.name != Name::kTr && !is_table_section(tag.name)) return in_body_end(tag);
  if (!open_.in_table_scope(tag.name)) return;
  close_cell();
  end_in(mode_, tag);
}

void TreeBuilder::close_cell() {
  generate_implied_end_tags();
  while (!open_.current().is(Name::kTd) && !open_.current().is(Name::kTh)) open_.pop();
  open_.pop();
  formatting_.clear_to_marker();
  mode_ = Mode::kInRow;
}

void TreeBuilder::in_template_start(const Tag& tag) {
  if (has_trait(tag.name, kHeadContent)) return in_head_start(tag);
  mode_ = Mode::kInBody;
  if (is_table_section(tag.name) || is_any(tag.name, Name::kCaption, Name::kColgroup)) mode_ = Mode::kInTable;
  if (tag.name == Name::kCol) mode_ = Mode::kInColumnGroup;
  if (tag.name == Name::kTr) mode_ = Mode::kInTableBody;
  if (is_cell(tag.name)) mode_ = Mode::kInRow;
  template_modes_.back() = mode_;
  start_in(mode_, tag);
}

void TreeBuilder::in_template_end(const Tag& tag) {
  if (tag.name == Name::kTemplate) end_template();
}

// Whether a template was open, and the end of the file is to be looked at again.
bool TreeBuilder::in_template_end_of_file() {
  if (!open_.contains(Name::kTemplate)) return false;
  open_.pop_until(Name::kTemplate);
  formatting_.clear_to_marker();
  template_modes_.pop_back();
  reset_insertion_mode();
  return true;
}

}  // namespace thresh::html
