// Dataset files that mean harm: small, and of a kind that costs a careless reader much. dataset_file_test.cpp holds
// that each is refused with its place; how fast that is, ./dev bench bombs measures.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace thresh::tests {

inline std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

// (what it is, its YAML). None is a dataset, but for "a long cron", which may be one.
inline std::vector<std::pair<std::string, std::string>> dataset_bombs() {
  const std::string start = "dataset: d\noutput: {folder: d}\nsources:\n";
  const std::string whole = "dataset: d\nsources: [{urls: [https://a.example/]}]\noutput: {folder: data}\n";
  return {
      {"aliases", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"},
      {"a cycle", "a: &a [*a]\n"},
      {"brackets", repeated("[", 200'000)},
      {"nested lists", repeated("- ", 100'000)},
      {"many sources", start + repeated("- urls: a\n", 20'000)},
      {"many addresses", start + "- urls: [" + repeated("a,", 100'000) + "]\n"},
      {"merge keys", "a: {<<: {b: c}}\n"},
      {"many documents", repeated("---\n", 60'000)},
      {"binary", std::string(200'000, '\xFF')},
      {"a long name", "dataset: " + std::string(200'000, 'x') + "\n"},
      {"a long cron", whole + "schedule: \"" + repeated("*/2,", 50'000) + "* * * * *\"\n"},
      {"a long zone", whole + "schedule: {cron: \"@daily\", zone: " + std::string(200'000, 'z') + "}\n"},
  };
}

}  // namespace thresh::tests
