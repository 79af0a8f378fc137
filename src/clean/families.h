// The vocabularies of data/ that tell what an artifact looks like, read once. Private to the room.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace thresh::clean {

// What may stand between a family's delimiters.
enum class Inside : std::uint8_t { kExpression, kTag, kWord, kVariable };

struct DelimitedFamily {
  std::string_view name;
  std::string_view open;
  std::string_view close;
  Inside inside = Inside::kExpression;
  std::uint8_t id = 0;  // rows of one name share the id of the first
};

struct Vocabulary {
  std::vector<DelimitedFamily> delimited;  // in the order of the file: at one place the first that fits wins
  std::unordered_set<std::string_view> artifacts, slot_words, notices;  // folded whole texts
  std::unordered_set<std::string_view> shortcodes, syntax_words;
};

const Vocabulary& vocabulary();

}  // namespace thresh::clean
