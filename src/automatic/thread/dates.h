// Dates in short lines: "Posted March 19, 2024", "by anna » Tue Jul 11, 2023 4:30 pm", "1 year ago".
//
// Tested by tests/automatic/thread/names_test.cpp.
#pragma once

#include <optional>
#include <string_view>

namespace thresh::automatic {

// The part of a line that is a date: all of it, or what stands on one side of a sign that sets it apart. Nothing for a
// line of more than 120 bytes.
std::optional<std::string_view> date_words(std::string_view line);

}  // namespace thresh::automatic
