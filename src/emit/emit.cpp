// The table of formats. See emit.h.
#include "emit/emit.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "emit/makers.h"

namespace thresh::emit {
namespace {

constexpr Format kFormats[] = {
    {"yaml", ".yaml", "one document a record, for reading and for keeping under version control", Fields::kProjected,
     make_yaml},
    {"json", ".json", "an object for one record, a list for several", Fields::kProjected, make_json},
    {"jsonl",
     ".jsonl",
     "one JSON object a line, for pipes and large sets",
     Fields::kProjected,
     make_jsonl,
     true,
     false,
     {},
     false,
     true},
    {"csv", ".csv", "one row an answer, post or page, for spreadsheets", Fields::kColumns, make_csv},
    {"text", ".txt", "the words alone: title, then each post", Fields::kFixed, make_text},
    {"flat", "", "one JSON line a record: name, url, kind, title, author, date, text", Fields::kFixed, make_flat, true},
    {"markdown", ".md", "a document a record with its facts in front, for notes and for reading", Fields::kFixed,
     make_markdown},
    {"jsonld", ".jsonld", "schema.org, an object for one record, a @graph for several", Fields::kFixed, make_jsonld},
    {"sqlite", ".sqlite", "a database: a table a level, full-text search", Fields::kFixed, make_sqlite, false, true},
    {"arrow",
     ".arrows",
     "the Arrow IPC stream, records of one kind, for whatever reads tables",
     Fields::kColumns,
     make_arrow,
     false,
     true,
     {},
     true},
    {"parquet", ".parquet", "written by the Python module", Fields::kColumns, nullptr, false, true,
     "thresh.to_parquet(…) of the Python module writes it (docs/python.md); or write arrow, and let its reader do it",
     true},
};

// Further extensions that name a format.
constexpr std::pair<std::string_view, std::string_view> kOtherExtensions[] = {
    {".yml", "yaml"}, {".ndjson", "jsonl"}, {".markdown", "markdown"}, {".db", "sqlite"}, {".sqlite3", "sqlite"}};

// ".json" of "out/Answers.JSON"; empty for a name without a dot, or with none but the first (".json" is a name).
std::string extension_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot));
  std::ranges::transform(extension, extension.begin(), base::ascii_lower);
  return extension;
}

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto* const found = std::ranges::find(kFormats, name, &Format::name);
  return found == std::end(kFormats) ? nullptr : found;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) names.emplace_back(format.name);
  return names;
}

std::string format_list() {
  constexpr std::size_t kFirstLine = 6;
  std::vector<std::string_view> names;
  for (const Format& format : kFormats) {
    if (format.make != nullptr) names.push_back(format.name);
  }
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or" : ",";
    if (i > 0) out += i == kFirstLine ? '\n' : ' ';
    out += names[i];
  }
  return out;
}

const Format* format_of_path(std::string_view path) {
  const std::string extension = extension_of(path);
  if (extension.empty()) return nullptr;
  for (const auto& [other, name] : kOtherExtensions) {
    if (extension == other) return find_format(name);
  }
  const auto* const found = std::ranges::find(kFormats, extension, &Format::extension);
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace thresh::emit
