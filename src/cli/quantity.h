// Amounts as people write them on a command line.
//
// Tested by tests/cli/quantity_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace thresh::cli {

// "2s", "500ms", "1.5m", "2h"; a bare number is seconds. In milliseconds, from 0 to 366 days. nullopt for anything
// else.
std::optional<std::int64_t> read_duration(std::string_view text);

// "16M", "64K", "1G" (each 1,024 of the one before), "500000"; a B behind it says nothing. From 1 byte to 1 TB.
std::optional<std::uint64_t> read_bytes(std::string_view text);

// A whole number from `least` to `most`.
std::optional<std::int64_t> read_number(std::string_view text, std::int64_t least, std::int64_t most);

}  // namespace thresh::cli
