// Any bytes as a list of addresses: entries that are web addresses in their normal form, each once.
#include "fetch/sitemap.h"

#include <set>

#include "fuzz.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto from = fetch::parse_url("https://forum.example/sitemap.xml");
  const fetch::Sitemap sitemap = fetch::read_sitemap(fuzz::text_of(data, size), *from, {.entries = 50});
  fuzz::must(sitemap.entries.size() <= 50, "the limit holds");
  fuzz::must(sitemap.entries.empty() || sitemap.kind != fetch::Sitemap::Kind::kNone, "entries belong to a list");
  std::set<std::string> seen;
  for (const fetch::SitemapEntry& entry : sitemap.entries) {
    const auto url = fetch::parse_url(entry.url);
    fuzz::must(url && url->text == entry.url, "an entry is an address in its normal form");
    fuzz::must(seen.insert(entry.url).second, "each address is listed once");
  }
  return 0;
}
