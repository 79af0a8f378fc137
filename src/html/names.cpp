// See names.h. The bytes of a name are read as two numbers of 64 bits, made lower case eight letters at a time.
#include "html/names.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <random>
#include <string>

#include "base/ascii.h"

namespace thresh::html {
namespace {

struct KnownName {
  std::string_view text;
  std::uint16_t traits = 0;
  std::uint8_t where = 0;  // Adjustment: of a lower-case form; the adjusted one is the next
};

constexpr KnownName kNames[] = {
    {""},
#define THRESH_NAME(constant, text, traits) {text, traits},
#define THRESH_ADJUSTED(constant, lower, adjusted, where) {lower, 0, where}, {adjusted},
#include "html/known_names.inc"
#undef THRESH_NAME
#undef THRESH_ADJUSTED
};
static_assert(std::size(kNames) == kKnownNames);

constexpr std::uint64_t little_endian(std::string_view text) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < text.size() && i < 8; ++i) {
    word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
  }
  return word;
}

constexpr std::uint64_t long_hash(std::string_view text, NameSeed seed) {
  std::uint64_t hash = text.size();
  for (; text.size() > 8; text.remove_prefix(std::min<std::size_t>(text.size(), 16))) {
    hash = mix({little_endian(text) ^ hash, little_endian(text.substr(8))}, seed);
  }
  return mix({little_endian(text) ^ hash, 0}, seed);
}

constexpr NameKey key_of(std::string_view exact, NameSeed seed = {}) {
  if (exact.size() > NameKey::kShort) return {long_hash(exact, seed), ~std::uint64_t{exact.size()}};
  return {little_endian(exact), exact.size() > 8 ? little_endian(exact.substr(8)) : 0};
}

// key_of for a name of at most kShort bytes, which are copied at once.
NameKey short_key(std::string_view exact) {
  std::array<char, NameKey::kShort> bytes{};
  std::memcpy(bytes.data(), exact.data(), exact.size());
  return {load_word(bytes.data()), load_word(bytes.data() + 8)};
}

constexpr bool is_adjusted_form(std::size_t index) { return index > 0 && kNames[index - 1].where != 0; }

// The shortest names are put in first: they are the most used, and where slots collide they are found first.
consteval KnownNames known_names(bool adjusted) {
  std::array<std::uint16_t, kKnownNames> order{};
  for (std::size_t i = 0; i < kKnownNames; ++i) order[i] = static_cast<std::uint16_t>(i);
  std::ranges::sort(order, {}, [](std::size_t i) { return kNames[i].text.size() * kKnownNames + i; });
  KnownNames known;
  for (const std::size_t i : order) {
    if (i == 0 || is_adjusted_form(i) != adjusted) continue;
    const NameKey key = key_of(kNames[i].text);
    std::size_t slot = KnownNames::slot_of(mix(key));
    while (known.slots[slot].name != 0) slot = (slot + 1) % KnownNames::kSlots;
    known.slots[slot] = {key, static_cast<std::uint16_t>(i)};
  }
  return known;
}

// A known name by its key; a long one by its text too.
Name find_known(const KnownNames& known, const NameKey& key, std::string_view exact) {
  const Name name = known.find(key);
  const bool sure = exact.size() <= NameKey::kShort || kNames[static_cast<std::size_t>(name)].text == exact;
  return sure ? name : Name::kNone;
}

}  // namespace

constexpr KnownNames kKnownLower = known_names(false);
constexpr KnownNames kKnownAdjusted = known_names(true);

constexpr std::array<std::uint16_t, kKnownNames> kTraits = [] {
  std::array<std::uint16_t, kKnownNames> traits{};
  for (std::size_t i = 0; i < kKnownNames; ++i) traits[i] = kNames[i].traits;
  return traits;
}();

constexpr std::array<EndTagKey, kKnownNames> kEndTagKeys = [] {
  std::array<EndTagKey, kKnownNames> keys{};
  for (std::size_t i = 1; i < kKnownNames; ++i) {
    const std::string_view name = kNames[i].text;
    if (name.size() >= EndTagKey::kBytes || is_adjusted_form(i)) continue;
    const auto size = static_cast<std::uint32_t>(name.size() + 1);
    keys[i] = {little_endian(name) | std::uint64_t{'>'} << (8 * name.size()), kFirstBytes[size], size};
  }
  return keys;
}();

const NameSeed& NameSeed::of_process() {
  static const NameSeed seed = [] {
    std::random_device random;
    const auto number = [&] { return std::uint64_t{random()} << 32 | random(); };
    return NameSeed{number(), number()};
  }();
  return seed;
}

Name adjusted(Name name, Adjustment where) {
  const auto index = static_cast<std::uint32_t>(name);
  return index < kKnownNames && (kNames[index].where & where) != 0 ? Name{index + 1} : name;
}

bool is_adjusted(Name name, Name lower) {
  const auto index = static_cast<std::uint32_t>(lower);
  return index < kKnownNames && kNames[index].where != 0 && static_cast<std::uint32_t>(name) == index + 1;
}

bool has_prefix(Name name) {
  const auto index = static_cast<std::uint32_t>(name);
  return index > 0 && index < kKnownNames && kNames[index - 1].where == kForeignAttribute;
}

Name NameTable::intern_short(NameKey key, std::string_view text) {
  const Name name = find_own(key, {});
  return name != Name::kNone ? name : intern_new(text);
}

Name NameTable::intern(std::string_view text) {
  // A long name that was seen is found as it is written.
  const Name name = text.size() > NameKey::kShort ? find_lower(text) : Name::kNone;
  return name != Name::kNone ? name : intern_new(text);
}

// A name, or a spelling of one, that was not seen yet.
Name NameTable::intern_new(std::string_view text) {
  std::string lower;
  for (const char c : text) c == '\0' ? lower += "\uFFFD" : lower += base::ascii_lower(c);
  Name name = find_lower(lower);
  const bool as_written = lower == text;
  if (name == Name::kNone) name = add(as_written ? text : arena_->copy(lower));
  // The next time this spelling comes, it is found at once.
  const bool lasting = !as_written && text.size() <= NameKey::kShort && text.find('\0') == std::string_view::npos;
  if (lasting && find_own(key_of(text), {}) == Name::kNone) put(key_of(text), name);
  return name;
}

Name NameTable::intern_exact(std::string_view exact) {
  if (const Name name = find(exact); name != Name::kNone) return name;
  return add(arena_->copy(exact));
}

Name NameTable::find(std::string_view exact) const {
  if (exact.empty()) return Name::kNone;
  const NameKey key = exact.size() <= NameKey::kShort ? short_key(exact) : key_of(exact);
  if (const Name name = html::find_known(kKnownLower, key, exact); name != Name::kNone) return name;
  if (const Name name = html::find_known(kKnownAdjusted, key, exact); name != Name::kNone) return name;
  if (slots_.empty()) return Name::kNone;
  const Name name = find_own(exact.size() <= NameKey::kShort ? key : own_key(exact), exact);
  return text(name) == exact ? name : Name::kNone;  // not by a spelling
}

Name NameTable::find_lower(std::string_view lower) const {
  const Name name = html::find_known(kKnownLower, key_of(lower), lower);
  return name != Name::kNone || slots_.empty() ? name : find_own(own_key(lower), lower);
}

NameKey NameTable::own_key(std::string_view exact) const { return key_of(exact, seed_); }

// `exact` is compared for long names only; a short one is its key.
Name NameTable::find_own(const NameKey& key, std::string_view exact) const {
  if (slots_.empty()) return Name::kNone;
  const std::size_t last = slots_.size() - 1;
  const std::uint64_t hash = mix(key, seed_);
  for (std::size_t at = hash >> shift_;; at = (at + 1) & last) {
    const Slot& slot = slots_[at];
    if (slot.entry == 0) return Name::kNone;
    if (slot.hash != static_cast<std::uint32_t>(hash)) continue;
    const Entry& found = entries_[slot.entry - 1];
    if (found.key == key && (exact.size() <= NameKey::kShort || text(found.name) == exact)) return found.name;
  }
}

Name NameTable::add(std::string_view kept) {
  if (size() >= kMaxNames || kept.empty()) return Name::kNone;
  const Name name{size()};
  texts_.push_back(kept);
  put(own_key(kept), name);
  return name;
}

void NameTable::put(const NameKey& key, Name name) {
  if (name == Name::kNone) return;
  entries_.push_back({key, name});
  if (slots_.size() < entries_.size() * 2) return grow();
  place(entries_.size() - 1);
}

void NameTable::place(std::size_t entry) {
  const std::size_t last = slots_.size() - 1;
  const std::uint64_t hash = mix(entries_[entry].key, seed_);
  std::size_t at = hash >> shift_;
  while (slots_[at].entry != 0) at = (at + 1) & last;
  slots_[at] = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(entry + 1)};
}

void NameTable::grow() {
  constexpr std::size_t kFewest = 64;
  slots_.assign(std::max(slots_.size() * 2, kFewest), {});
  shift_ = std::countl_zero(slots_.size()) + 1;
  for (std::size_t entry = 0; entry < entries_.size(); ++entry) place(entry);
}

std::string_view NameTable::text(Name name) const {
  const auto index = static_cast<std::uint32_t>(name);
  if (index < kKnownNames) return kNames[index].text;
  return index < size() ? texts_[index - kKnownNames] : std::string_view();
}

}  // namespace thresh::html
