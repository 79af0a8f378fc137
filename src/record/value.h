// A value of a record: null, a bool, a number, a string, a list, or a map that keeps the order of its keys.
//
// Tested by tests/record/value_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace thresh::record {

class Value;
using List = std::vector<Value>;

// A map of few keys, in the order they were set; looked up one by one.
class Map {
 public:
  using Entry = std::pair<std::string, Value>;

  Map();
  Map(const Map&);
  Map(Map&&) noexcept;
  Map& operator=(const Map&);
  Map& operator=(Map&&) noexcept;
  ~Map();

  // Adds the key at the end. The key must not be there yet.
  Value& add(std::string_view key, Value value);
  template <class Plain>  // what a Value can be made of
  Value& add(std::string_view key, Plain&& value);
  // Replaces the value of the key, or adds it at the end.
  Value& set(std::string_view key, Value value);
  const Value* find(std::string_view key) const;  // nullptr if it is not there
  Value* find(std::string_view key);
  bool erase(std::string_view key);

  const std::vector<Entry>& entries() const;
  std::vector<Entry>& entries();
  void reserve(std::size_t size);
  bool empty() const;
  std::size_t size() const;
  bool operator==(const Map&) const;

 private:
  std::vector<Entry> entries_;
};

class Value {
 public:
  Value() = default;  // null
  Value(std::nullptr_t) {}
  Value(bool b) : data_(b) {}
  Value(int i) : data_(std::int64_t{i}) {}
  Value(std::int64_t i) : data_(i) {}
  Value(std::size_t i) : data_(static_cast<std::int64_t>(i)) {}
  Value(double d) : data_(d) {}
  Value(const char* text) : data_(std::string(text)) {}
  Value(std::string_view text) : data_(std::string(text)) {}
  Value(std::string text) : data_(std::move(text)) {}
  Value(List list) : data_(std::move(list)) {}
  Value(Map map) : data_(std::move(map)) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(data_); }
  const bool* as_bool() const { return std::get_if<bool>(&data_); }
  const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&data_); }
  const double* as_real() const { return std::get_if<double>(&data_); }
  const std::string* as_text() const { return std::get_if<std::string>(&data_); }
  std::string* as_text() { return std::get_if<std::string>(&data_); }
  const List* as_list() const { return std::get_if<List>(&data_); }
  List* as_list() { return std::get_if<List>(&data_); }
  const Map* as_map() const { return std::get_if<Map>(&data_); }
  Map* as_map() { return std::get_if<Map>(&data_); }

  bool operator==(const Value&) const = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Map> data_;
};

inline const std::vector<Map::Entry>& Map::entries() const { return entries_; }
inline std::vector<Map::Entry>& Map::entries() { return entries_; }
inline bool Map::empty() const { return entries_.empty(); }
inline std::size_t Map::size() const { return entries_.size(); }

template <class Plain>
Value& Map::add(std::string_view key, Plain&& value) {
  constexpr std::size_t kUsual = 8;  // keys of a record's objects; growing one by one moves them again and again
  if (entries_.capacity() == 0) entries_.reserve(kUsual);
  return entries_.emplace_back(key, std::forward<Plain>(value)).second;
}

// The value at a JSON pointer (RFC 6901), "" being the value itself; nullptr if there is none.
const Value* at(const Value& value, std::string_view pointer);

// `key` as a segment of a JSON pointer: '~' is "~0", '/' is "~1".
std::string pointer_segment(std::string_view key);

}  // namespace thresh::record
