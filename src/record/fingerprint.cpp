// See fingerprint.h.
#include "record/fingerprint.h"

#include <algorithm>
#include <bit>
#include <span>
#include <string>

#include "base/sha256.h"
#include "record/folded_words.h"
#include "record/hash.h"

namespace thresh::record {
namespace {

constexpr std::size_t kShingle = 3;  // words
constexpr std::size_t kRows = 5;     // bins of a key
constexpr std::uint32_t kEmpty = UINT32_MAX;
constexpr unsigned kKept = 4;  // bits of a value

static_assert(Fingerprint::kKeys * kRows <= Fingerprint::kBins);

using Bins = std::array<std::uint32_t, Fingerprint::kBins>;

Bins smallest_of(std::span<const std::uint64_t> words) {
  Bins bins;
  bins.fill(kEmpty);
  for (std::size_t i = 0; i + kShingle <= words.size(); ++i) {
    const std::uint64_t hash = mixed(words[i] + std::rotl(words[i + 1], 21) + std::rotl(words[i + 2], 42));
    std::uint32_t& bin = bins[hash >> 57];
    bin = std::min({bin, static_cast<std::uint32_t>(hash), kEmpty - 1});
  }
  return bins;
}

// Gives each empty bin the value of one that is not. Which one, its number alone decides, so that two texts of the same
// shingles draw alike. The draws end: some bin holds a value, and after kBins draws it is simply the next one.
void fill_empty(Bins& bins) {
  const Bins found = bins;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    std::size_t from = i;
    for (std::uint64_t draw = 1; found[from] == kEmpty; ++draw) {
      from = draw <= bins.size() ? mixed(i << 32 | draw) % bins.size() : (from + 1) % bins.size();
    }
    bins[i] = found[from];
  }
}

std::uint32_t key_of(std::span<const std::uint32_t> rows) {
  std::uint64_t hash = kHashStart;
  for (const std::uint32_t value : rows) hash = mixed(hash ^ value);
  return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

Fingerprint fingerprint(const OwnWords& own) {
  Fingerprint print;
  FoldedWords folded = fold_words(own.words);
  print.words = folded.hashes.size() - folded.characters / 2;
  print.long_enough = print.words >= kFewestWords;
  if (!print.long_enough) folded.text.append(1, '\0').append(own.facts);
  const base::Sha256 digest = base::sha256(folded.text);
  std::copy_n(digest.begin(), print.digest.size(), print.digest.begin());
  if (!print.long_enough) return print;

  print.title = title_sketch(own.title);
  Bins bins = smallest_of(folded.hashes);
  fill_empty(bins);
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const std::uint64_t kept = bins[i] & ((1U << kKept) - 1);
    print.signature[i * kKept / 64] |= kept << (i * kKept % 64);
  }
  for (std::size_t key = 0; key < print.keys.size(); ++key) {
    print.keys[key] = key_of(std::span(bins).subspan(key * kRows, kRows));
  }
  return print;
}

namespace {

constexpr std::size_t kBytes = 4 + 1 + 16 + 8 * 8 + 8 * 4 + 8 + 4;

// Numbers one after the other, the lowest byte first.
class ByteWriter {
 public:
  template <class Number>
  void put(Number number) {
    for (std::size_t i = 0; i < sizeof(Number); ++i) bytes_ += static_cast<char>(std::uint64_t{number} >> (8 * i));
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
  template <class Number>
  void get(Number& number) {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      all |= std::uint64_t{static_cast<std::uint8_t>(bytes_[i])} << (8 * i);
    }
    bytes_.remove_prefix(sizeof(Number));
    number = static_cast<Number>(all);
  }

 private:
  std::string_view bytes_;
};

}  // namespace

std::string to_bytes(const Fingerprint& print) {
  ByteWriter out;
  out.put(static_cast<std::uint32_t>(std::min<std::size_t>(print.words, UINT32_MAX)));
  out.put(static_cast<std::uint8_t>(print.long_enough));
  for (const std::uint8_t byte : print.digest) out.put(byte);
  for (const std::uint64_t word : print.signature) out.put(word);
  for (const std::uint32_t key : print.keys) out.put(key);
  out.put(print.title.words);
  out.put(print.title.numbers);
  return out.take();
}

std::optional<Fingerprint> fingerprint_of_bytes(std::string_view bytes) {
  if (bytes.size() != kBytes) return std::nullopt;
  ByteReader in(bytes);
  Fingerprint print;
  std::uint32_t words = 0;
  std::uint8_t long_enough = 0;
  in.get(words);
  in.get(long_enough);
  print.words = words;
  print.long_enough = long_enough != 0;
  for (std::uint8_t& byte : print.digest) in.get(byte);
  for (std::uint64_t& word : print.signature) in.get(word);
  for (std::uint32_t& key : print.keys) in.get(key);
  in.get(print.title.words);
  in.get(print.title.numbers);
  return print;
}

double similarity(const std::array<std::uint64_t, 8>& a, const std::array<std::uint64_t, 8>& b) {
  int different = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::uint64_t bits = a[i] ^ b[i];
    bits |= bits >> 1;
    bits |= bits >> 2;
    different += std::popcount(bits & 0x1111111111111111);
  }
  constexpr double kChance = 1.0 / (1 << kKept);
  const double agree = 1.0 - different / static_cast<double>(Fingerprint::kBins);
  return std::max(0.0, (agree - kChance) / (1.0 - kChance));
}

}  // namespace thresh::record
