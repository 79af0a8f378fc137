// See output_flags.h.
#include "cli/output_flags.h"

#include <unistd.h>

#include "base/descriptor.h"
#include "cli/kind_files.h"
#include "cli/package_files.h"
#include "cli/quantity.h"

namespace thresh::cli {
namespace {

std::unexpected<base::Error> wrong(std::string message, std::string hint = {}) {
  return base::failure(base::ErrorCode::kUsage, std::move(message), std::move(hint));
}

// A file that is or will be on a disk, beside which others can be.
bool is_regular(const std::string& path, base::Disk& disk) {
  const base::PathKind kind = disk.kind(path);
  const bool fits = kind == base::PathKind::kFile || kind == base::PathKind::kMissing;
  return RecordOutput::is_file(path) && fits && !base::descriptor_of_path(path);
}

}  // namespace

std::vector<Flag> OutputFlags::flags() {
  return {
      {.names = "--shards",
       .value = "N",
       .about = "divide the output into so many files, NAME-00000-of-0000N; which one\na record goes to, its id tells",
       .target = &shards_},
      {.names = "--shard-size",
       .value = "SIZE",
       .about = "begin another file, NAME-00001, whenever one has reached that size (100M)",
       .target = &shard_size_},
      {.names = "--package",
       .value = "",
       .about = "beside the output, describe it: datapackage.json, croissant.json, a card\n(README.md) and the JSON "
                "Schemas",
       .target = &package_},
  };
}

base::Result<void> OutputFlags::read(RecordOptions& options) const {
  if (!shards_.empty() && !shard_size_.empty()) return wrong("--shards and --shard-size exclude each other");
  if (!shards_.empty()) {
    const auto count = read_number(shards_, 1, Shards::kMost);
    if (!count) return wrong("--shards takes a number from 1 to " + std::to_string(Shards::kMost) + ", not " + shards_);
    options.shards.count = static_cast<std::size_t>(*count);
  }
  if (!shard_size_.empty()) {
    const auto size = read_bytes(shard_size_);
    if (!size) return wrong("--shard-size takes a number of bytes, not " + shard_size_, "such as 100M");
    options.shards.size = *size;
  }
  options.package = package_;
  return {};
}

base::Result<void> OutputFlags::check(const RecordOptions& options, const emit::Format& format, base::Disk& disk) {
  const bool file = RecordOutput::is_file(options.path);
  if (format.binary && !file && ::isatty(STDOUT_FILENO) == 1) {
    return wrong(std::string(format.name) + " is nothing for a terminal", "give it a file with --output");
  }
  const char* const flag = options.shards.count > 0  ? "--shards"
                           : options.shards.size > 0 ? "--shard-size"
                           : options.package         ? "--package"
                                                     : nullptr;
  if (flag == nullptr) return {};
  const std::size_t most = has_kinds(format, options.path) ? Shards::kMostOfAKind : Shards::kMost;
  if (options.shards.count > most) {
    return wrong("--shards of each kind are at most " + std::to_string(most));
  }
  if (!is_regular(options.path, disk)) return wrong(std::string(flag) + " needs --output with the name of a file");
  return options.package ? PackageFiles::check(disk, options.path) : base::Result<void>();
}

}  // namespace thresh::cli
