// JSON as a small tree, for test data: RapidJSON reads it, whose own tree Clang does not compile.
#pragma once

#include <rapidjson/reader.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace thresh::html {

struct JsonItem;

struct Json {
  enum class Kind : std::uint8_t { kNull, kBool, kNumber, kString, kList, kMap };
  Kind kind = Kind::kNull;
  bool truth = false;
  std::string text;
  std::vector<JsonItem> items;  // of a list, with empty names

  // The member of that name; null if there is none.
  const Json* find(std::string_view name) const;
  const Json& operator[](std::size_t index) const;
};

struct JsonItem {
  std::string name;
  Json value;
};

inline const Json* Json::find(std::string_view name) const {
  for (const JsonItem& item : items) {
    if (kind == Kind::kMap && item.name == name) return &item.value;
  }
  return nullptr;
}

inline const Json& Json::operator[](std::size_t index) const { return items.at(index).value; }

class JsonBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, JsonBuilder> {
 public:
  bool Null() { return add({}); }
  bool Bool(bool value) { return add({Json::Kind::kBool, value, {}, {}}); }
  bool Default() { return add({Json::Kind::kNumber, false, {}, {}}); }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return add({Json::Kind::kString, false, std::string(text, size), {}});
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) { return key_.assign(text, size), true; }
  bool StartArray() { return open(Json::Kind::kList); }
  bool StartObject() { return open(Json::Kind::kMap); }
  bool EndArray(rapidjson::SizeType) { return close(); }
  bool EndObject(rapidjson::SizeType) { return close(); }

  Json take() { return std::move(open_.front().value); }

 private:
  bool add(Json value) {
    open_.back().value.items.push_back({std::exchange(key_, {}), std::move(value)});
    return true;
  }
  bool open(Json::Kind kind) {
    open_.push_back({std::exchange(key_, {}), {kind, false, {}, {}}});
    return true;
  }
  bool close() {
    JsonItem done = std::move(open_.back());
    open_.pop_back();
    open_.back().value.items.push_back(std::move(done));
    return true;
  }

  std::string key_;
  std::vector<JsonItem> open_ = std::vector<JsonItem>(1);  // the first holds the whole
};

inline Json read_json(const std::string& text) {
  JsonBuilder builder;
  rapidjson::Reader reader;
  rapidjson::StringStream stream(text.c_str());
  if (!reader.Parse(stream, builder)) throw std::runtime_error("this is no JSON");
  return builder.take()[0];
}

}  // namespace thresh::html
