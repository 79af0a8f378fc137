// What stands around a name or a count and is no part of it.
//
// Tested by tests/automatic/thread/loose_names_test.cpp.
#pragma once

#include <span>
#include <string_view>

namespace thresh::automatic {

// A text without the signs at both of its ends: bytes of which `begins` and `ends` say so, and any of `more`.
template <class Begins, class Ends>
std::string_view stripped_of(std::string_view text, Begins begins, Ends ends, std::span<const std::string_view> more) {
  const auto strip = [&] {
    if (text.empty()) return false;
    if (begins(text.front())) return text.remove_prefix(1), true;
    if (ends(text.back())) return text.remove_suffix(1), true;
    for (const std::string_view sign : more) {
      if (text.starts_with(sign)) return text.remove_prefix(sign.size()), true;
      if (text.ends_with(sign)) return text.remove_suffix(sign.size()), true;
    }
    return false;
  };
  while (strip()) {
  }
  return text;
}

}  // namespace thresh::automatic
