// What became of a record: the old one and the new one compared, field by field, and why each field differs.
//
// `compare` knows nothing but the two records and what is known of the page, so that a refresh and `thresh diff` say
// the same. docs/versions.md has the rules by which a change gets its class.
//
// Tested by tests/dataset/change_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/value.h"

namespace thresh::dataset {

// From what there is least to worry about to the most; a record that changed has the last one of its fields'.
enum class ChangeClass : std::uint8_t {
  kCounter,          // a number that readers move: votes, ratings
  kRulesChanged,     // the page is the same: rules or the program changed
  kEdited,           // the page says something else
  kNew,              // a record, or an item of a list, that was not there
  kRemovedAtSource,  // the page is gone (404, 410); an item is no longer on its page
  kVanished,         // no source lists the page any more, and nobody knows whether it is gone
  kBroken,           // a value went away in a way in which no author takes it away
};

std::string_view name(ChangeClass what);                 // "vanished_from_listing"
std::span<const std::string_view> change_class_names();  // in the order of the enumeration
std::optional<ChangeClass> change_class_of(std::string_view name);

// What is known of the page of a record.
struct PageFacts {
  enum class Page : std::uint8_t {
    kUnknown,
    kFetched,
    kGone,   // 404 or 410, twice
    kStale,  // it could not be fetched, and the record is the old one
  } page = Page::kUnknown;
  bool rules_changed = false;  // the rules or the program are others than those the old record was made by
};

struct FieldChange {
  ChangeClass what = ChangeClass::kEdited;
  std::string path;             // JSON pointer into the new record; into the old one for what is gone
  std::string old_path;         // into the old record, where its item stood at another place; else empty
  record::Value before, after;  // null where there is none
};

struct RecordChange {
  ChangeClass what = ChangeClass::kEdited;
  std::string id, kind, title, url, page;  // page: source.name; each empty where there is none
  std::vector<FieldChange> fields;         // in the order of the new record; empty for a record that is new or gone
};

// Nothing where they say the same; what stands in `source` and in the bookkeeping does not count. One of the two may
// be null. The work is linear in the records but for words, which are bounded (match_items.h).
std::optional<RecordChange> compare(const record::Map* before, const record::Map* after, const PageFacts& facts = {});

// The line of changes.jsonl that tells of it, as schemas/change.json describes it.
record::Map change_line(const RecordChange& change);

// Whether two values say the same: whole numbers are equal to reals of their value.
bool same_value(const record::Value& a, const record::Value& b);

// What a list of changes amounts to.
struct ChangeCounts {
  std::size_t records[7] = {};  // by class
  std::size_t fields[7] = {};
  std::size_t same = 0;  // records without a change

  void add(const RecordChange& change);
  std::size_t changed() const;  // records
  std::size_t of(ChangeClass what) const { return records[static_cast<std::size_t>(what)]; }
};

}  // namespace thresh::dataset
