// See scratch_file.h.
#include "base/scratch_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "base/output.h"

namespace thresh::base {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

std::string usual_folder() {
  const char* const named = std::getenv("TMPDIR");
  return named != nullptr && *named != '\0' ? named : "/var/tmp";
}

}  // namespace

Result<ScratchFile> ScratchFile::create(std::string folder) {
  if (folder.empty()) folder = usual_folder();
  for (int i = 0; i < kMostTemporaryNames; ++i) {
    std::string path = (std::filesystem::path(folder) / temporary_name(i)).string();
    Descriptor file = open_descriptor(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (file) return ScratchFile(std::move(file), std::move(path));
    if (errno != EEXIST) return system_failure(ErrorCode::kWriteFailed, errno, folder);
  }
  return system_failure(ErrorCode::kWriteFailed, EEXIST, folder);
}

void ScratchFile::hide() {
  if (file_ && !path_.empty()) ::unlink(path_.c_str());
  path_.clear();
}

Result<void> ScratchFile::read(const std::function<Result<void>(std::string_view)>& take) const {
  std::string piece(kPiece, '\0');
  for (off_t at = 0;;) {
    const ssize_t count = ::pread(file_.number(), piece.data(), piece.size(), at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_failure(ErrorCode::kUnreadable, errno, "a temporary file");
    if (count == 0) return {};
    if (auto taken = take(std::string_view(piece).substr(0, static_cast<std::size_t>(count))); !taken) return taken;
    at += count;
  }
}

}  // namespace thresh::base
