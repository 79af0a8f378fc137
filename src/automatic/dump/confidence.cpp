// See confidence.h.
#include "automatic/dump/confidence.h"

#include <cmath>

namespace thresh::automatic {
namespace {

constexpr double kBias = -6.283;
constexpr DumpEvidences kWeights = {0.308, 0.463,  0.286, 1.421, 1.109,  0.118, 1.205, 0.500, 0.500, 0.633,  1.256,
                                    0.090, -0.128, 2.696, 2.348, -0.300, 0.214, 1.156, 1.173, 0.045, -0.670, 1.255};

}  // namespace

double confidence_of(const DumpEvidences& evidences) {
  double sum = kBias;
  for (std::size_t i = 0; i < evidences.size(); ++i) sum += kWeights[i] * evidences[i];
  return 1 / (1 + std::exp(-sum));
}

}  // namespace thresh::automatic
