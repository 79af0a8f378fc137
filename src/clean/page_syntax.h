// Which template languages a page speaks about rather than suffers from.
//
// A tutorial on Angular is full of {{ … }} that are its content. A page teaches a family if it shows one of its
// artifacts inside code, in mid-sentence of a paragraph that speaks of templates, or on a line of its own behind a
// paragraph that leads to it: one that ends with a colon ("Add this line to the Liquid file:"), or says enough without
// one. What counts as speaking of templates are the words of data/syntax_words.txt, in twelve languages. What a page
// teaches is then kept in its prose; typed slots of a record are cleaned all the same.
//
// Character references are told in the same way (data/entity_words.txt): a page about them shows some in code, or by
// themselves in a paragraph that names them.
//
// Tested by tests/clean/page_syntax_test.cpp.
#pragma once

#include <cstdint>
#include <optional>

#include "clean/artifact.h"
#include "clean/entities.h"
#include "text/passage.h"

namespace thresh::clean {

class PageSyntax {
 public:
  // Looks at the whole page: all its text, code flagged as such. Linear.
  static PageSyntax survey(const text::Passage& page);

  bool teaches(Family family) const { return (taught_ >> static_cast<unsigned>(family)) & 1; }
  // Which character references of its prose are what they say, where they stand by themselves.
  Standing taught_references() const { return references_; }

 private:
  class Surveyor;

  void learn(Family family) { taught_ |= std::uint64_t{1} << static_cast<unsigned>(family); }

  std::uint64_t taught_ = 0;  // a bit a family
  Standing references_ = Standing::kNone;
};

}  // namespace thresh::clean
