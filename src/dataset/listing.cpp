// See listing.h. The tag of a list holds the part that it belongs to and the part's own tag.
#include "dataset/listing.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "convert/choose_rules.h"
#include "dataset/source_reader.h"
#include "fetch/url.h"
#include "source/source.h"

namespace thresh::dataset {
namespace {

constexpr int kPartShift = 32;

bool matches_any(const std::vector<std::string>& patterns, std::string_view url) {
  return std::ranges::any_of(patterns,
                             [url](const std::string& pattern) { return convert::url_matches(pattern, url); });
}

std::string key_of(const Source& source) {
  std::string key(name(source.kind));
  if (!source.urls.empty()) return key + ' ' + source.urls.front();
  return source.paths.empty() ? key : key + ' ' + source.paths.front().text;
}

// The key of a feed is "feed http://…".
constexpr std::string_view kFeed = "feed ";
bool is_feed(std::string_view key) { return key.starts_with(kFeed); }
std::string_view feed_address(std::string_view key) { return key.substr(std::min(kFeed.size(), key.size())); }

}  // namespace

std::uint32_t Listing::source_of(const Page& page) const {
  if (const auto named = sources.find(page.url); named != sources.end()) return named->second;
  return find_source(page.source).value_or(0);
}

std::optional<std::uint32_t> Listing::find_source(std::string_view key) const {
  const auto known = std::ranges::find(keys, key);
  return known == keys.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(known - keys.begin()));
}

bool Listing::Filter::wants(std::string_view url) const {
  return (include.empty() || matches_any(include, url)) && !matches_any(exclude, url);
}

// Of a page of which no source is known a state of an older program says no more: any feed may have named it.
bool Listing::stays_in_feed(const Page& page) const {
  if (page.source.empty() && page.feeds.empty()) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (is_feed(keys[i]) && filters[i].wants(page.url)) return true;
    }
  }
  return std::ranges::any_of(page.feeds, [&](const std::string& key) {
    const auto feed = find_source(key);
    return feed && filters[*feed].wants(page.url);
  });
}

std::vector<std::string> Listing::new_feeds(const std::set<std::string>& known) const {
  std::vector<std::string> fresh;
  std::ranges::copy_if(keys, std::back_inserter(fresh),
                       [&](const std::string& key) { return is_feed(key) && !known.contains(key); });
  return fresh;
}

bool Listing::is_moved(std::string_view key, std::string_view to) const {
  if (find_source(key)) return false;
  const auto from_url = fetch::parse_url(feed_address(key)), to_url = fetch::parse_url(feed_address(to));
  return from_url && to_url && from_url->host == to_url->host;
}

bool Listing::refuses(const Page& page) const {
  if (page.source.empty()) return false;
  const auto source = find_source(page.source);
  return !source || !filters[*source].wants(page.url);
}

void Lister::trouble(std::uint32_t source, base::Error error) {
  listing_.complete = false;
  listing_.failed[source] = true;
  listing_.troubles.push_back(std::move(error));
}

void Lister::begin(base::Disk& disk) {
  for (const Source& source : dataset_.sources) {
    listing_.keys.push_back(key_of(source));
    listing_.filters.push_back({source.include, source.exclude});
  }
  listing_.failed.assign(dataset_.sources.size(), false);
  for (std::uint32_t i = 0; i < dataset_.sources.size(); ++i) begin_source(disk, i);
}

void Lister::begin_source(base::Disk& disk, std::uint32_t index) {
  const Source& source = dataset_.sources[index];
  if (source.kind == Source::Kind::kFiles || source.kind == Source::Kind::kWarc) return add_files(disk, index);
  Part part{index, fetch::FetchTargets({})};
  const bool lists = source.kind == Source::Kind::kSitemap || source.kind == Source::Kind::kFeed;
  for (const std::string& url : source.urls) lists ? part.targets.add_list(url) : part.targets.add_page(url);
  if (source.kind == Source::Kind::kUrlList) {
    for (const PathText& path : source.paths) {
      if (auto added = part.targets.add_file(disk, dataset_.resolved(path.text)); !added) {
        trouble(index, added.error());
      }
    }
  }
  parts_.push_back(std::move(part));
}

void Lister::add_files(base::Disk& disk, std::uint32_t index) {
  const Source& source = dataset_.sources[index];
  std::uint32_t count = 0;
  for (const PathText& path : source.paths) {
    const std::string arguments[] = {dataset_.resolved_pattern(path.text)};
    auto names = source::expand(disk, arguments);
    if (!names) {
      trouble(index, std::move(names.error()));
      continue;
    }
    const std::string folder = path.text.starts_with('/') ? std::string() : dataset_.resolved("");
    for (std::string& found : *names) {
      std::string name = found.starts_with(folder) ? found.substr(folder.size()) : found;
      // Of an archive they are about its pages (RecordMaking).
      const bool archives = source.kind == Source::Kind::kWarc;
      if (!archives && (!listing_.filters[index].wants(name) || (source.limit > 0 && count == source.limit))) continue;
      ++count;
      listing_.files.push_back({std::move(found), std::move(name), index});
    }
  }
}

std::vector<std::string> Lister::named() const {
  std::vector<std::string> all;
  for (const Part& part : parts_) std::ranges::copy(part.targets.named(), std::back_inserter(all));
  return all;
}

std::vector<fetch::PageRequest> Lister::requests() {
  std::vector<fetch::PageRequest> all;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    for (fetch::PageRequest& request : parts_[i].targets.take_lists()) {
      request.tag |= static_cast<std::uint64_t>(i) << kPartShift;
      all.push_back(std::move(request));
    }
  }
  return all;
}

void Lister::take(const fetch::Fetched& list) {
  Part& part = parts_[static_cast<std::size_t>(list.tag >> kPartShift)];
  if (!fetch::is_success(list.fate)) {
    base::Error error{fetch::error_code(list.fate), list.message};
    error.place.file = list.url;
    return trouble(part.source, std::move(error));
  }
  fetch::Fetched own = list;
  own.tag &= (std::uint64_t{1} << kPartShift) - 1;
  const std::string wrong = part.targets.read_list(own);
  if (wrong.empty()) return;
  base::Error error{base::ErrorCode::kNetwork, wrong};
  error.place.file = list.url;
  trouble(part.source, std::move(error));
}

Listing Lister::finish() {
  for (const Part& part : parts_) {
    const Source& source = dataset_.sources[part.source];
    std::uint32_t count = 0;
    for (const std::string& url : part.targets.pages(0)) {
      const auto parsed = fetch::parse_url(url);
      if (!parsed || parsed->has_user) {
        base::Error error{base::ErrorCode::kUsage,
                          parsed ? "the address holds a user name or a password" : "this is no web address"};
        error.place.file = fetch::without_user(url);
        listing_.troubles.push_back(std::move(error));
        continue;
      }
      if (!listing_.filters[part.source].wants(parsed->text) || (source.limit > 0 && count == source.limit)) continue;
      ++count;
      if (source.kind == Source::Kind::kFeed) listing_.feeds[parsed->text].push_back(part.source);
      if (listing_.sources.emplace(parsed->text, part.source).second) listing_.urls.push_back(parsed->text);
    }
  }
  std::ranges::sort(listing_.files, [](const auto& a, const auto& b) {
    return std::tie(a.name, a.source) < std::tie(b.name, b.source);
  });
  const auto repeated = std::ranges::unique(listing_.files, {}, &Listing::File::name);
  listing_.files.erase(repeated.begin(), repeated.end());
  return std::move(listing_);
}

}  // namespace thresh::dataset
