// ../../src/automatic/tree_lanes.h: whichever code runs, a row's leaves are those that its answers leave.
#include "automatic/tree_lanes.h"

#include <rapidcheck.h>

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <limits>
#include <vector>

namespace thresh::automatic {
namespace {

float number() { return static_cast<float>(*rc::gen::inRange(-4, 5)) / 2; }

struct Case {
  std::size_t trees = 0;
  std::vector<TreeQuestion> questions;
  TreeLanes<float> values = {};
  std::vector<float> leaves;
};

Case any_case() {
  Case one;
  one.trees = static_cast<std::size_t>(*rc::gen::inRange(1, 6));
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
    const auto tree = static_cast<std::uint32_t>(*rc::gen::inRange<std::size_t>(0, one.trees));
    one.questions.push_back({number(), tree, *rc::gen::arbitrary<std::uint32_t>() | 1U << *rc::gen::inRange(20, 32)});
  }
  std::ranges::sort(one.questions, {}, &TreeQuestion::threshold);
  for (float& value : one.values) value = number();
  for (std::size_t i = 0; i < one.trees * kMostTreeLeaves; ++i) one.leaves.push_back(static_cast<float>(i) / 4);
  return one;
}

// The plain meaning of it, a row and a question at a time.
std::uint32_t left_of(const Case& one, std::uint32_t tree, float value) {
  std::uint32_t left = UINT32_MAX;
  for (const TreeQuestion& question : one.questions) {
    if (question.tree == tree && value > question.threshold) left &= question.left;
  }
  return left;
}

TEST_CASE("each row keeps the leaves that its answers leave, and has the sum of the first of each tree") {
  for (const TreeLaneCode& code : tree_lane_codes()) {
    rc::check([&code] {
      const Case one = any_case();
      LeafSets all;
      all.fill(UINT32_MAX);
      std::vector<LeafSets> left(one.trees, all);
      code.answer(one.questions, one.values, left);
      TreeLanes<double> expected{};
      bool some = true;
      for (std::size_t k = 0; k < kTreeLanes; ++k) {
        for (std::uint32_t tree = 0; tree < one.trees; ++tree) {
          const std::uint32_t set = left_of(one, tree, one.values[k]);
          RC_ASSERT(left[tree][k] == set);
          some = some && set != 0;
          const auto leaf = static_cast<std::size_t>(std::countr_zero(set | 1U << 31));
          expected[k] += static_cast<double>(one.leaves[tree * kMostTreeLeaves + leaf]);
        }
      }
      if (some) RC_ASSERT(code.sum(left, one.leaves) == expected);
    });
  }
}

TEST_CASE("what is no number is at most nothing") {
  for (const TreeLaneCode& code : tree_lane_codes()) {
    std::vector<LeafSets> left(1);
    left[0].fill(UINT32_MAX);
    TreeLanes<float> values;
    values.fill(1);
    values[3] = std::numeric_limits<float>::quiet_NaN();
    code.answer(std::vector<TreeQuestion>{{0.5F, 0, 6}, {2, 0, 1}}, values, left);
    CHECK(left[0][0] == 6);
    CHECK(left[0][3] == 6);
  }
}

}  // namespace
}  // namespace thresh::automatic
