// Gzip files for the tests of source/: compressed with stored and run-length blocks of our own, so that no test needs
// the library that it tests.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace thresh::tests {

// CRC-32 of RFC 1952, section 8.
inline std::uint32_t crc32(std::string_view bytes) {
  static const auto kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t n = 0; n < 256; ++n) {
      std::uint32_t c = n;
      for (int k = 0; k < 8; ++k) c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
      table[n] = c;
    }
    return table;
  }();
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const char byte : bytes) crc = kTable[(crc ^ static_cast<std::uint8_t>(byte)) & 0xFF] ^ (crc >> 8);
  return ~crc;
}

// Writes bits as DEFLATE has them: from the lowest of each byte on (RFC 1951, section 3.1.1).
class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}
  ~BitWriter() {
    if (used_ > 0) out_ += static_cast<char>(pending_);
  }
  void put(std::uint32_t value, int bits) {
    for (int i = 0; i < bits; ++i) {
      pending_ = static_cast<std::uint8_t>(pending_ | (((value >> i) & 1) << used_));
      if (++used_ < 8) continue;
      out_ += static_cast<char>(pending_);
      pending_ = 0;
      used_ = 0;
    }
  }
  // A Huffman code, whose highest bit comes first.
  void put_code(std::uint32_t code, int bits) {
    for (int i = bits - 1; i >= 0; --i) put((code >> i) & 1, 1);
  }

 private:
  std::string& out_;
  std::uint8_t pending_ = 0;
  int used_ = 0;
};

// One member. Literals and runs of one byte (length 258, distance 1), with the fixed codes of RFC 1951, section 3.2.6.
inline std::string gzip(std::string_view bytes) {
  std::string out("\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10);
  {
    BitWriter bits(out);
    bits.put(0b011, 3);  // the last block, fixed codes
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t run = std::min(bytes.find_first_not_of(bytes[at], at), bytes.size()) - at;
      const auto byte = static_cast<std::uint8_t>(bytes[at]);
      byte < 144 ? bits.put_code(0x30u + byte, 8) : bits.put_code(0x190u + byte - 144u, 9);
      ++at;
      for (std::size_t left = run - 1; left >= 258; left -= 258, at += 258) {
        bits.put_code(0xC5, 8);  // length 258
        bits.put_code(0, 5);     // distance 1
      }
    }
    bits.put_code(0, 7);  // the end of the block
  }
  for (const std::uint32_t number : {crc32(bytes), static_cast<std::uint32_t>(bytes.size())}) {
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(static_cast<std::uint8_t>(number >> shift));
  }
  return out;
}

}  // namespace thresh::tests
