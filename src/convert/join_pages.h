// The records of a thread's pages made one.
//
// The first page gives everything that is no list; the items of the lists of objects (answers, posts, comments, reviews)
// follow each other, numbered through. An item that a page repeats word for word (a question that stands on top of each)
// counts once. What is said of the items in the bookkeeping moves with them; of other fields the first page has the say.
// What the pages state of the number of items is held against all that were found.
//
// Tested by tests/convert/join_pages_test.cpp.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "convert/convert.h"

namespace thresh::convert {

class PageJoiner {
 public:
  // The record of the next page of the thread. One of another kind than the first adds nothing but counts.
  void add(Converted page);
  std::size_t pages() const { return pages_; }
  // The record of all of them; nothing where none was added. It warns where the thread is not complete, and where
  // another page is known of and missing: `missing` says why.
  std::optional<Converted> take(std::string_view missing = {});

 private:
  // The items of a list by their words, to find those that a page repeats.
  using Known = std::unordered_multimap<std::string, std::size_t>;

  void settle();

  std::optional<Converted> whole_;
  std::map<std::string, Known, std::less<>> known_;  // by list
  std::size_t pages_ = 0;
};

}  // namespace thresh::convert
