// Durations, sizes and shares as people write them in a dataset file: "2s", "1h30m", "10MB", "20%".
//
// Tested by tests/dataset/quantity_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace thresh::dataset {

inline constexpr std::int64_t kSecond = 1000;  // all durations are milliseconds
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

// Whole numbers with ms, s, m, h, d or w, from the longest unit to the shortest, each once: "500ms", "1h30m". nullopt
// for anything else, a number without a unit too, and for what is longer than ten years.
std::optional<std::int64_t> read_duration(std::string_view text);
std::string duration_text(std::int64_t milliseconds);

// A whole number of B, KB, MB, GB or TB, which are powers of 1024 ("KiB" … are the same). nullopt for anything else.
std::optional<std::uint64_t> read_size(std::string_view text);
std::string size_text(std::uint64_t bytes);

// "20%", "2.5%", from 0 to 100, as that number. nullopt for anything else.
std::optional<double> read_percent(std::string_view text);
std::string percent_text(double percent);

}  // namespace thresh::dataset
