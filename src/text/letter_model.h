// How likely letters follow each other in a language: data/letters.tsv, which tools/make_letters.py makes.
//
// All is told as information (Shannon's): -log2 of a frequency, in quarters of a bit. The less, the likelier.
//
// Tested by tests/text/detection_rate_test.py and decode_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace thresh::text {

// A language with an alphabet. Letters are numbered from 1 on; 0 is the edge of a word.
struct PairModel {
  std::string_view language;               // "pt"
  std::vector<std::string_view> charsets;  // that it is written in, the most usual first
  std::vector<char32_t> alphabet;          // lower case, sorted
  std::string_view pairs;

  unsigned information(std::size_t letter, std::size_t next) const {
    return static_cast<std::uint8_t>(pairs[letter * (alphabet.size() + 1) + next]) - unsigned{'0'};
  }
  std::size_t letter(char32_t lower_case) const;  // 0: none of the alphabet
  bool is_latin() const { return alphabet.front() == U'a'; }
};

// A language with thousands of characters. 0 is the information of those that are hardly ever used.
struct CharacterModel {
  std::string_view language;  // "zh-hant"
  std::vector<std::string_view> charsets;
  std::vector<std::uint8_t> information;  // by code point, 65,536 of them
};

struct LetterModels {
  std::vector<PairModel> pairs;  // English first
  std::vector<CharacterModel> characters;
};

// All that there are, read once.
const LetterModels& letter_models();

}  // namespace thresh::text
