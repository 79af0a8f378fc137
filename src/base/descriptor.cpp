// See descriptor.h.
#include "base/descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <system_error>
#include <utility>

#include "base/ascii.h"

namespace thresh::base {

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)), owned_(other.owned_) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this == &other) return *this;
  close();
  number_ = std::exchange(other.number_, -1);
  owned_ = other.owned_;
  return *this;
}

Descriptor::~Descriptor() { close(); }

int Descriptor::close() {
  const int number = std::exchange(number_, -1);
  if (number < 0 || !owned_) return 0;
  // Not tried again on EINTR: on Linux the descriptor is gone by then.
  return ::close(number) == 0 || errno == EINTR ? 0 : errno;
}

Descriptor open_descriptor(const std::string& path, int flags, unsigned mode) {
  return Descriptor(::open(path.c_str(), flags | O_CLOEXEC | O_NOCTTY, mode));
}

std::optional<int> descriptor_of_path(std::string_view path) {
  if (path == "/dev/stdin") return 0;
  if (path == "/dev/stdout") return 1;
  if (path == "/dev/stderr") return 2;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(folder)) continue;
    const std::string_view digits = path.substr(folder.size());
    int number = -1;
    const auto [end, trouble] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (trouble == std::errc{} && end == digits.data() + digits.size() && number >= 0) return number;
  }
  return std::nullopt;
}

std::unexpected<Error> system_failure(ErrorCode code, int number, const std::string& path) {
  // The program never calls setlocale, so the reason is English everywhere.
  std::string reason = std::generic_category().message(number);
  if (!reason.empty()) reason[0] = ascii_lower(reason[0]);
  return path_failure(code, std::move(reason), path);
}

bool is_possible_path(std::string_view path) { return path.find('\0') == std::string_view::npos; }

}  // namespace thresh::base
