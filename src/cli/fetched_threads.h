// The threads that `fetch --follow-next` follows, page by page, and their records in the order of the list.
//
// A thread begins at each listed page. Where one comes to a page that is listed itself, that page is not asked again:
// what it and the pages behind it gave is put behind, and it gives no record of its own. Of pages that are listed only
// one may do so, and none whose record is out already; where it cannot be, the page is asked for again.
//
// Tested by tests/cli/fetched_threads_test.cpp and tests/fetch/fetch_test.py.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "convert/convert.h"
#include "fetch/pagination.h"

namespace thresh::cli {

class FetchedThreads {
 public:
  static constexpr std::size_t kMostPages = 100;  // of a thread, those of other listed pages not counted

  // A listed page, before any is fetched. Numbers go up from 0.
  void list(std::size_t number, std::string_view url);

  // A page of the thread that begins at a listed page, with the address where it was in the end. Gives the address to
  // ask for next, or nothing where the thread's own pages end.
  std::optional<std::string> add(std::size_t number, std::string_view final_url, convert::Converted page);

  // No more pages of the thread are asked for. `failed`: how many of them could not be had. Gives the records that are
  // whole now, in the order of the list.
  std::vector<convert::Converted> end(std::size_t number, std::size_t failed);

  // How many pages of a thread are there.
  std::size_t pages(std::size_t number) const;

 private:
  struct Thread {
    std::optional<fetch::Pagination> pagination;
    std::vector<convert::Converted> pages = {};
    std::size_t failed = 0;
    bool ended = false, out = false;  // no more of its pages come; its pages stand in a record that is out
    std::optional<std::size_t> goes_on_with = {}, part_of = {};  // other listed pages
  };

  bool can_be_part(std::size_t number, std::size_t of) const;
  bool is_whole(const Thread& thread) const;
  // All of a thread's pages, with those of the threads that are parts of it; gives how many failed.
  std::size_t take(std::size_t number, std::vector<convert::Converted>& pages);

  std::unordered_map<std::string, std::size_t> listed_;  // numbers, by address in its normal form
  std::map<std::size_t, Thread> threads_;                // that are not out, or whose turn is still to come
  std::size_t next_ = 0;                                 // the number whose turn it is
};

}  // namespace thresh::cli
