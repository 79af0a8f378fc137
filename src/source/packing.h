// Compressed inputs as plain ones: gzip (RFC 1952), Zstandard (RFC 8878), bzip2 and xz, several members or frames one
// after the other, and one inside the other.
//
// In contrast to archive_stream.h nothing is told of units, and damage ends the input: what comes before it is given,
// then an error with the byte. Memory is constant. unpacked_libarchive.cpp has bzip2 and xz.
//
// Tested by tests/source/packing_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/stream.h"

namespace thresh::source {

enum class Packing : std::uint8_t { kPlain, kGzip, kZstd, kBzip2, kXz };

// How the bytes that begin a file are packed.
Packing packing_of(std::string_view bytes);

// How a file is packed, from the outside to the inside, and how it begins when it is unpacked.
struct Unpacking {
  std::vector<Packing> layers;
  std::string start;  // empty where it cannot be told
};
// `first`: how the file begins. bzip2 gives nothing before it has a whole block: see bytes_to_tell.
Unpacking look_inside(std::string_view first);
// How many bytes of a file that begins so are needed to look inside.
std::size_t bytes_to_tell(std::string_view first);

// `first`, then what is left of `input`.
std::unique_ptr<base::Input> prefixed(std::string first, std::unique_ptr<base::Input> input);
// `input` with those layers taken off.
std::unique_ptr<base::Input> unpacked(std::unique_ptr<base::Input> input, const std::vector<Packing>& layers);
// bzip2 and xz.
std::unique_ptr<base::Input> unpacked_by_libarchive(std::unique_ptr<base::Input> input);

// The first `size` bytes of an input, or all.
base::Result<std::string> read_start(base::Input& input, std::string start, std::size_t size);

}  // namespace thresh::source
