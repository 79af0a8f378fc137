// What the tests of this room share: pages and selector files in one string, and looking into records.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "convert/convert.h"
#include "convert/page.h"
#include "rules/load.h"

namespace thresh::tests {

inline convert::Input input_of(std::string_view name, std::string_view bytes) {
  convert::Input input;
  input.name = name;
  input.bytes = bytes;
  return input;
}

// A page that opens. What `bytes` views must live on.
inline std::unique_ptr<convert::Page> open_page(std::string_view name, std::string_view bytes,
                                                std::string_view url = {}) {
  convert::Input input = input_of(name, bytes);
  input.url = url;
  auto page = convert::Page::open(input, {});
  if (!page) throw std::runtime_error(base::describe(page.error()));
  return std::move(*page);
}

// The rules of selector files that have to be right.
inline std::vector<rules::Rules> rules_of(std::string_view yaml, std::string_view file = "test.yaml") {
  auto loaded = rules::load(yaml, file, {});
  if (!loaded) throw std::runtime_error(base::describe(loaded.error().front()));
  return std::move(*loaded);
}

inline std::vector<rules::Rules> shipped_rules() {
  auto loaded = rules::load_shipped({});
  if (!loaded) throw std::runtime_error(base::describe(loaded.error().front()));
  return std::move(*loaded);
}

// A page of seeds/ or fixtures/, and the selector file that stands beside it.
struct PageFile {
  std::string name, bytes;
  std::vector<rules::Rules> own;
};

inline std::vector<PageFile> project_pages() {
  std::vector<PageFile> pages;
  for (const char* folder : {"/seeds", "/fixtures"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(THRESH_SOURCE_DIR) + folder)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".html" && ending != ".txt") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::stringstream bytes;
      bytes << file.rdbuf();
      auto own = rules::load_path(base::system_disk(), (entry.path().parent_path() / "rules.yaml").string(), {});
      pages.push_back({entry.path().string(), bytes.str(), own ? std::move(*own) : std::vector<rules::Rules>()});
    }
  }
  return pages;
}

inline convert::Options options_for(const PageFile& page, const std::vector<rules::Rules>& shipped) {
  convert::Options options;
  options.rules = page.own.empty() ? std::span(shipped) : std::span(page.own);
  options.use_first = !page.own.empty();
  return options;
}

// The value at a JSON pointer of a record; null where there is none.
inline record::Value value_of(const record::Map& record, std::string_view pointer) {
  const record::Value whole = record;
  const record::Value* found = record::at(whole, pointer);
  return found == nullptr ? record::Value() : *found;
}

// The text at a JSON pointer; "" where there is none.
inline std::string text_of(const record::Map& record, std::string_view pointer) {
  const record::Value value = value_of(record, pointer);
  return value.as_text() == nullptr ? "" : *value.as_text();
}

// The codes of the findings, in order, parted by a space.
inline std::string codes(const std::vector<base::Finding>& findings) {
  std::string out;
  for (const base::Finding& finding : findings) out += (out.empty() ? "" : " ") + std::string(base::name(finding.code));
  return out;
}

}  // namespace thresh::tests
