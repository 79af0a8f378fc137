// See recorded_pages.h.
#include "dataset/recorded_pages.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "dataset/record_making.h"
#include "fetch/url.h"

namespace thresh::dataset {
namespace {

std::string text_of(const record::Map& map, std::string_view key) {
  const record::Value* value = map.find(key);
  return value == nullptr || value->as_text() == nullptr ? std::string() : *value->as_text();
}

// The address of the page that a record is of, as the state has it; empty where it does not say so.
std::string page_of(const record::Map& record) {
  const record::Value* source = record.find("source");
  if (source == nullptr || source->as_map() == nullptr) return {};
  std::string name = text_of(*source->as_map(), "name");
  return name.empty() || fetch::parse_url(name) ? name : file_page_url(name);
}

}  // namespace

base::Result<std::vector<Page>> recorded_pages(RecordFile& records, const std::vector<Page>& archived,
                                               std::int64_t now) {
  std::unordered_map<std::string_view, const Page*> known;
  for (const Page& page : archived) known.emplace(page.url, &page);
  std::map<std::string, Page> pages;
  for (;;) {
    const auto line = records.next();
    if (!line) return std::unexpected(line.error());
    if (!*line) break;
    const auto record = records.record((*line)->text, (*line)->number);
    if (!record) return std::unexpected(record.error());
    const std::string url = page_of(*record), id = text_of(*record, "id");
    if (url.empty() || id.empty()) continue;
    const auto [page, is_new] = pages.try_emplace(url);
    if (const auto found = known.find(url); is_new && found != known.end()) page->second = *found->second;
    if (is_new && page->second.url.empty()) {
      page->second.url = url;
      page->second.first_seen = page->second.last_listed = now;
    }
    page->second.records.push_back(id);
  }
  std::vector<Page> all;
  for (auto& [url, page] : pages) all.push_back(std::move(page));
  return all;
}

}  // namespace thresh::dataset
