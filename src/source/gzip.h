// Gzip (RFC 1952) to bytes; gzip.cpp is the adapter to zlib. Used by read() in source.h.
//
// Tested by tests/source/gzip_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace thresh::source {

struct Inflated {
  std::string bytes;
  bool cut = false;                       // there was more than the limit
  std::optional<std::size_t> damaged_at;  // the byte of the compressed input where it is damaged, or ends too early
};

// Whether `bytes` begin as a gzip file does (RFC 1952, section 2.3.1).
bool is_gzip(std::string_view bytes);

// Inflates all members of a gzip file, at most `limit` bytes; memory and time are bounded by `limit` and the input.
// What follows the last member and is no member is ignored, as gzip(1) does.
// Errors: kBadArchive where nothing at all could be inflated because of damage.
base::Result<Inflated> inflate_gzip(std::string_view bytes, std::size_t limit);

}  // namespace thresh::source
