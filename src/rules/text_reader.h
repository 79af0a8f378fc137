// The `text:` part: line types, parts and the layout, checked together.
//
// Tested by tests/rules/load_test.cpp and tests/rules/errors/*.yaml.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "rules/level.h"
#include "rules/line_reader.h"
#include "rules/regex_reader.h"
#include "rules/report.h"
#include "rules/rules.h"

namespace thresh::rules {

class TextReader {
 public:
  TextReader(const record::Kind& kind, const base::Limits& limits, RegexReader& regexes, Report& report)
      : kind_(kind), limits_(limits), regexes_(regexes), report_(report) {}

  // Nothing, and reports, if any of it is wrong.
  std::optional<TextPart> read(const YamlNode& map);

 private:
  void read_parts(const YamlNode& map);
  void read_part(const YamlEntry& entry);
  void note_uses(const std::string& expression, const Level& level);
  void note_layout_uses(const YamlNode& lines);
  void read_lines(const YamlNode& map);
  void check_parts_used(const YamlNode& map);
  bool check_expressions(const YamlNode& lines);
  void compile_layout(const YamlNode& line_map);
  LineScope line_scope() const;

  const record::Kind& kind_;
  const base::Limits& limits_;
  RegexReader& regexes_;
  Report& report_;
  TextPart text_;
  std::string layout_;  // the expression
  const YamlNode* layout_node_ = nullptr;
  std::vector<const YamlNode*> part_nodes_;                      // the `is` of each part
  std::vector<Level> part_levels_;                               // the items of each part's list
  std::map<std::string, std::vector<Level>, std::less<>> uses_;  // of each name that an expression holds
  bool parts_good_ = true;                                       // every part could be read
  bool all_uses_known_ = true;                                   // and every expression
};

}  // namespace thresh::rules
