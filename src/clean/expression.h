// Whether a text reads as an expression of a template language, and what tells it from prose.
//
// The grammar is the common ground of JavaScript's, Jinja's, Liquid's, Handlebars' and Go's: operands with operators
// between them, calls, indexes, literals, ternaries, filters behind a bar. Much of it reads as prose too ("{{ war and
// peace }}", "{{ Paris - London }}"), so the reading also says whether there is evidence that a program was meant.
//
// Private to the room. Tested by tests/clean/artifact_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "clean/token.h"

namespace thresh::clean {

enum class Grammar : std::uint8_t {
  kPlain,      // an expression of JavaScript
  kTemplate,   // and helpers with arguments: {{formatDate date}}, {{t "key"}}, {{ len .Items }}
  kStatement,  // what follows the name of a statement: commas, assignments and arguments in a row
};

struct Reading {
  bool complete = false;       // all of it follows the grammar
  bool evidence = false;       // and it holds something that prose does not: a path, a call, a quoted string, "=="
  bool assigns = false;        // holds a = or "as"
  bool loops = false;          // holds "in"
  std::string_view lone_word;  // the word, where it is nothing else

  bool is_proven() const { return complete && evidence; }
};

// Linear in the tokens, no recursion.
Reading read_expression(std::span<const Token> tokens, Grammar grammar);

}  // namespace thresh::clean
