// A short line as tokens: words, numbers, and which sign stood before each. The common work of all that looks at lines.
//
// A word is letters (digits behind them too: "user17", "jean-luc" is two); a number is digits with points and commas
// between ("1,204", "12.5.2020"), with a "k" or "m" behind it.
//
// Tested by tests/automatic/dump/lines_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace thresh::automatic {

inline constexpr std::uint64_t kHashStart = 0xCBF29CE484222325u;
inline std::uint64_t hash_on(std::uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
}
inline std::uint64_t finished_hash(std::uint64_t hash) {
  hash *= 0x9E3779B97F4A7C15u;
  return (hash ^ (hash >> 29)) | 1;  // never 0, which is no word
}

struct Token {
  enum Kind : std::uint8_t { kWord, kNumber };
  std::uint64_t hash = 0;   // of a word
  std::uint32_t kinds = 0;  // WordKind, of the phrase that it begins or is in
  std::uint16_t begin = 0, end = 0;
  Kind kind = kWord;
  char before = 0;          // the sign just before it; 0 at the start, ' ' where white space is
  std::uint8_t points = 0;  // in a number
  std::uint8_t words = 1;   // of the phrase that it begins; 0 inside of one
  bool date = false;        // it is a part of a date
};

inline constexpr std::size_t kMostTokens = 20;

class Tokens {
 public:
  // At most kMostTokens of a text of less than 64 KB; false where there are more.
  bool read(std::string_view text);

  std::size_t size() const { return count_; }
  Token& operator[](std::size_t i) { return list_[i]; }
  const Token& operator[](std::size_t i) const { return list_[i]; }
  Token* begin() { return list_.data(); }
  Token* end() { return list_.data() + count_; }
  const Token* begin() const { return list_.data(); }
  const Token* end() const { return list_.data() + count_; }
  char last_sign() const { return last_sign_; }  // behind the last token; 0 where there is none

  // Looks up words and phrases, and marks dates.
  void look_up();

 private:
  void mark_dates();
  bool add(Token token);

  std::array<Token, kMostTokens> list_;
  std::size_t count_ = 0;
  char last_sign_ = 0;
};

}  // namespace thresh::automatic
