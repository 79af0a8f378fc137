// Which records say the same as an earlier one, in the order in which they come.
//
// The first record of its words is the original; a later one whose words are the same, or nearly the same, is its
// duplicate. A duplicate is not kept, so each one points to an original, never to another duplicate, and is really as
// similar to it as is said: there are no chains along which a text drifts away.
//
// Every record costs the same bounded amount of work, whatever the others are: its fingerprint finds at most 8
// candidates under each of its 8 keys, and each is compared by its signature alone. More than 8 originals that agree in
// a key, and are no duplicates of each other, share a template; what else they share finds their duplicates.
//
// The threshold of 0.85 was measured. On generated pages (tests/record/duplicate_corpus_test.py) copies with other
// dates and counts, mended typos or an added sentence lie above it. Among 1,913 real pages the copies had 0.88 and more
// in common (one page with other comments under it 0.81), different pages of one shop's template up to 0.76, and
// products that differ in their size or name alone 0.79 to 0.92. So the title has a say (title_sketch.h): of nearly the
// same words under titles that do not agree, nothing is a duplicate.
//
// Tested by tests/record/duplicate_index_test.cpp, tests/record/duplicate_corpus_test.py and tests/cli/duplicates.test.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/fingerprint.h"
#include "record/key_table.h"

namespace thresh::record {

inline constexpr double kNearlyTheSame = 0.85;  // estimated share of shingles that two texts have in common

// Two records that an index would compare have one of these in common. So the records of a set that no key leads from
// to the others, over however many records, can be looked at by an index of their own, in the same order, and the
// answers are the same. A record without words has none.
std::vector<std::uint64_t> meeting_keys(const Fingerprint& print);

class DuplicateIndex {
 public:
  struct Match {
    std::string_view id;  // of the original; valid until the next `add`
    double similarity;    // 1 for the same words
  };

  // The original that the record repeats; if there is none, the record is one itself from now on. The most similar
  // original counts, among equals the first. A record without words never repeats anything.
  std::optional<Match> add(std::string_view id, const Fingerprint& print);

  std::size_t originals() const { return entries_.size(); }
  // How many pairs of signatures were compared so far: at most 64 a record.
  std::uint64_t comparisons() const { return comparisons_; }
  // Memory that is held for the originals.
  std::size_t bytes() const;

 private:
  struct Entry {
    std::array<std::uint8_t, 12> digest;  // what `by_digest_` does not hold of it
    std::uint32_t id;                     // where it starts in `ids_`
    TitleSketch title;
  };

  std::optional<std::uint32_t> find_same(const Fingerprint& print) const;
  std::optional<std::uint32_t> find_near(const Fingerprint& print, double& best);
  void keep(std::string_view id, const Fingerprint& print);
  std::uint32_t keep_id(std::string_view id);
  std::string_view id_of(std::uint32_t record) const;

  // By number of the original. In blocks, so that growing neither copies nor holds room for twice as many.
  std::deque<Entry> entries_;
  std::deque<std::array<std::uint64_t, 8>> signatures_;
  std::vector<std::string> ids_;  // each id with its length in one byte before it, in blocks
  KeyTable by_digest_;
  std::array<KeyTable, Fingerprint::kKeys> by_key_;
  std::uint64_t comparisons_ = 0;
};

}  // namespace thresh::record
