// See output_files.h.
#include "cli/output_files.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/descriptor.h"
#include "cli/kind_files.h"

namespace thresh::cli {

CountingOutput::CountingOutput(std::unique_ptr<base::Output> target, bool digest) : target_(std::move(target)) {
  if (digest) digest_.emplace();
}

base::Result<void> CountingOutput::write(std::string_view bytes) {
  bytes_ += bytes.size();
  if (digest_) digest_->add(bytes);
  return target_->write(bytes);
}

OutputFiles::OutputFiles(base::Disk& disk, const emit::Format& format, Options options)
    : disk_(disk), format_(format), options_(std::move(options)), by_kind_(has_kinds(format, options_.path)) {}

base::Result<std::unique_ptr<OutputFiles>> OutputFiles::create(base::Disk& disk, const emit::Format& format,
                                                               Options options) {
  const Shards& shards = options.shards;
  options.emit.many |= shards.any();
  options.emit.files = std::max<std::size_t>(shards.count, 1);
  options.emit.ends_at = shards.size;
  std::unique_ptr<OutputFiles> files(new OutputFiles(disk, format, std::move(options)));
  if (!files->by_kind_) {
    if (auto begun = files->begin(""); !begun) return std::unexpected(std::move(begun.error()));
    return files;
  }
  // The files are begun as records come; that there is a folder for them is seen now.
  const std::string folder = std::filesystem::path(files->options_.path).parent_path().string();
  if (folder.empty()) return files;
  if (auto made = disk.make_folders(folder); !made) return std::unexpected(std::move(made.error()));
  return files;
}

// The files of a kind, or all.
base::Result<OutputFiles::Set*> OutputFiles::begin(const std::string& kind) {
  Set& set = sets_[kind];
  set.path = kind.empty() ? options_.path : path_of_kind(options_.path, kind);
  for (std::size_t i = 0; i < std::max<std::size_t>(options_.shards.count, 1); ++i) {
    if (auto opened = open(set, kind); !opened) return std::unexpected(std::move(opened.error()));
  }
  return &set;
}

base::Result<OutputFiles::Set*> OutputFiles::set_of(const record::Map& record) {
  if (!by_kind_) return &sets_.begin()->second;
  const std::string& kind = *record.find("kind")->as_text();
  const auto set = sets_.find(kind);
  return set == sets_.end() ? begin(kind) : &set->second;
}

// Begins the next file of a set.
base::Result<void> OutputFiles::open(Set& set, const std::string& kind) {
  std::string path = options_.shards.any() ? options_.shards.path(set.path, set.begun) : set.path;
  ++set.begun;
  std::unique_ptr<base::Output> target;
  emit::EmitOptions emit = options_.emit;
  if (options_.into != nullptr) {
    target = std::move(options_.into);
  } else if (path.empty() || path == "-") {
    target = base::descriptor_output(STDOUT_FILENO, "standard output");
  } else {
    auto created = disk_.create(path);
    if (!created) return std::unexpected(std::move(created.error()));
    target = *std::move(created);
    // Beside the target there is room for what goes there; beside a pipe or a device there is none.
    const bool beside = disk_.kind(path) != base::PathKind::kOther && !base::descriptor_of_path(path);
    const std::string folder = std::filesystem::path(path).parent_path().string();
    if (beside) emit.scratch = folder.empty() ? "." : folder;
  }
  File file{written_.size(), std::make_unique<CountingOutput>(std::move(target), options_.digests), nullptr};
  file.emitter = format_.make(*file.output, emit);
  set.open.push_back(std::move(file));
  written_.push_back({.path = std::move(path), .kind = kind});
  return {};
}

base::Result<void> OutputFiles::write(std::string_view id, const record::Map& record, const emit::Written* written) {
  auto set = set_of(record);
  if (!set) return std::unexpected(std::move(set.error()));
  auto file = file_for(**set, id);
  if (!file) return std::unexpected(std::move(file.error()));
  last_ = (*file)->number;
  ++written_[last_].records;
  emit::Emitter& emitter = *(*file)->emitter;
  return written == nullptr ? emitter.write(record) : emitter.write_with(record, *written);
}

base::Result<OutputFiles::File*> OutputFiles::file_for(Set& set, std::string_view id) {
  const Shards& shards = options_.shards;
  if (shards.count > 0) return &set.open[shard_of(id, shards.count)];
  File& last = set.open.back();
  const bool empty = written_[last.number].records == 0;
  if (shards.size == 0 || empty || last.output->bytes() + last.emitter->held() < shards.size) return &last;
  const std::string kind = written_[last.number].kind;
  if (auto sealed = seal(last); !sealed) return std::unexpected(std::move(sealed.error()));
  set.open.pop_back();
  if (auto opened = open(set, kind); !opened) return std::unexpected(std::move(opened.error()));
  return &set.open.back();
}

base::Result<void> OutputFiles::seal(File& file) {
  if (auto finished = file.emitter->finish(); !finished) return finished;
  if (auto sealed = file.output->seal(); !sealed) return sealed;
  WrittenFile& written = written_[file.number];
  written.bytes = file.output->bytes();
  written.columns = file.emitter->columns();
  if (options_.digests) written.sha256 = base::hex(file.output->digest());
  file.emitter.reset();
  sealed_.push_back(std::move(file.output));
  return {};
}

base::Result<void> OutputFiles::seal() {
  for (auto& [kind, set] : sets_) {
    for (File& file : set.open) {
      if (auto sealed = seal(file); !sealed) return sealed;
    }
    set.open.clear();
  }
  return {};
}

base::Result<void> OutputFiles::commit() {
  for (const auto& output : sealed_) {
    if (auto committed = output->commit(); !committed) return committed;
  }
  return {};
}

}  // namespace thresh::cli
