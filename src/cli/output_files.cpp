// See output_files.h.
#include "cli/output_files.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/descriptor.h"

namespace thresh::cli {

CountingOutput::CountingOutput(std::unique_ptr<base::Output> target, bool digest) : target_(std::move(target)) {
  if (digest) digest_.emplace();
}

base::Result<void> CountingOutput::write(std::string_view bytes) {
  bytes_ += bytes.size();
  if (digest_) digest_->add(bytes);
  return target_->write(bytes);
}

base::Result<std::unique_ptr<OutputFiles>> OutputFiles::create(base::Disk& disk, const emit::Format& format,
                                                               Options options) {
  const Shards shards = options.shards;
  options.emit.many |= shards.any();
  options.emit.files = std::max<std::size_t>(shards.count, 1);
  std::unique_ptr<OutputFiles> files(new OutputFiles(disk, format, std::move(options)));
  const std::string& path = files->options_.path;
  for (std::size_t i = 0; i < std::max<std::size_t>(shards.count, 1); ++i) {
    if (auto opened = files->open(shards.any() ? shards.path(path, i) : path); !opened) {
      return std::unexpected(std::move(opened.error()));
    }
  }
  return files;
}

base::Result<void> OutputFiles::open(std::string path) {
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
  File file{std::move(path), std::make_unique<CountingOutput>(std::move(target), options_.digests), nullptr};
  file.emitter = format_.make(*file.output, emit);
  open_.push_back(std::move(file));
  return {};
}

base::Result<void> OutputFiles::write(std::string_view id, const record::Map& record, const emit::Written* written) {
  auto file = file_for(id);
  if (!file) return std::unexpected(std::move(file.error()));
  ++(*file)->records;
  last_ = options_.shards.count > 0 ? static_cast<std::size_t>(*file - open_.data()) : written_.size();
  emit::Emitter& emitter = *(*file)->emitter;
  return written == nullptr ? emitter.write(record) : emitter.write_with(record, *written);
}

base::Result<OutputFiles::File*> OutputFiles::file_for(std::string_view id) {
  const Shards& shards = options_.shards;
  if (shards.count > 0) return &open_[shard_of(id, shards.count)];
  File& last = open_.back();
  if (shards.size == 0 || last.records == 0 || last.output->bytes() + last.emitter->held() < shards.size) return &last;
  if (auto sealed = seal(last); !sealed) return std::unexpected(std::move(sealed.error()));
  open_.pop_back();
  if (auto opened = open(shards.path(options_.path, written_.size())); !opened) {
    return std::unexpected(std::move(opened.error()));
  }
  return &open_.back();
}

base::Result<void> OutputFiles::seal(File& file) {
  if (auto finished = file.emitter->finish(); !finished) return finished;
  if (auto sealed = file.output->seal(); !sealed) return sealed;
  WrittenFile written{file.path, file.output->bytes(), {}, file.records, file.emitter->columns()};
  if (options_.digests) written.sha256 = base::hex(file.output->digest());
  written_.push_back(std::move(written));
  file.emitter.reset();
  sealed_.push_back(std::move(file.output));
  return {};
}

base::Result<void> OutputFiles::seal() {
  for (File& file : open_) {
    if (auto sealed = seal(file); !sealed) return sealed;
  }
  open_.clear();
  return {};
}

base::Result<void> OutputFiles::commit() {
  for (const auto& output : sealed_) {
    if (auto committed = output->commit(); !committed) return committed;
  }
  return {};
}

}  // namespace thresh::cli
