// See strangeness.h.
#include "clean/strangeness.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "text/unicode.h"
#include "text/unicode_icu.h"

namespace thresh::clean {
namespace {

enum class Kind : std::uint8_t {
  kBlank,  // an edge, white space
  kNoBreak,
  kPunctuation,  // of ASCII
  kDigit,
  kSmall,
  kCapital,
  kLetter,  // of a script without cases
  kMark,    // combining
  kOpen,    // opening quotes
  kClose,   // closing ones, an apostrophe
  kDash,
  kEllipsis,
  kCurrency,
  kRaised,  // behind a number or a word: ² ª
  kOwner,   // ™ ® ©
  kDegree,
  kFirst,  // ¡ ¿, which begin
  kSign,
  kMath,
  kBox,
  kPicture,
  kJoiner,  // without width
  kNothing,
};

enum class Script : std::uint8_t { kNone, kLatin, kGreek, kCyrillic, kEast, kOther };

struct Traits {
  Kind kind = Kind::kNothing;
  Script script = Script::kNone;
  int rarity = 0;
  std::uint32_t block = 0;  // tells the scripts apart that are kOther
};

constexpr int kRareLetter = 14;
constexpr int kNeverWritten = 20;

struct Range {
  char32_t begin, end;  // both are in it
  Traits traits;
};

constexpr Traits other(std::uint32_t block, int rarity, Kind kind = Kind::kLetter) {
  return {kind, Script::kOther, rarity, block};
}

// Sorted. Unicode's blocks, as far as they are written on pages; the letters of Latin, Greek and Cyrillic have tiers
// below.
constexpr std::array kRanges = std::to_array<Range>({
    {0x0080, 0x009F, {Kind::kNothing, Script::kNone, 16}},
    {0x0250, 0x02AF, {Kind::kSmall, Script::kLatin, kRareLetter}},  // phonetic
    {0x02B0, 0x02FF, {Kind::kSign, Script::kNone, 11}},
    {0x0300, 0x030C, {Kind::kMark, Script::kNone, 8}},
    {0x030D, 0x0322, {Kind::kMark, Script::kNone, kRareLetter}},
    {0x0323, 0x0323, {Kind::kMark, Script::kNone, 9}},
    {0x0324, 0x0326, {Kind::kMark, Script::kNone, kRareLetter}},
    {0x0327, 0x0328, {Kind::kMark, Script::kNone, 9}},
    {0x0329, 0x0334, {Kind::kMark, Script::kNone, kRareLetter}},
    {0x0335, 0x0336, {Kind::kMark, Script::kNone, 9}},  // struck out
    {0x0337, 0x036F, {Kind::kMark, Script::kNone, kRareLetter}},
    {0x0483, 0x0489, {Kind::kMark, Script::kNone, kRareLetter}},
    {0x0530, 0x058F, other(0x05, 7)},  // Armenian
    {0x0591, 0x05C7, {Kind::kMark, Script::kNone, 9}},
    {0x05D0, 0x05F4, other(0x06, 6)},  // Hebrew
    {0x060C, 0x060C, other(0x07, 6)},  // Arabic
    {0x061B, 0x061F, other(0x07, 7)},
    {0x0621, 0x064A, other(0x07, 6)},
    {0x064B, 0x065F, {Kind::kMark, Script::kNone, 8}},
    {0x0660, 0x0669, other(0x07, 7)},
    {0x0670, 0x06D5, other(0x07, 8)},
    {0x06F0, 0x06F9, other(0x07, 8)},
    {0x0900, 0x0DFF, other(0x09, 6)},  // the scripts of India
    {0x0E00, 0x0E5B, other(0x0E, 6)},  // Thai
    {0x0E80, 0x0EDF, other(0x0F, 7)},  // Lao
    {0x0F00, 0x0FFF, other(0x10, 9)},  // Tibetan
    {0x1000, 0x109F, other(0x11, 7)},  // Burmese
    {0x10A0, 0x10FF, other(0x12, 7)},  // Georgian
    {0x1100, 0x11FF, {Kind::kLetter, Script::kEast, 12}},
    {0x1200, 0x139F, other(0x13, 8)},  // Ethiopic
    {0x1780, 0x17F9, other(0x14, 7)},  // Khmer
    {0x200B, 0x200F, {Kind::kJoiner, Script::kNone, 8}},
    {0x2010, 0x2012, {Kind::kDash, Script::kNone, 6}},
    {0x2013, 0x2014, {Kind::kDash, Script::kNone, 4}},
    {0x2015, 0x2015, {Kind::kDash, Script::kNone, 7}},
    {0x2018, 0x2018, {Kind::kOpen, Script::kNone, 5}},
    {0x2019, 0x2019, {Kind::kClose, Script::kNone, 2}},
    {0x201A, 0x201A, {Kind::kOpen, Script::kNone, 8}},
    {0x201C, 0x201C, {Kind::kOpen, Script::kNone, 4}},
    {0x201D, 0x201D, {Kind::kClose, Script::kNone, 4}},
    {0x201E, 0x201E, {Kind::kOpen, Script::kNone, 5}},
    {0x2020, 0x2021, {Kind::kSign, Script::kNone, 9}},
    {0x2022, 0x2022, {Kind::kSign, Script::kNone, 4}},
    {0x2026, 0x2026, {Kind::kEllipsis, Script::kNone, 3}},
    {0x202A, 0x202E, {Kind::kJoiner, Script::kNone, 10}},
    {0x2030, 0x2030, {Kind::kSign, Script::kNone, 8}},
    {0x2032, 0x2033, {Kind::kRaised, Script::kNone, 7}},
    {0x2039, 0x2039, {Kind::kOpen, Script::kNone, 8}},
    {0x203A, 0x203A, {Kind::kClose, Script::kNone, 6}},
    {0x2044, 0x2044, {Kind::kMath, Script::kNone, 9}},
    {0x2060, 0x2069, {Kind::kJoiner, Script::kNone, 9}},
    {0x2070, 0x209C, {Kind::kRaised, Script::kNone, 9}},
    {0x20A0, 0x20AB, {Kind::kCurrency, Script::kNone, 8}},
    {0x20AC, 0x20AC, {Kind::kCurrency, Script::kNone, 5}},
    {0x20AD, 0x20C0, {Kind::kCurrency, Script::kNone, 7}},
    {0x2100, 0x2115, {Kind::kSign, Script::kNone, 10}},
    {0x2116, 0x2116, {Kind::kSign, Script::kNone, 6}},
    {0x2117, 0x2121, {Kind::kSign, Script::kNone, 10}},
    {0x2122, 0x2122, {Kind::kOwner, Script::kNone, 4}},
    {0x2123, 0x218B, {Kind::kSign, Script::kNone, 10}},
    {0x2190, 0x21FF, {Kind::kPicture, Script::kNone, 7}},  // arrows
    {0x2200, 0x22FF, {Kind::kMath, Script::kNone, 7}},
    {0x2300, 0x23FF, {Kind::kPicture, Script::kNone, 10}},
    {0x2460, 0x24FF, {Kind::kPicture, Script::kNone, 9}},
    {0x2500, 0x259F, {Kind::kBox, Script::kNone, 8}},
    {0x25A0, 0x25FF, {Kind::kPicture, Script::kNone, 7}},
    {0x2600, 0x27BF, {Kind::kPicture, Script::kNone, 8}},
    {0x27C0, 0x27FF, {Kind::kMath, Script::kNone, 12}},
    {0x2800, 0x28FF, {Kind::kPicture, Script::kNone, 11}},
    {0x2900, 0x2BFF, {Kind::kPicture, Script::kNone, 11}},
    {0x2E80, 0x2FDF, {Kind::kLetter, Script::kEast, 13}},
    {0x3000, 0x3000, {Kind::kBlank, Script::kEast, 5}},
    {0x3001, 0x303F, {Kind::kLetter, Script::kEast, 7}},
    {0x3040, 0x30FF, {Kind::kLetter, Script::kEast, 7}},  // kana
    {0x3100, 0x33FF, {Kind::kLetter, Script::kEast, 11}},
    {0x3400, 0x4DBF, {Kind::kLetter, Script::kEast, 15}},
    {0x4E00, 0x9FFF, {Kind::kLetter, Script::kEast, 10}},
    {0xAC00, 0xD7A3, {Kind::kLetter, Script::kEast, 9}},
    {0xF900, 0xFAFF, {Kind::kLetter, Script::kEast, 14}},
    {0xFB00, 0xFB06, {Kind::kSmall, Script::kLatin, 8}},  // ligatures
    {0xFB50, 0xFDFF, other(0x07, 12)},
    {0xFE0E, 0xFE0F, {Kind::kJoiner, Script::kNone, 5}},
    {0xFE30, 0xFE4F, {Kind::kLetter, Script::kEast, 10}},
    {0xFE70, 0xFEFC, other(0x07, 12)},
    {0xFEFF, 0xFEFF, {Kind::kJoiner, Script::kNone, 6}},
    {0xFF00, 0xFFEF, {Kind::kLetter, Script::kEast, 9}},
    {0xFFFD, 0xFFFD, {Kind::kSign, Script::kNone, 10}},
    {0x1F000, 0x1FAFF, {Kind::kPicture, Script::kNone, 9}},
    {0x20000, 0x323AF, {Kind::kLetter, Script::kEast, 16}},
    {0xE0020, 0xE007F, {Kind::kJoiner, Script::kNone, 12}},
});

struct Sign {
  std::u32string_view characters;
  Kind kind;
  int rarity;
};

// Of Latin-1, and a few beyond.
constexpr std::array kSigns = std::to_array<Sign>({
    {U"¡¿", Kind::kFirst, 5},
    {U"£¥", Kind::kCurrency, 6},
    {U"¢", Kind::kCurrency, 7},
    {U"¤", Kind::kCurrency, 10},
    {U"²³¹ªº", Kind::kRaised, 6},
    {U"©®", Kind::kOwner, 5},
    {U"°", Kind::kDegree, 4},
    {U"«", Kind::kOpen, 5},
    {U"»", Kind::kClose, 5},
    {U"·§×±", Kind::kSign, 6},
    {U"´¼½¾¶µ÷", Kind::kSign, 7},
    {U"≈≠≤≥", Kind::kSign, 8},
    {U"¬¦¨ƒ", Kind::kSign, 9},
    {U"¸¯ˆ˜˛ˇ˘˙˝", Kind::kSign, 11},
});

struct Tier {
  std::u32string_view letters;  // small ones
  int rarity;
};

// The letters beyond ASCII, by how many people write them. A capital costs one more.
constexpr std::array kTiers = std::to_array<Tier>({
    {U"éáíóúñãçàèêâôöüäå", 6},
    {U"ßøîìòùûïëæýœ", 7},
    {U"ąćęłńśźżčďěňřšťůžőűășțşţğıđ", 8},
    {U"õāēģīķļņūėįųōŏľĺŕċġħżþð", 8},
    {U"ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", 8},
    {U"ĩũĉĝĥĵŝŭŵŷẁẃẅÿẑẓḥṣṭḍəǎǐǒǔłḷṃṇṅñ", 10},
    {U"αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ", 6},
    {U"ϊϋΐΰ", 9},
    {U"абвгдежзийклмнопрстуфхцчшщъыьэюя", 5},
    {U"ёіїєґђѓјљњћќџѕў", 7},
    {U"әғқңөұүһ", 9},
});

Traits with_case(char32_t c, Script script) {
  const bool capital = text::is_upper(c);
  Traits traits = {capital ? Kind::kCapital : Kind::kSmall, script, kRareLetter + (capital ? 1 : 0), 0};
  if (c == 0x130) return traits.rarity = 9, traits;  // "İ", which has no simple small form
  const char32_t small = text::icu::fold_case(c);
  for (const Tier& tier : kTiers) {
    if (tier.letters.find(small) == std::u32string_view::npos) continue;
    return traits.rarity = tier.rarity + (capital ? 1 : 0), traits;
  }
  return traits;
}

Traits traits_beyond_ascii(char32_t c) {
  if (c == 0xA0 || c == 0x202F) return {Kind::kNoBreak, Script::kNone, c == 0xA0 ? 2 : 5, 0};
  if (c == 0xAD) return {Kind::kJoiner, Script::kNone, 5, 0};
  if (text::is_space(c)) return {Kind::kBlank, Script::kNone, 6, 0};
  for (const Sign& sign : kSigns) {
    if (sign.characters.find(c) != std::u32string_view::npos) return {sign.kind, Script::kNone, sign.rarity, 0};
  }
  const bool latin = (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00);
  if (latin) return with_case(c, Script::kLatin);
  if (c >= 0x370 && c < 0x400 && text::is_letter(c)) return with_case(c, Script::kGreek);
  if (c >= 0x1F00 && c < 0x2000) return {Kind::kSmall, Script::kGreek, 10, 0};
  if (c >= 0x400 && c < 0x530 && text::is_letter(c)) return with_case(c, Script::kCyrillic);
  const auto range = std::ranges::lower_bound(kRanges, c, {}, &Range::end);
  if (range != kRanges.end() && range->begin <= c) return range->traits;
  return {text::is_letter(c) ? Kind::kLetter : Kind::kNothing, Script::kOther, kNeverWritten, c >> 7};
}

// The traits of Latin, Greek and Cyrillic are looked up again and again.
constexpr char32_t kTabled = 0x530;

const std::array<Traits, kTabled>& traits_table() {
  static const std::array<Traits, kTabled> table = [] {
    std::array<Traits, kTabled> out = {};
    for (char32_t c = 0x80; c < kTabled; ++c) out[c] = traits_beyond_ascii(c);
    return out;
  }();
  return table;
}

Traits traits_of(char32_t c) {
  if (c >= kTabled) return traits_beyond_ascii(c);
  if (c >= 0x80) return traits_table()[c];
  if (c <= ' ') return {Kind::kBlank, Script::kNone, 0, 0};
  if (c >= '0' && c <= '9') return {Kind::kDigit, Script::kNone, 0, 0};
  if (c >= 'a' && c <= 'z') return {Kind::kSmall, Script::kLatin, 0, 0};
  if (c >= 'A' && c <= 'Z') return {Kind::kCapital, Script::kLatin, 0, 0};
  return {Kind::kPunctuation, Script::kNone, 0, 0};
}

bool is_letter(Kind kind) { return kind == Kind::kSmall || kind == Kind::kCapital || kind == Kind::kLetter; }

// Letters that hardly ever end a word, by how hardly.
int never_last(char32_t c) {
  if (c < 0xC2 || c > 0x459) return 0;
  if (c == 0xC3) return 7;
  if (std::u32string_view(U"ÎÏÐĹ").find(c) != std::u32string_view::npos) return 5;
  if (std::u32string_view(U"Âïîæ").find(c) != std::u32string_view::npos) return 4;
  if (std::u32string_view(U"ÌÑâ").find(c) != std::u32string_view::npos) return 2;
  return 0;
}

// A letter behind a letter.
int in_a_word(const Traits& p, char32_t before, const Traits& t, char32_t c, bool capitals) {
  const bool same = p.script == t.script && p.block == t.block;
  if (!same) {
    const bool formula = (p.script == Script::kGreek && t.script == Script::kLatin) ||
                         (p.script == Script::kLatin && t.script == Script::kGreek);
    return formula ? 4 : 10;  // "γc"
  }
  if (t.kind == Kind::kCapital && p.kind == Kind::kSmall) return 8;
  const int beyond = t.script == Script::kLatin && before >= 0x80 && c >= 0x80 ? 3 : 0;
  return beyond + (t.kind == Kind::kSmall && capitals ? 7 : 0);
}

// What a letter costs behind something that is no letter.
int begins_a_word(const Traits& p, char32_t before, const Traits& t) {
  const int foreign = t.script == Script::kLatin ? 0 : 1;
  switch (p.kind) {
    case Kind::kDigit:
      return 2 * foreign + (t.script == Script::kLatin ? 1 : 2);
    case Kind::kClose:
      return before == 0x2019 ? foreign : 6;
    case Kind::kEllipsis:
      return 2;
    case Kind::kCurrency:
      return 5;
    case Kind::kRaised:
    case Kind::kOwner:
      return 7;
    case Kind::kDegree:
      return t.kind == Kind::kCapital ? 0 : 6;
    case Kind::kSign:
      return 6;
    case Kind::kMath:
      return t.script == Script::kGreek ? 0 : 6;
    case Kind::kBox:
      return 9;
    case Kind::kPicture:
      return 3;
    default:
      return foreign;
  }
}

int letter_cost(char32_t before_that, char32_t before, char32_t c, const Traits& p, const Traits& t) {
  if (is_letter(p.kind)) {
    const bool capitals = p.kind == Kind::kCapital && traits_of(before_that).kind == Kind::kCapital;
    return in_a_word(p, before, t, c, capitals);
  }
  if (p.kind == Kind::kMark || p.kind == Kind::kNothing) return 0;
  return begins_a_word(p, before, t);
}

bool is_open_space(Kind kind) {
  return kind == Kind::kBlank || kind == Kind::kNoBreak || kind == Kind::kPunctuation || kind == Kind::kOpen ||
         kind == Kind::kDash;
}

// Everything that is no letter, behind `p`.
int other_cost(const Traits& p, const Traits& t, char32_t c) {
  const bool word = is_letter(p.kind);
  switch (t.kind) {
    case Kind::kMark:
      return word || p.kind == Kind::kMark ? 0 : p.kind == Kind::kBlank ? 10 : 4;
    case Kind::kClose:
      return word || p.kind != Kind::kBlank ? 0 : 4;
    case Kind::kOpen:
      return is_open_space(p.kind) ? 0 : c == 0x201E || c == 0x201A ? 8 : 5;
    case Kind::kCurrency:
      return word ? 5 : is_open_space(p.kind) || p.kind == Kind::kDigit ? 0 : 4;
    case Kind::kRaised:
      return p.kind == Kind::kDigit ? 0 : word ? 3 : 4;
    case Kind::kOwner:
      return word || is_open_space(p.kind) ? 0 : 2;
    case Kind::kDegree:
      return p.kind == Kind::kDigit ? 0 : word ? 4 : 2;
    case Kind::kFirst:
      return word ? 8 : 0;
    case Kind::kSign:
      return word ? 5 : 0;
    case Kind::kMath:
      return word ? 5 : p.kind == Kind::kMath ? -2 : 0;
    case Kind::kBox:
      return word ? 9 : p.kind == Kind::kBox ? -4 : 0;
    case Kind::kPicture:
      return word ? 3 : p.kind == Kind::kPicture ? -4 : 0;
    case Kind::kJoiner:
      return c == 0xFE0F || c == 0xFE0E ? (p.kind == Kind::kPicture ? -4 : 5) : word ? 0 : 2;
    case Kind::kNoBreak:
      return word ? 2 : 0;
    default:
      return 0;
  }
}

}  // namespace

bool is_hardly_written(char32_t c) { return traits_of(c).rarity >= kRareLetter && !(c >= 0x80 && c < 0xA0); }

int strangeness(char32_t before_that, char32_t before, char32_t c) {
  const Traits t = traits_of(c), p = traits_of(before);
  if (is_letter(t.kind)) return t.rarity + letter_cost(before_that, before, c, p, t);
  const int last = is_letter(p.kind) && t.kind != Kind::kMark ? never_last(before) : 0;
  return t.rarity + last + other_cost(p, t, c);
}

}  // namespace thresh::clean
