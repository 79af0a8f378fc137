// What the head of a page says of its content, as words to compare its blocks with: its titles, its descriptions, the
// long strings of its embedded JSON-LD.
//
// Tested by tests/automatic/said_test.cpp.
#pragma once

#include <cstdint>
#include <span>

#include "automatic/hash_set.h"
#include "html/document.h"
#include "html/meta_index.h"

namespace thresh::automatic {

class Said {
 public:
  Said(const html::Document& document, const html::MetaIndex& metas);

  // The share of `words` that the titles hold, and the share of the longest title's words that `words` are, from 0
  // to 1.
  struct Overlap {
    float of_words = 0, of_said = 0;
  };
  Overlap with_title(std::span<const std::uint32_t> words) const;
  // The share of pairs of neighbours in `words` that the descriptions hold.
  float with_description(std::span<const std::uint32_t> words) const;
  // The share of runs of three in `words` that the strings of JSON-LD hold.
  float with_markup(std::span<const std::uint32_t> words) const;
  bool has_markup() const { return !markup_.empty(); }

 private:
  HashSet title_;
  std::size_t title_size_ = 0;
  HashSet description_, markup_;
};

}  // namespace thresh::automatic
