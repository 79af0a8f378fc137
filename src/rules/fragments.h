// `use:`: named pieces of selectors, which `${name}` puts in.
//
// A piece is put in as it stands, once: what it holds is not searched again. In a CSS selector a piece that is a list
// (".a, .b") is put in as `:is(.a, .b)`, so that it stays one piece. `$${` is a plain `${`.
//
// Tested by tests/rules/load_test.cpp.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "rules/report.h"
#include "rules/yaml_tree.h"

namespace thresh::rules {

class Fragments {
 public:
  // Reads the map under `use:`.
  void read(const YamlNode& use, Report& report);

  // `text` (of `node`) with its fragments put in; nothing where one is wrong, and a report where one is unknown.
  // `as_css`: lists become `:is(…)`.
  std::optional<std::string> expand(std::string_view text, const YamlNode& node, bool as_css, Report& report) const;

 private:
  std::map<std::string, std::string, std::less<>> fragments_;
  std::set<std::string, std::less<>> broken_;  // names of fragments that have been reported
};

}  // namespace thresh::rules
