// Which of two texts is likelier to be in some language, by how its letters follow each other (text/letter_model.h).
//
// For readings of one text that are equally plausible character by character: "påske" is Danish, "páske" is nothing.
//
// Tested by tests/clean/likelier_test.cpp.
#pragma once

#include <string_view>

namespace thresh::clean {

// Bits by which `a` is likelier than `b` in the language that suits each best; negative where `b` is. The first 2,000
// characters of each count.
int likelier(std::u32string_view a, std::u32string_view b);

}  // namespace thresh::clean
