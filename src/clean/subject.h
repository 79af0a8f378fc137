// What a paragraph speaks of: how many of its words are in a table of data/, and how many it has at all. Words of
// scripts that write no spaces are looked for anywhere in the text, and two of their characters count as a word.
//
// Tested by tests/clean/subject_test.cpp.
#pragma once

#include <cstddef>
#include <string_view>

#include "clean/vocabulary.h"

namespace thresh::clean {

struct Subject {
  std::size_t words = 0;     // of the paragraph
  std::size_t certain = 0;   // different ones that have no other meaning
  std::size_t possible = 0;  // different ones that have
};

Subject subject_of(std::string_view paragraph, WordKind certain, WordKind possible);

}  // namespace thresh::clean
