// See likelier.h.
#include "clean/likelier.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "text/letter_model.h"
#include "text/unicode.h"
#include "text/unicode_icu.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kEnough = 2000;                // characters
constexpr unsigned kQuartersOfABit = 4;              // the unit of the models
constexpr unsigned kForeign = 16 * kQuartersOfABit;  // a letter that is not of the alphabet

unsigned information(std::u32string_view lower_case, const text::PairModel& model) {
  unsigned sum = 0;
  std::size_t last = 0;
  for (const char32_t c : lower_case) {
    const std::size_t letter = model.letter(c);
    if (letter == 0 && text::is_letter(c)) sum += kForeign;
    if (letter != 0 || last != 0) sum += model.information(last, letter);
    last = letter;
  }
  return sum;
}

// In the language that suits it best.
unsigned least_information(std::u32string_view text) {
  std::u32string lower_case(text.substr(0, kEnough));
  std::ranges::transform(lower_case, lower_case.begin(), text::icu::fold_case);
  unsigned least = UINT32_MAX;
  for (const text::PairModel& model : text::letter_models().pairs) {
    least = std::min(least, information(lower_case, model));
  }
  return least;
}

}  // namespace

int likelier(std::u32string_view a, std::u32string_view b) {
  const auto more = static_cast<int>(least_information(b)) - static_cast<int>(least_information(a));
  return more / static_cast<int>(kQuartersOfABit);
}

}  // namespace thresh::clean
