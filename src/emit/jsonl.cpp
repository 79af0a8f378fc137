// JSON lines: one compact JSON object a record, each ended by '\n' (jsonlines.org, NDJSON).
//
// Tested by tests/emit/json_test.cpp.
#include "emit/json_writer.h"
#include "emit/makers.h"

namespace thresh::emit {
namespace {

class JsonlEmitter : public Emitter {
 public:
  explicit JsonlEmitter(base::Output& output) : output_(output) {}

  base::Result<void> write(const record::Map& record) override {
    writer_.clear();
    writer_.write(record);
    return end_line();
  }

  base::Result<void> write_with(const record::Map& record, const Written& written) override {
    writer_.clear();
    writer_.open(true, record.size());
    for (const auto& [key, value] : record.entries()) {
      writer_.key(key);
      key == written.key ? writer_.add_written(written.json) : writer_.write(value);
    }
    writer_.close(true);
    return end_line();
  }

  base::Result<void> finish() override { return {}; }

 private:
  // A record and its line end go out in one piece.
  base::Result<void> end_line() {
    writer_.end_json_line();
    return output_.write(writer_.text());
  }

  base::Output& output_;
  JsonWriter writer_{JsonWriter::Layout::kCompact};
};

}  // namespace

std::unique_ptr<Emitter> make_jsonl(base::Output& output, const EmitOptions&) {
  return std::make_unique<JsonlEmitter>(output);
}

}  // namespace thresh::emit
