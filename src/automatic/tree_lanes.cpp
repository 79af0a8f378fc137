// See tree_lanes.h.
#include "automatic/tree_lanes.h"

#include "automatic/tree_lanes_loop.h"
#include "html/simd/level.h"

namespace thresh::automatic {

std::span<const TreeLaneCode> tree_lane_codes() {
  struct Plain;
  using Loop = TreeLanesLoop<Plain>;
  static const std::array<TreeLaneCode, 2> kAll = {{{Loop::answer, Loop::sum}, avx2_tree_lane_code()}};
  return std::span(kAll).first(html::simd::best() == html::simd::Level::kAvx2 ? 2 : 1);
}

}  // namespace thresh::automatic
