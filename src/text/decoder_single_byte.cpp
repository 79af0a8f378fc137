// Single-byte encodings (Encoding, section 9): a table from bytes to UTF-8. See charset_decoder.h.
//
// Eight bytes at a time: if all are ASCII they are copied, else each is looked up, without a branch.
#include <algorithm>
#include <array>
#include <cstring>

#include "text/charset_decoder.h"
#include "text/charset_index_icu.h"

namespace thresh::text {
namespace {

constexpr std::size_t kWord = 8;
constexpr std::uint64_t kHighBits = 0x8080808080808080U;
constexpr std::size_t kLongest = 3;  // bytes of UTF-8 a byte

// Writes what `bytes` stand for to `out`, which has room for a word more than that.
class Lookup {
 public:
  Lookup(const std::uint32_t* table, bool copies_ascii) : table_(table), copies_ascii_(copies_ascii) {}

  char* write(std::string_view bytes, char* out) {
    std::size_t at = 0;
    for (; at + kWord <= bytes.size(); at += kWord) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at, kWord);
      if ((word & kHighBits) == 0 && copies_ascii_) {
        std::memcpy(out, &word, kWord);
        out += kWord;
      } else {
        for (std::size_t i = 0; i < kWord; ++i) out = write(bytes[at + i], out);
      }
    }
    for (; at < bytes.size(); ++at) out = write(bytes[at], out);
    return out;
  }

  std::size_t replaced() const { return replaced_; }

 private:
  char* write(char byte, char* out) {
    const std::uint32_t entry = table_[static_cast<std::uint8_t>(byte)];
    for (std::size_t i = 0; i < kLongest; ++i) out[i] = static_cast<char>(static_cast<std::uint8_t>(entry >> (8 * i)));
    replaced_ += entry >> 31;
    return out + ((entry >> 24) & 0x7F);
  }

  const std::uint32_t* table_;
  bool copies_ascii_;
  std::size_t replaced_ = 0;
};

}  // namespace

void decoders::single_byte(const std::uint32_t* table, std::string_view bytes, Utf8Writer& out) {
  SingleByteTable without_nul;
  const bool drop_nul = out.options().drop_nul;
  if (drop_nul) {
    std::copy_n(table, without_nul.size(), without_nul.begin());
    without_nul[0] = 0;
    table = without_nul.data();
  }
  for (std::size_t at = 0; at < bytes.size(); at += out.block()) {
    const std::string_view block = bytes.substr(at, out.block());
    out.boundary(at);
    char* const begin = out.room(block.size() * kLongest + kWord);
    Lookup lookup(table, !drop_nul);
    const char* const end = lookup.write(block, begin);
    out.wrote(static_cast<std::size_t>(end - begin), lookup.replaced());
  }
}

}  // namespace thresh::text
