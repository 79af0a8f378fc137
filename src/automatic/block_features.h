// What is measured of each block of a page, for the model that tells main content from the rest.
//
// A row of numbers a block: its words, its place, the elements around it and what their names say, its neighbours, the
// parts of the page that it belongs to (from the smallest up), how often its kind of place repeats, and how it stands
// to the part that scores best by the text in it. Of words
// only those of phrases that stand beside content in many languages (block_phrases.h) are known to it, and whether the
// page's own title, description and markup say the same (said.h).
//
// Linear in the page but for the steps up from each block. Tested by tests/automatic/block_features_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "automatic/blocks.h"
#include "automatic/element_facts.h"
#include "automatic/said.h"
#include "html/document.h"

namespace thresh::automatic {

// Blocks that any part of a page holds, and sums over them.
struct Part {
  std::uint32_t begin = 0, end = 0;  // of blocks
  float words = 0, linked_words = 0, long_blocks = 0;

  std::uint32_t size() const { return end - begin; }
  float link_density() const { return words > 0 ? linked_words / words : 0; }
};

// Looks at what it is made of as long as it lives.
class BlockFeatures {
 public:
  BlockFeatures(const html::Document& document, const Blocks& blocks, const ElementFacts& facts, const Said& said);

  const std::vector<Block>& blocks() const { return blocks_; }
  std::span<const float> row(std::size_t block) const { return {rows_.data() + block * width_, width_}; }
  std::span<const float> rows() const { return rows_; }  // of all blocks
  std::size_t width() const { return width_; }
  // What each column is; for the model file and for those who look into it.
  static std::span<const std::string_view> names();

  // The blocks of a subtree.
  Part part(html::NodeId element) const;
  // How many words stand before it.
  float words_before(html::NodeId element) const { return words_[before_[element]]; }
  // The subtree that scores best by its running text; the body where there is none.
  html::NodeId top() const { return top_; }
  // The parts around a block that hold more than the one before, the smallest first: up to kLevels.
  static constexpr std::size_t kLevels = 5;
  std::span<const html::NodeId> levels(std::size_t block) const {
    return {levels_.data() + block * kLevels, level_counts_[block]};
  }
  // Blocks in places of the same kind have the same number.
  std::uint32_t place(std::size_t block) const { return places_[block]; }
  std::uint32_t place_count() const { return place_count_; }

 private:
  class Writer;
  void sum();
  void find_levels();
  void find_places();
  void score();

  const html::Document& document_;
  const Blocks& page_;
  const std::vector<Block>& blocks_;
  const ElementFacts& facts_;
  const Said& said_;
  std::size_t width_ = 0;
  std::vector<float> rows_;
  std::vector<std::uint32_t> before_;               // by node: how many blocks begin before it
  std::vector<float> words_, linked_words_, long_;  // sums over the blocks before each
  std::vector<html::NodeId> levels_;
  std::vector<std::uint8_t> level_counts_;
  std::vector<std::uint32_t> places_;
  std::uint32_t place_count_ = 0;
  std::vector<float> scores_;  // by node
  html::NodeId top_ = 0;
};

}  // namespace thresh::automatic
