// See archive.h.
#include "cli/archive.h"

namespace thresh::cli {

bool is_archive_path(std::string_view path) { return path.ends_with(".warc") || path.ends_with(".warc.gz"); }

base::Result<std::unique_ptr<Archive>> make_archive(base::Disk&, const std::string&, const std::string&) {
  return base::failure(base::ErrorCode::kInternal, "archives are not written yet");
}

}  // namespace thresh::cli
