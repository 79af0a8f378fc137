// See match_items.h.
#include "dataset/match_items.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "emit/json_writer.h"
#include "record/hash.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

using record::List;
using record::Map;
using record::Value;

constexpr std::size_t kHashes = 16;
constexpr std::size_t kSurely = 12, kLikely = 6;  // hashes that two texts of the same item share
constexpr std::size_t kBucket = 4;                // items that a hash is remembered for

using Sketch = std::array<std::uint64_t, kHashes>;

// What an item is known by; empty where it does not say.
struct Item {
  std::string url, author, date, body;
  bool plain = false;  // no map: `body` is all there is
};

std::string text_at(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  return value != nullptr && value->as_text() != nullptr ? *value->as_text() : std::string();
}

// A name as it stands, or that of a person.
std::string author_of(const Map& map) {
  const Value* author = map.find("author");
  if (author == nullptr) return {};
  if (author->as_text() != nullptr) return *author->as_text();
  if (author->as_map() == nullptr) return {};
  const std::string name = text_at(*author->as_map(), "name");
  return name.empty() ? text_at(*author->as_map(), "as_written") : name;
}

Item item_of(const Value& value, emit::JsonWriter& writer) {
  const Map* map = value.as_map();
  if (map == nullptr) {
    writer.clear();
    writer.write(value);
    return {{}, {}, {}, std::string(writer.text()), true};
  }
  Item item{text_at(*map, "url"), author_of(*map), text_at(*map, "date"), {}};
  for (const std::string_view key : {"body", "headline", "text", "title", "name"}) {
    if (item.body.empty()) item.body = text_at(*map, key);
  }
  return item;
}

std::vector<Item> items_of(const List& list) {
  emit::JsonWriter writer(emit::JsonWriter::Layout::kCompact);
  std::vector<Item> items;
  for (const Value& value : list) items.push_back(item_of(value, writer));
  return items;
}

Sketch sketch_of(std::string_view text) {
  Sketch sketch;
  sketch.fill(UINT64_MAX);
  std::uint64_t hash = record::kHashStart;
  bool in_word = false;
  const auto end_word = [&] {
    if (!in_word) return;
    for (std::size_t i = 0; i < kHashes; ++i) sketch[i] = std::min(sketch[i], record::mixed(hash + i));
    hash = record::kHashStart;
    in_word = false;
  };
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte <= ' ') {
      end_word();
      continue;
    }
    hash = (hash ^ static_cast<std::uint8_t>(text::ascii_lower(c))) * record::kHashFactor;
    in_word = true;
  }
  end_word();
  return sketch;
}

class Matcher {
 public:
  Matcher(const List& before, const List& after)
      : before_(items_of(before)), after_(items_of(after)), partner_(after_.size()), taken_(before_.size(), false) {}

  std::vector<ItemPair> run() {
    pair_by([](const Item& item) { return item.url; }, true);
    pair_by([](const Item& item) { return key({&item.author, &item.date, &item.body}, item.body.empty()); }, false);
    pair_by([](const Item& item) { return item.body; }, false);
    pair_by([](const Item& item) { return key({&item.author, &item.date}, item.author.empty() || item.date.empty()); },
            true);
    pair_by_words();
    pair_by([](const Item& item) { return item.author; }, true);
    pair_in_order();
    return pairs();
  }

 private:
  static std::string key(std::initializer_list<const std::string*> parts, bool unknown) {
    std::string joined;
    for (const std::string* part : parts) joined += *part + '\0';
    return unknown ? std::string() : joined;
  }

  void pair(std::size_t before, std::size_t after) {
    partner_[after] = before;
    taken_[before] = true;
  }

  // Pairs items of the same key that is not empty: the first with the first, or (`alone`) only where either side has
  // one of them.
  template <class Key>
  void pair_by(Key key_of, bool alone) {
    struct Group {
      std::vector<std::size_t> before, after;
    };
    std::unordered_map<std::string, Group> groups;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (std::string own = taken_[i] ? std::string() : key_of(before_[i]); !own.empty()) {
        groups[std::move(own)].before.push_back(i);
      }
    }
    if (groups.empty()) return;
    for (std::size_t i = 0; i < after_.size(); ++i) {
      if (partner_[i]) continue;
      const auto group = groups.find(key_of(after_[i]));
      if (group != groups.end()) group->second.after.push_back(i);
    }
    for (const auto& [own, group] : groups) {
      if (alone && (group.before.size() > 1 || group.after.size() > 1)) continue;
      const std::size_t count = std::min(group.before.size(), group.after.size());
      for (std::size_t i = 0; i < count; ++i) pair(group.before[i], group.after[i]);
    }
  }

  void pair_by_words() {
    std::array<std::unordered_map<std::uint64_t, std::vector<std::size_t>>, kHashes> buckets;
    std::unordered_map<std::size_t, Sketch> sketches;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (taken_[i] || before_[i].plain || before_[i].body.empty()) continue;
      const Sketch& sketch = sketches[i] = sketch_of(before_[i].body);
      for (std::size_t k = 0; k < kHashes; ++k) {
        if (auto& bucket = buckets[k][sketch[k]]; bucket.size() < kBucket) bucket.push_back(i);
      }
    }
    if (sketches.empty()) return;
    for (const std::size_t least : {kSurely, kLikely}) {
      for (std::size_t i = 0; i < after_.size(); ++i) {
        if (partner_[i] || after_[i].plain || after_[i].body.empty()) continue;
        if (const auto found = most_alike(after_[i], buckets, least)) pair(*found, i);
      }
    }
  }

  template <class Buckets>
  std::optional<std::size_t> most_alike(const Item& item, const Buckets& buckets, std::size_t least) const {
    const Sketch sketch = sketch_of(item.body);
    std::unordered_map<std::size_t, std::size_t> shared;
    std::size_t most = least - 1;
    std::optional<std::size_t> best;
    for (std::size_t k = 0; k < kHashes; ++k) {
      const auto bucket = buckets[k].find(sketch[k]);
      if (bucket == buckets[k].end()) continue;
      for (const std::size_t candidate : bucket->second) {
        if (taken_[candidate] || (least == kLikely && of_others(before_[candidate], item))) continue;
        const std::size_t count = ++shared[candidate];
        if (count > most || (count == most && best && candidate < *best)) most = count, best = candidate;
      }
    }
    return best;
  }

  // Whether two items name two authors.
  static bool of_others(const Item& before, const Item& after) {
    return !before.author.empty() && !after.author.empty() && before.author != after.author;
  }

  // Between two pairs of neighbours that follow each other in both lists.
  void pair_in_order() {
    std::size_t before = 0, after = 0;
    while (before < before_.size() || after < after_.size()) {
      std::size_t before_end = before, after_end = after;
      while (after_end < after_.size() && !partner_[after_end]) ++after_end;
      while (before_end < before_.size() && !taken_[before_end]) ++before_end;
      const bool closes = after_end == after_.size() ? before_end == before_.size() : partner_[after_end] == before_end;
      if (closes && before_end - before == after_end - after) {
        for (std::size_t i = 0; before + i < before_end; ++i) {
          if (lost_itself(before_[before + i], after_[after + i])) pair(before + i, after + i);
        }
      }
      after = after_end + 1;
      before = after_end < after_.size() ? *partner_[after_end] + 1 : before_.size();
      if (after_end == after_.size()) break;
    }
  }

  static bool lost_itself(const Item& before, const Item& after) {
    if (before.plain || after.plain) return false;
    return !of_others(before, after) && (before.body.empty() || after.body.empty());
  }

  std::vector<ItemPair> pairs() const {
    std::vector<ItemPair> out;
    for (std::size_t i = 0; i < after_.size(); ++i) out.push_back({partner_[i], i});
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!taken_[i]) out.push_back({i, std::nullopt});
    }
    return out;
  }

  std::vector<Item> before_, after_;
  std::vector<std::optional<std::size_t>> partner_;  // of each new item
  std::vector<bool> taken_;                          // of each old one
};

}  // namespace

std::vector<ItemPair> match_items(const List& before, const List& after) { return Matcher(before, after).run(); }

}  // namespace thresh::dataset
