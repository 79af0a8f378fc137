// See package.h. What the three descriptions have in common.
#include "emit/package.h"

#include <algorithm>

#include "base/ascii.h"
#include "emit/reading.h"

namespace thresh::emit {

void Package::add(const record::Map& written, const record::Map& whole, std::size_t file) {
  if (format == "flat") return add_fields(flat_record(whole), whole, file);
  add_fields(written, whole, file);
}

void Package::add_fields(const record::Map& written, const record::Map& whole, std::size_t file) {
  constexpr std::size_t kMostLanguages = 1000;  // what a page declares can be anything
  ++records;
  fields.add(written);
  if (seen_.size() <= file) seen_.resize(file + 1);
  std::vector<bool>& seen = seen_[file];
  for (const auto& [field, value] : written.entries()) {
    auto known = numbers_.find(field);
    if (known == numbers_.end()) {
      if (numbers_.size() == FieldTally::kMostFields) continue;
      known = numbers_.emplace(field, numbers_.size()).first;
    }
    if (seen.size() <= known->second) seen.resize(known->second + 1);
    seen[known->second] = true;
  }
  if (const std::string* kind = value_at(whole, "/kind").as_text()) ++kinds[*kind];
  const std::string* language = value_at(whole, "/language").as_text();
  if (language != nullptr && (languages.size() < kMostLanguages || languages.contains(*language)))
    ++languages[*language];
}

bool Package::is_everywhere(const std::string& field) const {
  const auto known = numbers_.find(field);
  if (known == numbers_.end()) return false;
  return std::ranges::all_of(seen_, [&](const std::vector<bool>& seen) {
    return seen.empty() || (known->second < seen.size() && seen[known->second]);
  });
}

std::string package_name(std::string_view path) {
  std::string_view stem = path.substr(path.rfind('/') + 1);
  const std::size_t dot = stem.rfind('.');
  if (dot != std::string_view::npos && dot > 0) stem = stem.substr(0, dot);
  std::string name;
  for (const char c : stem) {
    const bool fits = base::is_ascii_alphanumeric(c) || c == '_' || c == '.';
    if (fits)
      name += base::ascii_lower(c);
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  while (name.ends_with('-')) name.pop_back();
  return name.empty() ? "records" : name;
}

std::string_view media_type(std::string_view format) {
  if (format == "csv") return "text/csv";
  if (format == "json") return "application/json";
  if (is_lines(format)) return "application/jsonlines";
  if (format == "jsonld") return "application/ld+json";
  if (format == "yaml") return "application/yaml";
  if (format == "markdown") return "text/markdown";
  if (format == "arrow") return "application/vnd.apache.arrow.stream";
  if (format == "parquet") return "application/vnd.apache.parquet";
  return format == "sqlite" ? "application/vnd.sqlite3" : "text/plain";
}

bool is_lines(std::string_view format) { return format == "jsonl" || format == "flat"; }

}  // namespace thresh::emit
