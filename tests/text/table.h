// Test cases as tables: tab-separated lines, `#` starts a comment line, blank lines are skipped.
//
// Cells may hold \t \n \r \\ \s (a space that would be hard to see), \xHH (a byte) and \u{HEX} (a code point).
#pragma once

#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "text/unicode.h"

namespace thresh::tests {

inline std::uint32_t hexadecimal(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, trouble] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (trouble != std::errc{} || end != digits.data() + digits.size()) throw std::runtime_error("bad escape in a table");
  return value;
}

inline std::string unescape(std::string_view cell) {
  std::string out;
  for (std::size_t at = 0; at < cell.size(); ++at) {
    if (cell[at] != '\\' || at + 1 == cell.size()) {
      out += cell[at];
      continue;
    }
    switch (cell[++at]) {
      case 't':
        out += '\t';
        break;
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 's':
        out += ' ';
        break;
      case 'x':
        out += static_cast<char>(static_cast<std::uint8_t>(hexadecimal(cell.substr(at + 1, 2))));
        at += 2;
        break;
      case 'u': {
        const std::size_t close = cell.find('}', at);
        text::append_utf8(out, hexadecimal(cell.substr(at + 2, close - at - 2)));
        at = close;
        break;
      }
      default:
        out += cell[at];
    }
  }
  return out;
}

// The rows of tests/`path`, each with at least `columns` cells (missing ones are empty), unescaped.
inline std::vector<std::vector<std::string>> table(const std::string& path, std::size_t columns) {
  std::ifstream file(std::string(THRESH_SOURCE_DIR) + "/tests/" + path, std::ios::binary);
  if (!file) throw std::runtime_error("no such table: " + path);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('\t', at), line.size());
      cells.push_back(unescape(std::string_view(line).substr(at, end - at)));
      at = end + 1;
    }
    if (cells.size() < columns) cells.resize(columns);
    rows.push_back(std::move(cells));
  }
  if (rows.empty()) throw std::runtime_error("an empty table: " + path);
  return rows;
}

}  // namespace thresh::tests
