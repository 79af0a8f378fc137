// What a version holds, in numbers: how many records of each site, and of each field how often it is there. A guard
// compares them with those of the versions before (guard.h); a manifest keeps them.
//
// A site is the host that its pages come from and the selector file that reads them, without its version:
// "www.realself.com realself/question". A field is its path without places in lists: "/answers/*/body".
//
// Tested by tests/dataset/statistics_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "dataset/field_tree.h"
#include "record/value.h"

namespace thresh::dataset {

struct FieldStatistics {
  std::uint64_t of = 0;               // how often there was an object that has the field
  std::uint64_t filled = 0;           // neither null nor empty
  std::uint64_t unparsable = 0;       // there was a text, and it was no such value
  std::uint64_t items = 0;            // of lists, in all
  std::vector<std::string> empty_on;  // pages on which it is empty, the first kMostPages

  double fill() const { return of == 0 ? 0 : static_cast<double>(filled) / static_cast<double>(of); }
  double failures() const {
    const std::uint64_t read = filled + unparsable;
    return read == 0 ? 0 : static_cast<double>(unparsable) / static_cast<double>(read);
  }
  double mean() const { return of == 0 ? 0 : static_cast<double>(items) / static_cast<double>(of); }
};

struct SiteStatistics {
  std::uint64_t records = 0;
  std::uint64_t stale = 0;    // of them, kept because the page could not be fetched
  std::uint64_t removed = 0;  // left out since the version before, because the page is gone at its source
  // Of pages of which the version before had a record of another kind, read by the same selector file; some of them.
  std::uint64_t other_kind = 0;
  std::vector<std::string> other_kind_on;
  std::map<std::string, FieldStatistics> fields;
  FieldTree tree;  // of `fields`
};

class Statistics {
 public:
  static constexpr std::size_t kMostPages = 3;
  static constexpr std::size_t kMostSites = 10'000;  // the rest is one site, "(others)"
  static constexpr std::size_t kMostFields = 500;    // of a site; others are not counted

  // A record, with its bookkeeping.
  void add(const record::Map& record, bool stale = false);
  // A record that the version before had, and whose page is gone.
  void add_removed(const record::Map& record);
  // A record whose page had another one, of another kind, in the version before.
  void add_other_kind(const record::Map& record, const record::Map& before);

  const std::map<std::string, SiteStatistics>& sites() const { return sites_; }
  std::uint64_t records() const;

  record::Map to_map() const;
  // Errors: kUnreadable.
  static base::Result<Statistics> read(const record::Map& map);

 private:
  SiteStatistics& site_of(const record::Map& record);

  std::map<std::string, SiteStatistics> sites_;
};

// Counts the fields of a record into those of its site, or of whatever records are put together. `page`: where it comes
// from.
void count_fields(SiteStatistics& site, const record::Map& record, std::string page);

// The site of a record; empty where nothing tells.
std::string site_name(const record::Map& record);
// The name of a selector file in a site's name, without version; empty where no rules read it.
std::string_view rules_of_site(std::string_view site);

}  // namespace thresh::dataset
