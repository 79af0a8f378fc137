// The single-byte encodings that UTF-8 gets read in by mistake, backwards: which byte shows as a character.
//
// They are sloppy, as the decoders on the web are: a byte that means nothing in an encoding shows as the control
// character of its number (U+0081). windows-1252 and ISO-8859-1 are one codec here, since texts mix them.
//
// Tested by tests/clean/sloppy_codecs_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace thresh::clean {

// The likelier first: of two that explain a text equally well, the first is taken.
enum class Codec : std::uint8_t {
  kWestern,  // windows-1252 and ISO-8859-1
  kCyrillic,
  kCentral,
  kLatin2,  // ISO-8859-2
  kBaltic,
  kTurkish,
  kGreek,
  kMacRoman,
  kDos,  // code page 437
};
constexpr std::size_t kCodecCount = 9;

std::string_view name(Codec codec);  // "windows-1251"

// A set of codecs, a bit each.
using Codecs = std::uint16_t;
constexpr Codecs kAllCodecs = (1U << kCodecCount) - 1;
constexpr Codecs only(Codec codec) { return static_cast<Codecs>(1U << static_cast<unsigned>(codec)); }

// The codecs in which a character shows a byte that may lead a UTF-8 sequence of two, three or four bytes (C2 to DF, E0
// to EF, F0 to F4), and one that may continue it (80 to BF).
struct Role {
  Codecs leads_two = 0, leads_three = 0, leads_four = 0;
  Codecs continues = 0;

  Codecs leads() const { return leads_two | leads_three | leads_four; }
};

class SloppyCodecs {
 public:
  SloppyCodecs();

  Role role(char32_t c) const { return roles_[slot(c)]; }

  // The byte from 0x80 on that `c` shows in a codec; 0 for none.
  std::uint8_t byte(Codec codec, char32_t c) const { return bytes_[static_cast<std::size_t>(codec)][slot(c)]; }

 private:
  // All characters of the codecs stand below, but three of Mac OS Roman.
  static constexpr char32_t kLimit = 0x2600;
  static constexpr std::array<char32_t, 3> kFar = {0xFB01, 0xFB02, 0xF8FF};
  static std::size_t slot(char32_t c) { return c < kLimit ? c : far_slot(c); }
  static std::size_t far_slot(char32_t c);
  void put(Codec codec, char32_t c, std::uint8_t byte);

  std::array<Role, kLimit + kFar.size() + 1> roles_ = {};
  std::array<std::array<std::uint8_t, kLimit + kFar.size() + 1>, kCodecCount> bytes_ = {};
};

// Read once, when the first text needs them.
const SloppyCodecs& sloppy_codecs();

}  // namespace thresh::clean
