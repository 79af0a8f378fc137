// The Arrow IPC streaming format: batches of columns (columns/ipc.h), for whatever reads tables.
//
// A stream has one schema, so it holds records of one kind, that of the first (kind_columns.h). A run without records
// gives a stream without columns.
//
// Tested by tests/emit/arrow_test.cpp, and by pyarrow in tests/columns/arrow_test.py.
#include <memory>

#include "columns/ipc.h"
#include "emit/kind_columns.h"
#include "emit/makers.h"

namespace thresh::emit {
namespace {

class ArrowEmitter : public Emitter {
 public:
  ArrowEmitter(base::Output& output, const EmitOptions& options)
      : output_(output), columns_(options, "an Arrow stream", ".arrows") {}

  base::Result<void> write(const record::Map& record) override {
    const bool first = columns_.schema() == nullptr;
    if (auto added = columns_.add(record); !added) return added;
    if (first) {
      if (auto written = columns::write_schema(output_, *columns_.schema()); !written) return written;
    }
    return columns_.is_full() ? columns::write_batch(output_, *columns_.take()) : base::Result<void>();
  }

  base::Result<void> finish() override {
    base::Result<void> written;
    if (columns_.schema() == nullptr) {
      written = columns::write_schema(output_, columns::SchemaMaker().finish(""));
    } else if (columns_.rows() > 0) {
      written = columns::write_batch(output_, *columns_.take());
    }
    return written ? columns::write_end(output_) : written;
  }

 private:
  base::Output& output_;
  KindColumns columns_;
};

}  // namespace

std::unique_ptr<Emitter> make_arrow(base::Output& output, const EmitOptions& options) {
  return std::make_unique<ArrowEmitter>(output, options);
}

}  // namespace thresh::emit
