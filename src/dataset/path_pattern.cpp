// See path_pattern.h.
#include "dataset/path_pattern.h"

#include <algorithm>

namespace thresh::dataset {

std::string path_pattern(std::string_view path) {
  std::string pattern;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view segment = path.substr(1, end - 1);
    const bool number = !segment.empty() && segment.find_first_not_of("0123456789") == std::string_view::npos;
    pattern += '/';
    pattern += number ? "*" : segment;
    path.remove_prefix(end);
  }
  return pattern;
}

}  // namespace thresh::dataset
