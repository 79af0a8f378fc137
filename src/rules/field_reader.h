// The `html:` part: fields, groups of fields, and lists, checked against the record's kind.
//
// Tested by tests/rules/load_test.cpp and tests/rules/errors/*.yaml.
#pragma once

#include <vector>

#include "rules/level.h"
#include "rules/pick_reader.h"
#include "rules/rules.h"

namespace thresh::rules {

class FieldReader {
 public:
  FieldReader(PickReader& picks, Report& report) : picks_(picks), report_(report) {}

  // The fields of the record, in the order of the file. What is wrong is reported and left out. In the kind `custom`
  // the file's own fields stand flat, but for those that have a name of the record's head (`fields: {url: …}`, `id`):
  // these stand in a group `fields`.
  std::vector<Field> read_record(const YamlNode& map, const record::Kind& kind);

 private:
  // Walks over groups by recursion; the YAML tree is at most Limits::rules_depth deep.
  void read_group(const YamlNode& map, const Level& level, const PickScope& scope, std::vector<Field>& fields);
  void report_no_list(const YamlNode& key, const Level& level);
  void read_wrapper(const YamlNode& map, const PickScope& scope, std::vector<Field>& fields);
  void add_own(Field field, const YamlNode& key, std::vector<Field>& record);
  void read_field(const YamlEntry& entry, const Level& level, const PickScope& scope, std::vector<Field>& fields);
  bool read_list(const YamlNode& map, const PickScope& scope, Field& field);
  void read_stated(const YamlNode& node, const PickScope& scope, Field& field);
  void read_without(const YamlNode& node, const PickScope& scope, Field& field);
  bool read_selector(const YamlNode& node, const Level& level, const PickScope& scope, Field& field);
  bool read_options(const YamlNode& map, const Level& level, Field& field);
  bool read_type(const YamlNode& node, const Level& level, Field& field);
  bool check_name(const YamlNode& key, const Level& level);

  PickReader& picks_;
  Report& report_;
};

}  // namespace thresh::rules
