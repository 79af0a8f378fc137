// See html_parts.h. Plots are SVG; their numbers stand in the page as text too, for who cannot see them.
#include "dataset/html_parts.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "dataset/html_page.h"

namespace thresh::dataset {

std::string_view parts_style() {
  return R"(
h2{font-size:1.1em;margin:1.6em 0 .4em}
table{border-collapse:collapse}
td,th{text-align:left;padding:.1em .8em .1em 0;vertical-align:middle;overflow-wrap:anywhere}
td.n{text-align:right;font-variant-numeric:tabular-nums}
svg{vertical-align:middle}
svg text{fill:currentColor;font-size:10px;text-anchor:middle}
rect{fill:#4c7bd9}
rect.bad{fill:#d64545}
polyline{fill:none;stroke:#4c7bd9;stroke-width:1.5}
.alarm{background:#d6454540;padding:.1em .4em}
)";
}

std::string decimal(double value) {
  std::array<char, 32> text;
  const auto [end, failure] = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 1);
  return failure == std::errc() ? std::string(text.data(), end) : "?";  // more digits than any number here has
}

std::string percent(double share) { return decimal(share * 100) + " %"; }

std::string cell(std::string_view text) { return "<td>" + escaped(text) + "</td>"; }
std::string number_cell(std::string_view text) { return "<td class=\"n\">" + escaped(text) + "</td>"; }

std::string bar(double share, bool bad) {
  return std::string("<td><svg width=\"200\" height=\"12\"><rect") + (bad ? " class=\"bad\"" : "") + " width=\"" +
         decimal(std::clamp(share, 0.0, 1.0) * 200) + "\" height=\"12\"/></svg></td>";
}

std::string line_of(std::span<const double> shares) {
  std::string points;
  const double step = shares.size() < 2 ? 0 : 158.0 / static_cast<double>(shares.size() - 1);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    points +=
        decimal(1 + step * static_cast<double>(i)) + ',' + decimal(23 - 22 * std::clamp(shares[i], 0.0, 1.0)) + ' ';
  }
  return "<td><svg width=\"160\" height=\"24\"><polyline points=\"" + points + "\"/></svg></td>";
}

std::string columns_plot(std::span<const std::pair<std::string, std::uint64_t>> counts) {
  constexpr double kWidth = 46, kHeight = 100, kText = 14;
  std::uint64_t most = 1;
  for (const auto& [label, count] : counts) most = std::max(most, count);
  std::string out = "<svg role=\"img\" width=\"" + decimal(kWidth * static_cast<double>(counts.size())) +
                    "\" height=\"" + decimal(kHeight + 2 * kText) + "\">\n";
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto& [label, count] = counts[i];
    const double left = kWidth * static_cast<double>(i);
    const double height = kHeight * static_cast<double>(count) / static_cast<double>(most);
    const std::string middle = decimal(left + kWidth / 2);
    out += "<rect x=\"" + decimal(left + 3) + "\" y=\"" + decimal(kText + kHeight - height) + "\" width=\"" +
           decimal(kWidth - 6) + "\" height=\"" + decimal(height) + "\"/><text x=\"" + middle + "\" y=\"" +
           decimal(kText + kHeight - height - 3) + "\">" + std::to_string(count) + "</text><text x=\"" + middle +
           "\" y=\"" + decimal(kHeight + 2 * kText - 3) + "\">" + escaped(label) + "</text>\n";
  }
  return out + "</svg>\n";
}

}  // namespace thresh::dataset
