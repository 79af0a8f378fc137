// See block_phrases.h. Phrases are known by the hash of their words; two that fall together would be one, which no
// pair of the table does (the test looks).
#include "automatic/block_phrases.h"

#include <algorithm>
#include <bitset>
#include <unordered_map>
#include <vector>

#include "automatic/blocks.h"
#include "base/embedded.h"
#include "base/rows.h"
#include "record/hash.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kLongest = 12;  // words of a phrase

std::uint64_t chain(std::uint64_t hash, std::uint32_t word) { return (hash ^ word) * record::kHashFactor; }

struct Phrases {
  std::vector<std::string_view> sorts;
  std::unordered_map<std::uint64_t, std::uint32_t> known;
  std::bitset<1U << 16> filter;  // of the hashes' upper bits: most words start no phrase
};

std::size_t place_in_filter(std::uint64_t hash) { return hash >> 48; }

const Phrases& phrases() {
  static const Phrases kPhrases = [] {
    Phrases phrases;
    base::for_each_row(base::embedded("data/block_phrases.tsv"), [&](std::string_view row) {
      phrases.sorts.push_back(base::take_column(row));
      while (!row.empty()) {
        const std::size_t end = std::min(row.find('|'), row.size());
        std::uint64_t hash = record::kHashStart;
        for (const std::uint32_t word : word_hashes(row.substr(0, end))) hash = chain(hash, word);
        phrases.known.try_emplace(hash, static_cast<std::uint32_t>(phrases.sorts.size()));
        phrases.filter.set(place_in_filter(hash));
        row.remove_prefix(std::min(end + 1, row.size()));
      }
    });
    return phrases;
  }();
  return kPhrases;
}

std::uint32_t sort_of(std::uint64_t hash) {
  if (!phrases().filter.test(place_in_filter(hash))) return 0;
  const auto found = phrases().known.find(hash);
  return found == phrases().known.end() ? 0 : found->second;
}

}  // namespace

std::span<const std::string_view> phrase_sorts() { return phrases().sorts; }

std::uint32_t phrase_sort(std::span<const std::uint32_t> words) {
  if (words.size() > kLongest) return 0;
  std::uint64_t hash = record::kHashStart;
  for (const std::uint32_t word : words) hash = chain(hash, word);
  return sort_of(hash);
}

std::uint32_t phrase_at_start(std::span<const std::uint32_t> words) {
  std::uint64_t hash = record::kHashStart;
  std::uint32_t sort = 0;
  for (std::size_t i = 0; i < std::min(words.size(), kLongest); ++i) {
    hash = chain(hash, words[i]);
    if (i == 0) continue;
    if (const std::uint32_t found = sort_of(hash); found != 0) sort = found;
  }
  return sort;
}

}  // namespace thresh::automatic
