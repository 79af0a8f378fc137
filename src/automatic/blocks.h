// The text of a page as blocks: what stands between one block-level boundary and the next.
//
// A block is a run of text nodes with no start or end of a block-level element (html/element_style.h), table cell or
// list item between them, and no two line breaks in a row. It is the least that main content is chosen by: a paragraph,
// a heading, a menu's entry, a by-line. Text that is never shown is in none; text that a style hides is.
//
// Linear in the page. Tested by tests/automatic/blocks_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"
#include "html/visibility.h"

namespace thresh::automatic {

struct Block {
  html::NodeId element = 0;          // the block-level element that its text stands in
  html::NodeId first = 0, last = 0;  // its first and last text node
  std::uint32_t words = 0;           // runs of letters, digits and '_'; of CJK two characters are a word
  std::uint32_t letters = 0;         // characters of words
  std::uint32_t linked_words = 0;    // words inside links
  std::uint32_t links = 0;
  std::uint32_t commas = 0;     // and what other scripts write for them
  std::uint32_t sentences = 0;  // ends of sentences
  std::uint32_t digits = 0;
  std::uint32_t capitalized = 0;     // words that start with a capital letter
  std::uint32_t shouted = 0;         // words of two or more capital letters and nothing else
  std::uint32_t emphasized = 0;      // words inside of b, strong, em, i
  std::uint64_t hash = 0;            // of its words, letter case aside: the same text has the same
  std::uint32_t begin = 0, end = 0;  // its words in Blocks::words
  bool hidden = false;
  bool code = false;           // inside pre, code, textarea
  bool ends_sentence = false;  // its last character that is no space ends a sentence
  bool ends_colon = false;
  bool asks = false;      // holds a question mark
  bool has_year = false;  // a number from 1900 to 2099
  bool has_currency = false;
  bool has_copyright = false;
  bool has_separator = false;  // '|', '»', '·', '›', '•'
};

struct Blocks {
  std::vector<Block> blocks;
  std::vector<std::uint32_t> words;  // a hash each, letter case of ASCII aside; of CJK one a character

  std::span<const std::uint32_t> words_of(const Block& block) const {
    return std::span(words).subspan(block.begin, block.end - block.begin);
  }
};

// The words of any text, as Blocks::words has them.
std::vector<std::uint32_t> word_hashes(std::string_view text);

// The words of a block as they stand, white space as it is.
std::string block_text(const html::Document& document, const Block& block);

Blocks blocks_of(const html::Document& document, const html::Visibility& visibility);

}  // namespace thresh::automatic
