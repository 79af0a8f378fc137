// See batch.h.
#include "batch.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "base/ordered_workers.h"
#include "columns/builder.h"
#include "columns/c_data.h"
#include "columns/schema.h"
#include "emit/json_writer.h"
#include "errors.h"
#include "record/json_reader.h"
#include "rule_set.h"
#include "values.h"

namespace thresh::python {
namespace {

using record::Map;

constexpr std::size_t kRowsABatch = 1024;

const std::string& kind_of(const Map& record) {
  static const std::string kNone;
  const record::Value* kind = record.find("kind");
  return kind == nullptr || kind->as_text() == nullptr ? kNone : *kind->as_text();
}

std::vector<std::string> kinds_of(const Batch& batch) {
  std::vector<std::string> kinds;
  for (const Map& record : batch.records) {
    if (std::ranges::find(kinds, kind_of(record)) == kinds.end()) kinds.push_back(kind_of(record));
  }
  return kinds;
}

// The kind that is meant. Of a batch without records it does not matter which one that is.
const record::Kind& chosen_kind(const Batch& batch, const std::string& named) {
  std::string name = named;
  if (name.empty()) {
    const std::vector<std::string> kinds = kinds_of(batch);
    if (kinds.size() > 1) {
      std::string all;
      for (const std::string& kind : kinds) all += (all.empty() ? "" : ", ") + kind;
      raise_usage("a table holds records of one kind, and these are of several: " + all,
                  "name one: to_arrow(kind=\"" + kinds.front() + "\")");
    }
    name = kinds.empty() ? "page" : kinds.front();
  }
  const record::Kind* kind = record::find_kind(name);
  if (kind == nullptr) raise_usage("there is no kind of record `" + name + '`');
  return *kind;
}

// What the records themselves have under `fields`.
std::shared_ptr<const columns::Schema> fields_of(const std::vector<const Map*>& records) {
  columns::SchemaMaker maker;
  for (const Map* record : records) {
    const record::Value* fields = record->find("fields");
    if (fields == nullptr || fields->as_map() == nullptr) continue;
    for (const auto& [key, value] : fields->as_map()->entries()) {
      maker.add_like(columns::SchemaMaker::kRecord, key, value);
    }
  }
  return std::make_shared<const columns::Schema>(std::move(maker).finish("custom"));
}

// A run of rows on their way to columns.
struct Portion {
  std::size_t begin = 0, end = 0;
  std::vector<std::shared_ptr<const columns::Batch>> made;
  std::optional<base::Error> error;
};

void build(Portion& portion, const std::vector<const Map*>& records,
           const std::shared_ptr<const columns::Schema>& schema) {
  columns::Builder builder(schema, [](const record::Value& value) { return emit::json_text(value); });
  for (std::size_t i = portion.begin; i < portion.end; ++i) {
    if (auto added = builder.append(*records[i]); !added) {
      portion.error = std::move(added.error());
      return;
    }
    if (builder.is_full()) portion.made.push_back(builder.take());
  }
  if (builder.rows() > 0) portion.made.push_back(builder.take());
}

base::Result<ArrowStream> build_all(const Batch& batch, const record::Kind& kind) {
  std::vector<const Map*> records;
  for (const Map& record : batch.records) {
    if (kind_of(record) == kind.name) records.push_back(&record);
  }
  std::shared_ptr<const columns::Schema> fields = batch.custom_fields;
  if (kind.open && fields == nullptr) fields = fields_of(records);
  ArrowStream stream;
  stream.schema = std::make_shared<const columns::Schema>(columns::schema_of(
      kind, {.bookkeeping = batch.bookkeeping, .provenance = batch.provenance, .fields = fields.get()}));
  std::optional<base::Error> error;
  std::size_t next = 0;
  const std::size_t threads = std::min(batch.threads, records.size() / kRowsABatch + 1);
  base::OrderedWorkers<Portion> workers(threads, [&](Portion& portion) { build(portion, records, stream.schema); });
  workers.run(
      [&](Portion& portion) {
        portion = {next, std::min(next + kRowsABatch, records.size()), {}, {}};
        next = portion.end;
        return portion.begin < portion.end;
      },
      [&](Portion& portion) {
        error = std::move(portion.error);
        std::ranges::move(portion.made, std::back_inserter(stream.batches));
        return !error;
      });
  if (error) return std::unexpected(*std::move(error));
  return stream;
}

// A capsule of the name that the Arrow PyCapsule interface wants. Whoever takes the struct out marks it as released.
template <class Struct>
nb::object capsule(std::unique_ptr<Struct> made, const char* name) {
  PyObject* const object = PyCapsule_New(made.get(), name, [](PyObject* self) {
    const std::unique_ptr<Struct> held(static_cast<Struct*>(PyCapsule_GetPointer(self, PyCapsule_GetName(self))));
    if (held->release != nullptr) held->release(held.get());
  });
  if (object == nullptr) throw nb::python_error();
  static_cast<void>(made.release());
  return nb::steal(object);
}

nb::object stream_capsule(const ArrowStream& stream) {
  auto made = std::make_unique<ArrowArrayStream>();
  columns::export_stream(stream.schema, stream.batches, *made);
  return capsule(std::move(made), "arrow_array_stream");
}

nb::object schema_capsule(const ArrowStream& stream) {
  auto made = std::make_unique<ArrowSchema>();
  columns::export_schema(*stream.schema, *made);
  return capsule(std::move(made), "arrow_schema");
}

Batch batch_of(const nb::iterable& dicts, std::size_t threads) {
  Batch batch;
  batch.threads = threads;
  batch.bookkeeping = false;
  for (const nb::handle dict : dicts) {
    Map record = map_of(dict);
    if (record::find_kind(kind_of(record)) == nullptr) {
      raise_usage("a record has a `kind`, such as qa or page; this one has " +
                  (kind_of(record).empty() ? "none" : '`' + kind_of(record) + '`'));
    }
    batch.bookkeeping = batch.bookkeeping || record.find("schema") != nullptr;
    batch.provenance = batch.provenance || record.find("provenance") != nullptr;
    batch.records.push_back(std::move(record));
  }
  return batch;
}

// The records that lines of JSON hold. Raises thresh.Error for a line that is no record.
Batch batch_of_json(const std::shared_ptr<const RuleSet>& rules, const std::vector<std::string>& lines) {
  const nb::gil_scoped_release free;
  Batch batch;
  batch.custom_fields = rules->custom_fields;
  record::JsonReader reader;
  for (const std::string& line : lines) {
    auto value = reader.read(line);
    if (!value) {
      const nb::gil_scoped_acquire gil;
      raise(value.error());
    }
    Map* const record = value->as_map();
    if (record == nullptr || record::find_kind(kind_of(*record)) == nullptr) {
      const nb::gil_scoped_acquire gil;
      raise_usage("a record is an object of JSON with a `kind`, such as qa or page");
    }
    batch.records.push_back(std::move(*record));
  }
  return batch;
}

// The records as the program writes them: a line of JSON each.
nb::list json_of(const Batch& batch) {
  std::vector<std::string> lines;
  {
    const nb::gil_scoped_release free;
    lines.reserve(batch.records.size());
    for (const Map& record : batch.records) lines.push_back(emit::json_text(record));
  }
  nb::list out;
  for (const std::string& line : lines) out.append(text_object(line));
  return out;
}

// The text under these keys, one inside the other, of each record; None where there is none.
nb::list texts_of(const Batch& batch, const std::vector<std::string>& keys) {
  nb::list out;
  for (const Map& record : batch.records) {
    const Map* map = &record;
    const record::Value* value = nullptr;
    for (const std::string& key : keys) {
      value = map == nullptr ? nullptr : map->find(key);
      map = value == nullptr ? nullptr : value->as_map();
    }
    const std::string* const text = value == nullptr ? nullptr : value->as_text();
    out.append(text == nullptr ? nb::none() : text_object(*text));
  }
  return out;
}

nb::list fingerprints_of(const Batch& batch) {
  nb::list out;
  for (const std::string& print : batch.prints) out.append(nb::bytes(print.data(), print.size()));
  return out;
}

nb::object record_at(const Batch& batch, Py_ssize_t index) {
  const auto size = static_cast<Py_ssize_t>(batch.records.size());
  if (index < 0) index += size;
  if (index < 0 || index >= size) throw nb::index_error("there is no such record in the batch");
  return object_of(batch.records[static_cast<std::size_t>(index)]);
}

nb::list failures_of(const Batch& batch) {
  nb::list out;
  for (const Batch::Failure& failure : batch.failures) {
    out.append(nb::make_tuple(failure.page, text_object(failure.name), error_object(failure.error)));
  }
  return out;
}

}  // namespace

ArrowStream arrow_of(const Batch& batch, const std::string& kind) {
  const record::Kind& chosen = chosen_kind(batch, kind);
  auto built = [&] {
    const nb::gil_scoped_release free;
    return build_all(batch, chosen);
  }();
  return value_or_raise(std::move(built));
}

void bind_batch(nb::module_& module) {
  nb::class_<ArrowStream>(module, "ArrowStream",
                          "Records of one kind as columns, for whatever reads Arrow: pyarrow.table(stream), "
                          "polars.DataFrame(stream) …; any number of times.")
      .def(
          "__arrow_c_stream__", [](const ArrowStream& stream, const nb::object&) { return stream_capsule(stream); },
          nb::arg("requested_schema") = nb::none())
      .def("__arrow_c_schema__", schema_capsule)
      .def_prop_ro("kind", [](const ArrowStream& stream) { return stream.schema->kind; })
      .def("__len__", [](const ArrowStream& stream) {
        std::int64_t rows = 0;
        for (const auto& batch : stream.batches) rows += batch->rows;
        return rows;
      });
  nb::class_<Batch>(module, "Batch")
      .def_static("from_records", batch_of, nb::arg("records"), nb::arg("threads") = 1)
      .def("__len__", [](const Batch& batch) { return batch.records.size(); })
      .def("__getitem__", record_at)
      .def("records",
           [](const Batch& batch) {
             nb::list out;
             for (const Map& record : batch.records) out.append(object_of(record));
             return out;
           })
      .def_prop_ro("kinds", kinds_of)
      .def_prop_ro("errors", failures_of)
      .def_prop_ro("failed_urls",
                   [](const Batch& batch) {
                     nb::list out;
                     for (const Batch::Failure& failure : batch.failures) {
                       out.append(failure.url.empty() ? nb::none() : text_object(failure.url));
                     }
                     return out;
                   })
      .def_static("from_json", batch_of_json, nb::arg("rules"), nb::arg("lines"))
      .def("json", json_of)
      .def("texts", texts_of, nb::arg("keys"))
      .def_prop_ro("pages", [](const Batch& batch) { return batch.pages; })
      .def_prop_ro("names", [](const Batch& batch) { return batch.names; })
      .def_prop_ro("fingerprints", fingerprints_of)
      .def(
          "to_arrow",
          [](const Batch& batch, const std::optional<std::string>& kind) { return arrow_of(batch, kind.value_or("")); },
          nb::arg("kind") = nb::none())
      .def(
          "__arrow_c_stream__",
          [](const Batch& batch, const nb::object&) { return stream_capsule(arrow_of(batch, "")); },
          nb::arg("requested_schema") = nb::none());
}

}  // namespace thresh::python
