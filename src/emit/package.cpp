// See package.h. What the three descriptions have in common.
#include "emit/package.h"

#include "base/ascii.h"
#include "emit/reading.h"

namespace thresh::emit {

void Package::add(const record::Map& written, const record::Map& whole) {
  constexpr std::size_t kMostLanguages = 1000;  // what a page declares can be anything
  ++records;
  fields.add(written);
  if (const std::string* kind = value_at(whole, "/kind").as_text()) ++kinds[*kind];
  const std::string* language = value_at(whole, "/language").as_text();
  if (language != nullptr && (languages.size() < kMostLanguages || languages.contains(*language)))
    ++languages[*language];
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
  return format == "sqlite" ? "application/vnd.sqlite3" : "text/plain";
}

bool is_lines(std::string_view format) { return format == "jsonl" || format == "flat"; }

}  // namespace thresh::emit
