// See field_tally.h.
#include "emit/field_tally.h"

#include <string_view>

#include "base/ascii.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;
using record::Value;

// 2019, 2019-03, 2019-03-12, 2019-03-12T14:05 and on.
bool is_date(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-ddTdd:dd";
  if (text.size() != 4 && text.size() != 7 && text.size() != 10 && text.size() < kForm.size()) return false;
  for (std::size_t i = 0; i < std::min(text.size(), kForm.size()); ++i) {
    if (kForm[i] == 'd' ? !base::is_ascii_digit(text[i]) : text[i] != kForm[i]) return false;
  }
  return text.find_first_not_of("0123456789:.,+-Z", kForm.size()) == std::string_view::npos;
}

struct Step {
  const Map* map;
  TalliedField* field;
  std::size_t depth;
};

// The field of that name, which in most records stands at the same place.
TalliedField* field_named(TalliedField& parent, const std::string& name, std::size_t place) {
  auto& fields = parent.fields;
  if (place < fields.size() && fields[place]->name == name) return fields[place].get();
  for (const auto& field : fields) {
    if (field->name == name) return field.get();
  }
  if (fields.size() == FieldTally::kMostFields) return nullptr;
  return fields.emplace_back(std::make_unique<TalliedField>(TalliedField{name, {}, {}})).get();
}

}  // namespace

void Sorts::add(const Value& value) {
  if (value.as_bool() != nullptr) bits_ |= kBool;
  if (value.as_integer() != nullptr) bits_ |= kInteger;
  if (value.as_real() != nullptr) bits_ |= kReal;
  if (value.as_list() != nullptr) bits_ |= kList;
  if (value.as_map() != nullptr) bits_ |= kMap;
  if (const std::string* text = value.as_text()) {
    bits_ |= kText;
    dates_ = dates_ && is_date(*text);
  }
}

void FieldTally::add(const Map& record) {
  std::vector<Step> open{{&record, &root_, 1}};
  while (!open.empty()) {
    const Step at = open.back();
    open.pop_back();
    std::size_t place = 0;
    for (const auto& [name, value] : at.map->entries()) {
      TalliedField* const field = field_named(*at.field, name, place++);
      if (field == nullptr) continue;
      field->sorts.add(value);
      if (value.as_map() != nullptr && at.depth < kDeepest) open.push_back({value.as_map(), field, at.depth + 1});
      if (value.as_list() == nullptr) continue;
      for (const Value& item : *value.as_list()) {
        field->items.add(item);
        if (item.as_map() != nullptr && at.depth < kDeepest) open.push_back({item.as_map(), field, at.depth + 1});
      }
    }
  }
}

}  // namespace thresh::emit
