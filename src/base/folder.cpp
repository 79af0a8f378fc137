// The system's folders: POSIX's calls that work relative to a descriptor. See folder.h.
#include "base/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "base/descriptor.h"
#include "base/open.h"
#include "base/output.h"
#include "base/slug.h"

namespace thresh::base {
namespace {

constexpr std::size_t kLongestTarget = 4096;  // of a symbolic link; Linux has no longer ones

PathKind kind_of_mode(mode_t mode) {
  if (S_ISREG(mode)) return PathKind::kFile;
  return S_ISDIR(mode) ? PathKind::kFolder : PathKind::kOther;
}

class SystemReader final : public FileReader {
 public:
  SystemReader(Descriptor file, std::string path, std::uint64_t size)
      : file_(std::move(file)), path_(std::move(path)), size_(size) {}

  std::uint64_t size() const override { return size_; }

  Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) override {
    std::size_t filled = 0;
    while (filled < buffer.size()) {
      const ssize_t count =
          ::pread(file_.number(), buffer.data() + filled, buffer.size() - filled, static_cast<off_t>(offset + filled));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return system_failure(ErrorCode::kUnreadable, errno, path_);
      if (count == 0) break;
      filled += static_cast<std::size_t>(count);
    }
    return filled;
  }

 private:
  Descriptor file_;
  std::string path_;
  std::uint64_t size_;
};

std::unexpected<Error> look_failure(int number, const std::string& path) {
  if (number == ENOENT || number == ENOTDIR) {
    return path_failure(ErrorCode::kNotFound, "no such file or folder", path);
  }
  return system_failure(ErrorCode::kUnreadable, number, path);
}

class SystemFolder final : public Folder {
 public:
  SystemFolder(Descriptor folder, std::string path) : folder_(std::move(folder)), path_(std::move(path)) {}

  const std::string& path() const override { return path_; }

  PathKind kind(std::string_view name) override {
    struct stat status{};
    if (!is_slug(name)) return PathKind::kMissing;
    if (::fstatat(number(), std::string(name).c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return PathKind::kMissing;
    return kind_of_mode(status.st_mode);
  }

  Result<std::vector<FolderEntry>> list() override {
    // A second descriptor, since a listing moves the place in the one that it reads from.
    Descriptor again(::openat(number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!again) return look_failure(errno, path_);
    DIR* const opened = ::fdopendir(again.number());
    if (opened == nullptr) return look_failure(errno, path_);
    (void)again.release();  // closedir closes it
    std::vector<FolderEntry> entries;
    errno = 0;
    while (const dirent* entry = ::readdir(opened)) {
      const std::string name = entry->d_name;
      if (name != "." && name != "..") entries.push_back({name, kind_of_entry(name)});
      errno = 0;
    }
    const int trouble = errno;
    ::closedir(opened);
    if (trouble != 0) return look_failure(trouble, path_);
    std::ranges::sort(entries, {}, &FolderEntry::name);
    return entries;
  }

  Result<std::unique_ptr<FileReader>> open(std::string_view name) override {
    if (auto wrong = refused(name, ErrorCode::kNotFound)) return std::unexpected(std::move(*wrong));
    const std::string path = below(name);
    Descriptor file(::openat(number(), std::string(name).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    return reader_of(std::move(file), path);
  }

  Result<std::unique_ptr<Folder>> enter(std::string_view name) override {
    if (auto wrong = refused(name, ErrorCode::kNotFound)) return std::unexpected(std::move(*wrong));
    Descriptor folder(::openat(number(), std::string(name).c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!folder) return look_failure(errno, below(name));
    return std::make_unique<SystemFolder>(std::move(folder), below(name));
  }

  Result<std::string> link_target(std::string_view name) override {
    if (auto wrong = refused(name, ErrorCode::kNotFound)) return std::unexpected(std::move(*wrong));
    std::array<char, kLongestTarget> target;
    const ssize_t length = ::readlinkat(number(), std::string(name).c_str(), target.data(), target.size());
    if (length < 0) return look_failure(errno, below(name));
    return std::string(target.data(), static_cast<std::size_t>(length));
  }

  Result<std::unique_ptr<Output>> create(std::string_view name) override {
    if (auto wrong = refused(name)) return std::unexpected(std::move(*wrong));
    return create_output_in(number(), std::string(name), below(name));
  }

  Result<void> make_folder(std::string_view name) override {
    if (auto wrong = refused(name)) return std::unexpected(std::move(*wrong));
    return done(::mkdirat(number(), std::string(name).c_str(), 0777), name);
  }

  Result<void> remove(std::string_view name) override {
    if (auto wrong = refused(name)) return std::unexpected(std::move(*wrong));
    const int flags = kind(name) == PathKind::kFolder ? AT_REMOVEDIR : 0;
    return done(::unlinkat(number(), std::string(name).c_str(), flags), name);
  }

  Result<void> rename(std::string_view name, Folder& to, std::string_view new_name) override {
    if (auto wrong = refused(name)) return std::unexpected(std::move(*wrong));
    if (auto wrong = refused(new_name)) return std::unexpected(std::move(*wrong));
    const std::string from(name), target(new_name);
    const int there = number_of(to);
    if (::renameat2(number(), from.c_str(), there, target.c_str(), RENAME_NOREPLACE) == 0) return {};
    if (errno != EINVAL && errno != ENOSYS) return write_failure(errno, new_name);
    // A file system that cannot look and rename in one step. The lock of a dataset keeps others away meanwhile.
    if (to.kind(new_name) != PathKind::kMissing) return write_failure(EEXIST, new_name);
    return done(::renameat(number(), from.c_str(), there, target.c_str()), new_name);
  }

  Result<void> link(std::string_view name, Folder& to, std::string_view new_name) override {
    if (auto wrong = refused(name)) return std::unexpected(std::move(*wrong));
    if (auto wrong = refused(new_name)) return std::unexpected(std::move(*wrong));
    if (kind(name) != PathKind::kFile) return write_failure(ENOENT, name);
    return done(::linkat(number(), std::string(name).c_str(), number_of(to), std::string(new_name).c_str(), 0),
                new_name);
  }

  Result<void> point(std::string_view name, std::string_view target) override {
    if (auto wrong = refused(name)) return std::unexpected(std::move(*wrong));
    for (int i = 0; i < kMostTemporaryNames; ++i) {
      const std::string temporary = temporary_name(i);
      if (::symlinkat(std::string(target).c_str(), number(), temporary.c_str()) != 0) {
        if (errno != EEXIST) return write_failure(errno, name);
        continue;
      }
      if (::renameat(number(), temporary.c_str(), number(), std::string(name).c_str()) == 0) return sync();
      const int trouble = errno;
      ::unlinkat(number(), temporary.c_str(), 0);
      return write_failure(trouble, name);
    }
    return write_failure(EEXIST, name);
  }

  Result<void> sync() override {
    const int trouble = base::sync(number());
    if (trouble != 0) return system_failure(ErrorCode::kWriteFailed, trouble, path_);
    return {};
  }

 private:
  int number() const { return folder_.number(); }
  // Two folders of one disk are both the system's.
  static int number_of(const Folder& folder) { return static_cast<const SystemFolder&>(folder).number(); }

  std::string below(std::string_view name) const { return path_ + '/' + std::string(name); }

  PathKind kind_of_entry(const std::string& name) const {
    struct stat status{};
    if (::fstatat(number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return PathKind::kMissing;
    return kind_of_mode(status.st_mode);
  }

  std::optional<Error> refused(std::string_view name, ErrorCode code = ErrorCode::kWriteFailed) const {
    if (is_slug(name)) return std::nullopt;
    return path_failure(code, "not a name that thresh uses", path_).error();
  }

  std::unexpected<Error> write_failure(int trouble, std::string_view name) const {
    return system_failure(ErrorCode::kWriteFailed, trouble, below(name));
  }

  Result<void> done(int answer, std::string_view name) const {
    if (answer != 0) return write_failure(errno, name);
    return {};
  }

  Descriptor folder_;
  std::string path_;
};

}  // namespace

Result<std::unique_ptr<FileReader>> reader_of(Descriptor file, const std::string& path) {
  if (!file) return look_failure(errno, path);
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) return look_failure(errno, path);
  if (S_ISDIR(status.st_mode)) return look_failure(EISDIR, path);
  if (!S_ISREG(status.st_mode)) return path_failure(ErrorCode::kUnreadable, "not a regular file", path);
  return std::make_unique<SystemReader>(std::move(file), path, static_cast<std::uint64_t>(status.st_size));
}

Result<std::unique_ptr<Folder>> open_system_folder(const std::string& path) {
  if (!is_possible_path(path)) return look_failure(ENOENT, path);
  Descriptor folder = open_descriptor(path, O_RDONLY | O_DIRECTORY);
  if (!folder) return look_failure(errno, path);
  return std::make_unique<SystemFolder>(std::move(folder), path);
}

Result<void> make_system_folders(const std::string& path) {
  if (path.empty() || !is_possible_path(path)) return system_failure(ErrorCode::kWriteFailed, ENOENT, path);
  for (std::size_t at = 0; at < path.size();) {
    at = std::min(path.find('/', at + 1), path.size());
    const std::string prefix = path.substr(0, at);
    if (::mkdir(prefix.c_str(), 0777) != 0 && errno != EEXIST && errno != EISDIR) {
      const int trouble = errno;
      struct stat status{};  // a folder that is there may say EROFS or EACCES to mkdir
      if (::stat(prefix.c_str(), &status) != 0) return system_failure(ErrorCode::kWriteFailed, trouble, prefix);
    }
  }
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return system_failure(ErrorCode::kWriteFailed, errno, path);
  if (!S_ISDIR(status.st_mode)) return system_failure(ErrorCode::kWriteFailed, ENOTDIR, path);
  return {};
}

Result<void> remove_tree(Folder& folder, std::string_view name) {
  struct Open {
    std::unique_ptr<Folder> folder;
    std::string name;
    std::vector<FolderEntry> entries;  // that are still there
  };
  std::vector<Open> open;
  std::string at(name);
  for (;;) {
    Folder& here = open.empty() ? folder : *open.back().folder;
    const PathKind kind = here.kind(at);
    if (kind == PathKind::kFolder) {
      if (open.size() == kDeepestFolder) return failure(ErrorCode::kWriteFailed, "the folders are nested too deeply");
      auto inner = here.enter(at);
      if (!inner) return failure(ErrorCode::kWriteFailed, inner.error().message);
      auto entries = (*inner)->list();
      if (!entries) return failure(ErrorCode::kWriteFailed, entries.error().message);
      open.push_back({*std::move(inner), at, *std::move(entries)});
    } else if (kind != PathKind::kMissing) {
      if (auto removed = here.remove(at); !removed) return removed;
    }
    while (!open.empty() && open.back().entries.empty()) {
      const std::string emptied = open.back().name;
      open.pop_back();
      Folder& above = open.empty() ? folder : *open.back().folder;
      if (auto removed = above.remove(emptied); !removed) return removed;
    }
    if (open.empty()) return {};
    at = std::move(open.back().entries.back().name);
    open.back().entries.pop_back();
  }
}

Result<std::string> read_file(Folder& folder, std::string_view name, std::size_t limit) {
  auto file = folder.open(name);
  if (!file) return std::unexpected(std::move(file.error()));
  const std::string path = folder.path() + '/' + std::string(name);
  if ((*file)->size() > limit) return path_failure(ErrorCode::kUnreadable, "the file is too large", path);
  std::string bytes((*file)->size(), '\0');
  const auto count = (*file)->read_at(0, bytes);
  if (!count) return std::unexpected(count.error());
  bytes.resize(*count);
  return bytes;
}

Result<void> write_file(Folder& folder, std::string_view name, std::string_view bytes) {
  auto output = folder.create(name);
  if (!output) return std::unexpected(std::move(output.error()));
  if (auto written = (*output)->write(bytes); !written) return written;
  return (*output)->commit();
}

}  // namespace thresh::base
