// Line types of a text part: what a line of a dump can be, and where it goes.
//
// A line type is used by the layout or by parts; its fields are looked up there: in the record, or in an item of the
// part's list. `stated` is the count that the page states for a list.
//
// Tested by tests/rules/load_test.cpp and tests/rules/errors/*.yaml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/level.h"
#include "rules/line_pattern.h"
#include "rules/regex_reader.h"
#include "rules/report.h"
#include "rules/rules.h"

namespace thresh::rules {

// What a line of a type costs in the layout unless it says so itself: the less its conditions prove, the more.
inline constexpr std::uint32_t kCostOfWords = 0;     // `pattern` with fixed words
inline constexpr std::uint32_t kCostOfForm = 1;      // `matches`, `line`
inline constexpr std::uint32_t kCostOfFragment = 2;  // `starts`, `ends`, `contains`
inline constexpr std::uint32_t kCostOfType = 3;      // `pattern` of typed holes alone
inline constexpr std::uint32_t kCostOfSize = 4;      // only lengths and blank lines
inline constexpr std::uint32_t kCostOfAnything = 6;  // no condition at all
inline constexpr std::uint32_t kHighestCost = 100;

// What the targets of line types are looked up in.
struct LineScope {
  Level record;
  std::vector<std::vector<std::string>> lists;  // the paths of the lists that parts fill, each once
};

// A field as a hole or a `to` names it, and where its pieces stand: nodes, and byte offsets into their texts.
struct WrittenTarget {
  std::string_view path;
  std::string_view type;  // empty: the field's own
  const YamlNode& path_node;
  std::size_t path_offset = 0;
  const YamlNode& type_node;
  std::size_t type_offset = 0;
};

class LineReader {
 public:
  LineReader(LineScope scope, RegexReader& regexes, Report& report)
      : scope_(std::move(scope)), regexes_(regexes), report_(report) {}

  // Reads a line type. `levels`: where it is used; empty where that is unknown, then its fields are not checked.
  std::optional<LineType> read(const YamlEntry& entry, const std::vector<Level>& levels);

 private:
  void read_conditions(const YamlNode& map, LineType& line);
  void read_text(const YamlNode& map, std::string_view key, std::string& out);
  void read_sizes(const YamlNode& map, LineType& line);
  void read_destination(const YamlNode& map, LineType& line);
  void read_pattern(const YamlNode& node, LineType& line);
  std::optional<Bounds> read_bounds(const YamlNode& node, std::string_view what);
  std::optional<Target> read_target(const WrittenTarget& target);
  std::optional<Target> read_stated(std::string_view list, const WrittenTarget& target);
  std::optional<Target> read_value(const WrittenTarget& target);
  std::optional<record::Type> read_type(const WrittenTarget& target, const Destination& at);
  void fail(const YamlNode& node, std::size_t offset, const base::SyntaxError& error);

  LineScope scope_;
  RegexReader& regexes_;
  Report& report_;
  std::vector<Level> levels_;  // of the line type being read
};

}  // namespace thresh::rules
