// Which request may start, and when: one connection a key (host_key.h), a gap between two requests of one key, a bound
// on connections in all, and turns that go round among the keys.
//
// The gap is counted from the end of the last request, not from its start: a server that takes five seconds to answer
// is slow because it has much to do, and counted from the start it would be asked again at once.
//
// Hosts that may be asked now wait in a queue, first come first served; a host that was asked goes to its end once its
// gap is over. Hosts that may not be asked yet stand in a heap by the time they may. So every call takes O(log hosts).
// A retry waits in its host's own heap, so that one page that fails does not hold up the host's others; a host that
// says that it is too much (429, 503) or does not answer waits as a whole.
//
// All times are steady milliseconds (base/clock.h). They are handed in and never asked for: the time of day can jump
// without any effect here.
//
// Tested by tests/fetch/politeness_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fetch/circuit.h"
#include "fetch/outcome.h"
#include "fetch/retry.h"
#include "fetch/url.h"

namespace thresh::fetch {

struct PolitenessPolicy {
  std::int64_t delay = 2'000;              // milliseconds between two requests of one key
  std::int64_t longest_delay = 3'600'000;  // whatever a robots.txt asks for
  std::size_t concurrency = 8;             // connections in all
  RetryPolicy retry = {};
  CircuitPolicy circuit = {};
  std::uint64_t seed = 1;
};

class HostQueues {
 public:
  // A concurrency of 0 is 1: a run has to end.
  explicit HostQueues(const PolitenessPolicy& policy);

  // Puts a request at the end of its host's queue. `id` is the caller's own and names one request at a time. One that
  // comes back (a redirect) is added again under its id, once it is done, where it leads to.
  void add(const Url& url, std::uint64_t id);
  // In front of what its host has to do: its robots.txt.
  void add_first(const Url& url, std::uint64_t id);

  // What robots.txt asks for between two requests. The largest of what a key's hosts ask for counts.
  void set_crawl_delay(const Url& url, std::int64_t milliseconds);

  struct Turn {
    enum class Kind : std::uint8_t {
      kStart,   // `id` starts now; tell done() when it has ended
      kGiveUp,  // `id` will not be asked: its host is down. Nothing more is heard of it
      kWait,    // nothing before `until`, or before a request ends
      kBusy,    // nothing before a request ends
      kIdle,    // nothing is left
    };
    Kind kind = Kind::kIdle;
    std::uint64_t id = 0;
    std::int64_t until = 0;  // steady milliseconds
  };
  Turn next(std::int64_t now);

  // A request that kStart gave and that is not made now: it goes back to the front of its host's queue and leaves no
  // gap. For a page whose host's robots.txt has to be asked for first (add_first after this).
  void put_back(std::uint64_t id, std::int64_t now);

  struct Done {
    bool retried = false;  // it comes again as a kStart; else the outcome is the last word
    std::int64_t at = 0;   // not before this
    int tries = 1;         // so far
  };
  // A request has ended. Unknown ids are ignored.
  Done done(std::uint64_t id, const Outcome& outcome, std::int64_t now);

  std::size_t waiting() const { return waiting_; }  // requests that have not started
  std::size_t running() const { return running_.size(); }
  std::size_t hosts() const { return hosts_.size(); }

 private:
  struct Request {
    std::uint64_t id = 0;
    int tries = 0;
  };
  struct Retry {
    std::int64_t at = 0;
    std::uint64_t order = 0;
    Request request;
    bool operator>(const Retry& other) const { return at != other.at ? at > other.at : order > other.order; }
  };
  struct Host {
    std::vector<Request> first;  // a stack: before all others
    std::vector<Request> queue;  // from `taken` on
    std::size_t taken = 0;
    std::vector<Retry> retries;            // a heap
    std::optional<std::int64_t> last_end;  // of its last request
    std::int64_t held_until = INT64_MIN;   // as a whole: Retry-After, a back-off
    std::int64_t crawl_delay = 0;
    Circuit circuit;
    std::int64_t woken_at = 0;  // of its entry in the heap, while it waits
    std::uint32_t stamp = 0;    // entries of the heap with another one are void
    enum class State : std::uint8_t { kEmpty, kWaiting, kReady, kRunning } state = State::kEmpty;
  };
  struct Waiting {
    std::int64_t at = 0;
    std::uint64_t order = 0;
    std::uint32_t host = 0;
    std::uint32_t stamp = 0;
    bool operator>(const Waiting& other) const { return at != other.at ? at > other.at : order > other.order; }
  };
  struct Running {
    std::uint32_t host = 0;
    Request request;
  };

  std::uint32_t host_of(const Url& url);
  // When a host may next be asked; nullopt where it has nothing to ask for.
  std::optional<std::int64_t> ready_at(const Host& host) const;
  void enqueue(std::uint32_t index, Request request, bool first);
  void settle(std::uint32_t index);  // puts a host that is not running where it belongs
  void wait_until(std::uint32_t index, std::int64_t at);
  Request take(Host& host, std::int64_t now);
  Turn start(std::uint32_t index, std::int64_t now);
  Turn turn_without_ready();
  // The host after a request that ended as `outcome` did and comes again after `wait`, if it does.
  void hold(Host& host, const Outcome& outcome, std::optional<std::int64_t> wait, std::int64_t now) const;
  void wake(std::int64_t now);

  PolitenessPolicy policy_;
  Random random_;
  std::unordered_map<std::string, std::uint32_t> by_key_;
  std::vector<Host> hosts_;
  std::queue<std::uint32_t> ready_;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> heap_;
  std::unordered_map<std::uint64_t, Running> running_;
  std::uint64_t order_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace thresh::fetch
