// What is wrong with a file that is no YAML, in words for a person who writes a selector file.
//
// yaml-cpp says where it gave up, which is often lines behind the slip: a missing colon makes a key of two lines, a
// quote that is not closed takes in what follows it. This looks at the lines around and names the slip, at its place;
// where it cannot tell it says only what is certainly true.
//
// Tested by tests/rules/yaml_explain_test.cpp and tests/rules/errors/yaml_*.yaml.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "rules/source_text.h"

namespace thresh::rules {

// A quoted text, in bytes of the file: its opening quote, and one past its closing one.
struct YamlQuote {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// What was known when yaml-cpp gave up.
struct YamlTrouble {
  std::string_view theirs;             // yaml-cpp's message
  std::size_t at = 0;                  // where, in bytes
  std::optional<std::size_t> bracket;  // where the innermost bracket or brace opens that is open
  std::optional<YamlQuote> quote;      // the quoted text read last
};

base::Error explain_yaml(const SourceText& source, const YamlTrouble& trouble);

// One past the quote that closes the one at `begin`; npos if none does (YAML 1.2, sections 7.3.1 and 7.3.2).
std::size_t end_of_quoted(std::string_view bytes, std::size_t begin);

// The error about a quote at `begin` that nothing closes.
base::Error open_quote_error(const SourceText& source, std::size_t begin);

// An error of a selector file at one character.
base::Error error_at(const SourceText& source, std::size_t offset, std::string message, std::string hint = {});

}  // namespace thresh::rules
