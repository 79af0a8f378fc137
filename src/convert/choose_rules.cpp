// See choose_rules.h.
#include "convert/choose_rules.h"

#include <algorithm>
#include <tuple>

#include "base/ascii.h"
#include "html/selector.h"

namespace thresh::convert {
namespace {

// How specific a match is; compared in this order.
struct Strength {
  int level = 0;           // 3 URL, 2 HTML, 1 text
  std::size_t length = 0;  // of the pattern
  auto key() const { return std::tuple(level, length); }
};

struct Candidate {
  Chosen chosen;
  Strength strength;
};

void offer(Candidate& best, int level, std::string_view kind, std::string_view pattern) {
  const Strength strength{level, pattern.size()};
  if (strength.key() <= best.strength.key()) return;
  best.strength = strength;
  best.chosen.by = std::string(kind) + ' ' + std::string(pattern);
}

void match_page(const rules::Match& match, Page& page, Candidate& best) {
  for (const std::string& url : match.urls) {
    const bool fits = (!page.url().empty() && url_matches(url, page.url())) ||
                      (!page.canonical_url().empty() && url_matches(url, page.canonical_url()));
    if (fits) offer(best, 3, "url", url);
  }
  if (page.document() == nullptr) return;
  for (const html::Selector& selector : match.html) {
    if (selector.select_first(*page.document(), 0, page.budget()) == html::kNoNode) continue;
    offer(best, 2, "html", selector.source());
  }
}

// The text that text patterns are looked up in: a dump as it is, an HTML page as its visible lines.
std::string visible_text(Page& page) {
  std::string text;
  for (const text::Line& line : page.dump().lines) {
    text += line.text;
    text += '\n';
  }
  return text;
}

// An address or a pattern of addresses as they are compared: without scheme and "www.", the host in lower case, and a
// path ("https://a.example" is "a.example/").
std::string comparable(std::string_view address) {
  std::string out(address);
  const std::size_t scheme = out.find("://");
  const std::size_t host = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t host_end = std::min(out.find_first_of("/?#", host), out.size());
  std::transform(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(host_end), out.begin(), base::ascii_lower);
  const bool whole_host = out.find('*', host) >= host_end && host_end > host;
  if (whole_host && (host_end == out.size() || out[host_end] != '/')) out.insert(host_end, 1, '/');
  for (const std::string_view prefix : {"https://", "http://", "*://", "www."}) {
    if (out.starts_with(prefix)) out.erase(0, prefix.size());
  }
  return out;
}

// Whether all of `text` matches, by going back to the last star only.
bool glob_matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

bool url_matches(std::string_view pattern, std::string_view url) {
  constexpr std::string_view kAnyHost = "*.";  // the domain itself, too
  const std::string glob = comparable(pattern), address = comparable(url);
  if (glob_matches(glob, address)) return true;
  return glob.starts_with(kAnyHost) && glob_matches(std::string_view(glob).substr(kAnyHost.size()), address);
}

std::vector<Chosen> matching_rules(std::span<const rules::Rules> all, Page& page) {
  std::vector<Candidate> found;
  for (const rules::Rules& rules : all) {
    Candidate candidate{{&rules, ""}, {}};
    match_page(rules.match, page, candidate);
    if (candidate.strength.level > 0) found.push_back(std::move(candidate));
  }
  if (found.empty()) {
    const bool any_text =
        std::any_of(all.begin(), all.end(), [](const rules::Rules& r) { return !r.match.text.empty(); });
    const std::string text = any_text ? visible_text(page) : std::string();
    for (const rules::Rules& rules : all) {
      Candidate candidate{{&rules, ""}, {}};
      for (const text::Pattern& pattern : rules.match.text) {
        if (pattern.found_in(text)) offer(candidate, 1, "text", pattern.source());
      }
      if (candidate.strength.level > 0) found.push_back(std::move(candidate));
    }
  }
  // Among equals the order of the files, which are sorted by name, and of their variants: that of `all`.
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    if (a.strength.key() != b.strength.key()) return a.strength.key() > b.strength.key();
    return a.chosen.rules < b.chosen.rules;
  });
  std::vector<Chosen> out;
  for (Candidate& candidate : found) out.push_back(std::move(candidate.chosen));
  return out;
}

}  // namespace thresh::convert
