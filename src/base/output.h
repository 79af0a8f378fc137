// How the system's disk writes a file. Only disk.cpp and folder.cpp use it; see `Output` in disk.h for the promise it
// keeps.
#pragma once

#include <memory>
#include <string>

#include "base/disk.h"

namespace thresh::base {

Result<std::unique_ptr<Output>> create_output(const std::string& path);

// In an open folder, without following a link. `path` is for messages.
Result<std::unique_ptr<Output>> create_output_in(int folder, const std::string& name, const std::string& path);

// Disk::place_of and Disk::move.
Result<std::string> end_of_links(const std::string& path);
Result<void> move_file(const std::string& from, const std::string& to);

// ".thresh-PID-0.tmp" and so on: a name under which something waits beside its target. `i` counts the tries.
std::string temporary_name(int i);
inline constexpr int kMostTemporaryNames = 10'000;  // that are tried

// fsync(2); 0, or an errno. Whatever has no such thing as a disk behind it counts as synced.
int sync(int descriptor);

}  // namespace thresh::base
