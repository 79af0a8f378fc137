// Names of files and folders that the program makes up out of what others say: nothing but letters, digits and three
// signs, so that such a name cannot lead out of its folder or break a line of a report.
//
// Tested by tests/base/folder_test.cpp.
#pragma once

#include <cstddef>
#include <string_view>

namespace thresh::base {

inline constexpr std::size_t kLongestSlug = 200;  // file systems end at 255 bytes; temporary names want some of them

// Whether `name` is 1 to 200 of a-z, A-Z, 0-9, '.', '_' and '-', and neither "." nor "..".
constexpr bool is_slug(std::string_view name) {
  if (name.empty() || name.size() > kLongestSlug || name == "." || name == "..") return false;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && c != '.' && c != '_' && c != '-') return false;
  }
  return true;
}

}  // namespace thresh::base
