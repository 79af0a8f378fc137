// What is to be fetched: the addresses on the command line, in files, in sitemaps and feeds, in one fixed order.
//
// Lists are fetched before the first page, those that an index names included, and their addresses stand where the list
// stood, so that the order of the pages does not depend on which list came first over the wire.
//
// Tested by tests/fetch/fetch_test.py.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "fetch/fetcher.h"
#include "fetch/link_filter.h"
#include "fetch/sitemap.h"

namespace thresh::fetch {

class FetchTargets {
 public:
  // Where in the order something stands: the list's number, the number in it, …
  using Place = std::vector<std::uint32_t>;

  explicit FetchTargets(LinkFilter filter) : filter_(std::move(filter)) {}

  void add_page(std::string url);
  void add_list(std::string url);
  // A file of addresses, one a line; empty lines and those that begin with '#' are passed over. "-" is standard input.
  // Errors: those of reading it.
  base::Result<void> add_file(base::Disk& disk, const std::string& path);

  // What was added, by itself or in a file: not what lists name.
  std::vector<std::string> named() const;

  // Lists that were not asked for yet, to be fetched under their tags; none: all are read.
  std::vector<PageRequest> take_lists();
  // A list that came. Gives what is wrong with it; empty if nothing is.
  std::string read_list(const Fetched& list);

  // The addresses of all pages, each once, those that the filter does not want left out; at most `limit` (0: all).
  std::vector<std::string> pages(std::size_t limit) const;

 private:
  struct List {
    std::string url;
    Place place;
  };

  LinkFilter filter_;
  std::map<Place, std::vector<std::string>> found_;
  std::map<std::uint64_t, List> lists_;  // by tag
  std::vector<std::uint64_t> waiting_;
  std::unordered_set<std::string> seen_lists_;
  std::vector<std::string> named_lists_;
  std::unordered_set<std::uint32_t> list_places_;  // first numbers of their places
  std::uint32_t next_place_ = 0;
  std::uint64_t next_tag_ = 0;
};

}  // namespace thresh::fetch
