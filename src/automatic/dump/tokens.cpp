// See tokens.h.
#include "automatic/dump/tokens.h"

#include <algorithm>

#include "automatic/dump/words.h"
#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

constexpr char32_t kCurlyApostrophe = 0x2019;

// The end of the word that starts at `at`, and whether it is ASCII throughout.
std::size_t word_end(std::string_view text, std::size_t at, bool& plain) {
  plain = true;
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      const bool behind_ascii = at == 0 || static_cast<unsigned char>(text[at - 1]) < 0x80;
      const bool inside = base::is_ascii_letter(text[at]) || text[at] == '_' ||
                          (base::is_ascii_digit(text[at]) && behind_ascii) ||
                          (text[at] == '\'' && at + 1 < text.size() && base::is_ascii_letter(text[at + 1]));
      if (!inside) break;
      ++at;
      continue;
    }
    const auto [c, size] = text::code_point_at(text, at);
    if (!text::is_letter(c) && c != kCurlyApostrophe && (c < 0x300 || c > 0x36F)) break;
    plain = false;
    at += size;
  }
  return at;
}

std::size_t number_end(std::string_view text, std::size_t at, std::uint8_t& points) {
  const auto digit_at = [&](std::size_t i) { return i < text.size() && base::is_ascii_digit(text[i]); };
  while (at < text.size()) {
    if (digit_at(at)) {
      ++at;
    } else if ((text[at] == '.' || text[at] == ',') && digit_at(at + 1)) {
      points = static_cast<std::uint8_t>(std::min(points + 1, 9));
      ++at;
    } else {
      break;
    }
  }
  const bool scaled = at < text.size() && (base::ascii_lower(text[at]) == 'k' || base::ascii_lower(text[at]) == 'm') &&
                      (at + 1 == text.size() || !base::is_ascii_letter(text[at + 1]));
  return at + (scaled ? 1 : 0);
}

}  // namespace

bool Tokens::add(Token token) {
  if (count_ == kMostTokens) return false;
  list_[count_++] = token;
  return true;
}

bool Tokens::read(std::string_view text) {
  count_ = 0;
  char sign = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    Token token;
    token.begin = static_cast<std::uint16_t>(at);
    token.before = sign;
    if (base::is_ascii_digit(text[at])) {
      token.kind = Token::kNumber;
      at = number_end(text, at, token.points);
    } else if (base::is_ascii_letter(text[at]) || byte >= 0x80) {
      bool plain = true;
      const std::size_t end = word_end(text, at, plain);
      if (end == at) {  // a sign beyond ASCII
        const auto [c, size] = text::code_point_at(text, at);
        sign = text::is_space(c) || text::is_invisible(c) ? ' ' : '*';
        at += size;
        continue;
      }
      token.hash = word_hash(text.substr(at, end - at));
      at = end;
    } else {
      sign = byte <= ' ' ? (sign == 0 || sign == ' ' ? ' ' : sign) : text[at];
      ++at;
      continue;
    }
    token.end = static_cast<std::uint16_t>(at);
    sign = 0;
    if (!add(token)) return false;
  }
  last_sign_ = sign;
  return true;
}

// The longest phrase at each word goes before shorter ones.
void Tokens::look_up() {
  for (std::size_t i = 0; i < count_;) {
    Token& first = list_[i];
    const KnownWord* const known = first.kind == Token::kWord ? known_word(first.hash) : nullptr;
    if (known == nullptr) {
      ++i;
      continue;
    }
    first.kinds = known->kinds;
    std::uint64_t hash = first.hash;
    std::size_t words = 1;
    for (std::size_t size = 2; size <= known->most_words && i + size <= count_; ++size) {
      const Token& next = list_[i + size - 1];
      if (next.kind != Token::kWord) break;
      hash = phrase_hash(hash, next.hash);
      const KnownWord* const phrase = known_word(hash);
      if (phrase == nullptr || phrase->kinds == 0) continue;
      first.kinds = phrase->kinds;
      words = size;
    }
    first.words = static_cast<std::uint8_t>(words);
    for (std::size_t k = 1; k < words; ++k) {
      list_[i + k].kinds = first.kinds;
      list_[i + k].words = 0;
    }
    i += words;
  }
  mark_dates();
}

// A date is a number beside the name of a month, three numbers with the same sign between them, an amount of time with
// "ago" or the like, or a word such as "yesterday"; weekdays, years and times that touch it belong to it.
void Tokens::mark_dates() {
  const auto is = [&](std::size_t i, std::uint32_t kind) {
    return i < count_ && list_[i].kind == Token::kWord && (list_[i].kinds & kind) != 0;
  };
  const auto number = [&](std::size_t i) { return i < count_ && list_[i].kind == Token::kNumber; };
  // "2020年3月12日", "2020년 3월 12일"
  static const std::uint64_t kYear[] = {word_hash("年"), word_hash("년")};
  static const std::uint64_t kMonth[] = {word_hash("月"), word_hash("월")};
  const auto sign = [&](std::size_t i, const std::uint64_t(&signs)[2]) {
    return i < count_ && (list_[i].hash == signs[0] || list_[i].hash == signs[1]);
  };
  bool found = false;
  const auto mark = [&](std::size_t from, std::size_t to) {
    for (std::size_t k = from; k <= to; ++k) list_[k].date = true;
    found = true;
  };
  for (std::size_t i = 0; i < count_; ++i) {
    if (number(i)) {
      const Token& token = list_[i];
      const std::size_t size = token.end - token.begin;
      if (token.points == 2 && size >= 6 && size <= 10) mark(i, i);
      const bool joined = number(i + 1) && number(i + 2) && list_[i + 1].before == list_[i + 2].before &&
                          (list_[i + 1].before == '/' || list_[i + 1].before == '-') && token.points == 0;
      if (joined) mark(i, i + 2);
      if (sign(i + 1, kYear) && number(i + 2) && sign(i + 3, kMonth)) mark(i, std::min(i + 5, count_ - 1));
      const std::size_t unit = i + 1;
      if (is(unit, kUnitWord) && (list_[unit].kinds & kAgoWord) != 0) mark(i, unit);
      if (is(unit, kUnitWord) && is(unit + 1, kAgoWord)) mark(i, unit + 1);
      if (is(unit, kUnitWord) && i > 0 && is(i - 1, kBeforeWord)) mark(i - 1, unit);
    } else if (is(i, kMonthWord)) {
      if (number(i + 1)) mark(i, i + 1);
      if (i > 0 && number(i - 1)) mark(i - 1, i);
      if (i > 1 && number(i - 2) && is(i - 1, kTimeWord)) mark(i - 2, i);
    } else if (is(i, kDayWord)) {
      mark(i, i + std::max<std::size_t>(list_[i].words, 1) - 1);
    } else if (is(i, kAmountWord) && is(i + 1, kUnitWord)) {
      if (is(i + 2, kAgoWord)) mark(i, i + 2);
      if (i > 0 && is(i - 1, kBeforeWord)) mark(i - 1, i + 1);
    }
  }
  if (!found) return;
  const auto joins = [&](const Token& token) {
    return token.kind == Token::kNumber || (token.kinds & (kMonthWord | kWeekdayWord | kTimeWord | kUnitWord)) != 0;
  };
  for (std::size_t i = 1; i < count_; ++i) {
    if (list_[i - 1].date && !list_[i].date && joins(list_[i]) && list_[i].before != '#') list_[i].date = true;
  }
  for (std::size_t i = count_ - 1; i-- > 0;) {
    const bool touches = list_[i + 1].date && !list_[i].date && list_[i + 1].before != '#';
    if (touches && joins(list_[i]) && list_[i].before != '#' &&
        !(i == 0 && list_[i].kind == Token::kNumber && list_[i + 1].kind == Token::kNumber))
      list_[i].date = true;
  }
}

}  // namespace thresh::automatic
