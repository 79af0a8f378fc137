// See record_output.h.
#include "cli/record_output.h"

#include <unistd.h>

#include <filesystem>
#include <utility>

#include "convert/bookkeeping.h"
#include "record/fingerprint.h"
#include "record/own_words.h"

namespace thresh::cli {

base::Result<std::unique_ptr<RecordOutput>> RecordOutput::create(base::Disk& disk, const std::string& path,
                                                                 const std::string& format, bool bare) {
  const bool to_file = !path.empty() && path != "-";
  const emit::Format* chosen = format.empty() ? emit::format_of_path(path) : emit::find_format(format);
  if (chosen == nullptr && to_file && !std::filesystem::path(path).extension().empty() &&
      disk.kind(path) != base::PathKind::kOther) {
    return base::failure(base::ErrorCode::kUsage, "which format is " + path + "? Say it with --to");
  }
  if (chosen == nullptr) chosen = emit::find_format(!to_file && ::isatty(STDOUT_FILENO) == 1 ? "yaml" : "jsonl");
  if (!to_file) {
    return std::make_unique<RecordOutput>(base::descriptor_output(STDOUT_FILENO, "standard output"), *chosen, bare);
  }
  auto output = disk.create(path);
  if (!output) return std::unexpected(std::move(output.error()));
  return std::make_unique<RecordOutput>(*std::move(output), *chosen, bare);
}

RecordOutput::RecordOutput(std::unique_ptr<base::Output> output, const emit::Format& format, bool bare)
    : output_(std::move(output)), emitter_(format.make(*output_, {.many = true})), bare_(bare) {}

base::Result<void> RecordOutput::add(convert::Converted converted) {
  record::Map& record = converted.record;
  const auto original = seen_.add(*record.find("id")->as_text(), record::fingerprint(record::own_words(record)));
  record.add("duplicate_of", original ? record::Value(original->id) : record::Value());
  ++records_;
  if (bare_) convert::strip_bookkeeping(record);
  return emitter_->write(record);
}

base::Result<void> RecordOutput::commit() {
  if (auto finished = emitter_->finish(); !finished) return finished;
  return output_->commit();
}

}  // namespace thresh::cli
