// Plain text: the words of each record (reading.h), ended by a line break. Records are set apart by a line of three
// dashes with a blank line before and after it.
//
// Tested by tests/emit/reading_test.cpp.
#include <string>

#include "base/utf8.h"
#include "emit/makers.h"
#include "emit/reading.h"

namespace thresh::emit {
namespace {

constexpr std::string_view kBetween = "\n---\n\n";

class TextEmitter : public Emitter {
 public:
  explicit TextEmitter(base::Output& output) : output_(output) {}

  base::Result<void> write(const record::Map& record) override {
    std::string text = reading_text(record);
    if (!base::is_utf8(text)) text = base::repaired(text);
    if (!text.empty()) text += '\n';
    if (!first_) text.insert(0, kBetween);
    first_ = false;
    return output_.write(text);
  }

  base::Result<void> finish() override { return {}; }

 private:
  base::Output& output_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Emitter> make_text(base::Output& output, const EmitOptions&) {
  return std::make_unique<TextEmitter>(output);
}

}  // namespace thresh::emit
