// See statistics.h.
#include "dataset/statistics.h"

#include <algorithm>
#include <utility>

#include "dataset/path_pattern.h"
#include "dataset/said_by_page.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

using record::List;
using record::Map;
using record::Value;

constexpr std::string_view kOthers = "(others)";

std::string text_at(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  return value == nullptr || value->as_text() == nullptr ? std::string() : *value->as_text();
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (const std::size_t user = rest.rfind('@'); user != std::string_view::npos) rest.remove_prefix(user + 1);
  return text::ascii_lower(rest);
}

bool is_empty(const Value& value) {
  if (const List* list = value.as_list()) return list->empty();
  if (const Map* map = value.as_map()) return map->empty();
  return value.is_null() || (value.as_text() != nullptr && value.as_text()->empty());
}

// Counts one record into its site.
class Count {
 public:
  Count(SiteStatistics& site, std::string page) : site_(site), page_(std::move(page)) {}

  void run(const Map& record) {
    std::size_t place = 0;
    for (const auto& [key, value] : record.entries()) {
      if (is_said_by_page(key)) count(value, FieldTree::kRoot, key, place++);
    }
    while (!open_.empty()) {
      const auto [map, node] = open_.back();
      open_.pop_back();
      place = 0;
      for (const auto& [key, member] : map->entries()) count(member, node, key, place++);
    }
    count_failures(record);
  }

 private:
  FieldStatistics* field(const std::string& pattern) {
    const auto found = site_.fields.find(pattern);
    if (found != site_.fields.end()) return &found->second;
    return site_.fields.size() < Statistics::kMostFields ? &site_.fields[pattern] : nullptr;
  }

  // The member `key` of the object at `under`, which stands there at `place`.
  void count(const Value& value, FieldTree::Node under, std::string_view key, std::size_t place) {
    const FieldTree::Node node =
        site_.tree.member(under, key, place, [&](const std::string& pattern) { return field(pattern); });
    FieldStatistics* own = site_.tree.counts(node);
    if (own == nullptr) return;
    ++own->of;
    if (!is_empty(value)) {
      ++own->filled;
    } else if (own->empty_on.size() < Statistics::kMostPages &&
               (own->empty_on.empty() || own->empty_on.back() != page_)) {
      own->empty_on.push_back(page_);
    }
    if (const Map* map = value.as_map()) open_.emplace_back(map, node);
    if (const List* list = value.as_list()) {
      own->items += list->size();
      for (const Value& item : *list) {
        if (item.as_map() != nullptr) open_.emplace_back(item.as_map(), site_.tree.items(node));
      }
    }
  }

  void count_failures(const Map& record) {
    const Value* absent = record.find("absent");
    if (absent == nullptr || absent->as_list() == nullptr) return;
    for (const Value& entry : *absent->as_list()) {
      const Map* map = entry.as_map();
      if (map == nullptr || text_at(*map, "reason") != "unparsable") continue;
      if (FieldStatistics* own = field(path_pattern(text_at(*map, "path")))) ++own->unparsable;
    }
  }

  SiteStatistics& site_;
  std::string page_;
  std::vector<std::pair<const Map*, FieldTree::Node>> open_;  // maps whose members are still to be counted
};

std::uint64_t number_at(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  const std::int64_t* number = value == nullptr ? nullptr : value->as_integer();
  return number == nullptr || *number < 0 ? 0 : static_cast<std::uint64_t>(*number);
}

Map field_map(const FieldStatistics& field) {
  Map map;
  map.add("of", field.of);
  map.add("filled", field.filled);
  if (field.unparsable > 0) map.add("unparsable", field.unparsable);
  if (field.items > 0) map.add("items", field.items);
  if (!field.empty_on.empty()) map.add("empty_on", List(field.empty_on.begin(), field.empty_on.end()));
  return map;
}

FieldStatistics field_of(const Map& map) {
  FieldStatistics field{
      number_at(map, "of"), number_at(map, "filled"), number_at(map, "unparsable"), number_at(map, "items"), {}};
  const Value* pages = map.find("empty_on");
  if (pages == nullptr || pages->as_list() == nullptr) return field;
  for (const Value& page : *pages->as_list()) {
    if (page.as_text() != nullptr) field.empty_on.push_back(*page.as_text());
  }
  return field;
}

// Where a record comes from.
std::string page_of(const Map& record) {
  const Value* value = record.find("source");
  const Map* source = value == nullptr ? nullptr : value->as_map();
  if (source == nullptr) return {};
  std::string page = text_at(*source, "url");
  return page.empty() ? text_at(*source, "name") : page;
}

List texts(const std::vector<std::string>& all) { return {all.begin(), all.end()}; }

std::vector<std::string> texts_at(const Map& map, std::string_view key) {
  std::vector<std::string> all;
  const Value* value = map.find(key);
  if (value == nullptr || value->as_list() == nullptr) return all;
  for (const Value& one : *value->as_list()) {
    if (one.as_text() != nullptr) all.push_back(*one.as_text());
  }
  return all;
}

}  // namespace

void count_fields(SiteStatistics& site, const Map& record, std::string page) {
  Count(site, std::move(page)).run(record);
}

std::string site_name(const Map& record) {
  const Value* source_value = record.find("source");
  const Map* source = source_value == nullptr ? nullptr : source_value->as_map();
  std::string host = source == nullptr ? std::string() : host_of(text_at(*source, "url"));
  if (host.empty()) host = host_of(text_at(record, "url"));
  std::string rules = source == nullptr ? std::string() : text_at(*source, "rules");
  rules.resize(std::min(rules.find('@'), rules.size()));
  return host.empty() || rules.empty() ? host + rules : host + ' ' + rules;
}

std::string_view rules_of_site(std::string_view site) {
  const std::size_t space = site.find(' ');
  if (space != std::string_view::npos) return site.substr(space + 1);
  return site.find('/') != std::string_view::npos ? site : std::string_view();  // hosts have no slash
}

SiteStatistics& Statistics::site_of(const Map& record) {
  const std::string name = site_name(record);
  const auto found = sites_.find(name);
  if (found != sites_.end()) return found->second;
  return sites_[sites_.size() < kMostSites ? name : std::string(kOthers)];
}

void Statistics::add(const Map& record, bool stale) {
  SiteStatistics& site = site_of(record);
  ++site.records;
  if (stale) ++site.stale;
  count_fields(site, record, page_of(record));
}

void Statistics::add_removed(const Map& record) { ++site_of(record).removed; }

void Statistics::add_other_kind(const Map& record, const Map& before) {
  if (text_at(record, "kind") == text_at(before, "kind") || site_name(record) != site_name(before)) return;
  SiteStatistics& site = site_of(record);
  ++site.other_kind;
  if (site.other_kind_on.size() < kMostPages) site.other_kind_on.push_back(page_of(record));
}

std::uint64_t Statistics::records() const {
  std::uint64_t sum = 0;
  for (const auto& [name, site] : sites_) sum += site.records;
  return sum;
}

Map Statistics::to_map() const {
  Map sites;
  for (const auto& [name, site] : sites_) {
    Map fields;
    for (const auto& [pattern, field] : site.fields) fields.add(pattern, field_map(field));
    Map entry;
    entry.add("records", site.records);
    if (site.stale > 0) entry.add("stale", site.stale);
    if (site.removed > 0) entry.add("removed", site.removed);
    if (site.other_kind > 0) entry.add("other_kind", site.other_kind);
    if (site.other_kind > 0) entry.add("other_kind_on", texts(site.other_kind_on));
    entry.add("fields", std::move(fields));
    sites.add(name, std::move(entry));
  }
  Map map;
  map.add("sites", std::move(sites));
  return map;
}

base::Result<Statistics> Statistics::read(const Map& map) {
  Statistics statistics;
  const Value* sites = map.find("sites");
  if (map.empty()) return statistics;
  if (sites == nullptr || sites->as_map() == nullptr) {
    return base::failure(base::ErrorCode::kUnreadable, "the statistics have no `sites`");
  }
  for (const auto& [name, value] : sites->as_map()->entries()) {
    if (value.as_map() == nullptr) continue;
    SiteStatistics& site = statistics.sites_[name];
    site.records = number_at(*value.as_map(), "records");
    site.stale = number_at(*value.as_map(), "stale");
    site.removed = number_at(*value.as_map(), "removed");
    site.other_kind = number_at(*value.as_map(), "other_kind");
    site.other_kind_on = texts_at(*value.as_map(), "other_kind_on");
    const Value* fields = value.as_map()->find("fields");
    if (fields == nullptr || fields->as_map() == nullptr) continue;
    for (const auto& [pattern, field] : fields->as_map()->entries()) {
      if (field.as_map() != nullptr) site.fields[pattern] = field_of(*field.as_map());
    }
  }
  return statistics;
}

}  // namespace thresh::dataset
