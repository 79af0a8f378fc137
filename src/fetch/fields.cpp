// The fields of the head of a response. See transport.h.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "fetch/transport.h"
#include "text/unicode.h"

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

bool is_secret_field(std::string_view name) {
  // What such names are made of. "auth" is in Authorization and Proxy-Authorization.
  constexpr std::array<std::string_view, 7> kParts = {"auth",     "cookie",  "token", "secret",
                                                      "password", "session", "key"};
  const std::string lower = text::ascii_lower(name);
  return std::ranges::any_of(kParts, [&](std::string_view part) { return lower.find(part) != std::string::npos; });
}

std::string without_secrets(std::string_view head, std::span<const std::string> named) {
  constexpr std::string_view kInstead = " (not kept)";
  std::string out;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size() - 1) + 1;
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end);
    const std::string_view name = line.substr(0, std::min(line.find(':'), line.size()));
    const bool is_field = name.size() < line.size() && name.find(' ') == std::string_view::npos;
    // Cookies of the run are no secret of the user's: they came with the responses that are kept too.
    const bool secret = is_field && (std::ranges::find(named, text::ascii_lower(name)) != named.end() ||
                                     (is_secret_field(name) && !text::equals_ignoring_ascii_case(name, "cookie")));
    out += secret ? std::string(name) + ':' + std::string(kInstead) + "\r\n" : std::string(line);
  }
  return out;
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
