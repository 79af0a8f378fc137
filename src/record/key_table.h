// Numbers of records by a 32-bit key, several under one key, in at most 16 places whatever is put in.
//
// A key has two buckets of eight places (one cache line each), and its entries go into the emptier one (Azar, Broder,
// Karlin and Upfal, "Balanced allocations", 1999). Where both are full, one of the sixteen makes room if there is some
// in its other bucket (Pagh and Rodler, "Cuckoo hashing", 2001, but one step only); so the table fills to nine tenths
// before it grows by a quarter (a small one by as much again). Two things are not kept, and the caller must bear that
// an entry is not found: what comes under a key that has kMost entries already, and what finds no place in a table that
// is less than half full, which keys made for it can bring about, and chance hardly.
//
// Tested by tests/record/key_table_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace thresh::record {

class KeyTable {
 public:
  static constexpr std::size_t kMost = 8;  // entries under one key
  static constexpr std::uint32_t kNone = UINT32_MAX;

  KeyTable();

  // Fetches the places of the key into the cache, for a `visit` soon after.
  void prefetch(std::uint32_t key) const;

  // Calls `use(record)` for each entry under the key.
  template <class Use>
  void visit(std::uint32_t key, Use use) const {
    for (const std::size_t at : buckets_of(key, buckets_.size())) {
      const Bucket& bucket = buckets_[at];
      for (std::size_t i = 0; i < kPlaces && bucket.records[i] != kNone; ++i) {
        if (bucket.keys[i] == key) use(bucket.records[i]);
      }
    }
  }

  // Whether it was kept. `record` is less than kNone.
  bool insert(std::uint32_t key, std::uint32_t record);

  std::size_t size() const { return size_; }
  std::size_t bytes() const { return buckets_.capacity() * sizeof(Bucket); }

 private:
  static constexpr std::size_t kPlaces = 8;

  struct alignas(64) Bucket {
    std::array<std::uint32_t, kPlaces> keys;
    std::array<std::uint32_t, kPlaces> records;  // filled from the front; kNone from there on
  };

  static std::array<std::size_t, 2> buckets_of(std::uint32_t key, std::size_t count);
  static Bucket empty_bucket();
  static std::size_t filled(const Bucket& bucket);
  static bool append(Bucket& bucket, std::uint32_t key, std::uint32_t record);
  static bool place(std::vector<Bucket>& buckets, std::uint32_t key, std::uint32_t record);
  void grow();

  std::vector<Bucket> buckets_;
  std::size_t size_ = 0;
};

}  // namespace thresh::record
