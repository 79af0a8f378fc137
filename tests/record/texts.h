// Made-up texts for the tests of duplicates: words drawn by their rank (Zipf), and edits of them.
#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "record/fingerprint.h"

namespace thresh::record {

using Random = std::mt19937_64;
using Words = std::vector<unsigned>;

inline unsigned drawn_word(Random& random, unsigned vocabulary = 5'000) {
  const double share = static_cast<double>(random() >> 11) * 0x1.0p-53;
  return static_cast<unsigned>(std::exp(share * std::log(vocabulary)) - 1);
}

inline Words drawn_words(Random& random, std::size_t count) {
  Words words(count);
  for (unsigned& word : words) word = drawn_word(random);
  return words;
}

// Replaces, leaves out or puts in that many words.
inline void edit(Words& words, std::size_t edits, Random& random) {
  for (std::size_t i = 0; i < edits; ++i) {
    const auto at = words.begin() + static_cast<std::ptrdiff_t>(random() % words.size());
    const auto what = random() % 3;
    if (what == 0) *at = drawn_word(random);
    if (what == 1) words.erase(at);
    if (what == 2) words.insert(at, drawn_word(random));
  }
}

inline std::string written(const Words& words) {
  std::string text;
  for (const unsigned word : words) text += "w" + std::to_string(word) + (word % 11 == 0 ? ". " : " ");
  return text;
}

inline Fingerprint print_of(const Words& words) {
  return fingerprint({.words = written(words), .title = {}, .facts = {}});
}

}  // namespace thresh::record
