// Bodies as servers compress them, by the libraries that servers use, for the tests of source/.
#pragma once

#include <brotli/encode.h>
#define ZLIB_CONST
#include <zlib.h>
#include <zstd.h>

#include <string>
#include <string_view>

namespace thresh::tests {

// `window_bits`: 31 gzip, 15 zlib, -15 neither.
inline std::string deflated(std::string_view bytes, int window_bits) {
  z_stream stream{};
  ::deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(::deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<const Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  ::deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  return out;
}

inline std::string zstd(std::string_view bytes) {
  std::string out(::ZSTD_compressBound(bytes.size()), '\0');
  out.resize(::ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

inline std::string brotli(std::string_view bytes) {
  std::size_t size = ::BrotliEncoderMaxCompressedSize(bytes.size()) + 16;
  std::string out(size, '\0');
  ::BrotliEncoderCompress(5, 22, BROTLI_MODE_GENERIC, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                          &size, reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

// By the name of a coding; "raw" is deflate without a zlib stream around it.
inline std::string coded(std::string_view coding, std::string_view bytes) {
  if (coding == "gzip") return deflated(bytes, 31);
  if (coding == "deflate") return deflated(bytes, 15);
  if (coding == "raw") return deflated(bytes, -15);
  if (coding == "zstd") return zstd(bytes);
  if (coding == "br") return brotli(bytes);
  return std::string(bytes);
}

}  // namespace thresh::tests
