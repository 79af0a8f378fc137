// See own_program.h.
#include "cli/own_program.h"

#include <filesystem>
#include <system_error>

namespace thresh::cli {

std::string own_program() {
  std::error_code trouble;
  const auto path = std::filesystem::read_symlink("/proc/self/exe", trouble);
  return trouble ? "thresh" : path.string();
}

}  // namespace thresh::cli
