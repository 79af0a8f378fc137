// How libarchive reads one of our inputs. Only the adapters that are named after it include this.
//
// Tested by tests/source/entry_pages_test.cpp and packing_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/disk.h"
#include "base/error.h"
#include "base/stream.h"

struct archive;

namespace thresh::source {

// Feeds an archive object from an input, or from a file at any place, which zip needs to find what its directory lists.
class LibarchiveFeed {
 public:
  explicit LibarchiveFeed(std::unique_ptr<base::Input> input);
  explicit LibarchiveFeed(std::unique_ptr<base::FileReader> file);
  // Opens; false where libarchive cannot read it. The feed outlives the archive object, and does not move.
  bool open(archive* reader);
  // Why our side of it failed.
  const std::optional<base::Error>& error() const { return error_; }
  std::optional<std::uint64_t> left() const;

 private:
  static std::ptrdiff_t read(archive* reader, void* self, const void** bytes);
  static std::int64_t skip(archive* reader, void* self, std::int64_t count);
  static std::int64_t seek(archive* reader, void* self, std::int64_t offset, int whence);

  std::unique_ptr<base::Input> input_;
  std::unique_ptr<base::FileReader> file_;
  std::unique_ptr<char[]> buffer_;
  std::uint64_t at_ = 0;
  std::optional<base::Error> error_;
};

}  // namespace thresh::source
