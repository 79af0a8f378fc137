// Which page of a thread is fetched next: the link that its rules call `next:`, followed within bounds.
//
// A next page is on the same registrable domain, was not in this thread before, by its own address or by what it calls
// canonical, and the thread has less than so many pages. So a "next" that leads round in circles ends, and one that
// leads to another thread of the site ends at the limit at the latest.
//
// Tested by tests/fetch/pagination_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "fetch/url.h"

namespace thresh::fetch {

class Pagination {
 public:
  enum class End : std::uint8_t {
    kNone,        // there is a next page
    kNoNext,      // the page names none: the thread is whole
    kNoAddress,   // it is no web address
    kOtherOwner,  // it is on another registrable domain
    kSeen,        // it was in this thread: a circle
    kMostPages,   // the limit is reached
  };
  struct Step {
    End end = End::kNoNext;
    std::string url;  // of the next page, in its normal form, where there is one
  };

  // A thread that starts at `first`. At most `most_pages` pages in all, the first included.
  Pagination(const Url& first, std::size_t most_pages);

  // What comes after the page that was fetched last. `next`: the address that the page gives, absolute or relative to
  // it; empty where it gives none. `canonical`: what the page calls its own address, may be empty; a page whose
  // canonical address was in this thread already is the same page once more, and what it calls next is not followed.
  // Some sites call the first page the canonical address of all: that address is of no use here and is passed over.
  Step after(const Url& page, std::string_view next, std::string_view canonical = {});

  std::size_t pages() const { return pages_; }

 private:
  std::string owner_;
  std::string first_, first_canonical_;
  std::size_t most_pages_;
  std::size_t pages_ = 1;
  std::unordered_set<std::string> seen_;
  std::unordered_set<std::string> canonical_;
};

// For a message: "it leads back to a page of this thread". Empty for kNone.
std::string_view why(Pagination::End end);

}  // namespace thresh::fetch
