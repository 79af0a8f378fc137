// See key_table.h.
#include "record/key_table.h"

#include <algorithm>

#include "record/hash.h"

namespace thresh::record {
namespace {

constexpr std::size_t kFirstBuckets = 4;

}  // namespace

KeyTable::KeyTable() : buckets_(kFirstBuckets, empty_bucket()) {}

void KeyTable::prefetch(std::uint32_t key) const {
  for (const std::size_t at : buckets_of(key, buckets_.size())) __builtin_prefetch(&buckets_[at]);
}

bool KeyTable::insert(std::uint32_t key, std::uint32_t record) {
  std::size_t same = 0;
  visit(key, [&](std::uint32_t) { ++same; });
  if (same >= kMost) return false;
  if (!place(buckets_, key, record)) {
    const std::size_t places = buckets_.size() * kPlaces;
    if (size_ * 2 < places) return false;
    grow();
    if (!place(buckets_, key, record)) return false;
  }
  ++size_;
  return true;
}

// Two numbers below `count`, by the high halves of products, which needs no division (Lemire, 2019).
std::array<std::size_t, 2> KeyTable::buckets_of(std::uint32_t key, std::size_t count) {
  const std::uint64_t hash = mixed(key);
  const auto below_count = [count](std::uint64_t half) { return static_cast<std::size_t>(half * count >> 32); };
  const std::size_t first = below_count(hash >> 32);
  const std::size_t second = below_count(hash & 0xFFFFFFFF);
  return {first, second != first ? second : (first + 1) % count};
}

KeyTable::Bucket KeyTable::empty_bucket() {
  Bucket bucket;
  bucket.keys.fill(0);
  bucket.records.fill(kNone);
  return bucket;
}

std::size_t KeyTable::filled(const Bucket& bucket) {
  return static_cast<std::size_t>(std::ranges::find(bucket.records, kNone) - bucket.records.begin());
}

bool KeyTable::append(Bucket& bucket, std::uint32_t key, std::uint32_t record) {
  const std::size_t at = filled(bucket);
  if (at == kPlaces) return false;
  bucket.keys[at] = key;
  bucket.records[at] = record;
  return true;
}

bool KeyTable::place(std::vector<Bucket>& buckets, std::uint32_t key, std::uint32_t record) {
  const auto pair = buckets_of(key, buckets.size());
  const bool first = filled(buckets[pair[0]]) <= filled(buckets[pair[1]]);
  if (append(buckets[first ? pair[0] : pair[1]], key, record)) return true;
  // Both are full: one of their entries may have room in its other bucket.
  for (const std::size_t full : pair) {
    Bucket& bucket = buckets[full];
    for (std::size_t i = 0; i < kPlaces; ++i) {
      const auto others = buckets_of(bucket.keys[i], buckets.size());
      if (!append(buckets[others[0] == full ? others[1] : others[0]], bucket.keys[i], bucket.records[i])) continue;
      bucket.keys[i] = key;
      bucket.records[i] = record;
      return true;
    }
  }
  return false;
}

// What finds no place in the larger table is forgotten, as if it had come under a crowded key. A small table gets room
// for twice as many, which costs next to nothing.
void KeyTable::grow() {
  constexpr std::size_t kSmall = 128;  // buckets
  const std::size_t size = buckets_.size() < kSmall ? 2 * buckets_.size() : buckets_.size() / 4 * 5;
  std::vector<Bucket> larger(size, empty_bucket());
  for (const Bucket& bucket : buckets_) {
    for (std::size_t i = 0; i < filled(bucket); ++i) {
      if (!place(larger, bucket.keys[i], bucket.records[i])) --size_;
    }
  }
  buckets_ = std::move(larger);
}

}  // namespace thresh::record
