// A file that has no name when its maker is gone: for a library that writes a file by itself, at any place of it, where
// what it made is then read through and handed on.
//
// The name is taken away as soon as the library has the file open (`hide`), so that nothing is left behind, not even by
// kill -9; the room on the disk is free again when the last one closes it.
//
// Tested by tests/base/scratch_file_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "base/error.h"

namespace thresh::base {

class ScratchFile {
 public:
  // In that folder; without one, where this machine keeps files of passing use: $TMPDIR, else /var/tmp, which unlike
  // /tmp is on a disk everywhere. Errors: kWriteFailed.
  static Result<ScratchFile> create(std::string folder = {});
  ScratchFile(ScratchFile&&) noexcept = default;
  ScratchFile& operator=(ScratchFile&&) noexcept = default;
  ~ScratchFile() { hide(); }

  const std::string& path() const { return path_; }  // until `hide`
  void hide();
  // Hands on all bytes from the first to the last, piece by piece. Errors: kUnreadable, and those of `take`.
  Result<void> read(const std::function<Result<void>(std::string_view)>& take) const;

 private:
  ScratchFile(Descriptor file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}

  Descriptor file_;
  std::string path_;
};

}  // namespace thresh::base
