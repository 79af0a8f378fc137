// What the sources of a dataset name: addresses of pages, and pages that are files.
//
// Sitemaps and feeds are asked for with the same politeness as pages. One that cannot be had leaves the listing
// incomplete: then no page is taken for one that left it, unless no source of today may name it (`Listing::refuses`).
//
// Tested by tests/dataset/listing_test.cpp and tests/dataset/refresh_test.py.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "dataset/dataset_file.h"
#include "dataset/page.h"
#include "fetch/fetch_targets.h"
#include "fetch/fetcher.h"

namespace thresh::dataset {

struct Listing {
  // By address in its normal form: the first source that names it.
  std::unordered_map<std::string, std::uint32_t> sources;
  std::vector<std::string> urls;  // those addresses, in the order of the sources
  // By address: the feeds that name it.
  std::unordered_map<std::string, std::vector<std::uint32_t>> feeds;
  // What a source is called from one run to the next, by its number: its kind and the first that it names.
  std::vector<std::string> keys;
  // What a source lets through, by its number.
  struct Filter {
    std::vector<std::string> include, exclude;
    bool wants(std::string_view url) const;
  };
  std::vector<Filter> filters;
  std::vector<bool> failed;  // by the number of a source: not all of its lists could be had
  // The number of a source that is called so; none where there is no such source (any more).
  std::optional<std::uint32_t> find_source(std::string_view key) const;
  // Whether a feed that named the page once is still a source, and would let it through.
  bool stays_in_feed(const Page& page) const;
  // The keys of the feeds that no page is known of; and whether the feed of one is none any more, and may have moved to
  // the address of another.
  std::vector<std::string> new_feeds(const std::set<std::string>& known) const;
  bool is_moved(std::string_view key, std::string_view to) const;
  // Whether the source that named the page last is none any more, or does not let it through any more.
  bool refuses(const Page& page) const;
  // The source of a page: the one that names it, else the one that did so last; the first where neither is known.
  std::uint32_t source_of(const Page& page) const;
  // A file of pages: where it is from here, and its name from where the dataset file lies, which is the same wherever
  // the program was started. Of a path that is absolute both are that.
  struct File {
    std::string path, name;
    std::uint32_t source = 0;
  };
  std::vector<File> files;  // sorted by their names, each once
  bool complete = true;
  std::vector<base::Error> troubles;  // what could not be listed, or is no address
};

// Makes a listing in three steps: `begin`, then the lists are fetched (`requests`, `take`) until there are none, then
// `finish`.
class Lister {
 public:
  explicit Lister(const DatasetFile& dataset) : dataset_(dataset) {}

  // Errors: none; what cannot be read is among the troubles.
  void begin(base::Disk& disk);
  // The addresses that the file itself names, those of lists too.
  std::vector<std::string> named() const;
  // Lists that were not asked for yet. Their tags are the caller's to bring back.
  std::vector<fetch::PageRequest> requests();
  void take(const fetch::Fetched& list);
  Listing finish();

 private:
  struct Part {
    std::uint32_t source = 0;
    fetch::FetchTargets targets;
  };
  void begin_source(base::Disk& disk, std::uint32_t index);
  void add_files(base::Disk& disk, std::uint32_t index);
  void trouble(std::uint32_t source, base::Error error);

  const DatasetFile& dataset_;
  std::vector<Part> parts_;
  Listing listing_;
};

}  // namespace thresh::dataset
