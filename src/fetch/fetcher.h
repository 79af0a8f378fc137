// Pages fetched: robots.txt asked first, politeness kept, redirects followed, failures tried again.
//
// It is the loop between HostQueues, which says what may start and when (politeness.h), the robots.txt of each origin
// (robots_policy.h) and a Transport. One thread; all that is known comes to a FetchSink: each exchange as it ends (for
// an archive), each page when its fate is sealed. Pages come as they finish; in_order.h puts what is made of them in
// the order in which they were asked for.
//
// A page is never asked for before robots.txt of its origin allows it, and neither is a page that a redirect leads to.
// Each hop is checked as the first address was: http or https, a public address, the politeness of its own host. A
// validator (ETag, Last-Modified) says something of the address alone that gave it: two pages may have the same number
// for a tag, and an older page at a new address is not "not modified". So a hop is asked with a condition only where it
// is that address.
//
// Tested by tests/fetch/fetcher_test.cpp (a scripted network and clock) and tests/fetch/fetch_test.py (the program
// against a site that misbehaves).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "fetch/fate.h"
#include "fetch/politeness.h"
#include "fetch/robots_policy.h"
#include "fetch/transport.h"
#include "fetch/url.h"

namespace thresh::fetch {

struct PageRequest {
  std::string url;
  std::string etag = {}, last_modified = {};  // what is known of it; empty: nothing
  // The address that gave them, where a redirect led to it; empty: the page's own. They are sent to no other one.
  std::string validators_of = {};
  std::size_t body_bytes = 0;  // the limit of its body; 0: that of the transport
  std::uint64_t tag = 0;       // of the caller; it comes back
};

struct Hop {
  std::string url;
  int status = 0;
};

struct Fetched {
  std::size_t index = 0;  // how many were added before it
  std::uint64_t tag = 0;
  std::string url;        // as it was asked for
  std::string final_url;  // where the last response came from; no fragment
  std::vector<Hop> hops;  // the redirects on the way
  Fate fate = Fate::kOk;
  std::string message;  // what went wrong, a sentence; empty where nothing did
  std::string robots;   // why robots.txt allows or refuses it; empty where it was not asked
  int tries = 0;        // requests for its last address
  Exchange exchange;    // the last one; of a page that was never asked for it is empty

  const std::string& body() const { return exchange.body; }
};

// The charset that a Content-Type names ("text/html; charset=utf-8"); empty if it names none.
std::string charset_of(std::string_view content_type);

class FetchSink {
 public:
  virtual ~FetchSink() = default;
  // Each response, in the order in which they came: robots.txt, hops and those that are tried again included. `page`:
  // on the way to which page it came; null for a robots.txt.
  virtual void on_exchange(const Exchange& exchange, const PageRequest* page) {
    static_cast<void>(exchange), static_cast<void>(page);
  }
  // Whether the page is a wall, and of which kind; empty if not. It is asked of pages with a body.
  virtual std::string wall(const Exchange& exchange) {
    static_cast<void>(exchange);
    return {};
  }
  // Once a page. More pages may be added from here.
  virtual void on_page(Fetched&& page) = 0;
  // Whether the run is to end: what is under way is stopped, and what was not done is kInterrupted.
  virtual bool ends() { return false; }
};

struct FetchOptions {
  std::string agent;  // for robots.txt
  PolitenessPolicy politeness;
  int most_hops = 10;  // redirects of a page; of a robots.txt RobotsPolicy::kMostRedirects
  bool allow_private = false;
  bool obey_robots = true;
};

struct FetchCounts {
  std::uint64_t requests = 0, bytes = 0, retries = 0;  // bytes: of bodies, as they came over the wire
};

class Fetcher {
 public:
  Fetcher(Transport& transport, base::Clock& clock, FetchOptions options, FetchSink& sink);

  // The user named an address of this origin: fields of requests that are secret may be sent to it. Others, to which a
  // list or a redirect leads, do not see them.
  void trust(const std::string& url);
  // Gives the index of the page. Its fate comes to the sink while run() runs, also where the address is refused.
  std::size_t add(PageRequest request);
  // Until every page has its fate, or the sink ends it.
  void run();

  const FetchCounts& counts() const { return counts_; }
  // The robots.txt of an origin that is known; nullptr if it is not.
  const RobotsPolicy* robots(const Url& url) const { return robots_.find(url, clock_.steady_milliseconds()); }
  std::size_t waiting() const { return pages_.size(); }

 private:
  // A page, or a robots.txt, on its way.
  struct Job {
    PageRequest request;
    std::size_t index = 0;
    Url url;             // of its next request
    std::string origin;  // of a robots.txt: whose it is; else empty
    std::vector<Hop> hops;
    std::string robots;
    int tries = 0;

    bool is_robots() const { return !origin.empty(); }
    // Whether what is known of the page is of the address that is asked next.
    bool has_condition() const {
      return (!request.etag.empty() || !request.last_modified.empty()) && url.text == request.validators_of;
    }
  };

  void start_what_may(std::int64_t& until);
  void begin(std::uint64_t id);
  bool robots_allow(std::uint64_t id, Job& job);
  void ask_for_robots(std::uint64_t id, const std::string& origin);
  void take(Exchange&& exchange);
  void follow(std::uint64_t id, Job& job, Exchange&& exchange, const Outcome& outcome);
  void finish(std::uint64_t id, Fate fate, std::string message, Exchange&& exchange);
  void finish_robots(const Job& job, const Exchange& exchange);
  Outcome outcome_of(const Exchange& exchange) const;
  void interrupt();

  Transport& transport_;
  base::Clock& clock_;
  FetchOptions options_;
  FetchSink& sink_;
  HostQueues queues_;
  RobotsCache robots_;
  FetchCounts counts_;
  std::unordered_set<std::string> trusted_;  // origins
  std::unordered_map<std::uint64_t, Job> pages_;
  // The origins whose robots.txt is being asked for, and the pages that came up meanwhile.
  std::unordered_map<std::string, std::vector<std::uint64_t>> asking_;
  // Why a robots.txt could not be had; the pages of its origin fail for the same reason.
  struct Trouble {
    Fate fate = Fate::kRefusedRobots;
    std::string why;
  };
  std::unordered_map<std::string, Trouble> trouble_;
  std::vector<Fetched> refused_;  // by their address: told when run() runs
  std::uint64_t next_id_ = 0;
  std::size_t added_ = 0;
};

}  // namespace thresh::fetch
