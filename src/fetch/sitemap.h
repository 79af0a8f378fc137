// The addresses that a site lists itself: sitemap.xml and its index (sitemaps.org 0.9), RSS 0.9 to 2.0, Atom (RFC
// 4287), a plain list of addresses.
//
// What a list is, is told by its bytes. XML is read by pugixml (sitemap.cpp is the adapter): names count without their
// prefixes, entities that the file declares are not expanded (so that none can grow), and of a file that is damaged
// what comes before the damage is used, with a finding. Gzip is undone by whoever hands the bytes in.
//
// Tested by tests/fetch/sitemap_test.cpp and fuzz/sitemap_fuzz.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "fetch/url.h"

namespace thresh::fetch {

struct SitemapLimits {
  std::size_t bytes = std::size_t{50} << 20;  // as sitemaps.org has it
  std::size_t entries = 50'000;               // the same
};

struct SitemapEntry {
  std::string url;                                      // absolute, in its normal form
  std::optional<std::int64_t> modified = std::nullopt;  // milliseconds of UTC: lastmod, pubDate, updated

  bool operator==(const SitemapEntry&) const = default;
};

struct Sitemap {
  enum class Kind : std::uint8_t {
    kPages,  // the entries are pages
    kIndex,  // the entries are sitemaps
    kNone,   // this is no list of addresses
  };
  Kind kind = Kind::kNone;
  std::vector<SitemapEntry> entries;    // each address once, in the order of the file
  std::vector<base::Finding> findings;  // page_damaged, page_cut
  std::size_t passed_over = 0;          // entries whose address is no web address
};

// `from` is where the list was fetched from: relative addresses of feeds are resolved against it.
Sitemap read_sitemap(std::string_view bytes, const Url& from, const SitemapLimits& limits = {});

}  // namespace thresh::fetch
