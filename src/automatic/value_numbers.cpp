// See value_numbers.h.
#include "automatic/value_numbers.h"

#include <cstring>

#include "html/names.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kFewest = 256;  // slots

std::uint64_t load(const char* from, std::size_t size) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, size);
  return word;
}

// Eight bytes at a time; the last eight may overlap those before them.
std::uint32_t hash_of(std::string_view value) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  const html::NameSeed& seed = html::NameSeed::of_process();
  std::uint64_t hash = value.size();
  if (value.size() < kWord)
    return static_cast<std::uint32_t>(html::mix({load(value.data(), value.size()), hash}, seed));
  for (std::size_t at = 0; at + kWord < value.size(); at += kWord) {
    hash = html::mix({load(value.data() + at, kWord) ^ hash, at}, seed);
  }
  hash = html::mix({load(value.data() + value.size() - kWord, kWord) ^ hash, value.size()}, seed);
  return static_cast<std::uint32_t>(hash);
}

}  // namespace

std::uint32_t ValueNumbers::number(std::string_view value) {
  if (slots_.size() < 2 * (values_.size() + 1)) grow();
  const std::uint32_t hash = hash_of(value);
  std::size_t at = hash & (slots_.size() - 1);
  for (; slots_[at].number != 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash == hash && values_[slots_[at].number - 1] == value) return slots_[at].number - 1;
  }
  values_.push_back(value);
  slots_[at] = {hash, static_cast<std::uint32_t>(values_.size())};
  return slots_[at].number - 1;
}

void ValueNumbers::grow() {
  std::vector<Slot> old(slots_.empty() ? kFewest : 2 * slots_.size());
  old.swap(slots_);
  for (const Slot& one : old) {
    if (one.number == 0) continue;
    std::size_t at = one.hash & (slots_.size() - 1);
    while (slots_[at].number != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = one;
  }
}

}  // namespace thresh::automatic
