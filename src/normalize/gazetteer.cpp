// See gazetteer.h.
#include "normalize/gazetteer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/embedded.h"
#include "base/rows.h"
#include "normalize/words.h"

namespace thresh::normalize {
namespace {

std::string_view table() {
  static const std::string_view kTable = base::embedded("data/places.tsv");
  return kTable;
}

std::size_t line_start(std::string_view text, std::size_t at) {
  const std::size_t newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return newline == std::string_view::npos ? 0 : newline + 1;
}

std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t newline = text.find('\n', at);
  return newline == std::string_view::npos ? text.size() : newline + 1;
}

std::string_view key_at(std::string_view text, std::size_t at) {
  return text.substr(at, std::min(text.find('\t', at), text.size()) - at);
}

// Where lines start in the table, one for every kStretch bytes, and their keys. With it a look-up reads a few lines of
// the table, not twenty; it takes 0.1 ms to make.
class Signposts {
 public:
  explicit Signposts(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); at = next_line(text, std::min(at + kStretch, text.size()))) {
      starts_.push_back(at);
      keys_.push_back(key_at(text, at));
    }
    starts_.push_back(text.size());
  }

  // The stretch of the table that holds the first line whose key is not less than `key`, or ends before it.
  std::pair<std::size_t, std::size_t> stretch_of(std::string_view key) const {
    const auto after = std::ranges::lower_bound(keys_, key);
    const auto index = static_cast<std::size_t>(after - keys_.begin());
    return {starts_[index == 0 ? 0 : index - 1], starts_[index]};
  }

 private:
  static constexpr std::size_t kStretch = 1024;
  std::vector<std::size_t> starts_;
  std::vector<std::string_view> keys_;
};

// The start of the first line whose key is not less than `key`. The comments at the head start with '#', which comes
// before every letter and digit.
std::size_t lower_bound(std::string_view key) {
  const std::string_view text = table();
  static const Signposts kSignposts(text);
  auto [low, high] = kSignposts.stretch_of(key);
  while (low < high) {
    const std::size_t middle = line_start(text, low + (high - low) / 2);
    if (key_at(text, middle) < key) {
      low = next_line(text, middle);
    } else {
      high = middle;
    }
  }
  return low;
}

PlaceKind kind_of(std::string_view word) {
  if (word == "country") return PlaceKind::kCountry;
  if (word == "region") return PlaceKind::kRegion;
  if (word == "city") return PlaceKind::kCity;
  if (word == "province") return PlaceKind::kProvince;
  return word == "code" ? PlaceKind::kCode : PlaceKind::kTown;
}

}  // namespace

std::string place_key(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kShort = {
      {{"saint", "st"}, {"sainte", "ste"}, {"fort", "ft"}, {"mount", "mt"}}};
  const std::string loose = loose_key(name);
  std::string key;
  for (std::size_t at = 0; at < loose.size();) {
    const std::size_t end = std::min(loose.find(' ', at), loose.size());
    std::string_view word = std::string_view(loose).substr(at, end - at);
    for (const auto& [full, shorter] : kShort) {
      if (word == full) word = shorter;
    }
    if (!key.empty()) key += ' ';
    key += word;
    at = end + 1;
  }
  return key;
}

std::vector<GazetteerRow> find_places(std::string_view key) {
  std::vector<GazetteerRow> rows;
  if (key.empty()) return rows;
  const std::string_view text = table();
  for (std::size_t at = lower_bound(key); at < text.size() && key_at(text, at) == key; at = next_line(text, at)) {
    const std::size_t end = next_line(text, at);
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\n')) line.remove_suffix(1);
    base::take_column(line);
    GazetteerRow row{};
    row.name = base::take_column(line);
    row.region = base::take_column(line);
    row.country = base::take_column(line);
    row.kind = kind_of(base::take_column(line));
    rows.push_back(row);
  }
  return rows;
}

}  // namespace thresh::normalize
