// See robots.h.
#include "fetch/robots.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/ascii.h"
#include "base/utf8.h"
#include "fetch/robots_path.h"
#include "fetch/wildcard.h"
#include "text/unicode.h"

namespace thresh::fetch {
namespace {

enum class Key : std::uint8_t { kAgent, kAllow, kDisallow, kDelay, kSitemap };

struct Name {
  std::string_view name;
  Key key;
};

// What the keys are written as.
constexpr std::array<Name, 16> kNames = {{{"user-agent", Key::kAgent},
                                          {"useragent", Key::kAgent},
                                          {"user agent", Key::kAgent},
                                          {"allow", Key::kAllow},
                                          {"disallow", Key::kDisallow},
                                          {"dissallow", Key::kDisallow},
                                          {"dissalow", Key::kDisallow},
                                          {"disalow", Key::kDisallow},
                                          {"diasllow", Key::kDisallow},
                                          {"disallaw", Key::kDisallow},
                                          {"crawl-delay", Key::kDelay},
                                          {"crawldelay", Key::kDelay},
                                          {"crawl delay", Key::kDelay},
                                          {"sitemap", Key::kSitemap},
                                          {"sitemaps", Key::kSitemap},
                                          {"site-map", Key::kSitemap}}};

struct Record {
  Key key;
  std::string_view value;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// The record of a line that has a colon where one belongs.
std::optional<Record> with_colon(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view key = trimmed(line.substr(0, colon));
  for (const Name& name : kNames) {
    if (text::equals_ignoring_ascii_case(key, name.name)) return Record{name.key, trimmed(line.substr(colon + 1))};
  }
  return std::nullopt;
}

// "Disallow /private": white space where the colon should be.
std::optional<Record> without_colon(std::string_view line) {
  for (const Name& name : kNames) {
    const std::size_t size = name.name.size();
    if (line.size() <= size || !is_blank(line[size])) continue;
    if (text::equals_ignoring_ascii_case(line.substr(0, size), name.name)) {
      return Record{name.key, trimmed(line.substr(size))};
    }
  }
  return std::nullopt;
}

std::optional<Record> read_record(std::string_view line) {
  line = trimmed(line.substr(0, line.find('#')));
  if (auto record = with_colon(line)) return record;
  return without_colon(line);
}

// Milliseconds of "10" or "0.5"; -1 for what is no such number.
std::int64_t read_delay(std::string_view value) {
  double seconds = -1;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error == std::errc::result_out_of_range) return -1;
  if (error != std::errc() || end != value.data() + value.size() || !std::isfinite(seconds) || seconds < 0) return -1;
  constexpr auto kMost = static_cast<double>(Robots::kLongestDelay);
  return static_cast<std::int64_t>(std::ceil(std::min(seconds * 1000, kMost)));
}

std::string_view without_byte_order_mark(std::string_view bytes) {
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (bytes.starts_with(mark)) return bytes.substr(mark.size());
  }
  return bytes;
}

}  // namespace

// Goes through the lines of a file.
class Robots::Reader {
 public:
  Robots read(std::string_view bytes) {
    robots_.cut_ = bytes.size() > kMostBytes;
    bytes = without_byte_order_mark(bytes.substr(0, kMostBytes));
    for (std::size_t at = 0; at < bytes.size(); ++line_number_) {
      const std::size_t end = std::min(bytes.find_first_of("\r\n", at), bytes.size());
      if (end == bytes.size() && robots_.cut_) break;
      line(bytes.substr(at, end - at));
      at = end + (bytes.substr(end).starts_with("\r\n") ? 2 : 1);
    }
    std::ranges::sort(robots_.agents_);
    const auto repeated = std::ranges::unique(robots_.agents_);
    robots_.agents_.erase(repeated.begin(), repeated.end());
    return std::move(robots_);
  }

 private:
  void line(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) {  // also what is left of ASCII in UTF-16
      without_zeros_.assign(text);
      std::erase(without_zeros_, '\0');
      text = without_zeros_;
    }
    if (const auto record = read_record(text)) take(*record);
  }

  void take(const Record& record) {
    if (record.key == Key::kSitemap) {
      if (!record.value.empty()) robots_.sitemaps_.emplace_back(base::repaired(record.value));
    } else if (record.key == Key::kAgent) {
      agent(record.value);
    } else if (robots_.sections_.empty()) {
      return;  // rules for nobody
    } else if (record.key == Key::kDelay) {
      std::int64_t& delay = robots_.sections_.back().delay;
      delay = std::max(delay, read_delay(record.value));
    } else {
      rule(record.value, record.key == Key::kAllow);
    }
  }

  void agent(std::string_view value) {
    if (!among_agents_) robots_.sections_.push_back({robots_.rules_.size(), robots_.rules_.size()});
    among_agents_ = true;
    const bool all = value == "*" || (value.starts_with('*') && is_blank(value[1]));
    std::string token = all ? "*" : product_token(value);
    if (!token.empty()) robots_.agents_.push_back({std::move(token), robots_.sections_.size() - 1});
  }

  void rule(std::string_view value, bool allow) {
    among_agents_ = false;
    if (!value.starts_with('/') && !value.starts_with('*')) return;
    constexpr std::size_t kShown = 200;
    robots_.rules_.push_back(
        {comparable_path(value, true), base::repaired(value.substr(0, kShown)), line_number_, allow});
    robots_.sections_.back().end = robots_.rules_.size();
  }

  Robots robots_;
  std::string without_zeros_;
  std::uint32_t line_number_ = 1;
  bool among_agents_ = false;
};

std::string product_token(std::string_view agent) {
  std::size_t end = 0;
  while (end < agent.size() && (base::is_ascii_letter(agent[end]) || agent[end] == '-' || agent[end] == '_')) ++end;
  return text::ascii_lower(agent.substr(0, end));
}

Robots Robots::parse(std::string_view bytes) { return Reader().read(bytes); }

// Those of its token, else those of all (section 2.2.1).
std::span<const Robots::Agent> Robots::sections_of(std::string_view agent) const {
  const auto of = [this](std::string_view token) {
    const auto found =
        std::ranges::equal_range(agents_, token, {}, [](const Agent& one) -> std::string_view { return one.token; });
    return std::span<const Agent>(found.begin(), found.end());
  };
  const std::string token = product_token(agent);
  const auto own = token.empty() ? std::span<const Agent>() : of(token);
  return own.empty() ? of("*") : own;
}

RobotsDecision Robots::ask(std::string_view agent, std::string_view path) const {
  if (path.substr(0, path.find('?')) == "/robots.txt") return {};
  const std::string comparable = comparable_path(path.empty() ? "/" : path, false);
  const Rule* best = nullptr;
  for (const Agent& one : sections_of(agent)) {
    const Section& section = sections_[one.section];
    for (std::size_t i = section.begin; i < section.end; ++i) {
      const Rule& rule = rules_[i];
      const bool better = best == nullptr || rule.pattern.size() > best->pattern.size() ||
                          (rule.pattern.size() == best->pattern.size() && rule.allow && !best->allow);
      if (!better) continue;
      const bool whole = rule.pattern.ends_with('$');
      const std::string_view pattern = std::string_view(rule.pattern).substr(0, rule.pattern.size() - (whole ? 1 : 0));
      if (wildcard_matches(pattern, comparable, whole)) best = &rule;
    }
  }
  return best == nullptr ? RobotsDecision() : RobotsDecision{best->allow, best->line, best->written};
}

std::optional<std::int64_t> Robots::crawl_delay(std::string_view agent) const {
  std::int64_t delay = -1;
  for (const Agent& one : sections_of(agent)) delay = std::max(delay, sections_[one.section].delay);
  return delay < 0 ? std::nullopt : std::optional(delay);
}

}  // namespace thresh::fetch
