// What short blocks say: headings of what stands beside the content ("Related articles", "Leave a reply"), labels of
// menus, buttons, forms. By data/block_phrases.tsv, in the languages of the vocabulary.
//
// Tested by tests/automatic/block_phrases_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace thresh::automatic {

// The sorts of phrases, in the order of the table.
std::span<const std::string_view> phrase_sorts();

// The sort of the phrase that `words` (blocks.h) are, from 1; 0 if they are none.
std::uint32_t phrase_sort(std::span<const std::uint32_t> words);

// The sort of the longest phrase of two words or more that `words` start with; 0 if they start with none.
std::uint32_t phrase_at_start(std::span<const std::uint32_t> words);

}  // namespace thresh::automatic
