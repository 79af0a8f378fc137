// The single-byte encodings backwards.
#include "clean/sloppy_codecs.h"

#include <catch2/catch.hpp>

using namespace thresh::clean;

TEST_CASE("A character is the byte that shows as it") {
  const SloppyCodecs& codecs = sloppy_codecs();
  CHECK(codecs.byte(Codec::kWestern, U'Ã') == 0xC3);
  CHECK(codecs.byte(Codec::kWestern, U'€') == 0x80);
  CHECK(codecs.byte(Codec::kCyrillic, U'Р') == 0xD0);
  CHECK(codecs.byte(Codec::kCentral, U'Ă') == 0xC3);
  CHECK(codecs.byte(Codec::kLatin2, U'Ą') == 0xA1);
  CHECK(codecs.byte(Codec::kBaltic, U'Æ') == 0xAF);
  CHECK(codecs.byte(Codec::kTurkish, U'İ') == 0xDD);
  CHECK(codecs.byte(Codec::kGreek, U'Β') == 0xC2);
  CHECK(codecs.byte(Codec::kMacRoman, U'√') == 0xC3);
  CHECK(codecs.byte(Codec::kDos, U'├') == 0xC3);
  CHECK(codecs.byte(Codec::kDos, 0xA0) == 0xFF);
  for (const char32_t c : U"a \U0001F600中") CHECK(codecs.byte(Codec::kWestern, c) == 0);
}

TEST_CASE("Characters of Mac OS Roman far from the others are found too") {
  const SloppyCodecs& codecs = sloppy_codecs();
  CHECK(codecs.byte(Codec::kMacRoman, 0xFB01) == 0xDE);
  CHECK(codecs.byte(Codec::kMacRoman, 0xFB02) == 0xDF);
  CHECK(codecs.byte(Codec::kMacRoman, 0xF8FF) == 0xF0);
  CHECK(codecs.byte(Codec::kMacRoman, 0xFB03) == 0);
  CHECK(codecs.role(0xFB03).leads() == 0);
}

TEST_CASE("A byte that means nothing shows as the control of its number; in windows-1252, all may") {
  const SloppyCodecs& codecs = sloppy_codecs();
  CHECK(codecs.byte(Codec::kWestern, 0x81) == 0x81);
  CHECK(codecs.byte(Codec::kWestern, 0x93) == 0x93);
  CHECK(codecs.byte(Codec::kCentral, 0x83) == 0x83);
  CHECK(codecs.byte(Codec::kCentral, 0x93) == 0);
}

TEST_CASE("A role tells in which codecs a character may lead and continue a sequence") {
  const SloppyCodecs& codecs = sloppy_codecs();
  CHECK((codecs.role(U'Ã').leads_two & only(Codec::kWestern)) != 0);
  CHECK((codecs.role(U'Ã').continues & only(Codec::kWestern)) == 0);
  CHECK((codecs.role(U'©').continues & only(Codec::kWestern)) != 0);
  CHECK((codecs.role(U'я').leads() & only(Codec::kCyrillic)) == 0);  // FF
  CHECK(codecs.role(U'中').leads() == 0);
}

TEST_CASE("Every byte from 0x80 on shows as some character in every codec") {
  for (std::size_t i = 0; i < kCodecCount; ++i) {
    std::array<bool, 256> seen = {};
    for (char32_t c = 0x80; c < 0x10000; ++c) seen[sloppy_codecs().byte(static_cast<Codec>(i), c)] = true;
    INFO(name(static_cast<Codec>(i)));
    for (std::size_t byte = 0x80; byte < 0x100; ++byte) CHECK(seen[byte]);
  }
}
