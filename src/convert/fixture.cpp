// See fixture.h.
#include "convert/fixture.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <optional>

#include "base/limits.h"
#include "rules/report.h"
#include "rules/strict.h"
#include "rules/wording.h"
#include "rules/yaml_tree.h"
#include "rules/yaml_value.h"
#include "source/source.h"

namespace thresh::convert {
namespace {

using record::List;
using record::Map;
using record::Value;

constexpr std::size_t kMostDifferences = 20;
constexpr std::size_t kShown = 100;  // bytes of a text in a difference

// The start of a text, in whole characters.
std::string in_quotes(std::string_view text) {
  const auto continues = [&](std::size_t at) { return (static_cast<std::uint8_t>(text[at]) & 0xC0) == 0x80; };
  std::size_t end = std::min(text.size(), kShown);
  while (end > 0 && end < text.size() && continues(end)) --end;
  return '"' + std::string(text.substr(0, end)) + (end < text.size() ? "…\"" : "\"");
}

std::string shown(const Value& value) {
  if (value.is_null()) return "null";
  if (const bool* b = value.as_bool()) return *b ? "true" : "false";
  if (const std::int64_t* integer = value.as_integer()) return std::to_string(*integer);
  if (const double* real = value.as_real()) {
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *real).ptr;  // the shortest that is it
    return {buffer.data(), end};
  }
  if (const std::string* text = value.as_text()) return in_quotes(*text);
  if (const List* list = value.as_list()) return "a list of " + std::to_string(list->size());
  return "a map";
}

bool equal_numbers(const Value& a, const Value& b) {
  const auto number = [](const Value& value) -> std::optional<double> {
    if (const std::int64_t* integer = value.as_integer()) return static_cast<double>(*integer);
    if (const double* real = value.as_real()) return *real;
    return std::nullopt;
  };
  const auto x = number(a), y = number(b);
  return x && y && *x == *y;
}

// Recursion is bounded: expectations are as deep as a YAML file may be.
void compare(const Value& expected, const Value& actual, const std::string& path, std::vector<std::string>& out) {
  if (out.size() >= kMostDifferences) return;
  const Map *expected_map = expected.as_map(), *actual_map = actual.as_map();
  const List *expected_list = expected.as_list(), *actual_list = actual.as_list();
  if (expected_map != nullptr && actual_map != nullptr) {
    for (const auto& [key, value] : expected_map->entries()) {
      const Value* found = actual_map->find(key);
      const std::string here = path + '/' + record::pointer_segment(key);
      if (found == nullptr) {
        out.push_back(here + ": expected " + shown(value) + ", not there");
      } else {
        compare(value, *found, here, out);
      }
    }
  } else if (expected_list != nullptr && actual_list != nullptr && expected_list->size() == actual_list->size()) {
    for (std::size_t i = 0; i < expected_list->size(); ++i) {
      compare((*expected_list)[i], (*actual_list)[i], path + '/' + std::to_string(i), out);
    }
  } else if (expected != actual && !equal_numbers(expected, actual)) {
    out.push_back((path.empty() ? "the record" : path) + ": expected " + shown(expected) + ", found " + shown(actual));
  }
}

// The bytes of a file of the case; nothing where there is none.
base::Result<std::optional<std::string>> read_if_there(base::Disk& disk, const std::string& path) {
  if (disk.kind(path) == base::PathKind::kMissing) return std::nullopt;
  auto bytes = disk.read(path, base::Limits().input_bytes);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return std::move(*bytes);
}

base::Result<Value> read_expected(base::Disk& disk, const std::string& path) {
  const auto bytes = read_if_there(disk, path);
  if (!bytes) return std::unexpected(bytes.error());
  return *bytes ? rules::read_yaml(**bytes, path) : Value();
}

// What case.yaml says; empty where it says nothing.
struct Case {
  std::string about, url, charset, captured, error;
};

struct CaseKey {
  std::string_view name;
  std::string Case::* value;
};
constexpr CaseKey kCaseKeys[] = {{"about", &Case::about},
                                 {"url", &Case::url},
                                 {"charset", &Case::charset},
                                 {"captured", &Case::captured},
                                 {"error", &Case::error}};

// The errors that a page can end in.
constexpr base::ErrorCode kPageErrors[] = {base::ErrorCode::kEmptyPage, base::ErrorCode::kBinaryPage,
                                           base::ErrorCode::kBlockedPage};

void read_case_value(const rules::YamlEntry& entry, Case& about, rules::Report& report) {
  const auto* const key = std::ranges::find(kCaseKeys, entry.key.text, &CaseKey::name);
  if (key == std::end(kCaseKeys)) return;  // reported with the other unknown ones
  about.*(key->value) = rules::text_of(entry.value, "a text", report).value_or("");
  if (key->name != "error" || about.error.empty()) return;
  std::vector<std::string_view> names;
  for (const base::ErrorCode code : kPageErrors) names.push_back(base::name(code));
  if (std::ranges::find(names, about.error) != names.end()) return;
  const rules::Unknown wrong = rules::unknown("error", about.error, names);
  report.error(entry.value, wrong.message, wrong.hint);
}

base::Result<Case> read_case(base::Disk& disk, const std::string& path) {
  const auto bytes = read_if_there(disk, path);
  if (!bytes) return std::unexpected(bytes.error());
  Case about;
  if (!*bytes) return about;
  const rules::SourceText source(**bytes, path);
  const auto tree = rules::parse_yaml(source, base::Limits());
  if (!tree) return std::unexpected(tree.error());
  rules::Report report(source);
  std::vector<std::string_view> keys;
  for (const CaseKey& key : kCaseKeys) keys.push_back(key.name);
  if (rules::is_filled_map(*tree, "a map with `about`", report)) {
    rules::check_keys(*tree, keys, "a case", report);
    for (const rules::YamlEntry& entry : tree->entries) read_case_value(entry, about, report);
  }
  if (!report.clean()) return std::unexpected(report.take().front());
  return about;
}

// The name of the page's file in the folder.
base::Result<std::string> find_page(base::Disk& disk, const std::string& folder) {
  auto entries = disk.list(folder);
  if (!entries) return std::unexpected(std::move(entries.error()));
  const auto page =
      std::find_if(entries->begin(), entries->end(), [](const auto& entry) { return entry.name.starts_with("page."); });
  if (page != entries->end()) return page->name;
  base::Error error{base::ErrorCode::kNotFound,
                    "the case holds no page",
                    {folder, 0, 0, 1, ""},
                    "a case is a folder with page.html or page.txt"};
  return std::unexpected(std::move(error));
}

}  // namespace

std::string fixture_folder(const rules::Rules& rules, const rules::TestFolder& test) {
  return (std::filesystem::path(rules.file).parent_path() / test.path).lexically_normal().string();
}

std::vector<std::string> differences(const Value& expected, const Value& actual) {
  std::vector<std::string> out;
  compare(expected, actual, "", out);
  if (out.size() > kMostDifferences) out.resize(kMostDifferences);  // of one map with many keys
  return out;
}

base::Result<FixtureResult> run_fixture(base::Disk& disk, const std::string& folder, const Options& options) {
  const auto page_name = find_page(disk, folder);
  if (!page_name) return std::unexpected(page_name.error());
  const auto about = read_case(disk, folder + "/case.yaml");
  if (!about) return std::unexpected(about.error());
  const auto expected = read_expected(disk, folder + "/expected.yaml");
  if (!expected) return std::unexpected(expected.error());
  const auto raw = source::read(disk, folder + '/' + *page_name, options.limits);
  if (!raw) return std::unexpected(raw.error());

  Input input;
  input.name = *page_name;
  input.bytes = raw->bytes;
  input.url = about->url;
  input.charset = about->charset;
  input.captured = about->captured;
  input.cut = raw->cut;
  auto converted = convert(input, options);
  FixtureResult result;
  result.folder = folder;
  const std::string error = converted ? "" : std::string(base::name(converted.error().code));
  result.expects_error = !about->error.empty();
  if (error != about->error) {
    const auto named = [](const std::string& code) { return code.empty() ? "no error" : "the error " + code; };
    result.differences.push_back("expected " + named(about->error) + ", found " + named(error));
  }
  if (!converted) return result;
  result.record = std::move(converted->record);
  if (expected->is_null() && !result.expects_error) {
    result.differences.push_back("there is no expected.yaml");
  } else if (!expected->is_null()) {
    auto found = differences(*expected, result.record);
    result.differences.insert(result.differences.end(), found.begin(), found.end());
  }
  return result;
}

}  // namespace thresh::convert
