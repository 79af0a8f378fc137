// The further pages of threads: a page whose rules say where it goes on (`next:`) is followed, page by page, and each
// of them is a page of the dataset of its own, asked and archived as any other, but without a record of its own
// (Page::part_of).
//
// Only threads are walked whose record has to be made again, because one of their pages or the rules changed: for the
// others the walk would come out as the last time. The pages are read from the archive, so what is not there yet has to
// be asked for between two steps.
//
// A list may name later pages too. Then a walk begins at each, until that from an earlier page reaches it.
//
// Where a page could not be had the thread is as long as it could be read, and the page stays a part of it without a
// capture: it is asked again in each run, and once it comes the walk goes on.
//
// Tested by tests/dataset/refresh_test.cpp and refresh_test.py.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dataset/captures.h"
#include "dataset/listing.h"
#include "dataset/plan.h"
#include "dataset/source_rules.h"
#include "fetch/pagination.h"

namespace thresh::dataset {

class ThreadWalk {
 public:
  static constexpr std::size_t kMostPages = 100;  // of a thread

  ThreadWalk(const SourceRules& rules, const Listing& listing, Captures& captures, std::string made_with)
      : rules_(rules), listing_(listing), captures_(captures), made_with_(std::move(made_with)) {}

  // Goes on as far as the archive reaches. Pages that are missing are added to the plan, or marked in it, to be asked;
  // gives how many. After the last step (none is missing) each page of the plan knows what it is a part of.
  std::size_t step(Plan& plan, std::int64_t now);

 private:
  struct Walk {
    std::uint32_t first = 0;  // the thread's first page, an index into the plan
    fetch::Pagination pagination;
    std::vector<std::uint32_t> pages;      // behind it, in order
    std::string next;                      // the address that was asked for; empty: the walk is over
    bool waited = false;                   // it has been asked for
    std::optional<std::uint32_t> missing;  // the page that it broke off at, which could not be had
    bool is_over = false;                  // another walk reached its first page, and goes on from there
  };

  void begin(Plan& plan);
  bool has_next(const Page& page) const;
  std::string next_after(Walk& walk, const Page& page);
  // Whether the walk waits for a page.
  bool go_on(Walk& walk, Plan& plan, std::int64_t now);
  void end(Plan& plan) const;

  const SourceRules& rules_;
  const Listing& listing_;
  Captures& captures_;
  std::string made_with_;
  bool begun_ = false;
  std::vector<Walk> walks_;
  std::unordered_map<std::string, std::uint32_t> by_url_;
  std::unordered_map<std::uint32_t, std::size_t> walk_from_;  // by the first page
};

// The parts of each thread, by the address of its first page, in order: indexes into the plan.
std::unordered_map<std::string, std::vector<std::uint32_t>> threads_of(const Plan& plan);

}  // namespace thresh::dataset
