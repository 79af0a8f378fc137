// JSON lines: one compact JSON object a record, each ended by '\n' (jsonlines.org, NDJSON).
//
// Tested by tests/emit/json_test.cpp.
#include <string>

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
    line_.assign(writer_.text());
    line_ += '\n';
    return output_.write(line_);
  }

  base::Result<void> finish() override { return {}; }

 private:
  base::Output& output_;
  JsonWriter writer_{JsonWriter::Layout::kCompact};
  std::string line_;  // a record and its line end go out in one piece
};

}  // namespace

std::unique_ptr<Emitter> make_jsonl(base::Output& output, const EmitOptions&) {
  return std::make_unique<JsonlEmitter>(output);
}

}  // namespace thresh::emit
