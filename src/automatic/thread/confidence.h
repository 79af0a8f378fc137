// How sure it is that a page is a thread whose posts were found: a logistic regression over a few shares.
//
// Its weights were fitted on ../shared/extraction (which of its pages are forum pages) and judged by sites that were
// left out (docs/automatic-threads.md has the figures).
//
// Tested by tests/automatic/thread/thread_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"

namespace thresh::automatic {

enum class Evidence : std::uint8_t {
  kAuthors,       // share of posts with an author
  kDates,         // … with a date
  kFull,          // … with both
  kActs,          // … with buttons
  kVotes,         // … with votes
  kUrls,          // … with an address that holds the number of their element's id
  kNumbered,      // … whose element has a number in its id
  kNamed,         // … whose element is called a post, an answer …
  kTitles,        // … that start with a link to another page
  kCovered,       // share of the page's running text that the posts hold
  kOpening,       // 1: the first post stands apart
  kOpeningShare,  // what of the posts' running text the opening holds, where it stands apart
  kOpeningActs,   // 1: it has buttons of its own
  kCount,         // how many posts there are, as a logarithm
  kLength,        // letters of running text of a post, as a logarithm
  kAsked,         // 1: the page speaks of answers or questions
  kUsers,         // share of posts whose author has a page on the site
  kComments,      // … whose element is called a comment
  kForums,        // how many elements of the page are called parts of a forum, as a logarithm
  kAddress,       // 1: the page's address names a forum, a thread, a question
  kReturning,     // share of posts by somebody who has written before
  kSorted,        // share of posts whose date is not before that of the one above
  kCounted,       // share of posts that are numbered: "#17"
  kStated,        // 1: the page says how many posts there are, and that many were found (stated.h)
  kWhole,         // 1: three or more, all with author, date and text, and something that only posts have
  kRated,         // share of posts that give a rating
  kExperts,       // 1: people whose names say their profession answer somebody whose does not
  kAlone,         // 1: such posts, beside which the page has hardly any running text
  kSize,
};
using Evidences = std::array<double, static_cast<std::size_t>(Evidence::kSize)>;

// Whether most who write after the first are named as experts ("Dr. Jane Doe", "Jane Doe, MD"), and the first is not.
bool answered_by_experts(const std::vector<Post>& posts);

// What is known of the posts as a whole.
struct Told {
  bool asked = false;               // the page speaks of answers or questions
  bool stated = false;              // it says that there are as many posts
  bool experts = false;             // answered_by_experts
  bool titled_as_question = false;  // its title ends with a question mark
};
Evidences evidences_of(const Survey& survey, const std::vector<Post>& posts, const Told& told);

// How many times as much running text the first of two or more posts has as the others on average.
double length_of_opening(const Survey& survey, const std::vector<Post>& posts);

double confidence_of(const Evidences& evidences);

// Whether the posts are a list of other pages: most start with a title that leads to one, each to another, and few have
// buttons of their own; or with any link of a title's length, and what follows breaks off or counts replies.
bool are_teasers(const Survey& survey, const std::vector<Post>& posts);

// That what was found below something else are its readers' comments. `headed`: a line right above them says so.
double confidence_of_comments(const Evidences& evidences, bool headed = false);
// What it is at most, whatever their authors and dates turn out to be: for posts that are not taken apart yet.
double most_of_comments(const Survey& survey, const std::vector<Post>& posts);

}  // namespace thresh::automatic
