// See fetch_report.h.
#include "cli/fetch_report.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "base/printable.h"
#include "cli/amounts.h"
#include "record/value.h"

namespace thresh::cli {
namespace {

constexpr std::int64_t kLiveEvery = 200;  // milliseconds
constexpr std::size_t kMostHosts = 10;    // in the table
constexpr double kSecond = 1000.0;

std::string host_of(const fetch::Fetched& page) {
  const auto url = fetch::parse_url(page.url);
  if (!url) return "(no web address)";
  return url->usual_port ? url->host : url->host + ':' + std::to_string(url->port);
}

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

record::Map timings_of(const fetch::Exchange& exchange) {
  record::Map map;
  const auto add = [&](std::string_view name, std::uint32_t value) { map.add(name, std::int64_t{value}); };
  add("name_lookup", exchange.timings.name_lookup);
  add("connect", exchange.timings.connect);
  add("tls", exchange.timings.tls);
  add("first_byte", exchange.timings.first_byte);
  add("total", exchange.timings.total);
  return map;
}

record::Map map_of(const fetch::Fetched& page) {
  record::Map map;
  map.add("event", "page");
  map.add("url", base::printable(page.url));
  map.add("final_url", page.final_url.empty() ? record::Value() : record::Value(page.final_url));
  map.add("outcome", name(page.fate));
  map.add("status", page.exchange.status == 0 ? record::Value() : record::Value(page.exchange.status));
  map.add("message", page.message.empty() ? record::Value() : record::Value(base::printable(page.message)));
  map.add("bytes", page.exchange.wire_body().size());
  map.add("decoded", page.exchange.body.size());
  map.add("tries", page.tries);
  record::List hops;
  for (const fetch::Hop& hop : page.hops) {
    record::Map entry;
    entry.add("url", hop.url);
    entry.add("status", hop.status);
    hops.emplace_back(std::move(entry));
  }
  map.add("hops", std::move(hops));
  map.add("robots", page.robots.empty() ? record::Value() : record::Value(base::printable(page.robots)));
  map.add("address", page.exchange.address.empty() ? record::Value() : record::Value(page.exchange.address));
  map.add("protocol", page.exchange.protocol.empty() ? record::Value() : record::Value(page.exchange.protocol));
  map.add("milliseconds", timings_of(page.exchange));
  return map;
}

}  // namespace

FetchReport::FetchReport(Console& console, base::Clock& clock, bool json, bool live)
    : console_(console), clock_(clock), json_(json), live_(live && !json), began_(clock.steady_milliseconds()) {
  if (json_ || live_) lines_ = base::descriptor_output(STDERR_FILENO, "standard error");
}

void FetchReport::print_json(const record::Map& map) {
  writer_.clear();
  writer_.write(map);
  // Whoever closed standard error does not want to hear of it.
  static_cast<void>(lines_->write(std::string(writer_.text()) + '\n'));
  static_cast<void>(lines_->commit());
}

void FetchReport::add(const fetch::Fetched& page, std::size_t waiting) {
  ++pages_;
  const bool ok = is_success(page.fate);
  if (!ok) ++failed_;
  std::string fate(name(page.fate));
  if (page.fate == fetch::Fate::kHttpError) fate += ' ' + std::to_string(page.exchange.status);
  ++by_fate_[fate];
  Host& host = by_host_[host_of(page)];
  ++(ok ? host.ok : host.failed);
  host.bytes += page.exchange.wire_body().size();
  host.milliseconds += page.exchange.timings.total;
  if (page.exchange.status != 0) ++host.requests;
  if (json_) {
    print_json(map_of(page));
    return;
  }
  if (!ok && page.fate != fetch::Fate::kInterrupted) {  // of these there may be a million
    clear_live();
    console_.page_error(page.url, {error_code(page.fate), std::string(name(page.fate)) + ": " + page.message, {}, {}});
  }
  if (live_) show_live(waiting);
}

void FetchReport::show_live(std::size_t waiting) {
  const std::int64_t now = clock_.steady_milliseconds();
  if (now - shown_at_ < kLiveEvery) return;
  shown_at_ = now;
  const double seconds = std::max(1.0, static_cast<double>(now - began_)) / kSecond;
  const double rate = static_cast<double>(pages_) / seconds;
  std::array<char, 160> text;
  const int size = std::snprintf(
      text.data(), text.size(), "\r%llu pages, %zu hosts, %.1f pages/s, %llu errors, %zu to go, ETA %.0f s\x1b[K",
      static_cast<unsigned long long>(pages_), by_host_.size(), rate, static_cast<unsigned long long>(failed_), waiting,
      static_cast<double>(waiting) / std::max(rate, 0.001));
  static_cast<void>(lines_->write({text.data(), static_cast<std::size_t>(size)}));
  static_cast<void>(lines_->commit());
  live_shown_ = true;
}

void FetchReport::clear_live() {
  if (!live_shown_) return;
  static_cast<void>(lines_->write("\r\x1b[K"));
  static_cast<void>(lines_->commit());
  live_shown_ = false;
}

std::string FetchReport::table() const {
  std::string out;
  const auto line = [&](std::string left, const std::string& right) {
    out += "  " + padded(base::printable(left), 28) + ' ' + right + '\n';
  };
  for (const auto& [fate, count] : by_fate_) line(fate, std::to_string(count));
  std::vector<std::pair<std::string, Host>> hosts(by_host_.begin(), by_host_.end());
  if (hosts.size() < 2) return out;
  // Those that failed most, then those that took longest.
  std::ranges::sort(hosts, [](const auto& a, const auto& b) {
    if (a.second.failed != b.second.failed) return a.second.failed > b.second.failed;
    return a.second.milliseconds != b.second.milliseconds ? a.second.milliseconds > b.second.milliseconds
                                                          : a.first < b.first;
  });
  const std::size_t shown = std::min(hosts.size(), kMostHosts);
  for (const auto& [name, host] : std::span(hosts).first(shown)) {
    line(name, std::to_string(host.ok) + " ok, " + std::to_string(host.failed) + " failed, " +
                   size_text(static_cast<double>(host.bytes)) + ", " +
                   seconds_text(static_cast<double>(host.milliseconds) /
                                static_cast<double>(std::max<std::uint64_t>(host.requests, 1))) +
                   " a page");
  }
  if (shown < hosts.size()) line("…", std::to_string(hosts.size() - shown) + " more hosts");
  return out;
}

void FetchReport::finish(const fetch::FetchCounts& counts, std::int64_t records) {
  clear_live();
  const std::int64_t took = clock_.steady_milliseconds() - began_;
  if (json_) {
    record::Map map;
    map.add("event", "done");
    map.add("pages", static_cast<std::int64_t>(pages_));
    map.add("failed", static_cast<std::int64_t>(failed_));
    map.add("records", records < 0 ? record::Value() : record::Value(records));
    map.add("requests", static_cast<std::int64_t>(counts.requests));
    map.add("retries", static_cast<std::int64_t>(counts.retries));
    map.add("bytes", static_cast<std::int64_t>(counts.bytes));
    map.add("milliseconds", took);
    record::Map fates;
    for (const auto& [fate, count] : by_fate_) fates.add(fate, static_cast<std::int64_t>(count));
    map.add("outcomes", std::move(fates));
    return print_json(map);
  }
  std::string text = std::to_string(pages_) + (pages_ == 1 ? " page" : " pages") + " from " +
                     std::to_string(by_host_.size()) + (by_host_.size() == 1 ? " host" : " hosts") + " in " +
                     seconds_text(static_cast<double>(took)) + ", " + size_text(static_cast<double>(counts.bytes));
  if (records >= 0) text += ", " + std::to_string(records) + (records == 1 ? " record" : " records");
  if (counts.retries > 0) text += ", " + std::to_string(counts.retries) + " tried again";
  console_.note(text);
  if (pages_ > 1 || failed_ > 0) console_.block(table());
}

}  // namespace thresh::cli
