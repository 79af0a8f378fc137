// A text as the words that it is compared by: without case, punctuation, line breaks and invisible characters.
//
// A word is a run of letters, digits and marks. In scripts that put no spaces between words (Chinese, Japanese, Thai,
// Khmer …) each character is a word, hashed together with the one before it. "Don’t  STOP!" and "don't stop" have the
// same words. Case is folded in Latin, Greek, Cyrillic and Armenian by arithmetic on code points; forms that only
// differ in composition (NFC, NFD) are different words.
//
// Tested by tests/record/folded_words_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::record {

struct FoldedWords {
  std::string text;  // the words again; two texts have the same words if and only if these are the same
  std::vector<std::uint64_t> hashes;  // of each word, in order
  std::size_t characters = 0;         // how many of them are single characters of a script without spaces
};

// `text` is UTF-8; a byte that is not well-formed parts words. Linear.
FoldedWords fold_words(std::string_view text);

}  // namespace thresh::record
