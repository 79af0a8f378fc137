// File name patterns: `*` any run of characters, `?` one character, `[a-z]` and `[!a-z]` one of a set, `\` takes the
// next character as it is; `**` as a whole part of a path stands for any number of folders, none included.
//
// As in the shell, only `**` goes through a slash, and a name that begins with a dot is matched only by a pattern that
// begins with one. Our own, because glob(3) depends on the locale and reads the disk itself.
//
// Tested by tests/source/glob_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"

namespace thresh::source {

// Whether `text` holds a character that makes it a pattern.
bool is_pattern(std::string_view text);

// Whether a single name (no slash) matches a single part of a pattern. Never exponential, however many
// stars there are.
bool matches_part(std::string_view pattern, std::string_view name);

// The files and folders of `disk` that a pattern with slashes matches, sorted (bytewise), each once. Folders that
// cannot be listed, and links to folders under `**`, are passed over.
std::vector<std::string> find_matches(base::Disk& disk, std::string_view pattern);

}  // namespace thresh::source
