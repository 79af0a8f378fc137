// How sure it is that a dump holds posts, and that these are they: a logistic regression over a few shares.
//
// Its weights were fitted on text dumps of the development half of ../shared/extraction (docs/automatic-dumps.md).
//
// Tested by tests/automatic/dump/reading_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace thresh::automatic {

enum class DumpEvidence : std::uint8_t {
  kAuthors,    // share of posts with an author
  kDates,      // … with a date
  kFull,       // … with both
  kVotes,      // … with votes
  kSorted,     // … whose date is not before that of the one above
  kDifferent,  // how many different authors there are, by the number of posts
  kReturning,  // share of posts by somebody who has written before
  kStated,     // 1: the page states as many as there are; 0.5: it states more
  kFramed,     // 1: the lines before and behind a text are different ones
  kActs,       // 1: buttons of posts come with the posts ("Reply", "Quote")
  kProfiles,   // 1: words of users' profiles come with them ("Member", "Joined")
  kCount,      // how many posts there are, as a logarithm
  kLength,     // bytes of running text of a post, as a logarithm
  kShare,      // share of the dump's running text that the posts hold
  kPure,       // share of the running text from the first to the last of them
  kStrange,    // lines inside of posts that come as often as posts and say who or when, by the number of posts
  kTold,       // 1: the marker says who or when
  kTalk,       // 1: the page speaks of replies or answers, or asks for one
  kAsked,      // 1: the title asks
  kOpening,    // 1: the first post stands apart
  kLabels,     // share of the posts' lines that are no running text
  kTimes,      // share of the dates that say the time of day
  kSize,
};
using DumpEvidences = std::array<double, static_cast<std::size_t>(DumpEvidence::kSize)>;

double confidence_of(const DumpEvidences& evidences);

}  // namespace thresh::automatic
