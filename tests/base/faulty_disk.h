// A Disk in memory that fails where a test wants it.
//
// Every read, list, create, write, commit, append and sync is an operation; `fail_at(n)` makes the nth from now on (1
// is the next) fail, `fail_from(n)` also all after it, as on a disk that is full. A file appears only when its Output
// is committed, so a test can see what a reader of the disk would.
#pragma once

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/disk.h"
#include "base/stream.h"

namespace thresh::tests {

class MemoryDisk final : public base::Disk {
 public:
  // The files by path. Folders are those that the paths name.
  std::map<std::string, std::string> files;

  void fail_at(std::size_t n) { fail_at_ = last_fail_ = operations_ + n; }
  void fail_from(std::size_t n) { fail_at_ = operations_ + n, last_fail_ = SIZE_MAX; }
  std::size_t operations() const { return operations_; }

  base::PathKind kind(const std::string& path) override {
    if (files.contains(path)) return base::PathKind::kFile;
    const std::string prefix = with_slash(path);
    const auto below = files.lower_bound(prefix);
    const bool is_folder = below != files.end() && below->first.starts_with(prefix);
    return is_folder || path == "." ? base::PathKind::kFolder : base::PathKind::kMissing;
  }

  base::Result<std::string> read(const std::string& path, std::size_t limit, bool* cut) override {
    if (fails()) return base::failure(base::ErrorCode::kUnreadable, "input/output error");
    const auto file = files.find(path);
    if (file == files.end()) return base::failure(base::ErrorCode::kNotFound, "no such file or folder");
    if (cut != nullptr) *cut = file->second.size() > limit;
    return file->second.substr(0, limit);
  }

  base::Result<std::vector<base::FolderEntry>> list(const std::string& folder) override {
    if (fails()) return base::failure(base::ErrorCode::kUnreadable, "input/output error");
    if (kind(folder) != base::PathKind::kFolder) return base::failure(base::ErrorCode::kNotFound, "no such folder");
    const std::string prefix = folder == "." ? "" : with_slash(folder);
    std::vector<base::FolderEntry> entries;
    for (const auto& [path, bytes] : files) {
      if (!path.starts_with(prefix) || path.size() == prefix.size()) continue;
      const std::string name = path.substr(prefix.size(), path.find('/', prefix.size()) - prefix.size());
      const bool listed = std::ranges::find(entries, name, &base::FolderEntry::name) != entries.end();
      if (!name.empty() && !listed) entries.push_back({name, kind(prefix + name)});
    }
    std::ranges::sort(entries, {}, &base::FolderEntry::name);
    return entries;
  }

  base::Result<std::unique_ptr<base::Output>> create(const std::string& path) override {
    if (fails()) return full();
    return std::make_unique<MemoryOutput>(*this, path);
  }

  base::Result<std::unique_ptr<base::Input>> stream(const std::string& path, std::uint64_t offset = 0) override {
    if (fails()) return base::failure(base::ErrorCode::kUnreadable, "input/output error");
    const auto file = files.find(path);
    if (file == files.end()) return base::failure(base::ErrorCode::kNotFound, "no such file or folder");
    const auto from = static_cast<std::size_t>(std::min<std::uint64_t>(offset, file->second.size()));
    return std::make_unique<MemoryInput>(*this, file->second.substr(from));
  }

  base::Result<std::unique_ptr<base::Appender>> append(const std::string& path) override {
    if (fails()) return full();
    files.try_emplace(path);
    return std::make_unique<MemoryAppender>(*this, path);
  }

  // How many bytes a read of a stream gives at most.
  std::size_t piece = SIZE_MAX;

 private:
  class MemoryInput final : public base::Input {
   public:
    MemoryInput(MemoryDisk& disk, std::string bytes) : disk_(disk), bytes_(std::move(bytes)) {}

    base::Result<std::size_t> read(char* to, std::size_t size) override {
      if (disk_.fails()) return base::failure(base::ErrorCode::kUnreadable, "input/output error");
      const std::size_t count = std::min({size, disk_.piece, bytes_.size() - at_});
      std::memcpy(to, bytes_.data() + at_, count);
      at_ += count;
      return count;
    }

    std::optional<std::uint64_t> left() const override { return bytes_.size() - at_; }

   private:
    MemoryDisk& disk_;
    std::string bytes_;
    std::size_t at_ = 0;
  };

  class MemoryAppender final : public base::Appender {
   public:
    MemoryAppender(MemoryDisk& disk, std::string path) : disk_(disk), path_(std::move(path)) {}

    std::uint64_t size() const override { return disk_.files[path_].size(); }

    base::Result<void> append(std::string_view bytes) override {
      if (disk_.fails()) return full();
      disk_.files[path_] += bytes;
      return {};
    }

    base::Result<void> sync() override {
      if (disk_.fails()) return full();
      return {};
    }

   private:
    MemoryDisk& disk_;
    std::string path_;
  };

  class MemoryOutput final : public base::Output {
   public:
    MemoryOutput(MemoryDisk& disk, std::string path) : disk_(disk), path_(std::move(path)) {}

    base::Result<void> write(std::string_view bytes) override {
      if (disk_.fails()) return full();
      bytes_ += bytes;
      return {};
    }

    base::Result<void> commit() override {
      if (disk_.fails()) return full();
      disk_.files[path_] = bytes_;
      return {};
    }

   private:
    MemoryDisk& disk_;
    std::string path_;
    std::string bytes_;
  };

  static std::string with_slash(std::string folder) {
    while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
    return folder.ends_with('/') ? folder : folder + '/';
  }

  static std::unexpected<base::Error> full() {
    return base::failure(base::ErrorCode::kWriteFailed, "no space left on device");
  }

  bool fails() {
    ++operations_;
    return fail_at_ != 0 && operations_ >= fail_at_ && operations_ <= last_fail_;
  }

  std::size_t operations_ = 0;
  std::size_t fail_at_ = 0;  // 0: never
  std::size_t last_fail_ = 0;
};

}  // namespace thresh::tests
