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

}  // namespace

std::uint32_t Listing::source_of(const Page& page) const {
  if (const auto named = sources.find(page.url); named != sources.end()) return named->second;
  const auto known = std::ranges::find(keys, page.source);
  return known == keys.end() ? 0 : static_cast<std::uint32_t>(known - keys.begin());
}

void Lister::trouble(base::Error error) {
  listing_.complete = false;
  listing_.troubles.push_back(std::move(error));
}

bool Lister::wants(const Source& source, std::string_view url) const {
  return (source.include.empty() || matches_any(source.include, url)) && !matches_any(source.exclude, url);
}

void Lister::begin(base::Disk& disk) {
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
      if (auto added = part.targets.add_file(disk, dataset_.resolved(path.text)); !added) trouble(added.error());
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
      trouble(std::move(names.error()));
      continue;
    }
    const std::string folder = path.text.starts_with('/') ? std::string() : dataset_.resolved("");
    for (std::string& found : *names) {
      std::string name = found.starts_with(folder) ? found.substr(folder.size()) : found;
      if (!wants(source, name) || (source.limit > 0 && count == source.limit)) continue;
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
  if (!fetch::is_success(list.fate)) {
    base::Error error{fetch::error_code(list.fate), list.message};
    error.place.file = list.url;
    return trouble(std::move(error));
  }
  fetch::Fetched own = list;
  own.tag &= (std::uint64_t{1} << kPartShift) - 1;
  const std::string wrong = parts_[static_cast<std::size_t>(list.tag >> kPartShift)].targets.read_list(own);
  if (wrong.empty()) return;
  base::Error error{base::ErrorCode::kNetwork, wrong};
  error.place.file = list.url;
  trouble(std::move(error));
}

Listing Lister::finish() {
  for (const Source& source : dataset_.sources) listing_.keys.push_back(key_of(source));
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
      if (!wants(source, parsed->text) || (source.limit > 0 && count == source.limit)) continue;
      ++count;
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
