// How the system's disk opens files and folders. Only disk.cpp and folder.cpp use it.
#pragma once

#include <memory>
#include <string>

#include "base/descriptor.h"
#include "base/folder.h"

namespace thresh::base {

// A reader of an open file; where `file` is none, the error that errno tells.
Result<std::unique_ptr<FileReader>> reader_of(Descriptor file, const std::string& path);
Result<std::unique_ptr<Folder>> open_system_folder(const std::string& path);
Result<void> make_system_folders(const std::string& path);

}  // namespace thresh::base
