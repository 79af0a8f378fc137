// See record_survey.h. How bad a record is: a warning weighs most, then a conflict, then a value that could not be read
// or that a template hides; what is simply not on the page is no fault of anybody.
#include "dataset/record_survey.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "dataset/path_pattern.h"
#include "record/own_words.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

using record::List;
using record::Map;
using record::Value;

constexpr std::string_view kOthers = "(others)";
constexpr std::uint64_t kWarning = 5, kConflict = 3, kUnread = 2;  // weights

std::string_view text_at(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  return value == nullptr || value->as_text() == nullptr ? std::string_view() : *value->as_text();
}

std::uint64_t number_at(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  const std::int64_t* number = value == nullptr ? nullptr : value->as_integer();
  return number == nullptr || *number < 0 ? 0 : static_cast<std::uint64_t>(*number);
}

const Map* map_at(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  return value == nullptr ? nullptr : value->as_map();
}

// Calls `visit(const Map&)` for each map of a list.
template <class Visit>
void for_each_entry(const Map& record, std::string_view key, Visit visit) {
  const Value* value = record.find(key);
  if (value == nullptr || value->as_list() == nullptr) return;
  for (const Value& entry : *value->as_list()) {
    if (entry.as_map() != nullptr) visit(*entry.as_map());
  }
}

// Words of a text: what white space parts; of scripts without spaces, two characters are one.
std::uint64_t count_words(std::string_view text) {
  std::uint64_t words = 0, unspaced = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    const bool space = text::is_space(point.value);
    constexpr char32_t kFirstUnspaced = 0x2E80, kLastUnspaced = 0xA4CF;  // CJK and its kin
    const bool alone = point.value >= kFirstUnspaced && point.value <= kLastUnspaced;
    unspaced += alone;
    words += !space && !alone && !inside;
    inside = !space && !alone;
    at += point.length;
  }
  return words + (unspaced + 1) / 2;
}

// The ten bins of a rating's share of the best; nothing where the scale is not known.
std::optional<std::size_t> bin_of_rating(const Map& rating) {
  const auto number = [&](std::string_view key) -> std::optional<double> {
    const Value* value = rating.find(key);
    if (value == nullptr) return std::nullopt;
    if (const std::int64_t* integer = value->as_integer()) return static_cast<double>(*integer);
    if (const double* real = value->as_real()) return *real;
    return std::nullopt;
  };
  const auto value = number("value"), best = number("best");
  if (!value || !best || !(*best > 0) || !(*value >= 0) || *value > *best) return std::nullopt;
  return std::min<std::size_t>(static_cast<std::size_t>(*value / *best * 10), 9);
}

bool less_bad(const RecordSurvey::Worst& a, const RecordSurvey::Worst& b) {
  return a.score != b.score ? a.score > b.score : a.number < b.number;  // the heap's front is the least bad
}

}  // namespace

void PowerHistogram::add(std::uint64_t value) {
  ++bins_[std::min<std::size_t>(static_cast<std::size_t>(std::bit_width(value)), kBins - 1)];
  ++count_;
}

std::uint64_t PowerHistogram::least(std::size_t bin) { return bin == 0 ? 0 : std::uint64_t{1} << (bin - 1); }

void NameCounts::add(std::string_view name, std::uint64_t count) {
  const auto known = counts_.find(name);
  if (known != counts_.end()) {
    known->second += count;
  } else if (counts_.size() < kMostNames) {
    counts_.emplace(name, count);
  } else {
    others_ += count;
  }
}

std::vector<std::pair<std::string, std::uint64_t>> NameCounts::sorted() const {
  std::vector<std::pair<std::string, std::uint64_t>> all(counts_.begin(), counts_.end());
  std::ranges::sort(
      all, [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  if (others_ > 0) all.emplace_back(kOthers, others_);
  return all;
}

void RecordSurvey::add(const Map& record, std::uint64_t number) {
  ++records_;
  const std::string kind(text_at(record, "kind"));
  kinds_.add(kind.empty() ? "(none)" : kind);
  languages_.add(text_at(record, "language").empty() ? "(not known)" : text_at(record, "language"));
  const std::string site = site_name(record);
  sites_.add(site.empty() ? "(none)" : site);
  if (!text_at(record, "duplicate_of").empty()) ++duplicates_;

  const Map* source = map_at(record, "source");
  const std::string rules(source == nullptr ? std::string_view() : text_at(*source, "rules"));
  SiteStatistics& fields = fields_[kind == "custom" && !rules.empty() ? kind + ' ' + rules : kind];
  ++fields.records;
  const std::string name(source == nullptr ? std::string_view() : text_at(*source, "name"));
  count_fields(fields, record, name);

  Worst trouble = {.number = number,
                   .id = std::string(text_at(record, "id")),
                   .name = name,
                   .url = std::string(source == nullptr ? std::string_view() : text_at(*source, "url")),
                   .title = std::string(text_at(record, "title")),
                   .troubles = {}};
  add_bookkeeping(record, trouble);
  add_completeness(record);
  add_values(record);
  if (trouble.score == 0) return static_cast<void>(++sound_);
  worst_.push_back(std::move(trouble));
  std::ranges::push_heap(worst_, less_bad);
  if (worst_.size() <= kMostWorst) return;
  std::ranges::pop_heap(worst_, less_bad);
  worst_.pop_back();
}

void RecordSurvey::add_bookkeeping(const Map& record, Worst& trouble) {
  const auto note = [&](std::uint64_t weight, std::string line) {
    trouble.score += weight;
    if (trouble.troubles.size() < kMostTroubles) {
      trouble.troubles.push_back(std::move(line));
    } else {
      ++trouble.more_troubles;
    }
  };
  for_each_entry(record, "warnings", [&](const Map& entry) {
    warnings_.add(text_at(entry, "code"));
    const std::string path(text_at(entry, "path"));
    note(kWarning, std::string(text_at(entry, "code")) + (path.empty() ? "" : ' ' + path) + ": " +
                       std::string(text_at(entry, "message")));
  });
  for_each_entry(record, "conflicts",
                 [&](const Map& entry) { note(kConflict, "conflict " + std::string(text_at(entry, "path"))); });
  for_each_entry(record, "absent", [&](const Map& entry) {
    const std::string_view reason = text_at(entry, "reason");
    absences_.add(path_pattern(text_at(entry, "path")) + ": " + std::string(reason));
    if (reason != "unparsable" && reason != "unrendered") return;
    const std::string_view words = text_at(entry, "text");
    note(kUnread, std::string(reason) + ' ' + std::string(text_at(entry, "path")) +
                      (words.empty() ? "" : ": \"" + std::string(words) + '"'));
  });
  for_each_entry(record, "removed", [&](const Map& entry) {
    Removed& removed = removed_[std::string(text_at(entry, "reason"))];
    removed.count += number_at(entry, "count");
    ++removed.records;
    if (removed.example.empty()) removed.example = text_at(entry, "example");
  });
}

void RecordSurvey::add_completeness(const Map& record) {
  const Map* lists = map_at(record, "completeness");
  if (lists == nullptr) return;
  for (const auto& [list, value] : lists->entries()) {
    const Map* counts = value.as_map();
    if (counts == nullptr) continue;
    const Value* stated = counts->find("stated");
    if (stated == nullptr || stated->as_integer() == nullptr) continue;
    Completeness& all = completeness_[path_pattern("/" + list)];
    const std::uint64_t said = number_at(*counts, "stated"), found = number_at(*counts, "found");
    ++(said == found ? all.complete : said > found ? all.short_of : all.more);
    all.stated += said;
    all.found += found;
  }
}

// Lengths, posts and ratings, wherever in the record they stand.
void RecordSurvey::add_values(const Map& record) {
  words_.add(count_words(record::own_words(record).words));
  for (const std::string_view key : {"answers", "posts", "comments", "reviews"}) {
    const Value* list = record.find(key);
    if (list != nullptr && list->as_list() != nullptr) posts_.add(list->as_list()->size());
  }
  std::vector<const Value*> open;
  for (const auto& [key, value] : record.entries()) {
    if (key != "provenance") open.push_back(&value);
  }
  while (!open.empty()) {
    const Value* value = open.back();
    open.pop_back();
    if (const List* list = value->as_list()) {
      for (const Value& item : *list) open.push_back(&item);
    } else if (const Map* map = value->as_map()) {
      if (const auto bin = bin_of_rating(*map)) ++ratings_[*bin];
      for (const auto& [key, member] : map->entries()) open.push_back(&member);
    }
  }
}

std::vector<RecordSurvey::Worst> RecordSurvey::worst() const {
  std::vector<Worst> all = worst_;
  std::ranges::sort(all, less_bad);
  return all;
}

}  // namespace thresh::dataset
