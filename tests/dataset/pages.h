// Pages as a state remembers them, for tests: each number gives the same page, all of whose fields are filled.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "dataset/page.h"

namespace thresh::tests {

inline dataset::Page some_page(int number) {
  char name[40];
  std::snprintf(name, sizeof name, "https://a.example/q/%08d", number);
  dataset::Page page;
  page.url = name;
  page.etag = "\"etag-" + std::to_string(number) + "\"";
  page.last_modified = "Thu, 26 Nov 2026 08:00:00 GMT";
  page.validators_of = name + std::string("/moved");
  page.content = std::string(64, static_cast<char>('a' + number % 6));
  page.fingerprint = "f" + std::to_string(number);
  page.first_seen = 1'700'000'000'000 + number;
  page.last_listed = page.first_seen + 1;
  page.last_fetched = page.first_seen + 2;
  page.last_changed = page.first_seen + 3;
  page.next_due = page.first_seen + 4;
  page.last_status = 200;
  page.failures = static_cast<std::uint32_t>(number % 3);
  page.missing = 1;
  page.made_with = "rules-1";
  page.records = {"qa-" + std::to_string(number), "qa-other"};
  page.warc_file = "archive/000001.warc.gz";
  page.warc_offset = 5'000'000'000 + static_cast<std::uint64_t>(number);
  page.part_of = "https://a.example/q/first";
  page.source = "sitemap https://a.example/sitemap.xml";
  page.feeds = {"feed https://a.example/a.rss", "feed https://a.example/b.rss"};
  page.vanished = number % 5 == 1;
  page.part = static_cast<std::uint32_t>(number % 4);
  for (int i = 0; i < 16; ++i) page.visits.push_back({page.first_seen + i * 3'600'000LL, i % 3 == 0});
  return page;
}

inline std::vector<dataset::Page> some_pages(int count) {
  std::vector<dataset::Page> pages;
  for (int i = 0; i < count; ++i) pages.push_back(some_page(i));
  return pages;
}

}  // namespace thresh::tests
