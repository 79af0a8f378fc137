// Which template languages a page speaks about rather than suffers from.
//
// A tutorial on Angular is full of {{ … }} that are its content. A page teaches a family if it shows one of its
// artifacts inside code, or in mid-sentence of a paragraph that speaks of templates (data/syntax_words.txt). What it
// teaches is then kept in its prose; typed slots of a record are cleaned all the same.
//
// Tested by tests/clean/page_syntax_test.cpp.
#pragma once

#include <cstdint>

#include "clean/artifact.h"
#include "text/passage.h"

namespace thresh::clean {

class PageSyntax {
 public:
  // Looks at the whole page: all its text, code flagged as such. Linear.
  static PageSyntax survey(const text::Passage& page);

  bool teaches(Family family) const { return (taught_ >> static_cast<unsigned>(family)) & 1; }

 private:
  void learn(Family family) { taught_ |= std::uint64_t{1} << static_cast<unsigned>(family); }
  void read_prose(std::string_view paragraph);

  std::uint64_t taught_ = 0;  // a bit a family
};

}  // namespace thresh::clean
