// Flat JSON lines, one a record, for indexes and corpora that want a document and its words: `name` (of the input),
// `url` (where it was fetched from, by which an index knows it; else what it calls its own address), `kind`, `title`,
// `author`, `date`, `text` (the words of reading.h). Null where there is nothing.
//
// Tested by tests/emit/reading_test.cpp.
#include <memory>
#include <utility>

#include "emit/makers.h"
#include "emit/reading.h"

namespace thresh::emit {
namespace {

class FlatEmitter : public Emitter {
 public:
  explicit FlatEmitter(std::unique_ptr<Emitter> lines) : lines_(std::move(lines)) {}

  base::Result<void> write(const record::Map& record) override { return lines_->write(flat_record(record)); }

  base::Result<void> finish() override { return lines_->finish(); }

 private:
  std::unique_ptr<Emitter> lines_;
};

}  // namespace

record::Map flat_record(const record::Map& record) {
  record::Map flat;
  flat.add("name", value_at(record, "/source/name"));
  const record::Value& fetched = value_at(record, "/source/url");
  flat.add("url", fetched.is_null() ? reading_url(record) : fetched);
  flat.add("kind", value_at(record, "/kind"));
  flat.add("title", reading_title(record));
  flat.add("author", reading_author(record));
  flat.add("date", reading_date(record));
  flat.add("text", reading_text(record));
  return flat;
}

std::unique_ptr<Emitter> make_flat(base::Output& output, const EmitOptions& options) {
  return std::make_unique<FlatEmitter>(make_jsonl(output, options));
}

}  // namespace thresh::emit
