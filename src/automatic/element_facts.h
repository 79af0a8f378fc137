// What each element of a page is part of: a menu, a footer, comments, the article. Told by the names of elements, by
// ARIA roles and by the tokens of classes and ids (data/class_words.tsv), its own and those of all around it.
//
// For each part an element knows how many steps up the nearest element stands that carries it. Linear in the page;
// a class attribute is read once for each different value.
//
// Tested by tests/automatic/element_facts_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace thresh::automatic {

// What is told by tokens comes first, in the order of data/class_words.tsv; what is told by elements and roles after
// it.
inline constexpr std::size_t kTokenParts = 32;
enum class TagPart : std::uint8_t {
  kNav = kTokenParts,
  kHeader,
  kFooter,
  kAside,
  kMain,
  kArticle,
  kForm,
  kTable,
  kUnorderedList,
  kOrderedList,
  kDefinitions,
  kQuote,
  kFigure,
  kDetails,
  kButton,
  kNoscript,
};
inline constexpr std::size_t kParts = kTokenParts + 16;
inline constexpr std::uint8_t kFar = 32;  // steps, or more, or none

using Distances = std::array<std::uint8_t, kParts>;

// The names of the parts told by tokens.
std::span<const std::string_view> token_parts();

// A bit for each part that the tokens of a class attribute or an id name.
std::uint64_t parts_of_tokens(std::string_view classes);

class ElementFacts {
 public:
  explicit ElementFacts(const html::Document& document);

  // Steps up to the nearest element that carries the part, 0 for the element itself, kFar at most.
  const Distances& distances(html::NodeId element) const { return distances_[element]; }

 private:
  std::vector<Distances> distances_;  // by node; of elements only
};

}  // namespace thresh::automatic
