// See package_files.h.
#include "cli/package_files.h"

#include <filesystem>
#include <utility>

#include "emit/json_writer.h"
#include "record/schema.h"

namespace thresh::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNames[] = {"datapackage.json", "croissant.json", "README.md"};

std::string beside(const std::string& path, std::string_view name) {
  return (fs::path(path).parent_path() / name).string();
}

std::string schema_name(std::string_view kind) { return std::string(kind) + ".schema.json"; }

// How our schemas begin to say what they are ($id).
std::string schema_mark(std::string_view kind) { return "\"urn:thresh:schema:" + std::string(kind) + ':'; }

base::Result<void> check_one(base::Disk& disk, const std::string& path, std::string_view mark) {
  constexpr std::size_t kEnough = std::size_t{1} << 20;
  if (disk.kind(path) == base::PathKind::kMissing) return {};
  const auto text = disk.read(path, kEnough);
  if (text && text->find(mark) != std::string::npos) return {};
  return base::failure(base::ErrorCode::kUsage, "--package writes " + path + ", and another file of that name is there",
                       "give --output a folder of its own");
}

}  // namespace

base::Result<void> PackageFiles::check(base::Disk& disk, const std::string& path) {
  for (const std::string_view name : kNames) {
    if (beside(path, name) == path) {
      return base::failure(base::ErrorCode::kUsage, "--package writes " + path + " itself",
                           "call the output otherwise");
    }
    if (auto fits = check_one(disk, beside(path, name), emit::kPackageMark); !fits) return fits;
  }
  for (const record::Kind& kind : record::kinds()) {
    auto fits = check_one(disk, beside(path, schema_name(kind.name)), schema_mark(kind.name));
    if (!fits) return fits;
  }
  return {};
}

base::Result<void> PackageFiles::write(base::Disk& disk, const std::string& path, emit::Package package,
                                       const std::vector<WrittenFile>& files) {
  for (const WrittenFile& file : files) {
    package.files.push_back(
        {fs::path(file.path).filename().string(), file.bytes, file.sha256, file.records, file.columns, file.kind});
  }
  const std::pair<std::string_view, std::string> texts[] = {{kNames[0], emit::datapackage_json(package)},
                                                            {kNames[1], emit::croissant_json(package)},
                                                            {kNames[2], emit::dataset_card(package)}};
  for (const record::Kind& kind : record::kinds()) {
    if (!package.kinds.contains(std::string(kind.name))) continue;
    emit::JsonWriter schema(emit::JsonWriter::Layout::kPretty);
    schema.write(record::json_schema(kind));
    auto added = add(disk, beside(path, schema_name(kind.name)), std::string(schema.text()) + '\n');
    if (!added) return added;
  }
  for (const auto& [name, text] : texts) {
    if (auto added = add(disk, beside(path, name), text); !added) return added;
  }
  return {};
}

base::Result<void> PackageFiles::add(base::Disk& disk, const std::string& path, std::string_view text) {
  auto output = disk.create(path);
  if (!output) return std::unexpected(std::move(output.error()));
  if (auto written = (*output)->write(text); !written) return written;
  if (auto sealed = (*output)->seal(); !sealed) return sealed;
  outputs_.push_back(*std::move(output));
  return {};
}

base::Result<void> PackageFiles::commit() {
  for (const auto& output : outputs_) {
    if (auto committed = output->commit(); !committed) return committed;
  }
  return {};
}

}  // namespace thresh::cli
