// What the tests of this room share: a page that keeps what its document views, and cases read from a table.
//
// A table is a .tsv file under tests/html/: one case a line, columns parted by a tab, lines that start with # are
// comments. In a cell, \n stands for a line end, \t for a tab and \s for a space at an edge.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/limits.h"
#include "html/parse.h"
#include "html/render.h"
#include "text/passage.h"

namespace thresh::html {

struct TestPage {
  explicit TestPage(std::string page, const base::Limits& limits = {}, const ParseOptions& options = {})
      : source(std::move(page)), document(parse(source, limits, arena, options)) {}
  TestPage(const TestPage&) = delete;

  // The node with that id attribute; kNoNode if there is none.
  NodeId by_id(std::string_view id) const {
    for (NodeId node = 0; node < document.size(); ++node) {
      if (document.is_element(node) && document.attribute(node, "id") == id) return node;
    }
    return kNoNode;
  }
  std::string rendered(RenderAs as, NodeId node = 0) {
    return text::compose(render(document, node, {.as = as}, arena));
  }

  std::string source;
  base::Arena arena;
  Document document;
};

inline std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  out.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

// As many elements as there are numbers, each with an attribute of its own in place of '#'.
inline std::string numbered(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    for (const char c : text) out += c == '#' ? std::to_string(i) : std::string(1, c);
  }
  return out;
}

struct TestCase {
  std::size_t line;
  std::vector<std::string> cells;
};

inline std::string unescape_cell(std::string_view cell) {
  std::string out;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const bool escape = cell[i] == '\\' && i + 1 < cell.size();
    const std::string_view letters = "nts";
    const std::size_t which = escape ? letters.find(cell[i + 1]) : std::string_view::npos;
    if (which == std::string_view::npos) {
      out += cell[i];
    } else {
      out += std::string_view("\n\t ")[which];
      ++i;
    }
  }
  return out;
}

inline std::vector<TestCase> read_cases(const std::string& name, std::size_t columns) {
  std::ifstream file(std::string(THRESH_SOURCE_DIR) + "/tests/html/" + name);
  if (!file) throw std::runtime_error("cannot read " + name);
  std::vector<TestCase> cases;
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.starts_with('#')) continue;
    TestCase one{number, {}};
    std::size_t start = 0;
    for (std::size_t tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t', start)) {
      one.cells.push_back(unescape_cell(line.substr(start, tab - start)));
      start = tab + 1;
    }
    one.cells.push_back(unescape_cell(line.substr(start)));
    if (one.cells.size() != columns)
      throw std::runtime_error(name + ": wrong columns in line " + std::to_string(number));
    cases.push_back(std::move(one));
  }
  return cases;
}

}  // namespace thresh::html
