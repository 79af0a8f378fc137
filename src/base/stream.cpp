// The system's streams. See stream.h.
#include "base/stream.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>

#include "base/descriptor.h"

namespace thresh::base {
namespace {

std::unexpected<Error> read_failure(int number, const std::string& path) {
  if (number != ENOENT && number != ENOTDIR) return system_failure(ErrorCode::kUnreadable, number, path);
  return path_failure(ErrorCode::kNotFound, "no such file or folder", path);
}

class SystemInput final : public Input {
 public:
  SystemInput(Descriptor file, std::string path, std::optional<std::uint64_t> left)
      : file_(std::move(file)), path_(std::move(path)), left_(left) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    for (;;) {
      const ssize_t count = ::read(file_.number(), to, size);
      if (count >= 0) {
        const auto taken = static_cast<std::size_t>(count);
        if (left_) *left_ -= std::min<std::uint64_t>(*left_, taken);
        return taken;
      }
      if (errno != EAGAIN && errno != EWOULDBLOCK) return read_failure(errno, path_);
      pollfd waiting{file_.number(), POLLIN, 0};  // a pipe that its other end made non-blocking
      if (::poll(&waiting, 1, -1) < 0) return read_failure(errno, path_);
    }
  }

  std::optional<std::uint64_t> left() const override { return left_; }

 private:
  Descriptor file_;
  std::string path_;
  std::optional<std::uint64_t> left_;
};

// Reads and forgets `count` bytes of what cannot be sought in.
Result<void> pass_over(Input& input, std::uint64_t count) {
  std::array<char, 4096> bytes;
  while (count > 0) {
    const auto taken = input.read(bytes.data(), static_cast<std::size_t>(std::min<std::uint64_t>(count, bytes.size())));
    if (!taken) return std::unexpected(taken.error());
    if (*taken == 0) return {};
    count -= *taken;
  }
  return {};
}

class SystemAppender final : public Appender {
 public:
  SystemAppender(Descriptor file, std::string path, std::uint64_t size)
      : file_(std::move(file)), path_(std::move(path)), size_(size) {}

  std::uint64_t size() const override { return size_; }

  Result<void> append(std::string_view bytes) override {
    const std::size_t whole = bytes.size();
    while (!bytes.empty()) {
      const ssize_t count = ::write(file_.number(), bytes.data(), bytes.size());
      if (count >= 0) {
        bytes.remove_prefix(static_cast<std::size_t>(count));
      } else if (errno != EINTR) {
        const int number = errno;
        [[maybe_unused]] const int cut = ::ftruncate(file_.number(), static_cast<off_t>(size_));
        return system_failure(ErrorCode::kWriteFailed, number, path_);
      }
    }
    size_ += whole;
    return {};
  }

  Result<void> cut(std::uint64_t size) override {
    if (::ftruncate(file_.number(), static_cast<off_t>(size)) != 0) {
      return system_failure(ErrorCode::kWriteFailed, errno, path_);
    }
    size_ = size;
    return {};
  }

  Result<void> sync() override {
    if (::fsync(file_.number()) != 0 && errno != EINVAL) return system_failure(ErrorCode::kWriteFailed, errno, path_);
    const std::filesystem::path parent = std::filesystem::path(path_).parent_path();
    const Descriptor folder = open_descriptor(parent.empty() ? "." : parent.string(), O_RDONLY | O_DIRECTORY);
    if (folder && ::fsync(folder.number()) != 0 && errno != EINVAL) {
      return system_failure(ErrorCode::kWriteFailed, errno, path_);
    }
    return {};
  }

 private:
  Descriptor file_;
  std::string path_;
  std::uint64_t size_;
};

}  // namespace

Result<std::unique_ptr<Input>> open_input(const std::string& path, std::uint64_t offset) {
  if (!is_possible_path(path)) return read_failure(ENOENT, path);
  const std::optional<int> standard = descriptor_of_path(path);
  Descriptor file = standard ? Descriptor(*standard, false) : open_descriptor(path, O_RDONLY);
  if (!file) return read_failure(errno, path);
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) return read_failure(errno, path);
  if (S_ISDIR(status.st_mode)) return read_failure(EISDIR, path);
  std::optional<std::uint64_t> left;
  const bool seeks = S_ISREG(status.st_mode) && !standard;
  if (seeks) {
    if (offset > 0 && ::lseek(file.number(), static_cast<off_t>(offset), SEEK_SET) < 0)
      return read_failure(errno, path);
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > 0) left = size - std::min(size, offset);  // files of /proc say 0
  }
  auto input = std::make_unique<SystemInput>(std::move(file), path, left);
  if (!seeks) {
    if (auto passed = pass_over(*input, offset); !passed) return std::unexpected(std::move(passed.error()));
  }
  return input;
}

Result<std::unique_ptr<Appender>> open_appender(const std::string& path) {
  if (path.empty() || !is_possible_path(path)) return system_failure(ErrorCode::kWriteFailed, ENOENT, path);
  Descriptor file = open_descriptor(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0666);
  if (!file) return system_failure(ErrorCode::kWriteFailed, errno, path);
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) return system_failure(ErrorCode::kWriteFailed, errno, path);
  return std::make_unique<SystemAppender>(std::move(file), path, static_cast<std::uint64_t>(status.st_size));
}

}  // namespace thresh::base
