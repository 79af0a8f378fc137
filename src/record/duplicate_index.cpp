// See duplicate_index.h.
#include "record/duplicate_index.h"

#include <algorithm>
#include <cstring>

namespace thresh::record {
namespace {

constexpr std::size_t kIdBlock = std::size_t{64} << 10;
constexpr std::size_t kLongestId = 255;

std::uint32_t digest_key(const Fingerprint& print) {
  std::uint32_t key = 0;
  std::memcpy(&key, print.digest.data(), sizeof(key));
  return key;
}

}  // namespace

std::vector<std::uint64_t> meeting_keys(const Fingerprint& print) {
  std::vector<std::uint64_t> keys;
  if (print.words == 0) return keys;
  keys.push_back(digest_key(print));
  for (std::uint64_t i = 0; print.long_enough && i < print.keys.size(); ++i) {
    keys.push_back((i + 1) << 32 | print.keys[i]);
  }
  return keys;
}

std::optional<DuplicateIndex::Match> DuplicateIndex::add(std::string_view id, const Fingerprint& print) {
  if (print.words == 0) return std::nullopt;
  by_digest_.prefetch(digest_key(print));
  if (print.long_enough) {
    for (std::size_t i = 0; i < by_key_.size(); ++i) by_key_[i].prefetch(print.keys[i]);
  }
  if (const auto same = find_same(print)) return Match{id_of(*same), 1.0};
  double best = 0;
  if (const auto near = find_near(print, best)) return Match{id_of(*near), best};
  keep(id, print);
  return std::nullopt;
}

std::optional<std::uint32_t> DuplicateIndex::find_same(const Fingerprint& print) const {
  std::optional<std::uint32_t> found;
  by_digest_.visit(digest_key(print), [&](std::uint32_t record) {
    if (std::equal(print.digest.begin() + 4, print.digest.end(), entries_[record].digest.begin())) found = record;
  });
  return found;
}

std::optional<std::uint32_t> DuplicateIndex::find_near(const Fingerprint& print, double& best) {
  std::optional<std::uint32_t> found;
  if (!print.long_enough) return found;
  for (std::size_t i = 0; i < by_key_.size(); ++i) {
    by_key_[i].visit(print.keys[i], [&](std::uint32_t record) {
      if (record == found) return;
      ++comparisons_;
      const double here = similarity(print.signature, signatures_[record]);
      if (here < kNearlyTheSame || !agree(print.title, entries_[record].title) || here < best ||
          (here == best && found && *found < record))
        return;
      found = record;
      best = here;
    });
  }
  return found;
}

// Records beyond the last number that a key table can hold are not kept: four thousand million originals.
void DuplicateIndex::keep(std::string_view id, const Fingerprint& print) {
  if (entries_.size() >= KeyTable::kNone || ids_.size() >= UINT32_MAX / kIdBlock) return;
  const auto record = static_cast<std::uint32_t>(entries_.size());
  Entry entry{{}, keep_id(id), print.title};
  std::copy(print.digest.begin() + 4, print.digest.end(), entry.digest.begin());
  entries_.push_back(entry);
  signatures_.push_back(print.signature);
  by_digest_.insert(digest_key(print), record);
  if (!print.long_enough) return;
  for (std::size_t i = 0; i < by_key_.size(); ++i) by_key_[i].insert(print.keys[i], record);
}

std::uint32_t DuplicateIndex::keep_id(std::string_view id) {
  id = id.substr(0, kLongestId);
  if (ids_.empty() || ids_.back().size() + 1 + id.size() > kIdBlock) ids_.emplace_back().reserve(kIdBlock);
  std::string& block = ids_.back();
  const std::size_t at = (ids_.size() - 1) * kIdBlock + block.size();
  block += static_cast<char>(id.size());
  block += id;
  return static_cast<std::uint32_t>(at);
}

std::string_view DuplicateIndex::id_of(std::uint32_t record) const {
  const std::uint32_t at = entries_[record].id;
  const std::string_view rest = std::string_view(ids_[at / kIdBlock]).substr(at % kIdBlock);
  return rest.substr(1, static_cast<std::uint8_t>(rest.front()));
}

std::size_t DuplicateIndex::bytes() const {
  std::size_t bytes = by_digest_.bytes() + ids_.size() * (kIdBlock + sizeof(std::string));
  for (const KeyTable& table : by_key_) bytes += table.bytes();
  return bytes + entries_.size() * sizeof(Entry) + signatures_.size() * sizeof(signatures_[0]);
}

}  // namespace thresh::record
