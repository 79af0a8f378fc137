// See second_look.h.
#include "automatic/second_look.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace thresh::automatic {
namespace {

constexpr std::array<std::string_view, 29> kNames = {
    "first",        "first_m1",     "first_m2",     "first_m3",    "first_m4",     "first_p1",
    "first_p2",     "first_p3",     "first_p4",     "before3",     "after3",       "before8",
    "after8",       "before20",     "after20",      "page_mean",   "page_before",  "page_expected",
    "place_mean",   "place_others", "place_most",   "level1_mean", "level1_share", "level2_mean",
    "level2_share", "level3_mean",  "level3_share", "level4_mean", "level5_mean"};

constexpr std::ptrdiff_t kReach = 4;                         // neighbours that are looked at one by one
constexpr std::array<std::size_t, 3> kWindows = {3, 8, 20};  // blocks
constexpr std::size_t kSharedLevels = 3;                     // whose share of the page counts
constexpr double kNone = -1;                                 // where there is no such block

// Of blocks in places of the same kind.
struct Place {
  double expected = 0, words = 0, sum = 0, most = 0;
  std::size_t count = 0;
};

class SecondLook {
 public:
  SecondLook(const BlockFeatures& features, std::span<const double> first)
      : features_(features), first_(first), expected_(first.size() + 1), words_(first.size() + 1) {
    places_.resize(features.place_count());
    for (std::size_t i = 0; i < first.size(); ++i) {
      const double words = features.blocks()[i].words;
      expected_[i + 1] = expected_[i] + first[i] * words;
      words_[i + 1] = words_[i] + words;
      Place& place = places_[features.place(i)];
      place.expected += first[i] * words;
      place.words += words;
      place.sum += first[i];
      place.most = std::max(place.most, first[i]);
      ++place.count;
    }
  }

  std::vector<float> rows() && {
    rows_.reserve(first_.size() * kNames.size());
    for (std::size_t i = 0; i < first_.size(); ++i) {
      neighbours(i);
      windows(i);
      page(i);
      place(i);
      levels(i);
    }
    return std::move(rows_);
  }

 private:
  void add(double value) { rows_.push_back(static_cast<float>(value)); }
  double words_of(std::size_t i) const { return features_.blocks()[i].words; }

  void neighbours(std::size_t i) {
    const auto at = [&](std::ptrdiff_t j) {
      return j < 0 || j >= std::ssize(first_) ? kNone : first_[static_cast<std::size_t>(j)];
    };
    const auto here = static_cast<std::ptrdiff_t>(i);
    add(first_[i]);
    for (std::ptrdiff_t k = 1; k <= kReach; ++k) add(at(here - k));
    for (std::ptrdiff_t k = 1; k <= kReach; ++k) add(at(here + k));
  }

  // The mean by words of the blocks from `begin` to `end`.
  double mean(std::size_t begin, std::size_t end) const {
    return (expected_[end] - expected_[begin]) / std::max(words_[end] - words_[begin], 1.0);
  }

  void windows(std::size_t i) {
    for (const std::size_t window : kWindows) {
      add(mean(i - std::min(i, window), i));
      add(mean(i + 1, std::min(i + 1 + window, first_.size())));
    }
  }

  // What part of the words that are expected on the page is expected in some of it.
  double share(double expected) const {
    constexpr double kLeast = 1e-6;
    return expected / std::max(expected_.back(), kLeast);
  }

  void page(std::size_t i) {
    add(mean(0, first_.size()));
    add(share(expected_[i]));
    add(expected_.back());
  }

  void place(std::size_t i) {
    const Place& place = places_[features_.place(i)];
    add((place.expected - first_[i] * words_of(i)) / std::max(place.words - words_of(i), 1.0));
    add(place.count > 1 ? (place.sum - first_[i]) / static_cast<double>(place.count - 1) : kNone);
    add(place.most);
  }

  void levels(std::size_t i) {
    const auto around = features_.levels(i);
    for (std::size_t level = 0; level < BlockFeatures::kLevels; ++level) {
      const bool is_there = level < around.size();
      const Part part = is_there ? features_.part(around[level]) : Part{};
      const double expected = expected_[part.end] - expected_[part.begin];
      const double words = words_[part.end] - words_[part.begin];
      const double others = (expected - first_[i] * words_of(i)) / std::max(words - words_of(i), 1.0);
      add(is_there ? others : kNone);
      if (level < kSharedLevels) add(is_there ? share(expected) : kNone);
    }
  }

  const BlockFeatures& features_;
  std::span<const double> first_;
  std::vector<double> expected_, words_;  // sums over the blocks before each
  std::vector<Place> places_;
  std::vector<float> rows_;
};

}  // namespace

std::span<const std::string_view> second_look_names() { return kNames; }

std::vector<float> second_look(const BlockFeatures& features, std::span<const double> first) {
  return SecondLook(features, first).rows();
}

}  // namespace thresh::automatic
