// The file system of this machine: reading files and folders. Writing stands in output.cpp. See disk.h.
#include "base/disk.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "base/descriptor.h"
#include "base/open.h"
#include "base/output.h"
#include "base/stream.h"

namespace thresh::base {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFirstRead = std::size_t{64} << 10;  // for what does not tell its size: pipes, /proc

PathKind kind_of(fs::file_type type) {
  switch (type) {
    case fs::file_type::not_found:
      return PathKind::kMissing;
    case fs::file_type::regular:
      return PathKind::kFile;
    case fs::file_type::directory:
      return PathKind::kFolder;
    default:
      return PathKind::kOther;
  }
}

bool is_missing(int number) { return number == ENOENT || number == ENOTDIR; }

std::unexpected<Error> read_failure(int number, const std::string& path) {
  if (!is_missing(number)) return system_failure(ErrorCode::kUnreadable, number, path);
  return path_failure(ErrorCode::kNotFound, "no such file or folder", path);
}

// Waits until there is something to read; 0, or an errno.
int wait_for(int descriptor) {
  pollfd input{descriptor, POLLIN, 0};
  return ::poll(&input, 1, -1) < 0 ? errno : 0;
}

// Reads at most `limit` bytes to the end of `out`; 0, or an errno. `size`: a guess of how many there are. A signal that
// arrives while a pipe is waited for ends that (EINTR): whoever handles it wants the program to stop.
int read_up_to(int descriptor, std::size_t size, std::size_t limit, std::string& out) {
  std::size_t filled = 0;
  while (filled < limit) {
    if (filled == out.size()) out.resize(std::min(limit, std::max(size, out.size() * 2)));
    const ssize_t count = ::read(descriptor, out.data() + filled, out.size() - filled);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {  // a pipe that its other end made non-blocking
      if (const int number = wait_for(descriptor)) return number;
      continue;
    }
    if (count < 0) return errno;
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  out.resize(filled);
  return 0;
}

class SystemDisk final : public Disk {
 public:
  PathKind kind(const std::string& path) override {
    if (!is_possible_path(path)) return PathKind::kMissing;
    std::error_code trouble;
    const fs::file_status status = fs::status(path, trouble);
    // What cannot be looked at is there, as far as anyone can tell: reading it gives the reason.
    return kind_of(status.type());
  }

  Result<std::string> read(const std::string& path, std::size_t limit, bool* cut) override {
    if (cut != nullptr) *cut = false;
    if (!is_possible_path(path)) return read_failure(ENOENT, path);
    const std::optional<int> standard = descriptor_of_path(path);
    const Descriptor file = standard ? Descriptor(*standard, false) : open_descriptor(path, O_RDONLY);
    if (!file) return read_failure(errno, path);
    struct stat status{};
    if (::fstat(file.number(), &status) != 0) return read_failure(errno, path);
    if (S_ISDIR(status.st_mode)) return read_failure(EISDIR, path);

    // One byte more than the size, so that the end of the file is seen without growing the buffer.
    const bool tells_size = S_ISREG(status.st_mode) && status.st_size > 0;
    const std::size_t size = tells_size ? static_cast<std::size_t>(status.st_size) + 1 : kFirstRead;
    const std::size_t wanted = limit == SIZE_MAX ? limit : limit + 1;  // to see whether there is more
    std::string bytes;
    if (const int number = read_up_to(file.number(), size, wanted, bytes)) return read_failure(number, path);
    if (cut != nullptr) *cut = bytes.size() > limit;
    if (bytes.size() > limit) bytes.resize(limit);
    return bytes;
  }

  Result<std::vector<FolderEntry>> list(const std::string& folder) override {
    if (!is_possible_path(folder)) return read_failure(ENOENT, folder);
    std::error_code trouble;
    std::vector<FolderEntry> entries;
    for (fs::directory_iterator it(folder, trouble), end; !trouble && it != end; it.increment(trouble)) {
      std::error_code ignored;  // an entry that cannot be looked at is kOther
      PathKind kind = kind_of(it->status(ignored).type());
      if (kind == PathKind::kFolder && it->is_symlink(ignored)) kind = PathKind::kOther;
      entries.push_back({it->path().filename().string(), kind});
    }
    if (trouble) return read_failure(trouble.value(), folder);
    std::ranges::sort(entries, {}, &FolderEntry::name);
    return entries;
  }

  Result<std::unique_ptr<Output>> create(const std::string& path) override { return create_output(path); }

  Result<std::unique_ptr<FileReader>> open(const std::string& path) override {
    if (!is_possible_path(path)) return read_failure(ENOENT, path);
    return reader_of(open_descriptor(path, O_RDONLY | O_NONBLOCK), path);
  }

  Result<std::unique_ptr<Folder>> open_folder(const std::string& path) override { return open_system_folder(path); }
  Result<void> make_folders(const std::string& path) override { return make_system_folders(path); }

  Result<std::unique_ptr<Input>> stream(const std::string& path, std::uint64_t offset) override {
    return open_input(path, offset);
  }

  Result<std::unique_ptr<Appender>> append(const std::string& path) override { return open_appender(path); }

  Result<std::string> place_of(const std::string& path) override { return end_of_links(path); }

  Result<void> move(const std::string& from, const std::string& to) override { return move_file(from, to); }

  Result<void> remove(const std::string& path) override {
    if (!is_possible_path(path)) return {};
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return system_failure(ErrorCode::kWriteFailed, errno, path);
    return {};
  }
};

}  // namespace

Disk& system_disk() {
  static SystemDisk disk;  // has no state
  return disk;
}

}  // namespace thresh::base
