// See folded_words.h. ASCII, the common case, goes by a table of bytes; everything else by ranges of code points.
#include "record/folded_words.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/ascii.h"
#include "base/utf8.h"
#include "record/hash.h"

namespace thresh::record {
namespace {

struct Range {
  char32_t first, last;
};

template <std::size_t N>
constexpr bool within(const Range (&ranges)[N], char32_t c) {
  const Range* const range = std::ranges::lower_bound(ranges, c, {}, &Range::last);
  return range != std::end(ranges) && range->first <= c;
}

// Characters without width: they part no words.
constexpr Range kInvisible[] = {{0xAD, 0xAD}, {0x200B, 0x200F}, {0x2060, 0x2064}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};

// White space, punctuation and signs beyond ASCII, by blocks.
constexpr Range kBetween[] = {
    {0x80, 0xA9},     {0xAB, 0xAC},     {0xAE, 0xB1},     {0xB4, 0xB4},      // Latin-1 but for ª ² ³ µ
    {0xB6, 0xB8},     {0xBB, 0xBB},     {0xBF, 0xBF},     {0xD7, 0xD7},      // and ¹ º ¼ ½ ¾
    {0xF7, 0xF7},     {0x37E, 0x37E},   {0x387, 0x387},                      // ÷, Greek
    {0x55A, 0x55F},   {0x589, 0x58A},   {0x5BE, 0x5BE},   {0x5F3, 0x5F4},    // Armenian, Hebrew
    {0x60C, 0x60D},   {0x61B, 0x61F},   {0x66A, 0x66D},   {0x6D4, 0x6D4},    // Arabic
    {0x964, 0x965},   {0x1680, 0x1680}, {0x2000, 0x206F},                    // danda, General Punctuation
    {0x20A0, 0x20CF}, {0x2190, 0x245F}, {0x2500, 0x2BFF}, {0x2E00, 0x2E7F},  // currency, arrows, shapes
    {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030}, {0x303D, 0x303F},  // CJK Symbols and Punctuation
    {0x30FB, 0x30FB}, {0xFE10, 0xFE1F}, {0xFE30, 0xFE6F}, {0xFF5F, 0xFF65},  // and its other forms
    {0xFFF0, 0xFFFF},
};

// Scripts that are written without spaces between words.
constexpr Range kUnspaced[] = {
    {0xE00, 0xEFF},   {0xF00, 0xFFF},     {0x1000, 0x109F},   {0x1780, 0x17FF}, {0x3005, 0x3007},
    {0x3040, 0x30FF}, {0x31F0, 0x31FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF}, {0xF900, 0xFAFF},
    {0xFF66, 0xFF9F}, {0x1B000, 0x1B16F}, {0x20000, 0x3FFFF},
};

// Ranges in which capitals and small letters take turns, the capital at an even (odd) code point.
constexpr Range kEvenCapitals[] = {{0x100, 0x137}, {0x14A, 0x177},   {0x460, 0x481},  {0x48A, 0x4BF},
                                   {0x4D0, 0x52F}, {0x1E00, 0x1E95}, {0x1EA0, 0x1EFF}};
constexpr Range kOddCapitals[] = {{0x139, 0x148}, {0x179, 0x17E}, {0x4C1, 0x4CE}};

constexpr char32_t small_letter(char32_t c) {
  if (c >= 0xC0 && c <= 0xDE) return c + 0x20;  // Latin-1; × parts words
  if (c == 0x178) return 0xFF;
  if (c == 0x386) return 0x3AC;  // Greek letters with an accent
  if (c >= 0x388 && c <= 0x38A) return c + 0x25;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 0x3F;
  if (c >= 0x391 && c <= 0x3A9) return c + 0x20;  // Greek
  if (c == 0x3C2) return 0x3C3;                   // the sigma at the end of a word
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;  // Cyrillic
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;
  if (c >= 0x531 && c <= 0x556) return c + 0x30;  // Armenian
  if (within(kEvenCapitals, c)) return c | 1;
  if (within(kOddCapitals, c)) return c + (c & 1);
  return c;
}

// What characters become up to U+07FF (the alphabets of Europe, Hebrew, Arabic): their small letter, or one of these.
constexpr char16_t kGone = 0, kBetweenWords = 1;
constexpr char32_t kTwoBytes = 0x80, kThreeBytes = 0x800;  // the first characters of so many bytes
constexpr std::array<char16_t, kThreeBytes> kAlphabets = [] {
  std::array<char16_t, kThreeBytes> table{};
  for (char32_t c = kTwoBytes; c < kThreeBytes; ++c) {
    table[c] = within(kInvisible, c) ? kGone
               : within(kBetween, c) ? kBetweenWords
                                     : static_cast<char16_t>(small_letter(c));
  }
  return table;
}();
static_assert(std::begin(kUnspaced)->first >= kThreeBytes);

constexpr char kParts = 0;   // a byte that parts words
constexpr char kBeyond = 1;  // one that is no ASCII

// For each byte its small letter or digit, or one of these.
constexpr std::array<char, 256> kBytes = [] {
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const char c = static_cast<char>(i);
    table[i] = i >= 0x80 ? kBeyond : base::is_ascii_alphanumeric(c) ? base::ascii_lower(c) : kParts;
  }
  return table;
}();

char kind_of(char c) { return kBytes[static_cast<std::uint8_t>(c)]; }

class Folder {
 public:
  explicit Folder(std::size_t size) {
    words_.text.resize(size + 1);  // nearly always enough: a word's mark takes the place of what parts it from another
    words_.hashes.reserve(size / 5);
  }

  // Takes the bytes of ASCII from `at` on; returns where they end.
  std::size_t take_ascii(std::string_view text, std::size_t at) {
    while (at < text.size()) {
      const char kind = kind_of(text[at]);
      if (kind == kBeyond) break;
      if (kind == kParts) {
        end_word();
        ++at;
      } else {
        at = take_letters(text, at);
      }
    }
    return at;
  }

  void take(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // the wide forms of ASCII
    if (c >= kTwoBytes && c < kThreeBytes) return take_of_alphabet(kAlphabets[c]);
    if (c < 0x80) {
      const char narrow = static_cast<char>(c);
      take_ascii(std::string_view(&narrow, 1), 0);
    } else if (within(kInvisible, c)) {
      return;
    } else if (within(kBetween, c)) {
      end_word();
    } else if (within(kUnspaced, c)) {
      end_word();
      append(c);
      words_.hashes.push_back(mixed(before_ << 32 | c));
      ++words_.characters;
      before_ = c;
    } else {
      c = small_letter(c);
      add(c);
      append(c);
    }
  }

  void take_of_alphabet(char16_t folded) {
    if (folded == kGone) return;
    if (folded == kBetweenWords) return end_word();
    add(folded);
    append(folded);
  }

  void end_word() {
    if (!open_) return;
    words_.hashes.push_back(mixed(hash_));
    open_ = false;
  }

  FoldedWords take_words() {
    end_word();
    words_.text.resize(size_);
    return std::move(words_);
  }

 private:
  // Letters and digits of ASCII, of which there is one at `at`; returns where they end. What changes with each of them
  // stays in registers.
  std::size_t take_letters(std::string_view text, std::size_t at) {
    begin_word();
    make_room(text.size() - at);
    char* out = words_.text.data() + size_;
    std::uint64_t hash = hash_;
    for (; at < text.size(); ++at) {
      const char c = kind_of(text[at]);
      if (c == kParts || c == kBeyond) break;
      hash = (hash ^ static_cast<std::uint8_t>(c)) * kHashFactor;
      *out++ = c;
    }
    hash_ = hash;
    size_ = static_cast<std::size_t>(out - words_.text.data());
    return at;
  }

  void make_room(std::size_t count) {
    if (words_.text.size() - size_ < count) words_.text.resize(words_.text.size() * 2 + count);
  }

  void put(char32_t byte) {
    make_room(1);
    words_.text[size_++] = static_cast<char>(byte);
  }

  // The start of a word is marked by a space.
  void begin_word() {
    if (open_) return;
    open_ = true;
    before_ = 0;
    hash_ = kHashStart;
    put(' ');
  }

  // A character of a word of a script with spaces.
  void add(char32_t c) {
    begin_word();
    hash_ = (hash_ ^ c) * kHashFactor;
  }

  void append(char32_t c) {
    if (c >= 0x10000) put(0xF0 | c >> 18);
    if (c >= 0x10000) put(0x80 | (c >> 12 & 0x3F));
    if (c >= 0x800 && c < 0x10000) put(0xE0 | c >> 12);
    if (c >= 0x800) put(0x80 | (c >> 6 & 0x3F));
    if (c < 0x800) put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  }

  FoldedWords words_;
  std::size_t size_ = 0;  // of the text so far
  std::uint64_t hash_ = 0;
  std::uint64_t before_ = 0;  // the character of an unspaced script that the last word was, 0 if it was another
  bool open_ = false;
};

}  // namespace

FoldedWords fold_words(std::string_view text) {
  Folder folder(text.size());
  for (std::size_t at = 0; at < text.size();) {
    at = folder.take_ascii(text, at);
    if (at == text.size()) break;
    const base::Sequence sequence = base::sequence_at(text, at);
    if (sequence.sound)
      folder.take(base::code_point(text.substr(at, sequence.length)));
    else
      folder.end_word();
    at += sequence.length;
  }
  return folder.take_words();
}

}  // namespace thresh::record
