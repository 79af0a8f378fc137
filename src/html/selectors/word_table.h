// Words (classes, ids) with the rules that ask for them. Most words of a page are asked for by none: a filter of bits
// says so without comparing.
//
// Tested by tests/html/selector_set_test.cpp.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace thresh::html {

class WordTable {
 public:
  struct Word {
    std::uint32_t number = 0;  // of the table's words, from 0
    std::vector<std::uint32_t> rules;
  };

  std::size_t size() const { return words_.size(); }
  bool empty() const { return words_.empty(); }
  // `word` is not empty and lives as long as the table.
  void add(std::string_view word, std::uint32_t rule) { put(word).rules.push_back(rule); }
  // The number of a word, which is put in, be it for no rule.
  std::uint32_t number(std::string_view word) { return put(word).number; }
  // A word that is not empty; nullptr where the table does not have it.
  const Word* find(std::string_view word) const {
    if (!filter_.test(bit_of(word))) return nullptr;
    const auto found = words_.find(word);
    return found == words_.end() ? nullptr : &found->second;
  }

 private:
  static constexpr std::size_t kBits = 4096;
  static std::size_t bit_of(std::string_view word) {
    const std::size_t first = static_cast<unsigned char>(word.front());
    const std::size_t last = static_cast<unsigned char>(word.back());
    return (word.size() * 61 + first * 31 + last * 7) % kBits;
  }
  Word& put(std::string_view word) {
    filter_.set(bit_of(word));
    return words_.try_emplace(word, Word{static_cast<std::uint32_t>(words_.size()), {}}).first->second;
  }

  std::bitset<kBits> filter_;
  std::unordered_map<std::string_view, Word> words_;
};

}  // namespace thresh::html
