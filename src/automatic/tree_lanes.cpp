// See tree_lanes.h.
#include "automatic/tree_lanes.h"

#include "automatic/tree_lanes_loop.h"
#include "html/simd/level.h"

namespace thresh::automatic {
namespace {

struct Plain {
  using Values = float __attribute__((vector_size(16)));
  using Sets = std::uint32_t __attribute__((vector_size(16)));
};

}  // namespace

std::span<const TreeLaneCode> tree_lane_codes() {
  using Loop = TreeLanesLoop<Plain>;
  static const std::array<TreeLaneCode, 2> kAll = {{{Loop::answer, Loop::sum}, avx2_tree_lane_code()}};
  return std::span(kAll).first(html::simd::best() == html::simd::Level::kAvx2 ? 2 : 1);
}

}  // namespace thresh::automatic
