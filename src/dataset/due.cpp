// See due.h and page.h.
#include "dataset/due.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/sha256.h"

namespace thresh::dataset {
namespace {

constexpr int kHalvings = 48;  // of the span in which the rate lies, as a logarithm
constexpr std::uint32_t kMostDoublings = 20;
constexpr double kSpread = 0.1;  // of the jitter, to either side

// The slope of the logarithm of the posterior at rate `r`: falls from plus to minus infinity as r grows.
double slope(std::span<const Page::Visit> visits, double prior_time, double r) {
  double sum = 1 / r - prior_time;
  for (std::size_t i = 1; i < visits.size(); ++i) {
    const auto t = static_cast<double>(std::max<std::int64_t>(visits[i].at - visits[i - 1].at, 0));
    if (t == 0) continue;
    sum += visits[i].changed ? t / std::expm1(r * t) : -t;
  }
  return sum;
}

// From -1 to 1, by the address alone.
double jitter(const std::string& url) {
  const base::Sha256 digest = base::sha256(url);
  const int value = digest[0] << 8 | digest[1];
  return value / 32767.5 - 1;
}

std::int64_t jittered(const std::string& url, std::int64_t interval) {
  return static_cast<std::int64_t>(std::llround(static_cast<double>(interval) * (1 + kSpread * jitter(url))));
}

}  // namespace

std::int64_t interval_of(std::span<const Page::Visit> visits, const RefreshBounds& bounds) {
  const auto least = static_cast<double>(bounds.min_interval), most = static_cast<double>(bounds.max_interval);
  const double prior_time = std::sqrt(least * most) / std::numbers::ln2;
  // Rates beyond those of the bounds give the bounds.
  double low = std::log(std::numbers::ln2 / most), high = std::log(std::numbers::ln2 / least);
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (slope(visits, prior_time, std::exp(middle)) > 0 ? low : high) = middle;
  }
  const auto interval = static_cast<std::int64_t>(std::llround(std::numbers::ln2 / std::exp((low + high) / 2)));
  return std::clamp(interval, bounds.min_interval, bounds.max_interval);
}

std::int64_t next_due(const Page& page, const RefreshBounds& bounds) {
  if (page.gone) return page.last_fetched + jittered(page.url, bounds.max_interval);
  const std::uint32_t troubles = page.failures + page.missing;
  const std::int64_t usual = interval_of(page.visits, bounds);
  if (troubles == 0) return page.last_fetched + jittered(page.url, usual);
  const std::uint32_t doublings = std::min(troubles - 1, kMostDoublings);
  const std::int64_t wait =
      bounds.min_interval > bounds.max_interval >> doublings ? bounds.max_interval : bounds.min_interval << doublings;
  return page.last_fetched + jittered(page.url, wait);
}

bool is_due(const Page& page, std::int64_t now, const RefreshBounds& bounds) {
  if (page.last_fetched == 0 || page.next_due <= now) return true;
  const std::int64_t longest = bounds.max_interval + bounds.max_interval / 8;
  return page.last_fetched > now || page.next_due - now > longest;
}

void visit(Page& page, const Outcome& outcome, const RefreshBounds& bounds) {
  page.last_fetched = outcome.at;
  page.last_status = outcome.status;
  const bool changed = outcome.kind == Outcome::Kind::kChanged;
  const bool answered = changed || outcome.kind == Outcome::Kind::kSame;
  if (answered) {
    page.failures = page.missing = 0;
    page.gone = false;
    page.visits.push_back({outcome.at, changed});
    if (page.visits.size() > Page::kMostVisits) page.visits.erase(page.visits.begin());
    const bool afresh = changed || outcome.validators_of != page.validators_of;
    if (afresh || !outcome.etag.empty()) page.etag = outcome.etag;
    if (afresh || !outcome.last_modified.empty()) page.last_modified = outcome.last_modified;
    page.validators_of = outcome.validators_of;
  } else if (outcome.kind == Outcome::Kind::kMissing) {
    page.failures = 0;
    ++page.missing;
    page.gone = page.missing >= kMissesToBeGone;
  } else {
    ++page.failures;  // a failure between two 404s takes none of them back
  }
  if (changed) {
    page.last_changed = outcome.at;
    page.content = outcome.content;
    page.fingerprint = outcome.fingerprint;
    page.warc_file = outcome.warc_file;
    page.warc_offset = outcome.warc_offset;
  }
  page.next_due = next_due(page, bounds);
}

}  // namespace thresh::dataset
