// See robots_policy.h.
#include "fetch/robots_policy.h"

#include <utility>

namespace thresh::fetch {
namespace {

// What an outcome means; kRule: the body is a file to be read.
RobotsReason reason_of(const Outcome& outcome) {
  using enum RobotsReason;
  const bool broke_off = outcome.ending == Ending::kTruncated;
  const bool came = outcome.ending == Ending::kAnswered || outcome.ending == Ending::kTooLarge || broke_off;
  if (!came) return kUnreachable;
  const int status = outcome.status;
  // Of a file that broke off (section 2.3.1.4: an error of the network) the rules that did not come are not known. One
  // that is too long is read as far as section 2.5 asks for.
  if (broke_off && status >= 200 && status <= 299) return kUnreachable;
  if (status >= 200 && status <= 299) return kRule;
  // A redirect that leads nowhere (no Location) is no file either (section 2.3.1.2).
  if (status >= 300 && status <= 499 && status != 429) return kUnavailable;
  return kUnreachable;
}

}  // namespace

std::string_view name(RobotsReason reason) {
  switch (reason) {
    case RobotsReason::kRule:
      return "rule";
    case RobotsReason::kNoRule:
      return "no_rule";
    case RobotsReason::kUnavailable:
      return "unavailable";
    case RobotsReason::kUnreachable:
      return "unreachable";
  }
  return "no_rule";
}

RobotsPolicy RobotsPolicy::of(const Outcome& outcome, std::string_view body) {
  RobotsPolicy policy;
  policy.reason_ = reason_of(outcome);
  if (policy.reason_ == RobotsReason::kRule) policy.robots_ = Robots::parse(body);
  return policy;
}

RobotsPolicy RobotsPolicy::unavailable() {
  RobotsPolicy policy;
  policy.reason_ = RobotsReason::kUnavailable;
  return policy;
}

RobotsVerdict RobotsPolicy::ask(std::string_view agent, const Url& url) const {
  if (reason_ == RobotsReason::kUnreachable) return {false, reason_, 0, {}};
  if (reason_ == RobotsReason::kUnavailable) return {true, reason_, 0, {}};
  RobotsDecision decision = robots_.ask(agent, url.path);
  const RobotsReason reason = decision.line == 0 ? RobotsReason::kNoRule : RobotsReason::kRule;
  return {decision.allowed, reason, decision.line, std::move(decision.rule)};
}

std::optional<std::int64_t> RobotsPolicy::crawl_delay(std::string_view agent) const {
  return robots_.crawl_delay(agent);
}

const RobotsPolicy* RobotsCache::find(const Url& url, std::int64_t now) const {
  const auto found = by_origin_.find(url.origin());
  return found == by_origin_.end() || now >= found->second.until ? nullptr : &found->second.policy;
}

const RobotsPolicy& RobotsCache::keep(const Url& url, RobotsPolicy policy, std::int64_t now) {
  const std::int64_t until = now + (policy.is_reachable() ? kKept : kUnreachableKept);
  return by_origin_.insert_or_assign(url.origin(), Kept{std::move(policy), until}).first->second.policy;
}

std::string RobotsCache::address(const Url& url) { return url.origin() + "/robots.txt"; }

}  // namespace thresh::fetch
