// See sample.h. A name's hash (FNV-1a, its bits mixed as MurmurHash3 ends) is its place between 0 and 1.
#include "cli/sample.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

namespace thresh::cli {
namespace {

std::optional<double> number(std::string_view text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  if (failure != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::uint64_t hash(std::string_view name) {
  std::uint64_t value = 0xCBF29CE484222325;
  for (const char c : name) value = (value ^ static_cast<std::uint8_t>(c)) * 0x100000001B3;
  value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
  value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
  return value ^ (value >> 33);
}

}  // namespace

std::optional<Sample> Sample::read(std::string_view text) {
  const std::size_t slash = text.find('/');
  std::optional<double> share;
  if (slash != std::string_view::npos) {
    const auto part = number(text.substr(0, slash)), whole = number(text.substr(slash + 1));
    if (part && whole && *whole > 0) share = *part / *whole;
  } else if (text.ends_with('%')) {
    share = number(text.substr(0, text.size() - 1));
    if (share) *share /= 100;
  } else {
    share = number(text);
  }
  if (!share || !(*share > 0) || *share > 1) return std::nullopt;
  return Sample(*share);
}

bool Sample::takes(std::string_view name) const {
  constexpr double kSteps = 9007199254740992.0;  // 2^53: what a double tells apart
  return static_cast<double>(hash(name) >> 11) < share_ * kSteps;
}

}  // namespace thresh::cli
