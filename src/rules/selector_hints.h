// What an author likely meant by a selector that cannot be read, and selectors that can be read and find nothing.
//
// Tested by tests/rules/pick_test.cpp, whose tables (selector_hints.tsv) anyone can extend.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/syntax_error.h"
#include "rules/rules.h"

namespace thresh::rules {

// The likely fix of a selector that does not compile; that of `error` where nothing better is known.
std::string selector_hint(Pick::From from, std::string_view source, const base::SyntaxError& error);

// Why a selector is surely not what was meant, though it may compile: quotes of a word processor around it, an
// attribute of `meta:`, the XPath function id().
std::optional<base::SyntaxError> surely_wrong(Pick::From from, std::string_view source);

// Where a selector of a CSS list starts with `>`, `+` or `~`, in bytes: it is relative to an item then.
std::optional<std::size_t> leading_combinator(std::string_view css);

// Where the trailing "@attr" of a selector starts; npos if it has none.
std::size_t attribute_at(std::string_view source);

}  // namespace thresh::rules
