// Records of every kind with all of their fields, made from the shapes of record/shape.h, so that a new field is in
// them without a further line. Who asks says what the texts are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <utility>

#include "record/shape.h"
#include "record/value.h"

namespace thresh::emit {

class ShapedRecords {
 public:
  using Text = std::function<std::string(std::mt19937_64&)>;

  explicit ShapedRecords(Text text, std::uint64_t seed = 20260101) : text_(std::move(text)), random_(seed) {}

  record::Map record(const record::Kind& kind) {
    record::Map out = object(record::head_shape(), 0, 0);
    out.set("id", std::string(kind.name) + "-0123456789abc");
    out.set("kind", kind.name);
    for (const record::Field& field : kind.shape->fields) {
      if (!field.optional || below(2) == 0) out.add(field.name, value(field, 0, 0));
    }
    if (kind.open) {
      record::Map fields;
      fields.add("price", 4.5);
      fields.add("name", text());
      fields.add("parts", record::List{text(), text()});
      fields.add("nested", object(record::person_shape(), 0, 0));
      fields.add("nothing", nullptr);
      out.add("fields", std::move(fields));
    }
    out.add("schema", 1);
    out.add("completeness", record::Map());
    out.add("absent", entries({"path", "reason"}));
    out.add("warnings", entries({"code", "path", "message"}));
    out.add("removed", record::List());
    out.add("conflicts", record::List());
    out.add("duplicate_of", nullptr);
    return out;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }
  std::string text() { return text_(random_); }

  record::Map object(const record::Shape& shape, std::size_t place, std::size_t size) {
    record::Map out;
    for (const record::Field& field : shape.fields) {
      if (!field.optional || below(2) == 0) out.add(field.name, value(field, place, size));
    }
    return out;
  }

  // `place` and `size` of the list that the object is in.
  record::Value value(const record::Field& field, std::size_t place, std::size_t size) {
    if (field.shape != nullptr && field.list) {
      record::List list;
      const std::size_t count = below(4);
      for (std::size_t i = 0; i < count; ++i) list.emplace_back(object(*field.shape, i + 1, count));
      return list;
    }
    if (field.list) return below(3) == 0 ? record::List() : record::List{text(), text()};
    if (field.name == "position") return place == 0 ? record::Value() : record::Value(place);
    const bool group = field.type == record::Type::kGroup;  // these are always there
    if (!group && below(4) == 0) return nullptr;
    if (field.shape != nullptr) return object(*field.shape, 0, 0);
    if (field.name == "reply_to") return size == 0 ? record::Value() : record::Value(below(size) + 1);
    if (!field.words.empty()) return field.words[below(field.words.size())];
    switch (field.type) {
      case record::Type::kCount:
        return static_cast<std::int64_t>(below(1000));
      case record::Type::kNumber:
        return below(2) == 0 ? record::Value(static_cast<double>(below(50)) / 7) : record::Value(std::int64_t{3});
      case record::Type::kBool:
        return below(2) == 0;
      case record::Type::kDate:
        return "2020-03-12T14:05";
      case record::Type::kUrl:
        return "https://www.example.org/a?b=" + std::to_string(below(100)) + "&c=<d>";
      default:
        return text();
    }
  }

  record::List entries(std::initializer_list<const char*> names) {
    record::List list;
    for (std::size_t i = below(3); i > 0; --i) {
      record::Map entry;
      for (const char* name : names) entry.add(name, text());
      list.emplace_back(std::move(entry));
    }
    return list;
  }

  Text text_;
  std::mt19937_64 random_;
};

}  // namespace thresh::emit
