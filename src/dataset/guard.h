// Whether a new version may replace the last one: a site that was redesigned gives pages that are fetched, read and
// converted, and records that are empty.
//
// The new statistics are compared with those of the last versions, site by site: how many records, of each field how
// often it is filled, how often its text is no such value, how long the lists are. Beside that no more than a part of a
// site's pages may have a record of another kind than before: such a record has other fields, so that no field says
// what went. What is normal is the median of the last few versions, so that one odd version moves nothing. A fall has
// to be large in two ways: by its share, and by how many records or values it takes, because of five records one is 20
// %. What was always there and is now nowhere is an alarm even where few values are lost. docs/versions.md has the
// rules in full.
//
// Pure: statistics in, report out.
//
// Tested by tests/dataset/guard_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/rule_places.h"
#include "dataset/statistics.h"
#include "dataset/versions.h"
#include "record/value.h"

namespace thresh::dataset {

struct GuardLimits {
  double max_drop = 0.2;           // of the records of a site, of those whose kind stays, of the length of its lists
  double max_fill_drop = 0.2;      // of how often a field is filled
  double max_type_failures = 0.2;  // by how much more texts of a field are no such value
  std::uint64_t least_lost = 3;    // records or values: less is no alarm (but see above)
  std::uint64_t min_records = 0;   // in all: a version with fewer is one
  std::size_t history = 5;         // versions that the median is taken of
};

// A version before, the newest first.
struct Reference {
  std::uint32_t version = 0;
  std::string created;
  Statistics statistics;
};

struct Alarm {
  enum class Kind : std::uint8_t { kRecords, kKinds, kFilled, kTypes, kItems } kind = Kind::kRecords;
  std::string site = {};        // empty: the whole dataset
  std::string path = {};        // a pattern; empty for records
  double before = 0, now = 0;   // records; shares; mean lengths
  std::uint64_t lost = 0;       // records, values or items
  std::uint32_t last_good = 0;  // the version that was as usual last, and when that was made
  std::string last_good_created = {};
  std::string rule = {};                // file and line; empty where none is known
  std::vector<std::string> pages = {};  // on which it went empty, or of another kind; a few
};

std::string_view name(Alarm::Kind kind);  // "records", "kinds", "filled", "types", "items"

// A rule that matched on no page.
struct SilentRule {
  std::string site, path, rule;
  bool new_silence = false;  // it matched in a version before
};

struct GuardReport {
  std::vector<Alarm> alarms;
  std::vector<SilentRule> silent;
  bool holds() const { return !alarms.empty(); }
};

GuardReport guard(const Statistics& now, std::span<const Reference> before, const RulePlaces& rules,
                  const GuardLimits& limits = {});

// The versions that a new one is compared with: back from the latest one, not beyond a version that had been held and
// was published by hand, since that made its numbers the normal ones. Versions without statistics are left out.
base::Result<std::vector<Reference>> references(Versions& versions, const GuardLimits& limits);

// One line each, for a person.
std::string alarm_text(const Alarm& alarm);
std::string silent_text(const SilentRule& rule);
// What a manifest keeps as `held`.
record::List alarms_list(const GuardReport& report);

}  // namespace thresh::dataset
