// See fetcher.h.
#include "fetch/fetcher.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "base/ascii.h"
#include "fetch/dates.h"
#include "fetch/retry.h"
#include "fetch/url_guard.h"

namespace thresh::fetch {
namespace {

constexpr int kForbidden = 403;
constexpr std::int64_t kFarAway = std::numeric_limits<std::int64_t>::max();

bool equals(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return base::ascii_lower(x) == base::ascii_lower(y); });
}

// How an address that check_url refuses is called.
Fate fate_of_refused(const std::optional<Url>& url) {
  if (!url || url->has_user) return Fate::kRefusedUrl;
  const auto address = read_ip(url->host);
  const bool is_inside = address && !judge(*address).is_public;
  return is_inside || !is_bad_port(url->port) ? Fate::kRefusedAddress : Fate::kRefusedUrl;
}

// Why robots.txt allows a page or does not, for a report.
std::string words_of(const RobotsVerdict& verdict) {
  switch (verdict.reason) {
    case RobotsReason::kRule:
      return "line " + std::to_string(verdict.line) + (verdict.allowed ? ", Allow: " : ", Disallow: ") + verdict.rule;
    case RobotsReason::kNoRule:
      return "no rule";
    default:
      return std::string(name(verdict.reason));
  }
}

}  // namespace

std::string charset_of(std::string_view content_type) {
  constexpr std::string_view kName = "charset=";
  while (true) {
    const std::size_t semicolon = content_type.find(';');
    if (semicolon == std::string_view::npos) return {};
    content_type.remove_prefix(semicolon + 1);
    while (!content_type.empty() && base::is_ascii_space(content_type.front())) content_type.remove_prefix(1);
    if (content_type.size() < kName.size() || !equals(content_type.substr(0, kName.size()), kName)) continue;
    std::string_view value = content_type.substr(kName.size());
    value = value.substr(0, value.find(';'));
    while (!value.empty() && (base::is_ascii_space(value.back()) || value.back() == '"')) value.remove_suffix(1);
    while (!value.empty() && value.front() == '"') value.remove_prefix(1);
    return std::string(value);
  }
}

Fetcher::Fetcher(Transport& transport, base::Clock& clock, FetchOptions options, FetchSink& sink)
    : transport_(transport), clock_(clock), options_(std::move(options)), sink_(sink), queues_(options_.politeness) {}

void Fetcher::trust(const std::string& address) {
  const auto url = parse_url(address);
  if (!url) return;
  trusted_.insert(url->origin());
  if (url->scheme == "http" && url->usual_port) trusted_.insert("https://" + url->host);  // where such a site sends us
}

std::size_t Fetcher::add(PageRequest request) {
  const std::size_t index = added_++;
  auto url = check_url(request.url, options_.allow_private);
  if (!url) {
    Fetched page;
    page.index = index;
    page.tag = request.tag;
    page.fate = fate_of_refused(parse_url(request.url));
    page.url = without_user(request.url);
    page.message = std::move(url.error().message);
    refused_.push_back(std::move(page));
    return index;
  }
  const std::uint64_t id = next_id_++;
  Job job;
  job.request = std::move(request);
  job.index = index;
  job.url = *std::move(url);
  if (job.request.validators_of.empty()) job.request.validators_of = job.url.text;
  queues_.add(job.url, id);
  pages_.emplace(id, std::move(job));
  return index;
}

void Fetcher::run() {
  std::vector<Exchange> done;
  while (true) {
    while (!refused_.empty()) {
      std::vector<Fetched> now = std::exchange(refused_, {});
      for (Fetched& page : now) sink_.on_page(std::move(page));
    }
    if (sink_.ends()) return interrupt();
    std::int64_t until = kFarAway;
    start_what_may(until);
    if (pages_.empty() && refused_.empty()) return;
    if (!refused_.empty()) continue;
    if (until == kFarAway && transport_.running() == 0) return interrupt();  // never: pages that nobody will start
    transport_.wait(until, done);
    for (Exchange& exchange : done) take(std::move(exchange));
    done.clear();
  }
}

void Fetcher::start_what_may(std::int64_t& until) {
  while (true) {
    const HostQueues::Turn turn = queues_.next(clock_.steady_milliseconds());
    switch (turn.kind) {
      case HostQueues::Turn::Kind::kStart:
        begin(turn.id);
        break;
      case HostQueues::Turn::Kind::kGiveUp:
        finish(turn.id, Fate::kGivenUp, "the host failed too often in a row", {});
        break;
      case HostQueues::Turn::Kind::kWait:
        until = turn.until;
        return;
      default:
        return;
    }
  }
}

void Fetcher::begin(std::uint64_t id) {
  Job& job = pages_.at(id);
  if (!job.is_robots() && options_.obey_robots && !robots_allow(id, job)) return;
  ++job.tries;
  ++counts_.requests;
  Ask ask;
  ask.id = id;
  ask.url = job.url;
  if (job.has_condition()) {
    ask.etag = job.request.etag;
    ask.last_modified = job.request.last_modified;
  }
  ask.is_trusted = trusted_.contains(job.url.origin());
  ask.body_bytes = job.is_robots() ? Robots::kMostBytes : job.request.body_bytes;
  transport_.start(std::move(ask));
}

// Whether the page may be asked for now; if not, what has to happen first has been seen to.
bool Fetcher::robots_allow(std::uint64_t id, Job& job) {
  const std::int64_t now = clock_.steady_milliseconds();
  const std::string origin = job.url.origin();
  if (const auto asking = asking_.find(origin); asking != asking_.end()) {
    queues_.done(id, {.ending = Ending::kNotAsked}, now);
    asking->second.push_back(id);
    return false;
  }
  const RobotsPolicy* policy = robots_.find(job.url, now);
  if (policy == nullptr) {
    ask_for_robots(id, origin);
    return false;
  }
  const RobotsVerdict verdict = policy->ask(options_.agent, job.url);
  job.robots = words_of(verdict);
  if (verdict.allowed) return true;
  queues_.done(id, {.ending = Ending::kNotAsked}, now);
  if (verdict.reason == RobotsReason::kUnreachable) {
    const Trouble& trouble = trouble_[origin];
    finish(id, trouble.fate, trouble.why, {});
  } else {
    finish(id, Fate::kRefusedRobots, "robots.txt does not allow it: " + job.robots, {});
  }
  return false;
}

void Fetcher::ask_for_robots(std::uint64_t id, const std::string& origin) {
  Job robots;
  robots.origin = origin;
  robots.url = *parse_url(origin + "/robots.txt");
  robots.request.url = robots.url.text;
  asking_.emplace(origin, std::vector<std::uint64_t>());
  queues_.put_back(id, clock_.steady_milliseconds());
  const std::uint64_t robots_id = next_id_++;
  queues_.add_first(robots.url, robots_id);
  pages_.emplace(robots_id, std::move(robots));
}

Outcome Fetcher::outcome_of(const Exchange& exchange) const {
  Outcome outcome;
  outcome.ending = ending_of(exchange.fate);
  outcome.status = exchange.fate == Fate::kBlocked ? kForbidden : exchange.status;  // asking again does not help
  if (const std::string_view after = field_of(exchange.head, "Retry-After"); !after.empty()) {
    const std::int64_t now = clock_.utc_milliseconds();
    outcome.retry_after = read_retry_after(after, read_http_date(field_of(exchange.head, "Date"), now).value_or(now));
  }
  return outcome;
}

namespace {

// Whether "bytes 0-772/773" is all there is.
bool is_whole_range(std::string_view range) {
  constexpr std::string_view kFromStart = "bytes 0-";
  if (!range.starts_with(kFromStart)) return false;
  range.remove_prefix(kFromStart.size());
  std::uint64_t last = 0, size = 0;
  const char* const end = range.data() + range.size();
  const auto [slash, failure] = std::from_chars(range.data(), end, last);
  if (failure != std::errc() || slash == end || *slash != '/') return false;
  return std::from_chars(slash + 1, end, size).ec == std::errc() && size == last + 1;
}

// Successes that bring no page: nothing (RFC 9110, sections 15.3.5 and 15.3.6), a promise (15.3.3), or a part that
// nobody asked for (15.3.7), unless that part is the whole.
void refuse_no_page(Exchange& exchange) {
  constexpr int kAccepted = 202, kNoContent = 204, kResetContent = 205, kPartial = 206;
  if (exchange.fate != Fate::kOk) return;
  std::string what;
  if (exchange.status == kPartial && !is_whole_range(field_of(exchange.head, "Content-Range"))) {
    what = "a part of the page, for which it was not asked";
  } else if (exchange.status == kNoContent || exchange.status == kResetContent) {
    what = "that there is no page";
  } else if (exchange.status == kAccepted) {
    what = "that the page is not there yet";
  }
  if (what.empty()) return;
  exchange.fate = Fate::kBadResponse;
  exchange.message = "the server answers " + std::to_string(exchange.status) + ": " + what;
}

}  // namespace

void Fetcher::take(Exchange&& exchange) {
  const std::uint64_t id = exchange.id;
  Job& job = pages_.at(id);
  counts_.bytes += exchange.wire_body().size();
  if (exchange.fate == Fate::kNotModified && !job.is_robots() && !job.has_condition()) {
    exchange.fate = Fate::kBadResponse;
    exchange.message = "the server answers 304 to a request without a condition";
  }
  if (!job.is_robots()) refuse_no_page(exchange);
  if (exchange.status != 0) sink_.on_exchange(exchange, job.is_robots() ? nullptr : &job.request);
  if (!job.is_robots() && !exchange.body.empty() && (exchange.fate == Fate::kOk || exchange.fate == Fate::kHttpError)) {
    if (std::string wall = sink_.wall(exchange); !wall.empty()) {
      exchange.fate = Fate::kBlocked;
      exchange.message = "a wall stands before the page: " + wall;
    }
  }
  const Outcome outcome = outcome_of(exchange);
  if (exchange.fate == Fate::kRedirect) return follow(id, job, std::move(exchange), outcome);
  const HostQueues::Done done = queues_.done(id, outcome, clock_.steady_milliseconds());
  if (done.retried) {
    ++counts_.retries;
    return;
  }
  const Fate fate = exchange.fate;
  std::string message = exchange.message;
  finish(id, fate, std::move(message), std::move(exchange));
}

// A redirect: to where it leads, if that may be asked for.
void Fetcher::follow(std::uint64_t id, Job& job, Exchange&& exchange, const Outcome& outcome) {
  queues_.done(id, outcome, clock_.steady_milliseconds());
  const std::string_view location = field_of(exchange.head, "Location");
  job.hops.push_back({job.url.text, exchange.status});
  const auto fail = [&](Fate fate, std::string message) {
    exchange.fate = fate;
    exchange.message = message;
    finish(id, fate, std::move(message), std::move(exchange));
  };
  auto target = resolve_url(job.url, location);
  if (!target) return fail(Fate::kRefusedUrl, "the redirect leads to no web address");
  if (auto allowed = check_url(*target, options_.allow_private); !allowed) {
    return fail(fate_of_refused(target),
                "the redirect leads to " + without_user(target->text) + ": " + allowed.error().message);
  }
  const int most = job.is_robots() ? RobotsPolicy::kMostRedirects : options_.most_hops;
  // A page may send back to itself with a cookie; then it is another page the second time.
  const bool seen = std::ranges::any_of(job.hops, [&](const Hop& hop) { return hop.url == target->text; });
  if (seen && field_of(exchange.head, "Set-Cookie").empty()) {
    return fail(Fate::kRedirectLoop, "the redirects lead back to " + target->text);
  }
  if (job.hops.size() > static_cast<std::size_t>(most)) {
    return fail(Fate::kTooManyRedirects, "more than " + std::to_string(most) + " redirects");
  }
  job.url = *std::move(target);
  job.tries = 0;
  queues_.add_first(job.url, id);
}

void Fetcher::finish(std::uint64_t id, Fate fate, std::string message, Exchange&& exchange) {
  const auto found = pages_.find(id);
  Job job = std::move(found->second);
  pages_.erase(found);
  if (job.is_robots()) {
    exchange.fate = fate;
    exchange.message = std::move(message);
    return finish_robots(job, exchange);
  }
  Fetched page;
  page.index = job.index;
  page.tag = job.request.tag;
  page.url = std::move(job.request.url);
  page.final_url = std::move(job.url.text);
  page.hops = std::move(job.hops);
  page.fate = fate;
  page.message = std::move(message);
  page.robots = std::move(job.robots);
  page.tries = job.tries;
  page.exchange = std::move(exchange);
  sink_.on_page(std::move(page));
}

void Fetcher::finish_robots(const Job& job, const Exchange& exchange) {
  const Url origin = *parse_url(job.origin + '/');
  const bool lost = exchange.fate == Fate::kTooManyRedirects || exchange.fate == Fate::kRedirectLoop;
  const Outcome outcome{.ending = ending_of(exchange.fate), .status = exchange.status};
  const RobotsPolicy& policy =
      robots_.keep(origin, lost ? RobotsPolicy::unavailable() : RobotsPolicy::of(outcome, exchange.body),
                   clock_.steady_milliseconds());
  if (!policy.is_reachable()) {
    const bool answered = exchange.fate == Fate::kHttpError;
    trouble_[job.origin] = {answered ? Fate::kRefusedRobots : exchange.fate,
                            answered ? "robots.txt answers " + std::to_string(exchange.status)
                                     : "robots.txt cannot be had: " + exchange.message};
  }
  if (const auto delay = policy.crawl_delay(options_.agent)) queues_.set_crawl_delay(origin, *delay);
  const auto asking = asking_.find(job.origin);
  const std::vector<std::uint64_t> parked = std::move(asking->second);
  asking_.erase(asking);
  // Each goes to the front, so the last one goes first.
  for (std::size_t n = parked.size(); n-- > 0;) queues_.add_first(pages_.at(parked[n]).url, parked[n]);
}

void Fetcher::interrupt() {
  transport_.stop();
  std::vector<std::uint64_t> left;
  for (const auto& [id, job] : pages_) left.push_back(id);
  std::ranges::sort(left);
  for (const std::uint64_t id : left) {
    if (pages_.at(id).is_robots()) {
      pages_.erase(id);
    } else {
      finish(id, Fate::kInterrupted, "the run ended before it was fetched", {});
    }
  }
}

}  // namespace thresh::fetch
