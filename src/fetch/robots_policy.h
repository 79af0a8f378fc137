// What the answer to a request for /robots.txt means (RFC 9309, section 2.3.1), kept for a day.
//
// An answer with a status of 2xx is read. 4xx but 429 is "unavailable": everything may be fetched; so is a sixth
// redirect in a row. 5xx, 429, a time-out and no connection are "unreachable": nothing may be fetched, until it is
// asked again.
//
// Tested by tests/fetch/robots_policy_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "fetch/outcome.h"
#include "fetch/robots.h"
#include "fetch/url.h"

namespace thresh::fetch {

enum class RobotsReason : std::uint8_t {
  kRule,         // a line of the file
  kNoRule,       // no line of the file is about it
  kUnavailable,  // there is no such file
  kUnreachable,  // it could not be asked for: nothing may be
};

// As it is written down: "rule", "no_rule", "unavailable", "unreachable".
std::string_view name(RobotsReason reason);

struct RobotsVerdict {
  bool allowed = true;
  RobotsReason reason = RobotsReason::kNoRule;
  std::uint32_t line = 0;  // of the rule, from 1
  std::string rule;        // its pattern
};

// The rules of one origin.
class RobotsPolicy {
 public:
  static constexpr int kMostRedirects = 5;  // section 2.3.1.2

  // From what a request ended with. `body` counts only where the answer is 2xx; a body that broke off is read as far as
  // it came, since less would allow more.
  static RobotsPolicy of(const Outcome& outcome, std::string_view body);
  // More than kMostRedirects.
  static RobotsPolicy unavailable();

  RobotsVerdict ask(std::string_view agent, const Url& url) const;
  std::optional<std::int64_t> crawl_delay(std::string_view agent) const;  // milliseconds
  const Robots& robots() const { return robots_; }
  bool is_reachable() const { return reason_ != RobotsReason::kUnreachable; }

 private:
  Robots robots_;
  RobotsReason reason_ = RobotsReason::kRule;  // kRule: ask the file
};

// The policies of a run, by origin. Times are steady milliseconds.
class RobotsCache {
 public:
  static constexpr std::int64_t kKept = 86'400'000;            // a day at most (section 2.4)
  static constexpr std::int64_t kUnreachableKept = 1'800'000;  // half an hour: a server that was down may be back

  // The policy of the origin of `url`; nullptr where its robots.txt has to be asked for (again).
  const RobotsPolicy* find(const Url& url, std::int64_t now) const;
  const RobotsPolicy& keep(const Url& url, RobotsPolicy policy, std::int64_t now);

  // The address of the robots.txt of `url`: "https://forum.example/robots.txt".
  static std::string address(const Url& url);

 private:
  struct Kept {
    RobotsPolicy policy;
    std::int64_t until = 0;
  };
  std::unordered_map<std::string, Kept> by_origin_;
};

}  // namespace thresh::fetch
