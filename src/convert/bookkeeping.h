// What a record says about itself beside its data: what is absent and why, warnings, what was removed, completeness.
//
// Tested by tests/convert/bookkeeping_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "clean/passage_cleaner.h"
#include "clean/tally.h"
#include "record/reasons.h"
#include "record/value.h"

namespace thresh::convert {

struct AbsentField {
  std::string path;  // JSON pointer
  record::Absence reason = record::Absence::kNotOnPage;
  std::string text;  // of an unparsable value
};

struct Counted {
  std::string list;  // "answers"
  std::optional<std::int64_t> stated;
  std::size_t found = 0;
};

// A field of which the page says several things.
struct Conflict {
  std::string path;               // JSON pointer
  record::List values;            // the first is the one that was taken
  std::vector<std::string> from;  // the kind of source of each (convert/origin.h)
};

struct Bookkeeping {
  std::vector<Counted> completeness;
  std::vector<AbsentField> absent;
  std::vector<base::Finding> warnings;
  std::vector<Conflict> conflicts;
  clean::Tally removed;
  clean::Repair repaired;     // of all values
  std::string repaired_path;  // of the first

  // Takes back that the field at `path` (a JSON pointer) is absent: the program knows its value from elsewhere.
  void found_after_all(std::string_view path);

  // Counts what was mended in the value at `path` (a JSON pointer).
  void add(clean::Repair repair, std::string_view path);
  // The warning that tells of it, where there was any; once, when all values are entered.
  void tell_repairs();

  // Adds `schema`, `completeness`, `absent`, `warnings`, `removed` and `conflicts` to the record.
  void write_to(record::Map& record) const;
};

// Takes the bookkeeping off a record again: `--bare`.
void strip_bookkeeping(record::Map& record);

}  // namespace thresh::convert
