// The fields of the head of a response. See transport.h.
#include <algorithm>

#include "base/ascii.h"
#include "fetch/transport.h"

namespace thresh::fetch {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

bool is_named(std::string_view line, std::string_view name) {
  return line.size() > name.size() && line[name.size()] == ':' &&
         std::ranges::equal(line.substr(0, name.size()), name,
                            [](char a, char b) { return base::ascii_lower(a) == base::ascii_lower(b); });
}

// Calls `take` with each value of the field until it says that it has enough.
template <class Take>
void for_each_value(std::string_view head, std::string_view name, Take take) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 1, head.size()));
    if (is_named(line, name) && !take(trimmed(line.substr(name.size() + 1)))) return;
  }
}

}  // namespace

std::string_view field_of(std::string_view head, std::string_view name) {
  std::string_view found;
  for_each_value(head, name, [&](std::string_view value) {
    found = value;
    return false;
  });
  return found;
}

std::string fields_of(std::string_view head, std::string_view name) {
  std::string joined;
  for_each_value(head, name, [&](std::string_view value) {
    if (!joined.empty() && !value.empty()) joined += ", ";
    joined += value;
    return true;
  });
  return joined;
}

}  // namespace thresh::fetch
