// See csv_cell.h.
#include "emit/csv_cell.h"

#include <algorithm>
#include <string_view>

#include "base/utf8.h"
#include "emit/json_writer.h"
#include "emit/number.h"

namespace thresh::emit {
namespace {

using record::Value;

bool is_nested(const Value& value) { return value.as_list() != nullptr || value.as_map() != nullptr; }

std::string text_of(const Value& value) {
  NumberBuffer buffer;
  if (const std::string* text = value.as_text()) return *text;
  if (const bool* truth = value.as_bool()) return *truth ? "true" : "false";
  if (const std::int64_t* integer = value.as_integer()) return std::string(number_text(*integer, buffer));
  if (const double* real = value.as_real()) return std::string(number_text(*real, buffer));
  return value.is_null() ? std::string() : json_text(value);
}

std::string cell_text(const Value& value) {
  const record::List* list = value.as_list();
  if (list == nullptr || std::ranges::any_of(*list, is_nested)) return text_of(value);
  std::string joined;
  for (const Value& item : *list) {
    if (&item != list->data()) joined += "; ";
    joined += text_of(item);
  }
  return joined;
}

bool could_be_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

bool needs_quotes(std::string_view text) {
  const bool special = text.find_first_of(",\"\n\r") != std::string_view::npos;
  return special || text.empty() || text.front() == ' ' || text.back() == ' ';
}

}  // namespace

void append_cell(std::string& out, const Value& value, Formulas formulas) {
  const record::List* list = value.as_list();
  if (value.is_null() || (list != nullptr && std::ranges::all_of(*list, &Value::is_null))) return;
  std::string text = cell_text(value);
  const bool number = value.as_integer() != nullptr || value.as_real() != nullptr;
  if (formulas == Formulas::kGuarded && !number && could_be_formula(text)) text.insert(0, 1, '\'');
  if (!base::is_utf8(text)) text = base::repaired(text);
  if (!needs_quotes(text)) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace thresh::emit
