// The regular expressions of one selector file: compiled, counted, and their errors reported.
//
// RE2 runs in linear time but may take milliseconds to compile a pattern, so that their number is bounded.
//
// Tested by tests/rules/load_test.cpp and tests/rules/errors/*.yaml.
#pragma once

#include <optional>
#include <string_view>

#include "rules/report.h"
#include "text/pattern.h"

namespace thresh::rules {

class RegexReader {
 public:
  static constexpr std::size_t kMostRegexes = 200;

  explicit RegexReader(Report& report) : report_(report) {}

  // Compiles `source`, which is the text of `node` or a part of it.
  std::optional<text::Pattern> read(std::string_view source, const YamlNode& node, bool multiline);

 private:
  Report& report_;
  std::size_t count_ = 0;
};

}  // namespace thresh::rules
