// See title_sketch.h.
#include "record/title_sketch.h"

#include <algorithm>
#include <bit>

#include "base/ascii.h"
#include "base/utf8.h"
#include "record/folded_words.h"
#include "record/hash.h"

namespace thresh::record {
namespace {

constexpr std::size_t kLongest = 400;   // bytes; a longer title would fill all bits
constexpr std::size_t kMostWords = 32;  // for the same reason

// The sum of the hashes of the words that hold a digit.
std::uint32_t hash_of_numbers(std::string_view folded) {
  std::uint64_t sum = 0;
  std::uint64_t hash = kHashStart;
  bool number = false;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    if (i < folded.size() && base::is_ascii_alphanumeric(folded[i])) {
      hash = (hash ^ static_cast<std::uint8_t>(folded[i])) * kHashFactor;
      number = number || base::is_ascii_digit(folded[i]);
      continue;
    }
    if (number) sum += mixed(hash);
    hash = kHashStart;
    number = false;
  }
  return static_cast<std::uint32_t>(sum >> 32);
}

}  // namespace

TitleSketch title_sketch(std::string_view title) {
  const FoldedWords folded = fold_words(base::prefix(title, kLongest));
  TitleSketch sketch;
  for (std::size_t i = 0; i < std::min(folded.hashes.size(), kMostWords); ++i) {
    sketch.words |= std::uint64_t{1} << (folded.hashes[i] >> 58);
  }
  sketch.numbers = hash_of_numbers(folded.text);
  return sketch;
}

bool agree(const TitleSketch& a, const TitleSketch& b) {
  if (a.words == 0 || b.words == 0) return true;
  return a.numbers == b.numbers && std::popcount(a.words & b.words) * 2 >= std::popcount(a.words | b.words);
}

}  // namespace thresh::record
