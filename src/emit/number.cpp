// See number.h. std::to_chars knows no locale.
#include "emit/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace thresh::emit {

std::string_view number_text(std::int64_t integer, NumberBuffer& buffer) {
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), integer);
  return {buffer.data(), end};
}

std::string_view number_text(double real, NumberBuffer& buffer) {
  constexpr double kExact = 9007199254740992.0;  // 2^53: up to here every whole double is exact
  if (!std::isfinite(real)) return "null";
  if (std::abs(real) <= kExact && std::trunc(real) == real) return number_text(static_cast<std::int64_t>(real), buffer);

  // 24 characters at most: "-2.2250738585072014e-308".
  char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), real).ptr;
  char* const exponent = std::find(buffer.data(), end, 'e');
  if (std::find(buffer.data(), exponent, '.') == exponent) {
    std::copy_backward(exponent, end, end + 2);
    exponent[0] = '.';
    exponent[1] = '0';
    end += 2;
  }
  return {buffer.data(), end};
}

}  // namespace thresh::emit
