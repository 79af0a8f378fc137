// Runs a table of forms: every row of tests/normalize/NAME.tsv is an input, and behind tabs what must come of it.
//
// `-` in the second cell: the text is no such value. Lines that start with '#' are comments, the first of them names
// the columns. To add a form, add a line.
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>

namespace thresh::normalize {

inline std::string without_trailing_tabs(std::string text) {
  while (text.ends_with('\t')) text.pop_back();
  return text;
}

// `render`: the cells behind the input, with tabs between them; "-" for no value.
inline void check_forms(const std::string& name, const std::function<std::string(std::string_view)>& render) {
  std::ifstream file(std::string(THRESH_SOURCE_DIR) + "/tests/normalize/" + name);
  REQUIRE(file.good());
  std::string line;
  int rows = 0;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    INFO(name << ":" << number << ": " << line.substr(0, tab));
    REQUIRE(tab != std::string::npos);
    CHECK(without_trailing_tabs(render(line.substr(0, tab))) == without_trailing_tabs(line.substr(tab + 1)));
    ++rows;
  }
  REQUIRE(rows > 0);
}

}  // namespace thresh::normalize
