// Regular expressions that run in linear time: a small wrapper around RE2, the one adapter that includes it.
//
// Patterns are UTF-8, RE2 syntax. Copying a Pattern shares the compiled program.
//
// Tested by tests/text/pattern_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "text/first_bytes.h"

namespace thresh::text {

class Pattern {
 public:
  // Compiles `source`. Errors: kBadRules with RE2's reason. Memory for a pattern is bounded (4 MiB).
  // `multiline`: ^ and $ match at line ends too.
  static base::Result<Pattern> compile(std::string_view source, bool multiline = false);

  Pattern() = default;  // matches nothing

  bool found_in(std::string_view text) const;  // anywhere in the text

  // The groups of the first match (0 is the whole match; a group that took no part is empty); nothing if none.
  std::vector<std::string_view> groups(std::string_view text) const;

  std::string_view source() const { return source_; }
  explicit operator bool() const { return program_ != nullptr; }

 private:
  bool may_match(std::string_view text) const;  // by its first bytes and its required literal

  std::string source_;
  std::string literal_;  // in every match; text/required_literal.h
  ByteSet first_;        // that a text begins with which holds a match
  std::shared_ptr<const void> program_;
};

}  // namespace thresh::text
