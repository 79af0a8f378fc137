// What the conformance tests of this room share: cases of the shared test data, held against what is expected of them
// but for the order of keys, and the lists of those that do not pass, each with its reason, which are kept true.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <charconv>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/rows.h"
#include "extract/json.h"
#include "html/shared_data.h"
#include "record/value.h"
#include "text/unicode.h"

namespace thresh::tests {

// A value as JSON with its keys sorted. `loosely`: white space in texts is collapsed, and a list of one value is that
// value.
inline std::string canonical(const record::Value& value, bool loosely = false) {
  if (const record::List* list = value.as_list()) {
    if (loosely && list->size() == 1) return canonical(list->front(), true);
    std::string out = "[";
    for (const record::Value& one : *list) out += (out.size() > 1 ? ", " : "") + canonical(one, loosely);
    return out + "]";
  }
  if (const record::Map* map = value.as_map()) {
    std::map<std::string, std::string> sorted;
    for (const auto& [key, member] : map->entries()) sorted[key] = canonical(member, loosely);
    std::string out = "{";
    for (const auto& [key, member] : sorted) out += (out.size() > 1 ? ", " : "") + ('"' + key + "\": ") + member;
    return out + "}";
  }
  const auto text = extract::json_text(value);
  return text ? '"' + (loosely ? text::collapse_spaces(*text) : *text) + '"' : "null";
}

inline record::Value read_json(const std::filesystem::path& path) {
  const std::string text = html::read_file(path);
  auto json = extract::parse_json(text);
  REQUIRE(json);
  return std::move(json->value);
}

// The cases that do not pass, by name, from tests/structured/FILE.tsv: a name and the reason.
inline std::map<std::string, std::string> known_failures(const std::string& file) {
  static std::map<std::string, std::string> texts;
  const std::string& text = texts[file] =
      html::read_file(std::filesystem::path(THRESH_SOURCE_DIR) / "tests/structured" / file);
  std::map<std::string, std::string> known;
  base::for_each_row(text, [&](std::string_view row) {
    const std::string name(base::take_column(row));
    known[name] = std::string(base::take_column(row));
  });
  for (const auto& [name, reason] : known) {
    INFO(name);
    CHECK_FALSE(reason.empty());
  }
  return known;
}

// Counts cases, and holds them against the list.
class Tally {
 public:
  explicit Tally(const std::string& file) : known_(known_failures(file)) {}

  void add(const std::string& name, const std::string& ours, const std::string& theirs) {
    ++count_;
    seen_.insert(name);
    const auto known = known_.find(name);
    INFO(name);
    if (known == known_.end()) {
      CHECK(ours == theirs);
    } else {
      INFO("it passes, and stands in the list of those that do not: " << known->second);
      CHECK(ours != theirs);
    }
  }

  // At the end: every line of the list is of a case that there is.
  void finish(std::size_t at_least) const {
    CHECK(count_ >= at_least);
    for (const auto& [name, reason] : known_) {
      INFO("a line of the list is of no case: " << name);
      CHECK(seen_.contains(name));
    }
  }

 private:
  std::map<std::string, std::string> known_;
  std::set<std::string> seen_;
  std::size_t count_ = 0;
};

}  // namespace thresh::tests
