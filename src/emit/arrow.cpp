// The Arrow IPC streaming format: batches of columns (columns/ipc.h), for whatever reads tables.
//
// A stream has one schema, so it holds records of one kind, that of the first; another one is an error that says how to
// choose. Whether there are columns for the bookkeeping and for `provenance` is told by the first record, too. A run
// without records gives a stream without columns.
//
// Tested by tests/emit/arrow_test.cpp, and by pyarrow in tests/columns/arrow_test.py.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "columns/builder.h"
#include "columns/ipc.h"
#include "columns/schema.h"
#include "emit/json_writer.h"
#include "emit/makers.h"

namespace thresh::emit {
namespace {

class ArrowEmitter : public Emitter {
 public:
  ArrowEmitter(base::Output& output, const EmitOptions& options)
      : output_(output), custom_fields_(options.custom_fields), fields_(options.fields) {}

  base::Result<void> write(const record::Map& record) override {
    const std::string& kind = *record.find("kind")->as_text();
    if (builder_ == nullptr) {
      if (auto begun = begin(kind, record); !begun) return begun;
    }
    if (kind != kind_) {
      return base::failure(
          base::ErrorCode::kUsage,
          "an Arrow stream holds records of one kind: the first is a " + kind_ + ", this one a " + kind,
          "choose them with --where 'kind = " + kind_ + "'");
    }
    auto added = fields_.empty() ? builder_->append(record) : builder_->append(record::project(record, fields_));
    if (!added) return added;
    return builder_->is_full() ? flush() : base::Result<void>();
  }

  base::Result<void> finish() override {
    if (builder_ == nullptr) {
      if (auto written = columns::write_schema(output_, columns::SchemaMaker().finish("")); !written) return written;
    } else if (auto written = flush(); !written) {
      return written;
    }
    return columns::write_end(output_);
  }

 private:
  base::Result<void> begin(const std::string& kind, const record::Map& record) {
    kind_ = kind;
    auto schema = std::make_shared<columns::Schema>(
        columns::schema_of(*record::find_kind(kind), {.bookkeeping = record.find("schema") != nullptr,
                                                      .provenance = record.find("provenance") != nullptr,
                                                      .fields = custom_fields_.get()}));
    if (!fields_.empty()) {
      auto selected = columns::select(*schema, fields_);
      if (!selected) return std::unexpected(std::move(selected.error()));
      *schema = std::move(selected->schema);
      fields_ = std::move(selected->paths);
    }
    builder_ = std::make_unique<columns::Builder>(schema, [](const record::Value& value) { return json_text(value); });
    return columns::write_schema(output_, *schema);
  }

  base::Result<void> flush() {
    if (builder_->rows() == 0) return {};
    return columns::write_batch(output_, *builder_->take());
  }

  base::Output& output_;
  std::shared_ptr<const columns::Schema> custom_fields_;
  std::vector<record::FieldPath> fields_;
  std::string kind_;
  std::unique_ptr<columns::Builder> builder_;  // once there was a record
};

}  // namespace

std::unique_ptr<Emitter> make_arrow(base::Output& output, const EmitOptions& options) {
  return std::make_unique<ArrowEmitter>(output, options);
}

}  // namespace thresh::emit
