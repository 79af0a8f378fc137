// Tables and small plots for pages to look at (html_page.h), as text.
//
// Tested by tests/dataset/run_page_test.cpp and survey_page_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace thresh::dataset {

// What they look like, for `page_begin`.
std::string_view parts_style();

std::string decimal(double value);        // "12.3"
std::string percent(double share);        // "12.3 %"
std::string cell(std::string_view text);  // <td>, escaped
std::string number_cell(std::string_view text);
// A bar in a cell, as long as the share (0 to 1) says.
std::string bar(double share, bool bad);
// A line through shares, from the oldest to the newest, in a cell.
std::string line_of(std::span<const double> shares);

// Upright bars, one a count, with a label below each and the count above it.
std::string columns_plot(std::span<const std::pair<std::string, std::uint64_t>> counts);

}  // namespace thresh::dataset
