// The questions of boosted trees asked of many rows together (trees.h): each lane is a row.
//
// The loops stand in tree_lanes_loop.h and are compiled twice where the machine may have AVX2: which code runs is asked
// once, at run time. All give the same to the bit.
//
// Tested by tests/automatic/tree_lanes_test.cpp and trees_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace thresh::automatic {

constexpr std::size_t kTreeLanes = 16;
constexpr std::size_t kMostTreeLeaves = 32;  // of a tree, for sets of bits
template <class Number>
using TreeLanes = std::array<Number, kTreeLanes>;
using LeafSets = TreeLanes<std::uint32_t>;  // which leaves of a tree a row may still fall into; never none

// A question of any tree, and the leaves that are left where its answer is no.
struct TreeQuestion {
  float threshold = 0;
  std::uint32_t tree = 0;
  std::uint32_t left = 0;
};

struct TreeLaneCode {
  // Asks whether the rows' values are at most the thresholds, which go up; `left`: a set for each tree.
  void (*answer)(std::span<const TreeQuestion> questions, const TreeLanes<float>& values, std::span<LeafSets> left);
  // Adds up the first leaf that is left of each tree, in order. `leaves`: kMostTreeLeaves for each tree.
  TreeLanes<double> (*sum)(std::span<const LeafSets> left, std::span<const float> leaves);
};

// Those that this machine runs, the fastest last. Never empty.
std::span<const TreeLaneCode> tree_lane_codes();
// Of a machine with AVX2 alone.
TreeLaneCode avx2_tree_lane_code();

}  // namespace thresh::automatic
