// Things that finish in any order, handed on in the order of their numbers.
//
// Tested by tests/fetch/in_order_test.cpp.
#pragma once

#include <cstddef>
#include <map>
#include <utility>

namespace thresh::fetch {

template <class Thing>
class InOrder {
 public:
  // Number `index`, from 0, each once. `hand_on(Thing&&)` is called for it and those after it that are there, as soon
  // as all before it were handed on.
  template <class HandOn>
  void add(std::size_t index, Thing thing, HandOn&& hand_on) {
    if (index != next_) {
      waiting_.emplace(index, std::move(thing));
      return;
    }
    ++next_;
    hand_on(std::move(thing));
    for (auto at = waiting_.begin(); at != waiting_.end() && at->first == next_; at = waiting_.erase(at)) {
      ++next_;
      hand_on(std::move(at->second));
    }
  }

  // How many wait for one before them.
  std::size_t waiting() const { return waiting_.size(); }

 private:
  std::map<std::size_t, Thing> waiting_;
  std::size_t next_ = 0;
};

}  // namespace thresh::fetch
