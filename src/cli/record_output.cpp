// See record_output.h.
#include "cli/record_output.h"

#include <unistd.h>

#include <filesystem>
#include <utility>

#include "cli/kind_files.h"
#include "cli/package_files.h"
#include "cli/provenance_text.h"
#include "convert/bookkeeping.h"
#include "convert/origins.h"
#include "record/own_words.h"

namespace thresh::cli {
namespace {

constexpr std::string_view kProvenance = "provenance";

// What the set is called after: the folder of "out/{kind}.parquet", else the file.
std::string name_of_set(const std::string& path) {
  const std::filesystem::path file(path);
  if (file.stem() != "{kind}") return path_of_kind(path, "");
  const std::string folder = file.parent_path().filename().string();
  return folder == "." || folder == ".." ? std::string() : folder;
}

}  // namespace

base::Result<const emit::Format*> RecordOutput::named_format(base::Disk& disk, const RecordOptions& options) {
  if (!options.format.empty()) return emit::find_format(options.format);
  if (const emit::Format* by_name = emit::format_of_path(options.path)) return by_name;
  const bool file = is_file(options.path);
  const std::string ending = std::filesystem::path(options.path).extension();
  if (file && !ending.empty() && disk.kind(options.path) != base::PathKind::kOther) {
    return base::failure(base::ErrorCode::kUsage, "which format is " + ending + "? Say it with --to");
  }
  return emit::find_format(!file && ::isatty(STDOUT_FILENO) == 1 ? "yaml" : "jsonl");
}

base::Result<const emit::Format*> RecordOutput::format_of(base::Disk& disk, const RecordOptions& options) {
  auto format = named_format(disk, options);
  if (!format || (*format)->make != nullptr) return format;
  return base::failure(base::ErrorCode::kUsage, "this program does not write " + std::string((*format)->name),
                       std::string((*format)->elsewhere));
}

base::Result<std::unique_ptr<RecordOutput>> RecordOutput::create(base::Disk& disk, RecordOptions options,
                                                                 std::unique_ptr<base::Output> into) {
  const auto format = format_of(disk, options);
  if (!format) return std::unexpected(format.error());
  OutputFiles::Options files{
      .path = is_file(options.path) ? options.path : "-", .shards = options.shards, .digests = options.package};
  files.emit = {.csv_raw = options.csv_raw,
                .many = options.many,
                .fields = options.fields,
                .custom_fields = options.custom_fields};
  files.into = std::move(into);
  auto created = OutputFiles::create(disk, **format, std::move(files));
  if (!created) return std::unexpected(std::move(created.error()));
  return std::make_unique<RecordOutput>(*std::move(created), **format, std::move(options));
}

RecordOutput::RecordOutput(std::unique_ptr<OutputFiles> files, const emit::Format& format, RecordOptions options)
    : files_(std::move(files)), options_(std::move(options)), format_(format) {
  package_.format = format.name;
}

void RecordOutput::go_on(std::size_t records, std::size_t repeated, std::size_t unwanted) {
  records_ = records, repeated_ = repeated, unwanted_ = unwanted;
}

// Where nobody looks into the record but the emitter.
bool RecordOutput::takes_provenance_as_text() const {
  return format_.takes_written && !options_.where && options_.fields.empty() && !options_.package;
}

RecordOutput::Prepared RecordOutput::prepare(convert::Converted converted) const {
  Prepared prepared;
  if (converted.origins != nullptr && takes_provenance_as_text()) {
    prepared.provenance = provenance_text(*converted.origins);
  } else if (converted.origins != nullptr) {
    converted.record.set(kProvenance, convert::list_of(*converted.origins));
  }
  converted.origins.reset();
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

base::Result<void> RecordOutput::write(Prepared& prepared) {
  ++records_;
  const record::Map& whole = prepared.converted.record;
  if (options_.bare) convert::strip_bookkeeping(prepared.converted.record);
  const emit::Written provenance{kProvenance, prepared.provenance.text()};
  if (!provenance.json.empty()) return write(whole, whole, &provenance);
  if (options_.fields.empty() || format_.fields != emit::Fields::kProjected) return write(whole, whole);
  return write(record::project(whole, options_.fields), whole);
}

// `whole`: the same before fields were chosen.
base::Result<void> RecordOutput::write(const record::Map& record, const record::Map& whole,
                                       const emit::Written* written) {
  if (auto done = files_->write(*whole.find("id")->as_text(), record, written); !done) return done;
  if (options_.package) package_.add(record, whole, files_->last());
  return {};
}

base::Result<void> RecordOutput::add(convert::Converted converted) {
  Prepared prepared = prepare(std::move(converted));
  if (!admit(prepared)) return {};
  return write(prepared);
}

base::Result<void> RecordOutput::commit(base::Disk& disk) {
  if (auto sealed = files_->seal(); !sealed) return sealed;
  PackageFiles descriptions;
  if (options_.package) {
    package_.name = emit::package_name(name_of_set(options_.path));
    auto written = descriptions.write(disk, options_.path, std::move(package_), files_->written());
    if (!written) return written;
  }
  // What describes the files comes last: it tells, by their digests, whether all of them are in their places.
  if (auto committed = files_->commit(); !committed) return committed;
  return descriptions.commit();
}

}  // namespace thresh::cli
