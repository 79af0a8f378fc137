// See environment.h.
#include "base/environment.h"

#include <cstdlib>

namespace thresh::base {

std::optional<std::string> environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): nothing of ours sets the environment
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

}  // namespace thresh::base
