// Writing: buffered, and a regular file all or nothing. See disk.h.
//
// A regular target is written under a hidden name in the same folder, because rename(2) replaces a file in one step
// only within a file system. The order is write, fsync, close, rename, fsync of the folder: after a crash there is the
// old file or the new one, complete.
#include "base/output.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "base/descriptor.h"

namespace thresh::base {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBufferSize = std::size_t{64} << 10;
constexpr int kMostLinks = 40;  // of a chain of symbolic links, as Linux has it

std::unexpected<Error> write_failure(int number, const std::string& path) {
  const ErrorCode code = number == EPIPE ? ErrorCode::kClosedOutput : ErrorCode::kWriteFailed;
  Error error = system_failure(code, number, path).error();
  // The file itself need not be there: what is missing is its folder.
  const std::string folder = fs::path(path).parent_path().string();
  if (number == ENOENT && !folder.empty()) error.hint = "make the folder " + folder + " first";
  return std::unexpected(std::move(error));
}

// All of `bytes`, however many calls that takes; 0, or an errno. Waits where the descriptor is a pipe that someone
// made non-blocking.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      pollfd waiting{descriptor, POLLOUT, 0};
      if (::poll(&waiting, 1, -1) < 0 && errno != EINTR) return errno;
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

// So that a new name survives a crash too; 0, or an errno. A folder that may be written but not read cannot be synced.
int sync_folder_of(const fs::path& file) {
  const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
  const Descriptor opened = open_descriptor(folder, O_RDONLY | O_DIRECTORY);
  return opened ? sync(opened.number()) : 0;
}

// What a file that is replaced hands on to the open one that takes its place. Giving a file away is root's right; for
// anyone else it stays with who wrote it.
void keep_rights(int descriptor, const struct stat& replaced) {
  [[maybe_unused]] const int given = ::fchown(descriptor, replaced.st_uid, replaced.st_gid);
  ::fchmod(descriptor, replaced.st_mode & 07777);
}

// Written straight to a descriptor.
class DirectOutput : public Output {
 public:
  DirectOutput(Descriptor file, std::string name) : file_(std::move(file)), name_(std::move(name)) {
    buffer_.reserve(kBufferSize);
  }

  Result<void> write(std::string_view bytes) override {
    if (error_) return std::unexpected(*error_);
    if (buffer_.size() + bytes.size() <= kBufferSize) {
      buffer_ += bytes;
      return {};
    }
    if (auto flushed = flush(); !flushed) return flushed;
    if (bytes.size() < kBufferSize) {
      buffer_ = bytes;
      return {};
    }
    return check(write_all(file_.number(), bytes));
  }

  Result<void> seal() override { return flush(); }
  Result<void> commit() override { return flush(); }

 protected:
  Result<void> flush() {
    if (error_) return std::unexpected(*error_);
    const int number = write_all(file_.number(), buffer_);
    buffer_.clear();
    return check(number);
  }

  // Flushes, syncs and closes, once.
  Result<void> end_file() {
    if (error_) return std::unexpected(*error_);
    if (!file_) return {};
    if (auto flushed = flush(); !flushed) return flushed;
    if (auto synced = check(sync(file_.number())); !synced) return synced;
    return check(file_.close());
  }

  // An errno (0 is success) as a result; the first error stays.
  Result<void> check(int number) {
    if (number == 0) return {};
    error_ = write_failure(number, name_).error();
    return std::unexpected(*error_);
  }

  Descriptor file_;
  std::string name_;  // as the user gave it, for messages

 private:
  std::string buffer_;
  std::optional<Error> error_;
};

// Written beside the target, then put in its place.
class ReplacingOutput final : public DirectOutput {
 public:
  ReplacingOutput(Descriptor file, std::string name, fs::path temporary, fs::path target)
      : DirectOutput(std::move(file), std::move(name)), temporary_(std::move(temporary)), target_(std::move(target)) {}

  ~ReplacingOutput() override {
    if (!committed_) ::unlink(temporary_.c_str());
  }

  Result<void> seal() override { return end_file(); }

  Result<void> commit() override {
    if (committed_) return {};
    if (auto sealed = seal(); !sealed) return sealed;
    if (std::rename(temporary_.c_str(), target_.c_str()) != 0) return check(errno);
    committed_ = true;
    return check(sync_folder_of(target_));
  }

 private:
  fs::path temporary_;
  fs::path target_;
  bool committed_ = false;
};

// Written beside its name in an open folder, then put in its place.
class FolderOutput final : public DirectOutput {
 public:
  FolderOutput(Descriptor file, std::string path, Descriptor folder, std::string temporary, std::string name)
      : DirectOutput(std::move(file), std::move(path)),
        folder_(std::move(folder)),
        temporary_(std::move(temporary)),
        target_(std::move(name)) {}

  ~FolderOutput() override {
    if (!committed_) ::unlinkat(folder_.number(), temporary_.c_str(), 0);
  }

  Result<void> seal() override { return end_file(); }

  Result<void> commit() override {
    if (committed_) return {};
    if (auto sealed = seal(); !sealed) return sealed;
    const int folder = folder_.number();
    if (::renameat(folder, temporary_.c_str(), folder, target_.c_str()) != 0) return check(errno);
    committed_ = true;
    return check(sync(folder));
  }

 private:
  Descriptor folder_;
  std::string temporary_, target_;
  bool committed_ = false;
};

// Where a chain of symbolic links ends, whether or not something is there.
Result<fs::path> resolve_links(const std::string& path) {
  fs::path at = path;
  for (int i = 0; i < kMostLinks; ++i) {
    std::error_code trouble;
    if (!fs::is_symlink(fs::symlink_status(at, trouble))) return at;
    const fs::path next = fs::read_symlink(at, trouble);
    if (trouble) return write_failure(trouble.value(), path);
    at = at.parent_path() / next;  // an absolute `next` replaces everything
  }
  return write_failure(ELOOP, path);
}

// A new file in the target's folder. Its name is short, since the target's may be as long as names can be, and hidden.
Result<Descriptor> open_temporary(const std::string& path, const fs::path& target, fs::path& temporary) {
  for (int i = 0; i < kMostTemporaryNames; ++i) {
    temporary = target.parent_path() / temporary_name(i);
    Descriptor file = open_descriptor(temporary.string(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0666);
    if (file) return file;
    if (errno != EEXIST) return write_failure(errno, path);
  }
  return write_failure(EEXIST, path);
}

Result<std::unique_ptr<Output>> create_replacing(const std::string& path, const struct stat* existing) {
  auto target = resolve_links(path);
  if (!target) return std::unexpected(target.error());
  // Renaming over a file asks no one whether it may be written; the user who took that right away expects it to hold.
  if (existing != nullptr && ::access(target->c_str(), W_OK) != 0) return write_failure(errno, path);
  fs::path temporary;
  auto file = open_temporary(path, *target, temporary);
  if (!file) return std::unexpected(file.error());
  if (existing != nullptr) keep_rights(file->number(), *existing);
  return std::make_unique<ReplacingOutput>(std::move(*file), path, std::move(temporary), std::move(*target));
}

}  // namespace

std::string temporary_name(int i) { return ".thresh-" + std::to_string(::getpid()) + "-" + std::to_string(i) + ".tmp"; }

// Whatever has no such thing as a disk behind it answers EINVAL; that is no loss.
int sync(int descriptor) {
  return ::fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP ? 0 : errno;
}

Result<std::unique_ptr<Output>> create_output_in(int folder, const std::string& name, const std::string& path) {
  Descriptor kept(::fcntl(folder, F_DUPFD_CLOEXEC, 0));  // the output may outlive whoever opened the folder
  if (!kept) return write_failure(errno, path);
  for (int i = 0; i < kMostTemporaryNames; ++i) {
    std::string temporary = temporary_name(i);
    constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    Descriptor file(::openat(folder, temporary.c_str(), kFlags, 0666));
    if (file) {
      return std::make_unique<FolderOutput>(std::move(file), path, std::move(kept), std::move(temporary), name);
    }
    if (errno != EEXIST) return write_failure(errno, path);
  }
  return write_failure(EEXIST, path);
}

Result<std::unique_ptr<Output>> create_output(const std::string& path) {
  if (path.empty() || !is_possible_path(path)) return write_failure(ENOENT, path);
  if (const std::optional<int> number = descriptor_of_path(path)) return descriptor_output(*number, path);
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    return errno == ENOENT && path.back() != '/' ? create_replacing(path, nullptr) : write_failure(errno, path);
  }
  if (S_ISDIR(status.st_mode)) return write_failure(EISDIR, path);
  if (S_ISREG(status.st_mode)) return create_replacing(path, &status);
  Descriptor file = open_descriptor(path, O_WRONLY);
  if (!file) return write_failure(errno, path);
  return std::make_unique<DirectOutput>(std::move(file), path);
}

Result<std::string> end_of_links(const std::string& path) {
  if (path.empty() || !is_possible_path(path)) return write_failure(ENOENT, path);
  auto end = resolve_links(path);
  if (!end) return std::unexpected(std::move(end.error()));
  return end->string();
}

Result<void> move_file(const std::string& from, const std::string& to) {
  const auto target = end_of_links(to);
  if (!target) return std::unexpected(target.error());
  if (!is_possible_path(from)) return write_failure(ENOENT, from);
  struct stat existing{};
  if (::stat(target->c_str(), &existing) == 0) {
    if (!S_ISREG(existing.st_mode)) return path_failure(ErrorCode::kWriteFailed, "this is no regular file", to);
    if (::access(target->c_str(), W_OK) != 0) return write_failure(errno, to);
    if (const Descriptor file = open_descriptor(from, O_RDONLY | O_NOFOLLOW)) keep_rights(file.number(), existing);
  }
  if (std::rename(from.c_str(), target->c_str()) != 0) return write_failure(errno, to);
  const int synced = sync_folder_of(*target);
  return synced == 0 ? Result<void>() : write_failure(synced, to);
}

std::unique_ptr<Output> descriptor_output(int descriptor, std::string name) {
  return std::make_unique<DirectOutput>(Descriptor(descriptor, false), std::move(name));
}

}  // namespace thresh::base
