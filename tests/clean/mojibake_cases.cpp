// Mends the lines of standard input, for mojibake_rate_test.py. In a line "\n", "\r" and "\\" are escaped.
#include <iostream>
#include <string>

#include "clean/mojibake.h"

namespace {

std::string unescaped(const std::string& line) {
  std::string out;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] != '\\' || at + 1 == line.size()) {
      out += line[at];
    } else {
      ++at;
      out += line[at] == 'n' ? '\n' : line[at] == 'r' ? '\r' : line[at];
    }
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\\') {
      out += "\\\\";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    thresh::base::Arena arena;
    const std::string text = unescaped(line);
    std::cout << escaped(thresh::clean::mend_mojibake(text, arena)) << '\n';
  }
}
