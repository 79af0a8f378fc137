// The loops of tree_lanes.h, for what they are compiled for: `Level` keeps the functions apart and has the vectors of
// the machine: `Values` of float and `Sets` of std::uint32_t, of as many bytes. Wider ones would be taken apart, which
// GCC warns of. Vectors are those of GCC and Clang.
//
// Tested by tests/automatic/tree_lanes_test.cpp.
#pragma once

#include <bit>
#include <cstring>

#include "automatic/tree_lanes.h"

namespace thresh::automatic {

template <class Level>
struct TreeLanesLoop {
  using Values = typename Level::Values;
  using Sets = typename Level::Sets;
  static constexpr std::size_t kBytes = sizeof(Values);
  static_assert(sizeof(Sets) == kBytes);
  static constexpr std::size_t kWidth = kBytes / sizeof(float), kVectors = kTreeLanes / kWidth;

  static void answer(std::span<const TreeQuestion> questions, const TreeLanes<float>& values,
                     std::span<LeafSets> left) {
    Values rows[kVectors];
    std::memcpy(rows, values.data(), sizeof(rows));
    float most = values[0];
    for (const float value : values) most = value > most ? value : most;
    for (const TreeQuestion& question : questions) {
      if (!(question.threshold < most)) return;  // nor are those behind it
      std::uint32_t* const of_tree = left[question.tree].data();
      for (std::size_t v = 0; v < kVectors; ++v) {
        const auto yes = rows[v] <= question.threshold;  // all bits of a lane, or none
        Sets sets, kept;
        std::memcpy(&sets, of_tree + v * kWidth, kBytes);
        std::memcpy(&kept, &yes, kBytes);
        sets &= kept | question.left;
        std::memcpy(of_tree + v * kWidth, &sets, kBytes);
      }
    }
  }

  static TreeLanes<double> sum(std::span<const LeafSets> left, std::span<const float> leaves) {
    constexpr std::uint32_t kLast = std::uint32_t{1} << (kMostTreeLeaves - 1);  // tells the compiler: some bit is set
    TreeLanes<double> sums{};
    const float* of_tree = leaves.data();
    for (const LeafSets& sets : left) {
      for (std::size_t k = 0; k < kTreeLanes; ++k)
        sums[k] += static_cast<double>(of_tree[std::countr_zero(sets[k] | kLast)]);
      of_tree += kMostTreeLeaves;
    }
    return sums;
  }
};

}  // namespace thresh::automatic
