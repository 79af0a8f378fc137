// Candidates for one part of the posts, gathered by key (keys.h), so that the posts can vote.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "automatic/thread/keys.h"
#include "automatic/thread/post.h"

namespace thresh::automatic {

struct Proposed {
  std::size_t post;
  Place place;
  double merit;
  std::string words;
};

struct Proposal {
  Key key = 0;
  std::vector<Proposed> places;           // by post, in page order
  double merit = 0;                       // sum of what its candidates are worth
  std::unordered_set<std::string> words;  // different ones

  std::size_t posts() const {  // that have it
    std::size_t count = 0, last = SIZE_MAX;
    for (const Proposed& one : places) {
      count += one.post != last;
      last = one.post;
    }
    return count;
  }
};

// The share of the posts that have it, and what its candidates are worth on average.
inline double share(const Proposal& proposal, const std::vector<Post>& posts) {
  return static_cast<double>(proposal.posts()) / static_cast<double>(posts.size());
}
inline double average(const Proposal& proposal) { return proposal.merit / static_cast<double>(proposal.places.size()); }

class Proposals {
 public:
  void add(Key key, std::size_t post, Place place, double merit, std::string words) {
    const auto [known, is_new] = index_.try_emplace(key, all_.size());
    if (is_new) all_.push_back({.key = key, .places = {}, .words = {}});
    Proposal& proposal = all_[known->second];
    proposal.places.push_back({post, std::move(place), merit, words});
    proposal.merit += merit;
    proposal.words.insert(std::move(words));
  }
  std::vector<Proposal>& all() { return all_; }

  // The proposals by their worth, the best first; those below `least` are left out.
  template <class Worth>
  std::vector<const Proposal*> ranked(double least, Worth worth) const {
    std::vector<std::pair<double, const Proposal*>> order;
    for (const Proposal& proposal : all_) {
      const double value = worth(proposal);
      if (value >= least) order.emplace_back(value, &proposal);
    }
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<const Proposal*> out;
    for (const auto& [value, proposal] : order) out.push_back(proposal);
    return out;
  }

 private:
  std::unordered_map<Key, std::size_t> index_;
  std::vector<Proposal> all_;
};

// What each post that has a part takes: of the best proposal that it has a place in, the best place, of equals the
// first.
template <class Take>
void deal(const std::vector<const Proposal*>& ranked, std::vector<Post>& posts, Take take) {
  std::vector<const Proposed*> taken(posts.size(), nullptr);
  for (const Proposal* proposal : ranked) {
    for (const Proposed& one : proposal->places) {
      const Proposed*& best = taken[one.post];
      const bool same = best != nullptr && best >= proposal->places.data() &&
                        best < proposal->places.data() + proposal->places.size();
      if (best == nullptr || (same && one.merit > best->merit)) best = &one;
    }
  }
  for (std::size_t i = 0; i < posts.size(); ++i) {
    if (taken[i] != nullptr) take(posts[i], *taken[i]);
  }
}

}  // namespace thresh::automatic
