// The bytes of a selector file, and where an offset into them stands: line, column, and the line itself.
//
// Lines end in LF or CRLF, as YAML has it. Columns count code points, so that a caret stands where a person looks.
//
// Tested by tests/rules/yaml_tree_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "rules/rules.h"

namespace thresh::rules {

class SourceText {
 public:
  // Views `bytes`, which must outlive it.
  SourceText(std::string_view bytes, std::string_view file);

  std::string_view bytes() const { return bytes_; }

  Position position(std::size_t offset) const;
  // The line without its end; empty for a line that does not exist. Lines count from 1.
  std::string_view line(std::uint32_t number) const;
  // The error's place, `width` code points wide but not beyond the line's end. A line over 160 code points is cut.
  base::FilePlace file_place(std::size_t offset, std::uint32_t width) const;

 private:
  std::string_view bytes_;
  std::string file_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace thresh::rules
