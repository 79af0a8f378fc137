// See politeness.h.
#include "fetch/politeness.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "fetch/host_key.h"

namespace thresh::fetch {
namespace {

// Takes what has left the front of a queue out of memory now and then: each request is moved once at most, on average.
template <class Request>
void shrink(std::vector<Request>& queue, std::size_t& taken) {
  constexpr std::size_t kLeast = 64;
  if (taken < queue.size() && (taken < kLeast || taken * 2 < queue.size())) return;
  queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(taken));
  taken = 0;
}

}  // namespace

HostQueues::HostQueues(const PolitenessPolicy& policy) : policy_(policy), random_(policy.seed) {
  policy_.concurrency = std::max<std::size_t>(policy_.concurrency, 1);
}

void HostQueues::add(const Url& url, std::uint64_t id) { enqueue(host_of(url), {id, 0}, false); }

void HostQueues::add_first(const Url& url, std::uint64_t id) { enqueue(host_of(url), {id, 0}, true); }

void HostQueues::set_crawl_delay(const Url& url, std::int64_t milliseconds) {
  Host& host = hosts_[host_of(url)];
  host.crawl_delay = std::max(host.crawl_delay, std::min(milliseconds, policy_.longest_delay));
}

std::uint32_t HostQueues::host_of(const Url& url) {
  const auto [found, is_new] = by_key_.try_emplace(host_key(url), static_cast<std::uint32_t>(hosts_.size()));
  if (is_new) hosts_.emplace_back();
  return found->second;
}

void HostQueues::enqueue(std::uint32_t index, Request request, bool first) {
  Host& host = hosts_[index];
  (first ? host.first : host.queue).push_back(request);
  ++waiting_;
  if (host.state != Host::State::kRunning) settle(index);
}

std::optional<std::int64_t> HostQueues::ready_at(const Host& host) const {
  const bool at_once = !host.first.empty() || host.taken < host.queue.size();
  if (!at_once && host.retries.empty()) return std::nullopt;
  if (host.circuit.is_given_up(policy_.circuit)) return INT64_MIN;
  std::int64_t at = std::max(host.held_until, host.circuit.not_before());
  if (!at_once) at = std::max(at, host.retries.front().at);
  if (!host.last_end) return at;
  const std::int64_t gap =
      std::max({policy_.delay, host.crawl_delay, host.circuit.gap(policy_.circuit, *host.last_end)});
  return std::max(at, *host.last_end + gap);
}

void HostQueues::wait_until(std::uint32_t index, std::int64_t at) {
  Host& host = hosts_[index];
  host.state = Host::State::kWaiting;
  host.woken_at = at;
  heap_.push({at, order_++, index, ++host.stamp});
}

// A host that stands in the ready queue is looked at again when its turn comes, and so is one that wakes too early.
void HostQueues::settle(std::uint32_t index) {
  Host& host = hosts_[index];
  if (host.state == Host::State::kReady) return;
  const auto at = ready_at(host);
  if (!at) {
    host.state = Host::State::kEmpty;
  } else if (host.state != Host::State::kWaiting || *at < host.woken_at) {
    wait_until(index, *at);
  }
}

void HostQueues::wake(std::int64_t now) {
  while (!heap_.empty()) {
    const Waiting top = heap_.top();
    Host& host = hosts_[top.host];
    const bool is_void = host.state != Host::State::kWaiting || host.stamp != top.stamp;
    if (!is_void && top.at > now) return;
    heap_.pop();
    if (is_void) continue;
    host.state = Host::State::kReady;
    ready_.push(top.host);
  }
}

HostQueues::Request HostQueues::take(Host& host, std::int64_t now) {
  --waiting_;
  Request request;
  const bool given_up = host.circuit.is_given_up(policy_.circuit);
  const bool nothing_else = host.first.empty() && host.taken == host.queue.size();
  if (!host.first.empty()) {
    request = host.first.back();
    host.first.pop_back();
  } else if (!host.retries.empty() && (host.retries.front().at <= now || (given_up && nothing_else))) {
    std::ranges::pop_heap(host.retries, std::greater<>());
    request = host.retries.back().request;
    host.retries.pop_back();
  } else {
    request = host.queue[host.taken++];
    shrink(host.queue, host.taken);
  }
  ++request.tries;
  return request;
}

HostQueues::Turn HostQueues::start(std::uint32_t index, std::int64_t now) {
  Host& host = hosts_[index];
  const Request request = take(host, now);
  if (host.circuit.is_given_up(policy_.circuit)) {
    host.state = Host::State::kEmpty;
    settle(index);
    return {Turn::Kind::kGiveUp, request.id, now};
  }
  host.state = Host::State::kRunning;
  running_.insert_or_assign(request.id, Running{index, request});
  return {Turn::Kind::kStart, request.id, now};
}

HostQueues::Turn HostQueues::turn_without_ready() {
  if (running_.size() < policy_.concurrency && !heap_.empty()) return {Turn::Kind::kWait, 0, heap_.top().at};
  return {running_.empty() ? Turn::Kind::kIdle : Turn::Kind::kBusy, 0, 0};
}

HostQueues::Turn HostQueues::next(std::int64_t now) {
  wake(now);
  while (!ready_.empty()) {
    const std::uint32_t index = ready_.front();
    Host& host = hosts_[index];
    const bool given_up = host.circuit.is_given_up(policy_.circuit);
    if (!given_up && running_.size() >= policy_.concurrency) return {Turn::Kind::kBusy, 0, 0};
    ready_.pop();
    const auto at = ready_at(host);
    if (at && *at <= now) return start(index, now);
    host.state = Host::State::kEmpty;
    if (at) wait_until(index, *at);  // its delay has grown since it was woken
  }
  return turn_without_ready();
}

void HostQueues::put_back(std::uint64_t id, std::int64_t now) {
  const auto found = running_.find(id);
  if (found == running_.end()) return;
  const Running running = found->second;
  running_.erase(found);
  Host& host = hosts_[running.host];
  host.first.push_back({id, running.request.tries - 1});
  host.held_until = std::max(host.held_until, now);
  ++waiting_;
  host.state = Host::State::kEmpty;
  settle(running.host);
}

void HostQueues::hold(Host& host, const Outcome& outcome, std::optional<std::int64_t> wait, std::int64_t now) const {
  const bool silent = outcome.ending == Ending::kConnectFailed || outcome.ending == Ending::kTimedOut;
  if (is_overload(outcome)) host.held_until = std::max(host.held_until, now + outcome.retry_after.value_or(0));
  if (wait && (silent || is_overload(outcome))) host.held_until = std::max(host.held_until, now + *wait);
}

HostQueues::Done HostQueues::done(std::uint64_t id, const Outcome& outcome, std::int64_t now) {
  const auto found = running_.find(id);
  if (found == running_.end()) return {};
  const Running running = found->second;
  running_.erase(found);
  Host& host = hosts_[running.host];
  host.state = Host::State::kEmpty;
  Done done{.tries = running.request.tries};
  if (outcome.ending != Ending::kNotAsked) {
    const auto wait = wait_before_retry(policy_.retry, outcome, running.request.tries, random_);
    host.last_end = now;
    host.circuit.ended(policy_.circuit, outcome, now);
    hold(host, outcome, wait, now);
    if (wait && !host.circuit.is_given_up(policy_.circuit)) {
      host.retries.push_back({now + *wait, order_++, running.request});
      std::ranges::push_heap(host.retries, std::greater<>());
      ++waiting_;
      done.retried = true;
      done.at = now + *wait;
    }
  }
  settle(running.host);
  return done;
}

}  // namespace thresh::fetch
