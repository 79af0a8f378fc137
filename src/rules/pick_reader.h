// Picks: the ways to find a value, from strings such as `h1`, `.time @datetime` and `json:__NEXT_DATA__ props.title`,
// from maps such as `{css: h1}`, and from ordered fallbacks `{any: […]}`.
//
// Tested by tests/rules/pick_test.cpp and tests/rules/errors/*.yaml.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "rules/fragments.h"
#include "rules/regex_reader.h"
#include "rules/report.h"
#include "rules/rules.h"

namespace thresh::rules {

// Where a pick looks.
struct PickScope {
  bool in_item = false;       // inside an `each`: selectors are relative to the item
  bool in_json_item = false;  // inside an `each` over JSON: paths may be relative to the item
};

// How a pick of each source is named in a file: `css`, `xpath`, …
std::string_view name(Pick::From from);
std::optional<Pick::From> from_of_name(std::string_view name);

class PickReader {
 public:
  PickReader(const Fragments& fragments, RegexReader& regexes, Report& report)
      : fragments_(fragments), regexes_(regexes), report_(report) {}

  // Whether the map is a selector: it has one of `css xpath any meta jsonld json regex const`.
  static bool is_selector(const YamlNode& map);
  // The names that make a map a selector, `any` among them.
  static std::span<const std::string_view> selector_keys();

  // A string, a selector map or an `any`, in order; empty if all that stands there is wrong, which is reported.
  // `options`: the keys that the map may have beside its selector.
  std::vector<Pick> read(const YamlNode& node, const PickScope& scope, std::span<const std::string_view> options);

  // A string with its prefix; nothing, and a report, if it is wrong.
  std::optional<Pick> read_string(const YamlNode& node, const PickScope& scope);
  // The value of a selector key of a map.
  std::optional<Pick> read_as(Pick::From from, const YamlNode& node, const PickScope& scope);
  // A CSS selector alone, for fingerprints.
  std::optional<html::Selector> read_css(const YamlNode& node);

 private:
  std::vector<Pick> read_any(const YamlNode& list, const PickScope& scope);
  std::optional<Pick> read_entry(const YamlNode& map, const PickScope& scope);
  std::optional<Pick> make(Pick::From from, std::string_view source, std::size_t shift, const YamlNode& node,
                           const PickScope& scope);
  bool compile(Pick& pick, std::size_t shift, const YamlNode& node, const PickScope& scope);
  bool compile_css(Pick& pick, std::size_t shift, const YamlNode& node, const PickScope& scope);
  bool compile_xpath(Pick& pick, std::size_t shift, const YamlNode& node);
  bool fail(const YamlNode& node, std::size_t shift, const Pick& pick, std::string_view what, base::SyntaxError error);
  void report_at(const YamlNode& node, std::size_t shift, const base::SyntaxError& error);

  const Fragments& fragments_;
  RegexReader& regexes_;
  Report& report_;
};

}  // namespace thresh::rules
