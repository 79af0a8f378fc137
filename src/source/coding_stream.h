// One content coding being undone: what ContentDecoder (content_coding.h) asks of each library. The adapters are
// coding_zlib.cpp, coding_zstd.cpp and coding_brotli.cpp.
//
// Tested by tests/source/content_coding_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace thresh::source {

class CodingStream {
 public:
  virtual ~CodingStream() = default;
  // Takes coded bytes off the front of `in` and appends at most `room` (1 or more) decoded ones to `out`. Where it
  // appends fewer, all of `in` was taken. False where the bytes are damaged: `in` then starts near the damage, and what
  // could be decoded before it stands in `out`.
  virtual bool step(std::string_view& in, std::size_t room, std::string& out) = 0;
  // Whether the coded bytes may end here.
  virtual bool whole() const = 0;
};

// Each of these is null where its library cannot be started, for want of memory.
// Gzip (RFC 1952), one member after the other. What follows the last one and begins no other is ignored.
std::unique_ptr<CodingStream> gzip_stream();
// What HTTP calls deflate: a zlib stream (RFC 1950) or, as some servers send it, DEFLATE without one (RFC 1951).
std::unique_ptr<CodingStream> deflate_stream();
// Zstandard (RFC 8878), one frame after the other, windows of at most 8 MiB (RFC 9659).
std::unique_ptr<CodingStream> zstd_stream();
// Brotli (RFC 7932); its windows have at most 16 MiB.
std::unique_ptr<CodingStream> brotli_stream();

}  // namespace thresh::source
