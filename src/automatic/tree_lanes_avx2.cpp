// The loops of tree_lanes.h for AVX2. Only their own templates are compiled for it: every header that they use is
// included before, so that no function of theirs is, which other files share.
#include <bit>
#include <cstring>

#include "automatic/tree_lanes.h"
#include "html/simd/block.h"

#if THRESH_SIMD_X86
THRESH_TARGET_AVX2
#endif
#include "automatic/tree_lanes_loop.h"
namespace thresh::automatic {
namespace {

struct Avx2 {
  using Values = float __attribute__((vector_size(32)));
  using Sets = std::uint32_t __attribute__((vector_size(32)));
};

}  // namespace

TreeLaneCode avx2_tree_lane_code() { return {TreeLanesLoop<Avx2>::answer, TreeLanesLoop<Avx2>::sum}; }

}  // namespace thresh::automatic
#if THRESH_SIMD_X86
THRESH_TARGET_END
#endif
