// See record_check.h. The record and its shape are walked together, by a list of work.
#include "dataset/record_check.h"

#include <algorithm>

#include "record/shape.h"

namespace thresh::dataset {
namespace {

using record::Field;
using record::List;
using record::Map;
using record::Shape;
using record::Type;
using record::Value;

constexpr std::string_view kLists[] = {"absent", "warnings", "removed", "conflicts", "provenance"};
constexpr std::string_view kOthers[] = {"schema", "completeness", "duplicate_of", "stale"};

bool is_number(const Value& value) { return value.as_integer() != nullptr || value.as_real() != nullptr; }

bool is_of(const Value& value, Type type) {
  switch (type) {
    case Type::kCount:
      return value.as_integer() != nullptr;
    case Type::kNumber:
      return is_number(value);
    case Type::kBool:
      return value.as_bool() != nullptr;
    default:
      return value.as_text() != nullptr;
  }
}

class Check {
 public:
  explicit Check(std::size_t most) : most_(most) {}

  std::vector<std::string> run(const Map& record) {
    const Value* kind_value = record.find("kind");
    const std::string* word = kind_value == nullptr ? nullptr : kind_value->as_text();
    const record::Kind* kind = word == nullptr ? nullptr : record::find_kind(*word);
    if (kind == nullptr) return {"/kind: no such kind"};
    fields(record, record::head_shape(), "");
    fields(record, *kind->shape, "");
    if (kind->open && (record.find("fields") == nullptr || record.find("fields")->as_map() == nullptr)) {
      fault("/fields", "missing");
    }
    for (const auto& [key, value] : record.entries()) {
      if (std::ranges::find(kLists, key) != std::end(kLists)) {
        if (value.as_list() == nullptr) fault('/' + key, "not a list");
      } else if (std::ranges::find(kOthers, key) == std::end(kOthers) && record::find_field(*kind, key) == nullptr &&
                 !(kind->open && key == "fields")) {
        fault('/' + key, "no field of this kind");
      }
    }
    while (!open_.empty() && faults_.size() < most_) {
      const Object object = std::move(open_.back());
      open_.pop_back();
      fields(*object.map, *object.shape, object.path);
      for (const auto& [key, value] : object.map->entries()) {
        if (object.shape->find(key) == nullptr) fault(object.path + '/' + key, "no field of this shape");
      }
    }
    return std::move(faults_);
  }

 private:
  struct Object {
    const Map* map;
    const Shape* shape;
    std::string path;
  };

  void fault(const std::string& path, std::string_view what) {
    if (faults_.size() < most_) faults_.push_back(path + ": " + std::string(what));
  }

  void fields(const Map& map, const Shape& shape, const std::string& path) {
    for (const Field& field : shape.fields) {
      const Value* value = map.find(field.name);
      const std::string at = path + '/' + std::string(field.name);
      if (value == nullptr) {
        if (!field.optional) fault(at, "missing");
      } else if (field.list) {
        list(*value, field, at);
      } else if (!value->is_null()) {
        one(*value, field, at);
      }
    }
  }

  void list(const Value& value, const Field& field, const std::string& path) {
    if (value.as_list() == nullptr) return fault(path, "not a list");
    for (std::size_t i = 0; i < value.as_list()->size(); ++i) {
      one((*value.as_list())[i], field, path + '/' + std::to_string(i));
    }
  }

  void one(const Value& value, const Field& field, const std::string& path) {
    if (field.shape != nullptr) {
      if (value.as_map() == nullptr) return fault(path, "not an object");
      open_.push_back({value.as_map(), field.shape, path});
      return;
    }
    if (!is_of(value, field.type)) return fault(path, "of another type");
    const std::string* text = value.as_text();
    if (!field.words.empty() && (text == nullptr || std::ranges::find(field.words, *text) == field.words.end())) {
      fault(path, "not one of its words");
    }
  }

  std::size_t most_;
  std::vector<std::string> faults_;
  std::vector<Object> open_;
};

}  // namespace

std::vector<std::string> shape_faults(const Map& record, std::size_t most) { return Check(most).run(record); }

}  // namespace thresh::dataset
