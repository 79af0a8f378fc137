// See record_output.h.
#include "cli/record_output.h"

#include <unistd.h>

#include <filesystem>
#include <utility>

#include "convert/bookkeeping.h"
#include "record/own_words.h"

namespace thresh::cli {

base::Result<const emit::Format*> RecordOutput::format_of(base::Disk& disk, const RecordOptions& options) {
  if (!options.format.empty()) return emit::find_format(options.format);
  if (const emit::Format* by_name = emit::format_of_path(options.path)) return by_name;
  const bool file = is_file(options.path);
  const std::string ending = std::filesystem::path(options.path).extension();
  if (file && !ending.empty() && disk.kind(options.path) != base::PathKind::kOther) {
    return base::failure(base::ErrorCode::kUsage, "which format is " + ending + "? Say it with --to");
  }
  return emit::find_format(!file && ::isatty(STDOUT_FILENO) == 1 ? "yaml" : "jsonl");
}

base::Result<std::unique_ptr<RecordOutput>> RecordOutput::create(base::Disk& disk, RecordOptions options,
                                                                 std::unique_ptr<base::Output> into) {
  const auto format = format_of(disk, options);
  if (!format) return std::unexpected(format.error());
  if (into != nullptr) return std::make_unique<RecordOutput>(std::move(into), **format, std::move(options));
  if (!is_file(options.path)) {
    return std::make_unique<RecordOutput>(base::descriptor_output(STDOUT_FILENO, "standard output"), **format,
                                          std::move(options));
  }
  auto output = disk.create(options.path);
  if (!output) return std::unexpected(std::move(output.error()));
  return std::make_unique<RecordOutput>(*std::move(output), **format, std::move(options));
}

RecordOutput::RecordOutput(std::unique_ptr<base::Output> output, const emit::Format& format, RecordOptions options)
    : output_(std::move(output)),
      options_(std::move(options)),
      fields_(format.fields),
      emitter_(format.make(*output_, {.csv_raw = options_.csv_raw, .many = options_.many, .fields = options_.fields})) {
}

void RecordOutput::go_on(std::size_t records, std::size_t repeated, std::size_t unwanted) {
  records_ = records, repeated_ = repeated, unwanted_ = unwanted;
}

RecordOutput::Prepared RecordOutput::prepare(convert::Converted converted) const {
  Prepared prepared;
  prepared.wanted = options_.where.holds(converted.record);
  if (prepared.wanted && options_.duplicates != Duplicates::kKeep) {
    prepared.print = record::fingerprint(record::own_words(converted.record));
  }
  prepared.converted = std::move(converted);
  return prepared;
}

bool RecordOutput::admit(Prepared& prepared) {
  if (!prepared.wanted) return ++unwanted_, false;
  if (options_.duplicates == Duplicates::kKeep) return true;
  record::Map& record = prepared.converted.record;
  const auto original = seen_.add(*record.find("id")->as_text(), prepared.print);
  record.add("duplicate_of", original ? record::Value(original->id) : record::Value());
  if (original) ++repeated_;
  if (!original && options_.on_original) options_.on_original(*record.find("id")->as_text(), prepared.print);
  return !original || options_.duplicates == Duplicates::kMark;
}

base::Result<void> RecordOutput::write(convert::Converted& converted) {
  ++records_;
  if (options_.bare) convert::strip_bookkeeping(converted.record);
  if (options_.fields.empty() || fields_ != emit::Fields::kProjected) return emitter_->write(converted.record);
  return emitter_->write(record::project(converted.record, options_.fields));
}

base::Result<void> RecordOutput::add(convert::Converted converted) {
  Prepared prepared = prepare(std::move(converted));
  if (!admit(prepared)) return {};
  return write(prepared.converted);
}

base::Result<void> RecordOutput::commit() {
  if (auto finished = emitter_->finish(); !finished) return finished;
  return output_->commit();
}

}  // namespace thresh::cli
