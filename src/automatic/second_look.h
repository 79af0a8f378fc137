// What the first model's answers about a page say of each of its blocks, for the second model.
//
// The first model sees a block and what stands around it, but not what it said itself of its neighbours. The second one
// does: a row of numbers a block, made of the probabilities of the blocks before and behind it, of those in places of
// the same kind (the other cards of a list), of the parts around it, and of the page. Means are by words.
//
// tools/train_extractor.py makes the same rows (class SecondLook); the cross-validated scores tell if they differ.
// Linear in the blocks. Tested by tests/automatic/second_look_test.cpp.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "automatic/block_features.h"

namespace thresh::automatic {

// What each column is; for the model file.
std::span<const std::string_view> second_look_names();

// `first`: of each block, as the first model has it. As many rows as blocks, one behind the other.
std::vector<float> second_look(const BlockFeatures& features, std::span<const double> first);

}  // namespace thresh::automatic
