// See words.h.
#include "normalize/words.h"

#include <algorithm>

#include "base/embedded.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

// data/never_names.txt: one word a line; "?" behind it: it may be a surname, "*": but is in no place.
Lexicon load_never_names() {
  Lexicon words;
  for (const Row& row : rows_of(base::embedded("data/never_names.txt"))) {
    std::string_view word = row[0];
    Never never = Never::kAlways;
    if (word.ends_with('?')) never = Never::kUnlessProven;
    if (word.ends_with('*')) never = Never::kSurname;
    if (never != Never::kAlways) word.remove_suffix(1);
    words.add(text::fold(word), static_cast<std::uint32_t>(never));
  }
  words.seal();
  return words;
}

// data/given_names.txt: one name a line; "?" behind it: it is a word itself.
Lexicon load_given_names() {
  Lexicon names;
  for (const Row& row : rows_of(base::embedded("data/given_names.txt"))) {
    std::string_view name = row[0];
    const bool maybe = name.ends_with('?');
    if (maybe) name.remove_suffix(1);
    names.add(text::fold(name), static_cast<std::uint32_t>(maybe ? Given::kMaybe : Given::kSure));
  }
  names.seal();
  return names;
}

bool is_name_sign(char32_t c) {
  return c == '\'' || c == '-' || c == '.' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x02BB || c == 0x00B4 ||
         c == 0x2010 || c == 0x2011 || c == 0x00B7 || c == 0x30FB || c == 0x200C || c == 0x200D;
}

bool is_mark(char32_t c) {
  // Combining marks that stand in names: of Latin letters, and the vowel signs of Indic and Southeast Asian scripts.
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0900 && c <= 0x109F) || (c >= 0x0E31 && c <= 0x0E4E) ||
         (c >= 0x0591 && c <= 0x05C7) || (c >= 0x064B && c <= 0x065F);
}

}  // namespace

bool Words::add(std::string_view word) {
  if (count_ == kMaxWords) return false;
  list_[count_++] = word;
  return true;
}

void Words::drop_front(std::size_t n) {
  n = std::min(n, count_);
  std::copy(list_.begin() + static_cast<std::ptrdiff_t>(n), list_.begin() + static_cast<std::ptrdiff_t>(count_),
            list_.begin());
  count_ -= n;
}

void Words::shorten(std::size_t n) { count_ = std::min(count_, n); }

std::optional<Words> words_of(std::string_view text) {
  Words words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    while (at < text.size() && text[at] > ' ' && text[at] < 0x7F) ++at;  // most characters, and none of them a space
    const bool end = at == text.size();
    const text::CodePoint c = end ? text::CodePoint{' ', 1} : text::code_point_at(text, at);
    if (text::is_space(c.value)) {
      if (at > begin && !words.add(text.substr(begin, at - begin))) return std::nullopt;
      begin = at + c.length;
    }
    at += c.length;
  }
  return words;
}

std::size_t count_lower_words(std::string_view text) {
  std::size_t count = 0;
  bool start = true;
  for (const char c : text) {
    count += start && c >= 'a' && c <= 'z';
    start = c == ' ';
  }
  return count;
}

std::string joined(const Words& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to && i < words.size(); ++i) {
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return out;
}

Case case_of(std::string_view word) {
  if (word.empty()) return Case::kNone;
  const char32_t first = text::code_point_at(word, 0).value;
  if (!text::is_letter(first)) return Case::kNone;
  if (text::is_lower(first)) return Case::kLower;
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < word.size();) {
    const text::CodePoint c = text::code_point_at(word, at);
    if (text::is_lower(c.value)) return Case::kCapital;
    capitals += text::is_upper(c.value);
    at += c.length;
  }
  return capitals > 1 ? Case::kCapitals : Case::kCapital;
}

bool has_odd_character(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const text::CodePoint c = text::code_point_at(word, at);
    if (!text::is_letter(c.value) && !is_name_sign(c.value) && !is_mark(c.value)) return true;
    at += c.length;
  }
  return false;
}

std::string loose_key(std::string_view text) {
  constexpr std::string_view kOkina = "\u02BB";  // of Hawaiian names, where many write nothing
  std::string folded = text::fold(text);
  for (std::size_t at = folded.find(kOkina); at != std::string::npos; at = folded.find(kOkina)) {
    folded.erase(at, kOkina.size());
  }
  std::string out;
  out.reserve(folded.size());
  bool space = false;
  for (const char c : folded) {
    if (c == '.' || c == ',' || c == '\'' || c == '(' || c == ')') continue;
    if (c == ' ' || c == '-' || c == '/') {
      space = !out.empty();
      continue;
    }
    if (c == '&' && !out.empty()) {
      out += " and";
      space = true;
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

Never never_in_names(std::string_view word) {
  static const Lexicon kNeverNames = load_never_names();
  const auto found = kNeverNames.find(text::fold(word));
  return found ? static_cast<Never>(*found) : Never::kNo;
}

Given common_given_name(std::string_view word) {
  static const Lexicon kGivenNames = load_given_names();
  const auto found = kGivenNames.find(text::fold(word));
  return found ? static_cast<Given>(*found) : Given::kNo;
}

}  // namespace thresh::normalize
