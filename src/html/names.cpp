// See names.h. The bytes of a name are read as two numbers of 64 bits, made lower case eight letters at a time.
#include "html/names.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>

#include "base/ascii.h"

namespace thresh::html {
namespace {

constexpr std::size_t kShort = 16;  // a name of so many bytes is its own key
constexpr std::uint64_t kOnes = 0x0101010101010101;

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

__extension__ using Wide = unsigned __int128;

// The folded product of two 64-bit numbers: every bit of both moves the upper bits, which choose the slot.
constexpr std::uint64_t mix(std::uint64_t first, std::uint64_t second) {
  const Wide product = Wide{first ^ 0x9E3779B97F4A7C15u} * (second ^ 0xC2B2AE3D27D4EB4Fu);
  return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
}

constexpr std::uint64_t long_hash(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (std::size_t at = 0; at < text.size(); at += 8) {
    hash = std::rotl(hash ^ little_endian(text.substr(at, 8)), 29) * 0x9E3779B97F4A7C15u;
  }
  return hash;
}

std::uint64_t load(const char* text) {
  std::uint64_t word;
  std::memcpy(&word, text, sizeof word);
  return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

std::uint64_t low_bytes(std::size_t count) {
  return count >= 8 ? ~std::uint64_t{0} : ~(~std::uint64_t{0} << 8 * count);
}

// 0x80 in each byte of `word` that is an ASCII capital.
std::uint64_t capitals(std::uint64_t word) {
  const std::uint64_t low = word & kOnes * 0x7F;
  const std::uint64_t from_a = low + kOnes * (0x80 - 'A');
  const std::uint64_t after_z = low + kOnes * (0x7F - 'Z');
  return (from_a ^ after_z) & ~word & kOnes * 0x80;
}

// Whether a byte of the first `count` is zero.
bool has_zero(std::uint64_t word, std::size_t count) {
  return ((word - kOnes) & ~word & kOnes * 0x80 & low_bytes(count)) != 0;
}

constexpr std::size_t kKnownSlots = 1024;
constexpr std::size_t slot_of(std::uint64_t hash) { return hash >> 54; }

}  // namespace

struct KnownNames {
  using Key = NameTable::Key;

  static constexpr Key key_of(std::string_view exact) {
    if (exact.size() > kShort) return {long_hash(exact), ~std::uint64_t{exact.size()}};
    return {little_endian(exact), exact.size() > 8 ? little_endian(exact.substr(8)) : 0};
  }

  std::array<std::uint16_t, kKnownSlots> slots{};
  std::array<Key, kKnownNames> keys{};

  consteval KnownNames() {
    for (std::size_t i = 1; i < kKnownNames; ++i) {
      keys[i] = key_of(kNames[i].text);
      std::size_t slot = slot_of(mix(keys[i].first, keys[i].second));
      while (slots[slot] != 0) slot = (slot + 1) % kKnownSlots;
      slots[slot] = static_cast<std::uint16_t>(i);
    }
  }

  // Long known names differ in their keys from one another; that another text has the key of one, `find` rules out.
  Name find(const Key& key, std::string_view exact) const {
    for (std::size_t slot = slot_of(mix(key.first, key.second));; slot = (slot + 1) % kKnownSlots) {
      const std::size_t index = slots[slot];
      if (index == 0) return Name::kNone;
      if (keys[index] == key && (exact.size() <= kShort || kNames[index].text == exact))
        return Name{static_cast<std::uint32_t>(index)};
    }
  }
};

namespace {

constexpr KnownNames kKnown;

}  // namespace

std::uint16_t traits_of(Name name) {
  const auto index = static_cast<std::uint32_t>(name);
  return index < kKnownNames ? kNames[index].traits : std::uint16_t{0};
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

Name NameTable::intern(std::string_view text, bool may_read_16) {
  const std::size_t size = text.size();
  if (size > kShort || !may_read_16) {
    std::string exact;
    for (const char c : text) c == '\0' ? exact += "\uFFFD" : exact += base::ascii_lower(c);
    const Key key = KnownNames::key_of(exact);
    if (const Name name = find_key(key, exact); name != Name::kNone) return name;
    return add(key, exact == text ? text : arena_->copy(exact));
  }
  Key key{load(text.data()) & low_bytes(size), size > 8 ? load(text.data() + 8) & low_bytes(size - 8) : 0};
  if (has_zero(key.first, std::min<std::size_t>(size, 8)) || (size > 8 && has_zero(key.second, size - 8)))
    return intern(text);
  const std::uint64_t first = capitals(key.first), second = capitals(key.second);
  key.first |= first >> 2;
  key.second |= second >> 2;
  if (const Name name = find_key(key, text); name != Name::kNone) return name;
  if ((first | second) == 0) return add(key, text);
  return intern(text);  // once a name: the copy
}

Name NameTable::intern_exact(std::string_view exact) {
  const Key key = KnownNames::key_of(exact);
  const Name name = find_key(key, exact);
  return name != Name::kNone ? name : add(key, arena_->copy(exact));
}

Name NameTable::find(std::string_view exact) const {
  return exact.empty() ? Name::kNone : find_key(KnownNames::key_of(exact), exact);
}

// `exact` is compared for long names only; a short one is its key.
Name NameTable::find_key(const Key& key, std::string_view exact) const {
  if (const Name name = kKnown.find(key, exact); name != Name::kNone) return name;
  if (slots_.empty()) return Name::kNone;
  const std::size_t last = slots_.size() - 1;
  for (std::size_t slot = mix(key.first, key.second) >> shift_;; slot = (slot + 1) & last) {
    const Slot& found = slots_[slot];
    if (found.name == Name::kNone) return Name::kNone;
    if (found.key == key && (exact.size() <= kShort || text(found.name) == exact)) return found.name;
  }
}

Name NameTable::add(const Key& key, std::string_view kept) {
  if (size() >= kMaxNames || kept.empty()) return Name::kNone;
  if (slots_.size() < (texts_.size() + 1) * 2) grow();
  const Name name{size()};
  texts_.push_back(kept);
  const std::size_t last = slots_.size() - 1;
  std::size_t slot = mix(key.first, key.second) >> shift_;
  while (slots_[slot].name != Name::kNone) slot = (slot + 1) & last;
  slots_[slot] = {key, name};
  return name;
}

void NameTable::grow() {
  std::vector<Slot> old(std::max<std::size_t>(slots_.size() * 2, 64));
  old.swap(slots_);
  shift_ = std::countl_zero(slots_.size()) + 1;
  const std::size_t last = slots_.size() - 1;
  for (const Slot& one : old) {
    if (one.name == Name::kNone) continue;
    std::size_t slot = mix(one.key.first, one.key.second) >> shift_;
    while (slots_[slot].name != Name::kNone) slot = (slot + 1) & last;
    slots_[slot] = one;
  }
}

std::string_view NameTable::text(Name name) const {
  const auto index = static_cast<std::uint32_t>(name);
  if (index < kKnownNames) return kNames[index].text;
  return index < size() ? texts_[index - kKnownNames] : std::string_view();
}

}  // namespace thresh::html
