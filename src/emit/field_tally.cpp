// See field_tally.h.
#include "emit/field_tally.h"

#include <algorithm>
#include <string_view>

#include "base/ascii.h"

namespace thresh::emit {
namespace {

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

// The field of that name, which in most records stands at the same place.
TalliedField* FieldTally::field_named(TalliedField& parent, const std::string& name, std::size_t place) {
  auto& fields = parent.fields;
  if (place < fields.size() && fields[place]->name == name) return fields[place].get();
  for (const auto& field : fields) {
    if (field->name == name) return field.get();
  }
  if (count_ == kMostFields) return whole_ = false, nullptr;
  ++count_;
  return fields.emplace_back(std::make_unique<TalliedField>(TalliedField{name, {}, {}})).get();
}

void FieldTally::enter(const Value& value, TalliedField& field, std::size_t depth) {
  if (value.as_map() == nullptr) return;
  if (depth == kDeepest)
    whole_ = whole_ && value.as_map()->empty();
  else
    open_.push_back({value.as_map(), &field, depth + 1});
}

void FieldTally::add(const Map& record) {
  open_.push_back({&record, &root_, 1});
  while (!open_.empty()) {
    const Step at = open_.back();
    open_.pop_back();
    std::size_t place = 0;
    for (const auto& [name, value] : at.map->entries()) {
      TalliedField* const field = field_named(*at.field, name, place++);
      if (field == nullptr) continue;
      field->sorts.add(value);
      enter(value, *field, at.depth);
      const record::List* const list = value.as_list();
      if (list == nullptr) continue;
      // The last one that is entered is looked at first.
      for (auto item = list->rbegin(); item != list->rend(); ++item) {
        field->items.add(*item);
        enter(*item, *field, at.depth);
      }
    }
  }
}

}  // namespace thresh::emit
