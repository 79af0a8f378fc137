// What two records are compared by: a digest that only the same words have, and a signature that records of nearly the
// same words nearly share.
//
// The signature is MinHash in one permutation (Li, Owen and Zhang, 2012): each shingle of three words is hashed once
// and falls into one of 128 bins, of which each keeps its smallest. A bin that stays empty takes the value of another
// one, drawn by its number (Shrivastava, "Optimal densification", 2017). The share of bins in which two texts agree
// estimates the share of shingles that they have in common (Jaccard). 4 bits of each value are kept (Li and König,
// "b-Bit minwise hashing", 2010); by chance a sixteenth of them agree, which the estimate takes off. At a similarity of
// 0.85 the estimate is out by 0.03 (one standard deviation).
//
// Eight keys, each made of five bins, find candidates: of two texts with a similarity of 0.9 at least one key is the
// same in 999 of 1,000 pairs, at 0.85 in 990.
//
// Tested by tests/record/fingerprint_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "record/own_words.h"
#include "record/title_sketch.h"

namespace thresh::record {

struct Fingerprint {
  static constexpr std::size_t kBins = 128;
  static constexpr std::size_t kKeys = 8;

  std::size_t words = 0;                  // how many; two characters of a script without spaces are one
  std::array<std::uint8_t, 16> digest{};  // the start of a SHA-256
  bool long_enough = false;  // the rest is there: the text has enough words to be nearly the same as another
  std::array<std::uint64_t, 8> signature{};  // kBins values of 4 bits
  std::array<std::uint32_t, kKeys> keys{};
  TitleSketch title;
};

// A text of fewer words is the same as another or it is not: a single changed word would make another text of it. Few
// words also tell little (a name, a title), so the digest of such a text holds the record's other values too.
inline constexpr std::size_t kFewestWords = 32;

Fingerprint fingerprint(const OwnWords& own);

// A fingerprint as bytes that any machine reads, for those that travel between processes of the same version.
std::string to_bytes(const Fingerprint& print);
// And back; nullopt for anything else.
std::optional<Fingerprint> fingerprint_of_bytes(std::string_view bytes);

// The estimated Jaccard similarity, 0 to 1, of two texts that are long enough.
double similarity(const std::array<std::uint64_t, 8>& a, const std::array<std::uint64_t, 8>& b);

}  // namespace thresh::record
