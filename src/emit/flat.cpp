// Flat JSON lines, one a record, for indexes and corpora that want a document and its words: `name` (of the input),
// `url`, `kind`, `title`, `author`, `date`, `text` (the words of reading.h). Null where there is nothing.
//
// Tested by tests/emit/reading_test.cpp.
#include <string>

#include "emit/json_writer.h"
#include "emit/makers.h"
#include "emit/reading.h"

namespace thresh::emit {
namespace {

class FlatEmitter : public Emitter {
 public:
  explicit FlatEmitter(base::Output& output) : output_(output) {}

  base::Result<void> write(const record::Map& record) override {
    record::Map flat;
    flat.add("name", value_at(record, "/source/name"));
    flat.add("url", reading_url(record));
    flat.add("kind", value_at(record, "/kind"));
    flat.add("title", reading_title(record));
    flat.add("author", reading_author(record));
    flat.add("date", reading_date(record));
    flat.add("text", reading_text(record));
    writer_.clear();
    writer_.write(flat);
    line_.assign(writer_.text());
    line_ += '\n';
    return output_.write(line_);
  }

  base::Result<void> finish() override { return {}; }

 private:
  base::Output& output_;
  JsonWriter writer_{JsonWriter::Layout::kCompact};
  std::string line_;
};

}  // namespace

std::unique_ptr<Emitter> make_flat(base::Output& output, const EmitOptions&) {
  return std::make_unique<FlatEmitter>(output);
}

}  // namespace thresh::emit
