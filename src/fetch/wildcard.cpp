// See wildcard.h.
#include "fetch/wildcard.h"

#include <string.h>

namespace thresh::fetch {
namespace {

// As string_view::find, but linear: that one starts again at every byte.
std::size_t find(std::string_view text, std::string_view piece) {
  if (piece.empty()) return 0;
  const void* found = memmem(text.data(), text.size(), piece.data(), piece.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

bool wildcard_matches(std::string_view pattern, std::string_view text, bool whole) {
  std::size_t star = pattern.find('*');
  const std::string_view head = pattern.substr(0, star);
  if (!text.starts_with(head)) return false;
  text.remove_prefix(head.size());
  if (star == std::string_view::npos) return !whole || text.empty();
  pattern.remove_prefix(star + 1);
  for (;;) {
    star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    if (star == std::string_view::npos && whole) return text.ends_with(piece);
    const std::size_t at = find(text, piece);
    if (at == std::string_view::npos) return false;
    if (star == std::string_view::npos) return true;
    text.remove_prefix(at + piece.size());
    pattern.remove_prefix(star + 1);
  }
}

}  // namespace thresh::fetch
