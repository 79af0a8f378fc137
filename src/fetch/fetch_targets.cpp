// See fetch_targets.h.
#include "fetch/fetch_targets.h"

#include <algorithm>
#include <utility>

#include "source/gzip.h"

namespace thresh::fetch {
namespace {

constexpr std::size_t kListBytes = std::size_t{50} << 20;   // as sitemaps.org has it
constexpr std::size_t kFileBytes = std::size_t{256} << 20;  // of a file of addresses
constexpr std::size_t kMostLists = 10'000;

std::string_view trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

void FetchTargets::add_page(std::string url) { found_[{next_place_++}].push_back(std::move(url)); }

void FetchTargets::add_list(std::string url) {
  seen_lists_.insert(url);
  named_lists_.push_back(url);
  list_places_.insert(next_place_);
  waiting_.push_back(next_tag_);
  lists_.emplace(next_tag_++, List{std::move(url), {next_place_++}});
}

base::Result<void> FetchTargets::add_file(base::Disk& disk, const std::string& path) {
  bool cut = false;
  const auto text = disk.read(path == "-" ? "/dev/stdin" : path, kFileBytes, &cut);
  if (!text) {
    base::Error error = text.error();
    error.place.file = path;
    return std::unexpected(std::move(error));
  }
  if (cut) return base::failure(base::ErrorCode::kTooLarge, path + " is larger than 256 MB");
  std::vector<std::string>& urls = found_[{next_place_++}];
  std::string_view rest = *text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line.empty() && line.front() != '#') urls.emplace_back(line);
  }
  return {};
}

std::vector<std::string> FetchTargets::named() const {
  std::vector<std::string> all = named_lists_;
  for (const auto& [place, urls] : found_) {
    if (!list_places_.contains(place.front())) all.insert(all.end(), urls.begin(), urls.end());
  }
  return all;
}

std::vector<PageRequest> FetchTargets::take_lists() {
  std::vector<PageRequest> requests;
  for (const std::uint64_t tag : std::exchange(waiting_, {})) {
    PageRequest request;
    request.url = lists_.at(tag).url;
    request.tag = tag;
    request.body_bytes = kListBytes;
    requests.push_back(std::move(request));
  }
  return requests;
}

std::string FetchTargets::read_list(const Fetched& list) {
  const List known = lists_.at(list.tag);
  const auto from = parse_url(list.final_url);
  if (!from) return "it has no address";
  std::string inflated, wrong;
  std::string_view bytes = list.body();
  if (source::is_gzip(bytes)) {
    auto plain = source::inflate_gzip(bytes, kListBytes);
    if (!plain) return plain.error().message;
    if (plain->damaged_at) {
      wrong = "the list is damaged at byte " + std::to_string(*plain->damaged_at) + "; what comes before is used";
    } else if (plain->cut) {
      wrong = "the list is longer than 50 MB; what comes before is used";
    }
    inflated = std::move(plain->bytes);
    // Of a list of lines that is cut the last one may be the beginning of an address.
    if (!wrong.empty() && !inflated.starts_with('<')) inflated.resize(inflated.rfind('\n') + 1);  // npos + 1 is 0
    bytes = inflated;
  }
  Sitemap sitemap = read_sitemap(bytes, *from);
  if (sitemap.kind == Sitemap::Kind::kNone) return "it is no sitemap, feed or list of addresses";
  if (wrong.empty() && !sitemap.findings.empty()) wrong = sitemap.findings.front().message;
  if (sitemap.kind == Sitemap::Kind::kPages) {
    std::vector<std::string>& urls = found_[known.place];
    for (SitemapEntry& entry : sitemap.entries) urls.push_back(std::move(entry.url));
    return wrong;
  }
  std::uint32_t number = 0;
  for (SitemapEntry& entry : sitemap.entries) {
    if (lists_.size() >= kMostLists) return "there are more than 10,000 lists";
    Place place = known.place;
    place.push_back(number++);
    if (!seen_lists_.insert(entry.url).second) continue;  // an index may name itself
    waiting_.push_back(next_tag_);
    lists_.emplace(next_tag_++, List{std::move(entry.url), std::move(place)});
  }
  return wrong;
}

std::vector<std::string> FetchTargets::pages(std::size_t limit) const {
  std::vector<std::string> pages;
  std::unordered_set<std::string> seen;
  for (const auto& [place, urls] : found_) {
    for (const std::string& url : urls) {
      if (limit != 0 && pages.size() == limit) return pages;
      const auto parsed = parse_url(url);
      const std::string& normal = parsed ? parsed->text : url;  // what is no address is told by the fetcher
      if ((!parsed || filter_.wants(normal)) && seen.insert(normal).second) pages.push_back(url);
    }
  }
  return pages;
}

}  // namespace thresh::fetch
