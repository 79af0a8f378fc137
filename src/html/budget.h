// Steps that the work on one page may still spend, whoever spends them: selectors, XPath, paths into JSON.
//
// One budget a page. Where it is spent, the work stops and what was found so far is used; whoever owns the page tells.
#pragma once

#include <cstdint>

namespace thresh::html {

struct Budget {
  std::uint64_t steps;
  bool refused = false;  // something was not begun, because it could have cost more than was left

  bool spend(std::uint64_t count) {
    if (steps < count) return steps = 0, false;
    return steps -= count, true;
  }
  // As `spend`, for work that cannot be stopped on its way and says beforehand what it may cost. Where that is too much
  // it must not begin, and what is left stays for others.
  bool afford(std::uint64_t cost) {
    if (steps < cost) return refused = true, false;
    return steps -= cost, true;
  }
  bool exhausted() const { return steps == 0; }
  // Whether something of the page was not looked at.
  bool cut() const { return refused || exhausted(); }
};

}  // namespace thresh::html
