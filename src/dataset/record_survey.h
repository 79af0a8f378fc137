// What records look like, in numbers: of which kinds they are, which fields they fill, what is missing and why, what
// was removed, which say that they are incomplete; and which are worst. For who gets to know a set of records (`thresh
// report`); the memory does not grow with their number.
//
// Tested by tests/dataset/record_survey_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/statistics.h"
#include "record/value.h"

namespace thresh::dataset {

// Counts by powers of two: 0, 1, 2 to 3, 4 to 7 …; the last one has all that is larger.
class PowerHistogram {
 public:
  static constexpr std::size_t kBins = 24;

  void add(std::uint64_t value);
  const std::array<std::uint64_t, kBins>& bins() const { return bins_; }
  std::uint64_t count() const { return count_; }
  static std::uint64_t least(std::size_t bin);  // the smallest value of a bin

 private:
  std::array<std::uint64_t, kBins> bins_{};
  std::uint64_t count_ = 0;
};

// Something of which there may be any number of names: those beyond `kMostNames` are counted together.
class NameCounts {
 public:
  static constexpr std::size_t kMostNames = 1000;

  void add(std::string_view name, std::uint64_t count = 1);
  // By count, then by name; the rest, if there is one, last, as "(others)".
  std::vector<std::pair<std::string, std::uint64_t>> sorted() const;
  bool empty() const { return counts_.empty(); }

 private:
  std::map<std::string, std::uint64_t, std::less<>> counts_;
  std::uint64_t others_ = 0;
};

class RecordSurvey {
 public:
  static constexpr std::size_t kMostWorst = 50, kMostTroubles = 40;

  struct Removed {
    std::uint64_t count = 0, records = 0;
    std::string example;  // the first one
  };
  // Lists of which the page states how many items there are.
  struct Completeness {
    std::uint64_t complete = 0, short_of = 0, more = 0;  // records
    std::uint64_t stated = 0, found = 0;                 // items
  };
  // A record that has more trouble than most, and all of it.
  struct Worst {
    std::uint64_t score = 0;
    std::uint64_t number = 0;  // of the record, from 1
    std::string id, name, url, title;
    std::vector<std::string> troubles;  // a line each
    std::uint64_t more_troubles = 0;    // that do not stand there
  };

  // `number`: of the record, for messages.
  void add(const record::Map& record, std::uint64_t number);

  std::uint64_t records() const { return records_; }
  std::uint64_t duplicates() const { return duplicates_; }
  std::uint64_t without_trouble() const { return sound_; }
  const NameCounts& kinds() const { return kinds_; }
  const NameCounts& languages() const { return languages_; }
  const NameCounts& sites() const { return sites_; }
  const NameCounts& warnings() const { return warnings_; }
  // By what reads a record: its kind, of `custom` the rules too.
  const std::map<std::string, SiteStatistics>& fields() const { return fields_; }
  // By "field: reason".
  const NameCounts& absences() const { return absences_; }
  const std::map<std::string, Removed>& removed() const { return removed_; }
  const std::map<std::string, Completeness>& completeness() const { return completeness_; }
  const PowerHistogram& words() const { return words_; }                     // a record
  const PowerHistogram& posts() const { return posts_; }                     // of records that have a list of them
  const std::array<std::uint64_t, 10>& ratings() const { return ratings_; }  // tenths of the best there is
  // The worst first.
  std::vector<Worst> worst() const;

 private:
  void add_bookkeeping(const record::Map& record, Worst& trouble);
  void add_completeness(const record::Map& record);
  void add_values(const record::Map& record);

  std::uint64_t records_ = 0, duplicates_ = 0, sound_ = 0;
  NameCounts kinds_, languages_, sites_, warnings_, absences_;
  std::map<std::string, SiteStatistics> fields_;
  std::map<std::string, Removed> removed_;
  std::map<std::string, Completeness> completeness_;
  PowerHistogram words_, posts_;
  std::array<std::uint64_t, 10> ratings_{};
  std::vector<Worst> worst_;  // a heap of which the front is the least bad
};

}  // namespace thresh::dataset
