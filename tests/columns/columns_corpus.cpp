// Writes hostile records of every kind as JSON lines, as Arrow streams and, where it is built with Arrow, as Parquet to
// a folder, for pyarrow to compare.
//
//   columns_corpus FOLDER [RECORDS]
//
// KIND.jsonl, KIND.arrows and KIND.parquet hold the same records, filled at random from the shapes of the kind; bare.*
// are without bookkeeping, chosen.* hold some fields alone; custom.* have their fields as JSON, open.* the same ones
// typed by what they hold.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>

#include "columns/make.h"
#include "emit/hostile.h"
#include "emit/memory_output.h"
#include "record/shape.h"

namespace thresh::columns {
namespace {

using emit::map_of;
using record::Field;
using record::List;
using record::Map;
using record::Shape;
using record::Type;
using record::Value;

class Generator {
 public:
  Map record(const record::Kind& kind) {
    Map out = object(record::head_shape());
    out.set("id", std::string(kind.name) + "-0123456789abc");
    out.set("kind", kind.name);
    out.set("source", object(*record::head_shape().find("source")->shape));
    Map own = object(*kind.shape);
    for (auto& [key, value] : own.entries()) out.set(key, std::move(value));
    if (kind.open) out.set("fields", open_map(3));
    return out;
  }

  void add_bookkeeping(Map& record) {
    record.add("schema", 1);
    Map completeness;
    for (std::size_t n = below(3); n > 0; --n) {
      completeness.set(text(), map_of({{"stated", below(2) == 0 ? Value() : Value(below(99))}, {"found", below(99)}}));
    }
    record.add("completeness", std::move(completeness));
    record.add("absent", below(2) == 0 ? List{} : List{map_of({{"path", text()}, {"reason", "empty"}})});
    record.add("warnings", List{map_of({{"code", "incomplete"}, {"path", text()}, {"message", text()}})});
    record.add("removed", List{map_of({{"reason", "hidden"}, {"count", below(99)}, {"example", text()}})});
    record.add("conflicts", List{map_of({{"path", text()},
                                         {"values", List{text(), below(9), 0.5, nullptr, List{"a"}, Map()}},
                                         {"from", List{"meta", "text"}}})});
    if (below(2) == 0) record.add("duplicate_of", text());
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string text() {
    if (below(4) == 0) return strings_[below(strings_.size())];
    std::string out;
    for (std::size_t n = below(5); n > 0; --n) out += pieces_[below(pieces_.size())];
    return out;
  }

  Value leaf(Type type) {
    constexpr double kReals[] = {4.9, 0.1, -0.5, 1e22, 5e-324, 1.7976931348623157e308, 5.0};
    if (type == Type::kCount) return static_cast<std::int64_t>(random_());
    if (type == Type::kNumber) return kReals[below(std::size(kReals))];
    if (type == Type::kBool) return below(2) == 0;
    return text();
  }

  Value one(const Field& field) { return field.shape == nullptr ? leaf(field.type) : Value(object(*field.shape)); }

  Map object(const Shape& shape) {
    Map out;
    for (const Field& field : shape.fields) {
      if (below(3) == 0 && !field.list) {
        if (!field.optional) out.add(field.name, nullptr);
        continue;
      }
      if (!field.list) {
        out.add(field.name, one(field));
        continue;
      }
      List list;
      for (std::size_t n = below(3); n > 0; --n) list.push_back(one(field));
      out.add(field.name, std::move(list));
    }
    return out;
  }

  // Any value under few names, so that types meet that do not go together.
  Map open_map(int depth) {
    constexpr std::string_view kNames[] = {"a", "b.c", "d/e", "f", "g", "h"};
    Map out;
    for (const std::string_view name : kNames) {
      if (below(3) > 0) out.add(name, open_value(name, depth - 1));
    }
    return out;
  }

  Value open_value(std::string_view name, int depth) {
    if (below(6) == 0) return nullptr;
    if (name == "a") return leaf(Type::kText);
    if (name == "b.c") return below(2) == 0 ? leaf(Type::kNumber) : Value(below(1000));
    if (name == "d/e" && depth > 0) return open_map(depth);
    if (name == "f") return below(2) == 0 ? leaf(Type::kBool) : leaf(Type::kText);
    List list;
    for (std::size_t n = below(3); n > 0 && depth > 0; --n) list.emplace_back(open_map(depth));
    return list;
  }

  std::mt19937_64 random_{20261126};
  std::vector<std::string> pieces_ = emit::hostile_pieces();
  std::vector<std::string> strings_ = emit::hostile_strings(THRESH_SOURCE_DIR);
};

bool write_pair(const std::string& path, const List& records, const emit::EmitOptions& options) {
  for (const std::string_view format : {"jsonl", "arrow", "parquet"}) {
    if (emit::find_format(format)->make == nullptr) continue;
    std::ofstream out(path + std::string(emit::find_format(format)->extension), std::ios::binary);
    List projected = records;
    if (format == "jsonl" && !options.fields.empty()) {
      for (Value& one : projected) one = record::project(*one.as_map(), options.fields);
    }
    const std::string written = emit::emitted(format, projected, options);
    out << written;
    if (written.empty() || !out.flush()) return false;
  }
  return true;
}

int run(const std::string& folder, std::size_t count) {
  Generator generator;
  bool good = true;
  for (const record::Kind& kind : record::kinds()) {
    List records, bare;
    for (std::size_t i = 0; i < count; ++i) {
      Map made = generator.record(kind);
      bare.emplace_back(made);
      generator.add_bookkeeping(made);
      records.emplace_back(std::move(made));
    }
    good &= write_pair(folder + '/' + std::string(kind.name), records, {});
    if (kind.name == "qa") {
      good &= write_pair(folder + "/bare", bare, {});
      emit::EmitOptions chosen;
      for (const char* path : {"answers.author.name", "title", "answers.votes", "source.pages.url"}) {
        chosen.fields.push_back(*record::FieldPath::read(path));
      }
      good &= write_pair(folder + "/chosen", bare, chosen);
    }
    if (!kind.open) continue;
    SchemaMaker fields;
    for (const Value& one : records) {
      for (const auto& [key, value] : one.as_map()->find("fields")->as_map()->entries()) {
        fields.add_like(SchemaMaker::kRecord, key, value);
      }
    }
    emit::EmitOptions options;
    options.custom_fields = std::make_shared<const Schema>(std::move(fields).finish("custom"));
    good &= write_pair(folder + "/open", records, options);
  }
  std::cerr << count << " records of each kind\n";
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace thresh::columns

int main(int argc, char** argv) {
  if (argc < 2) return EXIT_FAILURE;
  return thresh::columns::run(argv[1], argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 200);
}
