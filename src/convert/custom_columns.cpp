// See custom_columns.h. What is added here is what Filler::fill_open and the drafts of extract/ make of rules.
#include "convert/custom_columns.h"

#include <string>
#include <vector>

#include "record/shape.h"

namespace thresh::convert {
namespace {

using columns::ColumnId;
using columns::ColumnType;
using columns::SchemaMaker;

constexpr std::string_view kItem = "item", kOpenFields = "fields";

// What a value says beside itself (extract/types.cpp).
void add_beside(SchemaMaker& maker, ColumnId parent, const std::string& name, record::Type type) {
  if (type == record::Type::kCount) maker.add(parent, name + "_approximate", ColumnType::kBool);
  if (type == record::Type::kDate) maker.add(parent, name + "_as_written", ColumnType::kText);
}

bool is_head(std::string_view name) { return record::head_shape().find(name) != nullptr; }

void add_html(SchemaMaker& maker, const std::vector<rules::Field>& fields) {
  struct Open {
    ColumnId parent;
    const std::vector<rules::Field>* fields;
  };
  std::vector<Open> open = {{SchemaMaker::kRecord, &fields}};
  while (!open.empty()) {
    const Open here = open.back();
    open.pop_back();
    for (const rules::Field& field : *here.fields) {
      if (here.parent == SchemaMaker::kRecord && is_head(field.name)) continue;
      if (!field.each.empty()) {
        const ColumnId list = maker.add(here.parent, field.name, ColumnType::kList);
        open.push_back({maker.add(list, kItem, ColumnType::kStruct), &field.fields});
      } else if (!field.fields.empty()) {
        open.push_back({maker.add(here.parent, field.name, ColumnType::kStruct), &field.fields});
      } else {
        maker.add_value(here.parent, field.name, field.type, field.many);
        if (!field.many) add_beside(maker, here.parent, field.name, field.type);
      }
    }
  }
}

// The struct at a path of names; those before the last are made where they are missing. What is below `fields` stands
// there anyway.
ColumnId at_path(SchemaMaker& maker, ColumnId parent, const std::vector<std::string>& path, std::size_t names) {
  for (std::size_t i = parent == SchemaMaker::kRecord && !path.empty() && path.front() == kOpenFields ? 1 : 0;
       i < names; ++i) {
    parent = maker.add(parent, path[i], ColumnType::kStruct);
  }
  return parent;
}

void add_target(SchemaMaker& maker, ColumnId parent, const rules::Target& target) {
  if (target.stated || target.path.empty()) return;
  if (parent == SchemaMaker::kRecord && is_head(target.path.front())) return;
  const ColumnId at = at_path(maker, parent, target.path, target.path.size() - 1);
  maker.add_value(at, target.path.back(), target.type, false);
  add_beside(maker, at, target.path.back(), target.type);
}

void add_text(SchemaMaker& maker, const rules::TextPart& text) {
  std::vector<ColumnId> items;
  for (const rules::Part& part : text.parts) {
    const ColumnId at = at_path(maker, SchemaMaker::kRecord, part.into, part.into.size() - 1);
    items.push_back(maker.add(maker.add(at, part.into.back(), ColumnType::kList), kItem, ColumnType::kStruct));
  }
  for (const rules::Layout::State& state : text.layout.states()) {
    if (state.line_type >= text.lines.size()) continue;
    const ColumnId parent = state.part == rules::Layout::kNoPart ? SchemaMaker::kRecord : items[state.part];
    const rules::LineType& line = text.lines[state.line_type];
    if (line.to) add_target(maker, parent, *line.to);
    for (const rules::PatternPiece& piece : line.pattern) {
      if (piece.hole) add_target(maker, parent, *piece.hole);
    }
  }
}

}  // namespace

std::shared_ptr<const columns::Schema> custom_columns(std::span<const rules::Rules> rules) {
  SchemaMaker maker;
  bool any = false;
  for (const rules::Rules& one : rules) {
    if (!one.kind->open) continue;
    any = true;
    if (one.html) add_html(maker, one.html->fields);
    if (one.text) add_text(maker, *one.text);
  }
  return any ? std::make_shared<columns::Schema>(std::move(maker).finish("custom")) : nullptr;
}

}  // namespace thresh::convert
