// See page_match.h.
#include "induction/page_match.h"

#include <algorithm>
#include <map>

#include "base/ascii.h"

namespace thresh::induction {
namespace {

// "https://forum.example" of an address with a host; else empty.
std::string_view site_of(std::string_view url) {
  const std::size_t host = url.find("://");
  if (host == std::string_view::npos) return {};
  return url.substr(0, std::min(url.find_first_of("/?#", host + 3), url.size()));
}

// The folders that a path starts with, up to the first whose name has a digit: that is of one page, or of one day.
std::string_view folders_of(std::string_view path) {
  std::size_t end = 0;
  for (std::size_t slash = path.find('/', 1); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    if (std::ranges::any_of(path.substr(end, slash - end), base::is_ascii_digit)) break;
    end = slash;
  }
  return path.substr(0, end);
}

}  // namespace

std::vector<std::string> url_patterns(std::span<const std::string> urls) {
  std::map<std::string, std::string> common;  // by site: how all addresses start
  for (const std::string& url : urls) {
    const std::string site(site_of(url));
    if (site.empty()) return {};
    const std::string whole = url.substr(0, url.find_first_of("?#"));
    const auto [at, is_new] = common.emplace(site, whole);
    if (is_new) continue;
    const auto end = std::ranges::mismatch(at->second, whole).in1;
    at->second.erase(end, at->second.end());
  }
  std::vector<std::string> out;
  for (const auto& [site, start] : common) {
    out.push_back(site + std::string(folders_of(std::string_view(start).substr(site.size()))) + "/*");
  }
  return out;
}

std::string rules_id(std::span<const std::string> urls, std::string_view kind) {
  std::string name;
  std::string_view site = urls.empty() ? std::string_view() : site_of(urls.front());
  site.remove_prefix(std::min(site.find("://") == std::string_view::npos ? 0 : site.find("://") + 3, site.size()));
  if (site.starts_with("www.")) site.remove_prefix(4);
  for (const char c : site) name += base::is_ascii_alphanumeric(c) ? base::ascii_lower(c) : '-';
  if (name.empty()) name = "draft";
  return name + '/' + std::string(kind) + "@1";
}

}  // namespace thresh::induction
