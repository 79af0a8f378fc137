// See builder.h. A stack holds what of a record is still to be written; items of a list are taken in their order, so
// that each column gets its values in the order of the rows.
#include "columns/builder.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "base/utf8.h"

namespace thresh::columns {
namespace {

using record::List;
using record::Map;
using record::Value;

constexpr std::size_t kMostBytes = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kBits = 8;

std::string_view wanted(ColumnType type) {
  switch (type) {
    case ColumnType::kInteger:
      return "a whole number";
    case ColumnType::kReal:
      return "a number";
    case ColumnType::kBool:
      return "true or false";
    case ColumnType::kStruct:
    case ColumnType::kEntries:
      return "an object";
    case ColumnType::kList:
      return "a list";
    default:
      return "a text";
  }
}

bool has_offsets(ColumnType type) { return is_text(type) || is_list(type); }

// Whether a number is one that an int64 holds exactly.
bool is_whole(double real) {
  constexpr double kEnd = 9223372036854775808.0;  // 2^63
  return real >= -kEnd && real < kEnd && static_cast<double>(static_cast<std::int64_t>(real)) == real;
}

}  // namespace

Builder::Builder(std::shared_ptr<const Schema> schema, JsonText json) : schema_(std::move(schema)), json_(json) {
  begin();
}

void Builder::begin() {
  columns_ = std::vector<ColumnData>(schema_->columns.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (has_offsets(schema_->columns[i].type)) columns_[i].offsets.push_back(0);
  }
  bytes_ = 0;
}

std::shared_ptr<const Batch> Builder::take() {
  auto batch = std::make_shared<Batch>();
  batch->schema = schema_;
  batch->rows = rows();
  batch->columns = std::move(columns_);
  begin();
  return batch;
}

base::Result<void> Builder::append(const Map& record) {
  open_.clear();
  if (auto appended = append_struct(SchemaMaker::kRecord, record, nullptr); !appended) return appended;
  while (!open_.empty()) {
    const Step next = open_.back();
    open_.pop_back();
    if (auto stepped = step(next); !stepped) return stepped;
  }
  return {};
}

base::Result<void> Builder::step(const Step& step) {
  const ColumnType type = schema_->columns[step.column].type;
  if (step.value == nullptr || (step.value->is_null() && step.key == nullptr)) {
    append_null(step.column);
    return {};
  }
  if (is_list(type)) return append_list(step.column, *step.value);
  if (type != ColumnType::kStruct) return append_leaf(step.column, *step.value);
  const Map* map = step.value->as_map();
  return map == nullptr ? wrong_type(step.column) : append_struct(step.column, *map, step.key);
}

base::Result<void> Builder::append_struct(ColumnId column, const Map& map, const std::string* key) {
  append_validity(columns_[column], true);
  const std::vector<ColumnId>& children = schema_->columns[column].children;
  const auto& entries = map.entries();
  std::size_t child = 0, entry = 0, found = 0;
  if (key != nullptr) {
    if (auto appended = append_text(children[child++], *key); !appended) return appended;
  }
  for (; child < children.size(); ++child) {
    // Mostly keys stand in the order of the columns, so the next one is looked at first.
    const std::string& name = schema_->columns[children[child]].name;
    std::size_t looked = 0;
    for (; looked < entries.size() && entries[entry].first != name; ++looked) entry = (entry + 1) % entries.size();
    const Value* value = looked < entries.size() ? &entries[entry].second : nullptr;
    if (value != nullptr) entry = (entry + 1) % entries.size();
    found += value != nullptr ? 1 : 0;
    open_.push_back({children[child], value});
  }
  if (found != entries.size()) return unknown_key(column, map);
  return {};
}

base::Result<void> Builder::append_list(ColumnId column, const Value& value) {
  ColumnData& data = columns_[column];
  const ColumnId item = schema_->columns[column].children.front();
  const bool of_map = schema_->columns[column].type == ColumnType::kEntries;
  const List* list = value.as_list();
  const Map* map = value.as_map();
  if (of_map ? map == nullptr : list == nullptr) return wrong_type(column);
  const std::size_t size = of_map ? map->size() : list->size();
  if (size > kMostBytes - static_cast<std::size_t>(data.offsets.back())) return too_large(column);
  append_validity(data, true);
  data.offsets.push_back(data.offsets.back() + static_cast<std::int32_t>(size));
  bytes_ += sizeof(std::int32_t);
  for (std::size_t i = size; i-- > 0;) {
    open_.push_back(of_map ? Step{item, &map->entries()[i].second, &map->entries()[i].first} : Step{item, &(*list)[i]});
  }
  return {};
}

base::Result<void> Builder::append_leaf(ColumnId column, const Value& value) {
  const ColumnType type = schema_->columns[column].type;
  const std::int64_t* integer = value.as_integer();
  const double* real = value.as_real();
  switch (type) {
    case ColumnType::kInteger:
      if (integer == nullptr && (real == nullptr || !is_whole(*real))) return wrong_type(column);
      append_number(column, integer != nullptr ? *integer : static_cast<std::int64_t>(*real));
      return {};
    case ColumnType::kReal:
      if (integer == nullptr && real == nullptr) return wrong_type(column);
      append_number(column, real != nullptr ? *real : static_cast<double>(*integer));
      return {};
    case ColumnType::kBool:
      if (value.as_bool() == nullptr) return wrong_type(column);
      append_bool(column, *value.as_bool());
      return {};
    case ColumnType::kJson:
      return append_text(column, json_(value));
    default:
      return value.as_text() == nullptr ? wrong_type(column) : append_text(column, *value.as_text());
  }
}

base::Result<void> Builder::append_text(ColumnId column, std::string_view text) {
  std::string mended;
  if (!base::is_utf8(text)) text = mended = base::repaired(text);
  ColumnData& data = columns_[column];
  if (text.size() > kMostBytes - data.data.size()) return too_large(column);
  append_validity(data, true);
  data.data.insert(data.data.end(), text.begin(), text.end());
  data.offsets.push_back(static_cast<std::int32_t>(data.data.size()));
  bytes_ += text.size() + sizeof(std::int32_t);
  return {};
}

template <class Number>
void Builder::append_number(ColumnId column, Number number) {
  ColumnData& data = columns_[column];
  append_validity(data, true);
  const std::size_t at = data.data.size();
  data.data.resize(at + sizeof(number));
  std::memcpy(data.data.data() + at, &number, sizeof(number));
  bytes_ += sizeof(number);
}

void Builder::append_bool(ColumnId column, bool truth) {
  ColumnData& data = columns_[column];
  const std::size_t bit = static_cast<std::size_t>(data.length) % kBits;
  if (bit == 0) data.data.push_back(0);
  if (truth) data.data.back() = static_cast<char>(static_cast<std::uint8_t>(data.data.back()) | 1u << bit);
  append_validity(data, true);
}

// A struct that is not there has fields that are not there; a list that is not there has no items.
void Builder::append_null(ColumnId column) {
  ColumnData& data = columns_[column];
  const Column& what = schema_->columns[column];
  if (has_offsets(what.type)) data.offsets.push_back(data.offsets.back());
  if (what.type == ColumnType::kInteger || what.type == ColumnType::kReal)
    data.data.resize(data.data.size() + sizeof(std::int64_t));
  if (what.type == ColumnType::kBool && static_cast<std::size_t>(data.length) % kBits == 0) data.data.push_back(0);
  append_validity(data, false);
  bytes_ += sizeof(std::int32_t);
  if (what.type != ColumnType::kStruct) return;
  for (const ColumnId child : what.children) open_.push_back({child, nullptr});
}

void Builder::append_validity(ColumnData& data, bool valid) {
  const std::size_t bit = static_cast<std::size_t>(data.length) % kBits;
  if (bit == 0) data.validity.push_back(0);
  if (valid) data.validity.back() = static_cast<std::uint8_t>(data.validity.back() | 1u << bit);
  data.nulls += valid ? 0 : 1;
  ++data.length;
}

std::unexpected<base::Error> Builder::wrong_type(ColumnId column) const {
  return base::failure(base::ErrorCode::kUsage, "the column `" + schema_->path(column) + "` takes " +
                                                    std::string(wanted(schema_->columns[column].type)) +
                                                    ", and the record has something else there");
}

std::unexpected<base::Error> Builder::unknown_key(ColumnId column, const Map& map) const {
  const auto& children = schema_->columns[column].children;
  std::string unknown;
  for (const auto& [key, value] : map.entries()) {
    const bool known = std::ranges::any_of(children, [&](ColumnId c) { return schema_->columns[c].name == key; });
    if (!known && unknown.empty()) unknown = key;
  }
  const std::string path = schema_->path(column);
  return base::failure(base::ErrorCode::kUsage, "the record has a field `" + (path.empty() ? "" : path + '.') +
                                                    unknown + "` that records of the kind " + schema_->kind +
                                                    " have no column for");
}

std::unexpected<base::Error> Builder::too_large(ColumnId column) const {
  return base::failure(base::ErrorCode::kTooLarge,
                       "one record has more than 2 GiB in the column `" + schema_->path(column) + '`');
}

}  // namespace thresh::columns
