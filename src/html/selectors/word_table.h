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
  bool empty() const { return rules_.empty(); }
  // `word` is not empty and lives as long as the table.
  void add(std::string_view word, std::uint32_t rule) {
    filter_.set(bit_of(word));
    rules_[word].push_back(rule);
  }
  // The rules of a word that is not empty; nullptr: none.
  const std::vector<std::uint32_t>* find(std::string_view word) const {
    if (!filter_.test(bit_of(word))) return nullptr;
    const auto found = rules_.find(word);
    return found == rules_.end() ? nullptr : &found->second;
  }

 private:
  static constexpr std::size_t kBits = 4096;
  static std::size_t bit_of(std::string_view word) {
    const std::size_t first = static_cast<unsigned char>(word.front());
    const std::size_t last = static_cast<unsigned char>(word.back());
    return (word.size() * 61 + first * 31 + last * 7) % kBits;
  }

  std::bitset<kBits> filter_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> rules_;
};

}  // namespace thresh::html
