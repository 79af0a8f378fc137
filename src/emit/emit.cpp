// The table of formats. See emit.h.
#include "emit/emit.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "emit/makers.h"
#include "emit/parquet_file.h"

namespace thresh::emit {
namespace {

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

// Which of them this program writes is told by what it is linked with.
std::span<const Format> formats() {
  static const Format kFormats[] = {
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
      {"flat", "", "one JSON line a record: name, url, kind, title, author, date, text", Fields::kFixed, make_flat,
       true},
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
      {"parquet", ".parquet", "a table on the disk, records of one kind", Fields::kColumns,
       ParquetFile::is_there() ? make_parquet : nullptr, false, true,
       "build it with Arrow C++ (docs/outputs.md#parquet); or write it in Python by thresh.to_parquet(…)", true},
  };
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto found = std::ranges::find(formats(), name, &Format::name);
  return found == formats().end() ? nullptr : &*found;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  return names;
}

std::string format_list() {
  constexpr std::size_t kFirstLine = 6;
  std::vector<std::string_view> names;
  for (const Format& format : formats()) {
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
  const auto found = std::ranges::find(formats(), extension, &Format::extension);
  return found == formats().end() ? nullptr : &*found;
}

}  // namespace thresh::emit
