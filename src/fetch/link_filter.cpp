// See link_filter.h.
#include "fetch/link_filter.h"

#include <algorithm>

#include "fetch/wildcard.h"

namespace thresh::fetch {

bool LinkFilter::One::matches(std::string_view url) const {
  return regex ? regex.found_in(url) : wildcard_matches(wildcard, url, true);
}

base::Result<std::vector<LinkFilter::One>> LinkFilter::read(std::span<const std::string> patterns) {
  constexpr std::string_view kRegex = "re:";
  std::vector<One> all;
  for (const std::string& pattern : patterns) {
    if (pattern.empty()) return base::failure(base::ErrorCode::kUsage, "a pattern of addresses is empty");
    One one;
    if (pattern.starts_with(kRegex)) {
      auto compiled = text::Pattern::compile(std::string_view(pattern).substr(kRegex.size()));
      if (!compiled) {
        return base::failure(base::ErrorCode::kUsage, compiled.error().message, "it is written \"" + pattern + '"');
      }
      one.regex = std::move(*compiled);
    } else {
      one.wildcard = pattern;
    }
    all.push_back(std::move(one));
  }
  return all;
}

base::Result<LinkFilter> LinkFilter::make(std::span<const std::string> include, std::span<const std::string> exclude) {
  auto in = read(include);
  if (!in) return std::unexpected(std::move(in.error()));
  auto out = read(exclude);
  if (!out) return std::unexpected(std::move(out.error()));
  LinkFilter filter;
  filter.include_ = std::move(*in);
  filter.exclude_ = std::move(*out);
  return filter;
}

bool LinkFilter::wants(std::string_view url) const {
  const auto matches = [url](const One& one) { return one.matches(url); };
  if (std::ranges::any_of(exclude_, matches)) return false;
  return include_.empty() || std::ranges::any_of(include_, matches);
}

}  // namespace thresh::fetch
