// See source_reader.h.
#include "dataset/source_reader.h"

#include <algorithm>
#include <array>
#include <optional>

#include "dataset/strict_value.h"
#include "rules/strict.h"
#include "rules/url_pattern.h"
#include "rules/wording.h"

namespace thresh::dataset {
namespace {

using rules::Report;
using rules::YamlEntry;
using rules::YamlNode;

constexpr std::array<std::string_view, 9> kSourceKeys = {"urls",    "sitemap", "feed",  "files", "warc",
                                                         "include", "exclude", "limit", "rules"};

struct KindKey {
  std::string_view key;
  Source::Kind kind;
};
constexpr std::array<KindKey, 5> kKinds = {{{"urls", Source::Kind::kUrls},
                                            {"sitemap", Source::Kind::kSitemap},
                                            {"feed", Source::Kind::kFeed},
                                            {"files", Source::Kind::kFiles},
                                            {"warc", Source::Kind::kWarc}}};

bool has_scheme(std::string_view text) { return text.find("://") != std::string_view::npos; }

void read_addresses(const YamlNode& node, Source& source, Report& report) {
  for (const YamlNode* item : rules::texts_of(node, "an address", report)) {
    if (auto address = address_of(*item, report)) source.urls.push_back(std::move(*address));
  }
}

// `urls: list.txt` is the name of a file; `urls: https://…` and a list are addresses.
void read_urls(const YamlNode& node, Source& source, Report& report) {
  if (!node.is_scalar() || has_scheme(node.text)) return read_addresses(node, source, report);
  source.kind = Source::Kind::kUrlList;
  source.paths = paths_of(node, "an address or the name of a file", report);
}

std::vector<std::string> read_patterns(const YamlNode& node, Report& report) {
  std::vector<std::string> patterns;
  for (const YamlNode* item : rules::texts_of(node, "a pattern of addresses", report)) {
    if (auto pattern = rules::url_pattern_of(*item, report)) patterns.push_back(std::move(*pattern));
  }
  return patterns;
}

// The one key that says what kind of source it is.
const KindKey* kind_of(const YamlNode& map, Report& report) {
  const KindKey* found = nullptr;
  for (const YamlEntry& entry : map.entries) {
    const auto kind = std::ranges::find(kKinds, entry.key.text, &KindKey::key);
    if (kind == kKinds.end()) continue;
    if (found != nullptr) {
      report.error(entry.key, "a source has one of `urls`, `sitemap`, `feed`, `files` and `warc`, not two",
                   "make it a source of its own, with a dash in front");
      return nullptr;
    }
    found = kind;
  }
  return found;
}

std::optional<Source> read_source(const YamlNode& node, Report& report) {
  if (!rules::is_filled_map(node, "a source: a map with `urls`, `sitemap`, `feed`, `files` or `warc`", report)) {
    return std::nullopt;
  }
  const std::size_t errors = report.count();
  rules::check_keys(node, kSourceKeys, "a source", report);
  const KindKey* kind = kind_of(node, report);
  if (kind == nullptr) {
    // An unknown key may be the one that is missed.
    if (report.count() == errors) {
      report.error(node, "this source does not say where its pages are",
                   "it has one of `urls`, `sitemap`, `feed`, `files` and `warc`");
    }
    return std::nullopt;
  }
  Source source;
  source.kind = kind->kind;
  const YamlNode& value = *node.find(kind->key);
  const bool is_path = kind->kind == Source::Kind::kFiles || kind->kind == Source::Kind::kWarc;
  if (is_path) source.paths = paths_of(value, "a file, a folder or a pattern", report);
  if (kind->kind == Source::Kind::kUrls) read_urls(value, source, report);
  if (!is_path && kind->kind != Source::Kind::kUrls) read_addresses(value, source, report);
  if (const YamlNode* include = node.find("include")) source.include = read_patterns(*include, report);
  if (const YamlNode* exclude = node.find("exclude")) source.exclude = read_patterns(*exclude, report);
  if (const YamlNode* limit = node.find("limit")) {
    source.limit = rules::number_of(*limit, "limit", 1, 100'000'000, report).value_or(0);
  }
  if (const YamlNode* rules = node.find("rules")) {
    source.rules = paths_of(*rules, "a selector file, or a folder of them", report);
  }
  return source;
}

}  // namespace

std::vector<Source> read_sources(const YamlNode& node, Report& report) {
  std::vector<Source> sources;
  if (!node.is_list() || node.items.empty()) {
    report.error(node, rules::expected("a list of sources", node), "start each with a dash: - sitemap: https://…");
    return sources;
  }
  for (const YamlNode& item : node.items) {
    if (auto source = read_source(item, report)) sources.push_back(std::move(*source));
  }
  return sources;
}

std::string_view name(Source::Kind kind) {
  if (kind == Source::Kind::kUrlList) return "urls";
  return std::ranges::find(kKinds, kind, &KindKey::kind)->key;
}

}  // namespace thresh::dataset
