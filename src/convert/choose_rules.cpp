// See choose_rules.h.
#include "convert/choose_rules.h"

#include <algorithm>
#include <compare>
#include <optional>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "html/selector.h"
#include "html/selector_set.h"
#include "text/passage.h"
#include "text/required_literal.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

// How specific a match is; compared in this order.
struct Strength {
  int level = 0;           // 3 URL, 2 HTML, 1 text, 0 no match
  std::size_t length = 0;  // of the pattern
  auto operator<=>(const Strength&) const = default;
};

// What of a page a condition of a selector file matched.
struct Matched {
  Strength strength;
  std::string by;

  void offer(int level, std::string_view kind, std::string_view pattern) {
    if (const Strength other{level, pattern.size()}; other > strength) {
      strength = other;
      by = std::string(kind) + ' ' + std::string(pattern);
    }
  }
  explicit operator bool() const { return strength.level > 0; }
};

// Which of the fingerprints of all rules find something on a page. The page is walked once for all of them; where that
// would take more than a quarter of the steps that the page has, each is looked for by itself.
class Fingerprints {
 public:
  Fingerprints(std::span<const rules::Rules> all, Page& page) : page_(page) {
    if (page.document() == nullptr) return;
    std::vector<const html::Selector*> selectors;
    const auto collect = [&selectors](const rules::Match& match) {
      for (const html::Selector& selector : match.html) {
        if (!selector.asks_scope()) selectors.push_back(&selector);
      }
    };
    for (const rules::Rules& rules : all) {
      collect(rules.match);
      collect(rules.within);
    }
    if (selectors.size() > 1) walk(selectors);
  }

  bool find(const html::Selector& selector) {
    if (walked_ && !selector.asks_scope()) return found_.contains(&selector);
    return selector.select_first(*page_.document(), 0, page_.budget()) != html::kNoNode;
  }

 private:
  void walk(const std::vector<const html::Selector*>& selectors) {
    constexpr std::uint64_t kShare = 4;
    html::Budget share{page_.budget().steps / kShare};
    const std::uint64_t before = share.steps;
    const auto matches = html::SelectorSet(selectors).run(*page_.document(), share);
    page_.budget().spend(before - share.steps);
    if (share.exhausted()) return;
    walked_ = true;
    for (std::size_t i = 0; i < selectors.size(); ++i) {
      if (!matches[i].empty()) found_.insert(selectors[i]);
    }
  }

  Page& page_;
  bool walked_ = false;
  std::unordered_set<const html::Selector*> found_;
};

Matched match_page(const rules::Match& match, Page& page, Fingerprints& fingerprints) {
  Matched matched;
  for (const std::string& url : match.urls) {
    const bool fits = (!page.url().empty() && url_matches(url, page.url())) ||
                      (!page.canonical_url().empty() && url_matches(url, page.canonical_url()));
    if (fits) matched.offer(3, "url", url);
  }
  if (page.document() == nullptr) return matched;
  for (const html::Selector& selector : match.html) {
    if (fingerprints.find(selector)) matched.offer(2, "html", selector.source());
  }
  return matched;
}

// The longest text pattern that is found. A pattern is looked for in the whole page, so no shorter one is tried.
Matched match_text(const rules::Match& match, std::string_view text) {
  std::vector<const text::Pattern*> patterns;
  for (const text::Pattern& pattern : match.text) patterns.push_back(&pattern);
  std::ranges::sort(patterns, [](const text::Pattern* a, const text::Pattern* b) {
    return a->source().size() != b->source().size() ? a->source().size() > b->source().size() : a < b;
  });
  const auto found = std::ranges::find_if(patterns, [text](const text::Pattern* p) { return p->found_in(text); });
  Matched matched;
  if (found != patterns.end()) matched.offer(1, "text", (*found)->source());
  return matched;
}

// The two conditions of a selector file (the second is that of a file whose variants have their own) and what matched.
struct Candidate {
  const rules::Rules* rules;
  Matched own, within;

  bool needs_within() const { return !rules->within.empty(); }
  bool holds() const { return own && (!needs_within() || within); }
  // Whether only its text can still decide.
  bool is_open() const { return !holds() && (own || (needs_within() && within)); }
  auto rank() const {
    return std::pair(std::max(own.strength, within.strength), std::min(own.strength, within.strength));
  }
  const std::string& by() const { return own.strength >= within.strength ? own.by : within.by; }
};

// The text that text patterns are looked up in: a dump as it is, an HTML page as its visible lines.
std::string visible_text(Page& page) {
  std::string text;
  for (const text::Line& line : page.dump().lines) {
    text += line.text;
    text += '\n';
  }
  return text;
}

// Appends `text` without what has no glyph: white space, and what text::compose drops.
void append_glyphs(std::string_view text, std::string& out) {
  std::size_t size = out.size();
  out.resize(size + text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {  // of ASCII what is graphic
      out[size] = c;
      size += c > ' ' && c < 0x7F ? 1 : 0;
      ++at;
      continue;
    }
    const text::CodePoint point = text::code_point_at(text, at);
    const bool shows = !text::is_space(point.value) && !text::vanishes(point.value);
    if (shows) std::copy_n(text.data() + at, point.length, out.data() + size);
    size += shows ? point.length : 0;
    at += point.length;
  }
  out.resize(size);
}

// Whether a text pattern of the rules may be found on an HTML page, by the words that each has to have. They are looked
// for among all that the page shows, white space aside: the lines of a page are seldom needed, and dear to make.
class PossibleText {
 public:
  explicit PossibleText(Page& page) : page_(page) {}

  bool in(const rules::Match& match) {
    return std::ranges::any_of(match.text, [&](const auto& one) { return in(one); });
  }

 private:
  bool in(const text::Pattern& pattern) {
    std::string words;
    append_glyphs(text::required_literal(pattern.source()), words);
    return page_.document() == nullptr || words.empty() || glyphs().contains(words);
  }

  const std::string& glyphs() {
    if (glyphs_) return *glyphs_;
    glyphs_.emplace();
    for (const text::Run& run : page_.passage().runs) {
      if (!run.hidden) append_glyphs(run.text, *glyphs_);
    }
    return *glyphs_;
  }

  Page& page_;
  std::optional<std::string> glyphs_;
};

void match_by_text(Candidate& candidate, std::string_view text) {
  if (!candidate.own) candidate.own = match_text(candidate.rules->match, text);
  if (candidate.needs_within() && !candidate.within) candidate.within = match_text(candidate.rules->within, text);
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
  Fingerprints fingerprints(all, page);
  std::vector<Candidate> candidates;
  for (const rules::Rules& rules : all) {
    candidates.push_back(
        {&rules, match_page(rules.match, page, fingerprints), match_page(rules.within, page, fingerprints)});
  }
  const bool none = std::ranges::none_of(candidates, &Candidate::holds);
  PossibleText possible(page);
  const auto needs_text = [&](const Candidate& candidate) {
    return (none || candidate.is_open()) &&
           (possible.in(candidate.rules->match) || possible.in(candidate.rules->within));
  };
  if (std::ranges::any_of(candidates, needs_text)) {
    const std::string text = visible_text(page);
    for (Candidate& candidate : candidates) {
      if (needs_text(candidate)) match_by_text(candidate, text);
    }
  }
  std::erase_if(candidates, [](const Candidate& candidate) { return !candidate.holds(); });
  // Among equals the order of the files, which are sorted by name, and of their variants: that of `all`.
  std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
    return a.rank() != b.rank() ? a.rank() > b.rank() : a.rules < b.rules;
  });
  std::vector<Chosen> out;
  for (const Candidate& candidate : candidates) out.push_back({candidate.rules, candidate.by()});
  return out;
}

}  // namespace thresh::convert
