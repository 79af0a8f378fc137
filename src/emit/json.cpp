// JSON: an object for one record, a list for several, a line each value.
//
// Whether there are several is known only when the second comes, so the first is held back until then. Where several
// are expected (EmitOptions::many) it is a list from the start, even for one record; a run without records is `[]`.
//
// Tested by tests/emit/json_test.cpp.
#include <optional>
#include <string>

#include "emit/json_writer.h"
#include "emit/makers.h"

namespace thresh::emit {
namespace {

class JsonEmitter : public Emitter {
 public:
  JsonEmitter(base::Output& output, const EmitOptions& options) : output_(output) {
    if (options.many) begin_list();
  }

  base::Result<void> write(const record::Map& record) override {
    if (!in_list_ && !first_) {
      first_ = record;
      return {};
    }
    if (!in_list_) {
      begin_list();
      writer_.write(*first_);
      first_.reset();
    }
    writer_.write(record);
    return hand_on();
  }

  base::Result<void> finish() override {
    if (first_) {
      writer_.write(*first_);
    } else {
      if (!in_list_) begin_list();
      writer_.end_list();
    }
    if (const auto done = hand_on(); !done) return done;
    return output_.write("\n");
  }

 private:
  void begin_list() {
    writer_.begin_list();
    in_list_ = true;
  }

  base::Result<void> hand_on() {
    const auto done = output_.write(writer_.text());
    writer_.clear();
    return done;
  }

  base::Output& output_;
  JsonWriter writer_{JsonWriter::Layout::kPretty};
  std::optional<record::Map> first_;
  bool in_list_ = false;
};

}  // namespace

std::unique_ptr<Emitter> make_json(base::Output& output, const EmitOptions& options) {
  return std::make_unique<JsonEmitter>(output, options);
}

}  // namespace thresh::emit
