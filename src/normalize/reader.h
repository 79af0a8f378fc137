// Reads a folded text from left to right, piece by piece, as a small grammar asks for it; white space after a piece is
// skipped with it. Copies are cheap, so that a form is tried on a copy and kept if it fits. Used by ratings,
// dates, money and names of languages, and tested through them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "normalize/numeral.h"
#include "normalize/vocabulary.h"

namespace thresh::normalize {

class Reader {
 public:
  // `text` is folded and outlives the reader.
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  bool take(std::string_view piece) {
    if (!rest_.starts_with(piece)) return false;
    skip(piece.size());
    return true;
  }

  bool take_any_of(std::initializer_list<std::string_view> pieces) {
    return std::ranges::any_of(pieces, [this](std::string_view piece) { return take(piece); });
  }

  // The longest word of a lexicon that stands here; its meaning.
  std::optional<std::uint32_t> take_word(const Lexicon& lexicon) {
    const auto prefix = lexicon.longest_prefix(rest_);
    if (!prefix) return std::nullopt;
    skip(prefix->bytes);
    return prefix->value;
  }

  // A number with separators; empty if none stands here.
  std::string_view take_numeral() {
    const std::string_view numeral = numeral_at_start(rest_);
    skip(numeral.size());
    return numeral;
  }

  // A run of `least` to `most` (at most 9) digits that no further digit follows; its value.
  std::optional<int> take_digits(std::size_t least, std::size_t most) {
    const std::size_t digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    if (digits < least || digits > most) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, digits)) value = value * 10 + (c - '0');
    skip(digits);
    return value;
  }

 private:
  void skip(std::size_t bytes) {
    rest_.remove_prefix(bytes);
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }

  std::string_view rest_;
};

}  // namespace thresh::normalize
