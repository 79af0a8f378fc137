// A Disk in memory that fails where a test wants it.
//
// Every read, list, create, write, commit, append, sync and every change of a folder is an operation; `fail_at(n)`
// makes the nth from now on (1 is the next) fail, `fail_from(n)` also all after it, as on a disk that is full or a
// machine that stops. A file appears only when its Output is committed, so a test can see what a reader of the disk
// would.
#pragma once

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/disk.h"
#include "base/folder.h"
#include "base/slug.h"
#include "base/stream.h"

namespace thresh::tests {

class MemoryDisk final : public base::Disk {
 public:
  // The files by path. Folders are those that the paths name, and those that were made.
  std::map<std::string, std::string> files;
  std::set<std::string> folders;
  std::map<std::string, std::string> links;  // symbolic ones, by path: what they hold

  void fail_at(std::size_t n) { fail_at_ = last_fail_ = operations_ + n; }
  void fail_from(std::size_t n) { fail_at_ = operations_ + n, last_fail_ = SIZE_MAX; }
  void fail_never() { fail_at_ = 0; }
  std::size_t operations() const { return operations_; }

  base::PathKind kind(const std::string& path) override { return kind_of(resolved(path)); }

  base::Result<std::string> read(const std::string& path, std::size_t limit, bool* cut) override {
    if (fails()) return base::failure(base::ErrorCode::kUnreadable, "input/output error");
    const auto file = files.find(resolved(path));
    if (file == files.end()) return base::failure(base::ErrorCode::kNotFound, "no such file or folder");
    if (cut != nullptr) *cut = file->second.size() > limit;
    return file->second.substr(0, limit);
  }

  base::Result<std::vector<base::FolderEntry>> list(const std::string& given) override {
    if (fails()) return base::failure(base::ErrorCode::kUnreadable, "input/output error");
    const std::string folder = resolved(given);
    if (kind_of(folder) != base::PathKind::kFolder) {
      return base::failure(base::ErrorCode::kNotFound, "no such folder");
    }
    const std::string prefix = folder == "." ? "" : with_slash(folder);
    std::set<std::string> names;
    const auto note = [&](const std::string& path) {
      if (!path.starts_with(prefix) || path.size() == prefix.size()) return;
      names.insert(path.substr(prefix.size(), path.find('/', prefix.size()) - prefix.size()));
    };
    for (const auto& [path, bytes] : files) note(path);
    for (const auto& [path, target] : links) note(path);
    for (const std::string& path : folders) note(path);
    std::vector<base::FolderEntry> entries;
    for (const std::string& name : names) {
      if (!name.empty()) entries.push_back({name, kind_of(prefix + name)});
    }
    return entries;
  }

  base::Result<std::unique_ptr<base::Output>> create(const std::string& path) override {
    if (fails()) return full();
    return std::make_unique<MemoryOutput>(*this, resolved(path));
  }

  base::Result<std::unique_ptr<base::FileReader>> open(const std::string& path) override {
    if (fails()) return base::failure(base::ErrorCode::kUnreadable, "input/output error");
    const auto file = files.find(resolved(path));
    if (file == files.end()) return base::failure(base::ErrorCode::kNotFound, "no such file or folder");
    return std::make_unique<MemoryReader>(*this, file->second);
  }

  base::Result<std::unique_ptr<base::Folder>> open_folder(const std::string& path) override {
    if (kind(path) != base::PathKind::kFolder) {
      return base::failure(base::ErrorCode::kNotFound, "no such file or folder");
    }
    return std::make_unique<MemoryFolder>(*this, resolved(path));
  }

  base::Result<void> make_folders(const std::string& path) override {
    if (fails()) return full();
    if (files.contains(resolved(path))) return base::failure(base::ErrorCode::kWriteFailed, "not a directory");
    folders.insert(resolved(path));
    return {};
  }

  base::Result<std::unique_ptr<base::Input>> stream(const std::string& path, std::uint64_t offset = 0) override {
    if (fails()) return base::failure(base::ErrorCode::kUnreadable, "input/output error");
    const auto file = files.find(resolved(path));
    if (file == files.end()) return base::failure(base::ErrorCode::kNotFound, "no such file or folder");
    const auto from = static_cast<std::size_t>(std::min<std::uint64_t>(offset, file->second.size()));
    return std::make_unique<MemoryInput>(*this, file->second.substr(from));
  }

  base::Result<std::unique_ptr<base::Appender>> append(const std::string& path) override {
    if (fails()) return full();
    files.try_emplace(resolved(path));
    return std::make_unique<MemoryAppender>(*this, resolved(path));
  }

  base::Result<std::string> place_of(const std::string& path) override { return resolved(path); }

  base::Result<void> move(const std::string& from, const std::string& to) override {
    if (fails()) return full();
    const auto file = files.find(resolved(from));
    if (file == files.end()) return base::failure(base::ErrorCode::kWriteFailed, "no such file or folder");
    files[resolved(to)] = file->second;
    files.erase(resolved(from));
    return {};
  }

  base::Result<void> remove(const std::string& path) override {
    if (fails()) return full();
    files.erase(resolved(path));
    return {};
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

    base::Result<void> cut(std::uint64_t size) override {
      if (disk_.fails()) return full();
      disk_.files[path_].resize(static_cast<std::size_t>(size));
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
      disk_.links.erase(path_);
      disk_.files[path_] = bytes_;
      return {};
    }

   private:
    MemoryDisk& disk_;
    std::string path_;
    std::string bytes_;
  };

  class MemoryReader final : public base::FileReader {
   public:
    MemoryReader(MemoryDisk& disk, std::string bytes) : disk_(disk), bytes_(std::move(bytes)) {}

    std::uint64_t size() const override { return bytes_.size(); }
    base::Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) override {
      if (disk_.fails()) return base::failure(base::ErrorCode::kUnreadable, "input/output error");
      if (offset >= bytes_.size()) return std::size_t{0};
      const std::size_t count = std::min<std::size_t>(buffer.size(), bytes_.size() - offset);
      std::memcpy(buffer.data(), bytes_.data() + offset, count);
      return count;
    }

   private:
    MemoryDisk& disk_;
    std::string bytes_;
  };

  class MemoryFolder final : public base::Folder {
   public:
    MemoryFolder(MemoryDisk& disk, std::string path) : disk_(disk), path_(std::move(path)) {}

    const std::string& path() const override { return path_; }
    base::PathKind kind(std::string_view name) override { return disk_.kind_of(at(name)); }
    base::Result<std::vector<base::FolderEntry>> list() override { return disk_.list(path_); }

    base::Result<std::unique_ptr<base::FileReader>> open(std::string_view name) override {
      if (!base::is_slug(name) || disk_.links.contains(at(name))) return missing();
      return disk_.open(at(name));
    }
    base::Result<std::unique_ptr<base::Folder>> enter(std::string_view name) override {
      if (!base::is_slug(name) || kind(name) != base::PathKind::kFolder) return missing();
      return std::make_unique<MemoryFolder>(disk_, at(name));
    }
    base::Result<std::string> link_target(std::string_view name) override {
      const auto link = disk_.links.find(at(name));
      if (link == disk_.links.end()) return missing();
      return link->second;
    }

    base::Result<std::unique_ptr<base::Output>> create(std::string_view name) override {
      if (!base::is_slug(name) || disk_.fails()) return full();
      return std::make_unique<MemoryOutput>(disk_, at(name));
    }
    base::Result<void> make_folder(std::string_view name) override {
      if (!base::is_slug(name) || disk_.fails()) return full();
      if (kind(name) != base::PathKind::kMissing) return exists();
      disk_.folders.insert(at(name));
      return {};
    }
    base::Result<void> remove(std::string_view name) override {
      if (!base::is_slug(name) || disk_.fails()) return full();
      if (kind(name) == base::PathKind::kFolder && disk_.below(at(name))) return exists();
      const bool gone = disk_.files.erase(at(name)) + disk_.links.erase(at(name)) + disk_.folders.erase(at(name)) > 0;
      if (!gone) return base::failure(base::ErrorCode::kWriteFailed, "no such file or directory");
      return {};
    }
    base::Result<void> rename(std::string_view name, base::Folder& to, std::string_view new_name) override {
      if (!base::is_slug(name) || !base::is_slug(new_name) || disk_.fails()) return full();
      if (kind(name) == base::PathKind::kMissing) {
        return base::failure(base::ErrorCode::kWriteFailed, "no such file or directory");
      }
      if (to.kind(new_name) != base::PathKind::kMissing) return exists();
      disk_.move_tree(at(name), to.path() + '/' + std::string(new_name));
      return {};
    }
    base::Result<void> link(std::string_view name, base::Folder& to, std::string_view new_name) override {
      if (!base::is_slug(name) || !base::is_slug(new_name) || disk_.fails()) return full();
      const auto file = disk_.files.find(at(name));
      if (file == disk_.files.end()) {
        return base::failure(base::ErrorCode::kWriteFailed, "no such file or directory");
      }
      if (to.kind(new_name) != base::PathKind::kMissing) return exists();
      disk_.files[to.path() + '/' + std::string(new_name)] = file->second;  // files never change once they are there
      return {};
    }
    base::Result<void> point(std::string_view name, std::string_view target) override {
      if (!base::is_slug(name) || disk_.fails()) return full();
      if (kind(name) == base::PathKind::kFolder) return exists();
      disk_.files.erase(at(name));
      disk_.links[at(name)] = target;
      return {};
    }
    base::Result<void> sync() override {
      if (disk_.fails()) return full();
      return {};
    }

   private:
    std::string at(std::string_view name) const { return path_ + '/' + std::string(name); }
    static std::unexpected<base::Error> missing() {
      return base::failure(base::ErrorCode::kNotFound, "no such file or folder");
    }
    static std::unexpected<base::Error> exists() { return base::failure(base::ErrorCode::kWriteFailed, "file exists"); }

    MemoryDisk& disk_;
    std::string path_;
  };

  static std::string with_slash(std::string folder) {
    while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
    return folder.ends_with('/') ? folder : folder + '/';
  }

  static std::unexpected<base::Error> full() {
    return base::failure(base::ErrorCode::kWriteFailed, "no space left on device");
  }

  // Without following a link at its end.
  base::PathKind kind_of(const std::string& path) const {
    if (links.contains(path)) return base::PathKind::kOther;
    if (files.contains(path)) return base::PathKind::kFile;
    return path == "." || folders.contains(path) || below(path) ? base::PathKind::kFolder : base::PathKind::kMissing;
  }

  // Whether there is something in a folder.
  bool below(const std::string& folder) const {
    const std::string prefix = with_slash(folder);
    const auto holds = [&](const auto& map, auto name) {
      const auto found = map.lower_bound(prefix);
      return found != map.end() && name(*found).starts_with(prefix);
    };
    const auto first = [](const auto& entry) -> const std::string& { return entry.first; };
    return holds(files, first) || holds(links, first) ||
           holds(folders, [](const std::string& path) -> const std::string& { return path; });
  }

  // The path with the links on its way replaced, each once.
  std::string resolved(std::string path) const {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    for (const auto& [link, target] : links) {
      if (path != link && !path.starts_with(link + '/')) continue;
      const std::size_t slash = link.rfind('/');
      path = (slash == std::string::npos ? "" : link.substr(0, slash + 1)) + target + path.substr(link.size());
    }
    return path;
  }

  void move_tree(const std::string& from, const std::string& to) {
    const auto moved = [&](const std::string& path) {
      return path == from || path.starts_with(from + '/') ? to + path.substr(from.size()) : path;
    };
    std::map<std::string, std::string> new_files, new_links;
    std::set<std::string> new_folders;
    for (auto& [path, bytes] : files) new_files[moved(path)] = std::move(bytes);
    for (auto& [path, target] : links) new_links[moved(path)] = std::move(target);
    for (const std::string& path : folders) new_folders.insert(moved(path));
    files = std::move(new_files), links = std::move(new_links), folders = std::move(new_folders);
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
