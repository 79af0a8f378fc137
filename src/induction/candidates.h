// Selectors that could be meant by an element: by its itemprop, id, classes, a few other attributes and its name, alone
// and behind those of the elements around it.
//
// Each has a cost, which is lower for what is likely to hold on other pages of the site: what an attribute says the
// element is for, then a class, then a name, then a position. Classes and ids with what looks like a number or a
// build's checksum in them cost most.
//
// Tested by tests/induction/candidates_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace thresh::induction {

struct Candidate {
  std::string css;
  std::uint32_t cost = 0;
};

// An identifier as CSS writes it (CSSOM, section 2.1: serialize an identifier).
std::string css_identifier(std::string_view name);

// Whether a class or an id looks like one that was made up for this page or by a build: "post-48213", "css-1x2ab9".
bool looks_made_up(std::string_view token);

// Those for an element by itself, cheapest first. `with_id`: ids may be asked for.
std::vector<Candidate> simple_candidates(const html::Document& document, html::NodeId element, bool with_id);

// Those for an element in a scope (0 is the whole page), cheapest first, each once; the scope itself is `:scope`.
std::vector<Candidate> candidates(const html::Document& document, html::NodeId element, html::NodeId scope);

}  // namespace thresh::induction
