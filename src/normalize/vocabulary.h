// Vocabularies: the tables of data/ that are compiled into the program, as words that are found by their hash.
//
// Tables are read as base/rows.h reads them. A Lexicon keeps the rows' words in folded form (fold.h), so that it is
// asked with folded words. Each normalizer makes its lexicons the first time it needs them; all of them together take a
// few milliseconds (`./dev bench convert` prints them), and the largest table, data/places.tsv, is never loaded at all
// (gazetteer.h).
//
// Tested by tests/normalize/vocabulary_test.cpp.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace thresh::normalize {

inline constexpr std::size_t kMaxCells = 8;
using Row = std::array<std::string_view, kMaxCells>;  // cells that a row lacks are empty

// The rows of a table, in order, views into `bytes`.
std::vector<Row> rows_of(std::string_view bytes);

// The parts of a cell that holds several: "a|b".
std::vector<std::string_view> parts_of(std::string_view cell);

// Whether the character is of a script that puts no spaces between words: Chinese characters, Hiragana, Katakana.
bool is_unspaced(char32_t c);

// Whether the next word may follow the character without a space: the same, and Hangul, whose particles and counters
// touch the word before them ("3일전", "12개의").
bool may_touch(char32_t c);

class Lexicon {
 public:
  // `word` means `value`; of a word that is added twice the first meaning stays.
  void add(std::string word, std::uint32_t value = 0);
  // Called once, after the last `add`.
  void seal();

  std::optional<std::uint32_t> find(std::string_view word) const;
  bool contains(std::string_view word) const { return find(word).has_value(); }

  // The longest word of the lexicon that starts `text` and ends where a word of the text ends (in Chinese, Japanese and
  // Korean: anywhere); its length in bytes and its meaning. Looks at the first `most_words` words.
  struct Prefix {
    std::size_t bytes;
    std::uint32_t value;
  };
  std::optional<Prefix> longest_prefix(std::string_view text, int most_words = 6) const;

 private:
  struct Entry {
    std::string word;
    std::uint32_t value;
    std::size_t hash;
  };
  // A word's place in the filter: by its length and its ends, so that most words that are not there cost no hash.
  std::size_t place_in_filter(std::string_view word) const {
    const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(word[at])); };
    const std::size_t ends = word.empty() ? 0 : byte(0) + 37 * byte(word.size() - 1) + 1021 * byte(word.size() / 2);
    return (ends + 131 * word.size()) & (filter_.size() - 1);
  }
  // The slot that holds the entry of a word, or the empty one where it belongs. Needs at least one empty slot.
  std::size_t slot_of(std::string_view word, std::size_t hash) const;

  std::size_t longest_ = 0;  // bytes of a word
  // Of the words, by their first two bytes; of those of one byte, by that.
  static constexpr std::size_t kStarts = 4096;
  static std::size_t start_of(char first, char second) {
    return (static_cast<unsigned char>(first) + 37U * static_cast<unsigned char>(second)) % kStarts;
  }
  bool may_start(std::string_view text) const {
    if (text.empty()) return false;
    return single_bytes_[static_cast<unsigned char>(text[0])] ||
           (text.size() > 1 && starts_[start_of(text[0], text[1])]);
  }
  std::bitset<kStarts> starts_;
  std::bitset<256> single_bytes_;
  std::vector<Entry> entries_;
  // The index of an entry and 1, or 0, and the low half of its hash, which tells most other words without a look at it.
  struct Slot {
    std::uint32_t entry = 0;
    std::uint32_t tag = 0;
  };
  std::vector<bool> filter_;  // a power of two of them
  std::vector<Slot> slots_;   // open addressing, a power of two of them
};

// Fills lexicons from a table of kind, words and (maybe) a whole number that they mean; each row goes to the lexicon
// of its kind. A row of another kind is left out: vocabulary_test.cpp knows the kinds of each table.
void load_kinds(std::string_view path, std::initializer_list<std::pair<std::string_view, Lexicon*>> kinds);

}  // namespace thresh::normalize
