// See name_order.h.
#include "normalize/name_order.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/embedded.h"
#include "base/utf8.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongestCjkFamily = 3;  // characters: "長谷川"
constexpr std::size_t kLongestCjkGiven = 3;
constexpr std::size_t kLongestChineseGiven = 2;
constexpr std::size_t kKoreanGiven = 2;  // nearly always, and words of one syllable behind a family name are many

struct Families {
  Lexicon chinese, japanese, korean, syllable, vietnamese, romanized, hungarian, given, spanish;
  Lexicon spanish_given, devoted, devotion;
  std::vector<std::string> patronymic, matronymic, slavic;  // endings, folded
};

Families load() {
  Families names;
  load_kinds("data/family_names.tsv", {{"chinese", &names.chinese},
                                       {"japanese", &names.japanese},
                                       {"korean", &names.korean},
                                       {"syllable", &names.syllable},
                                       {"vietnamese", &names.vietnamese},
                                       {"romanized", &names.romanized},
                                       {"hungarian", &names.hungarian},
                                       {"given", &names.given},
                                       {"spanish", &names.spanish},
                                       {"spanish-given", &names.spanish_given},
                                       {"devoted", &names.devoted},
                                       {"devotion", &names.devotion}});
  for (const Row& row : rows_of(base::embedded("data/family_names.tsv"))) {
    if (row[0] == "patronymic") names.patronymic.push_back(text::fold(row[1]));
    if (row[0] == "matronymic") names.matronymic.push_back(text::fold(row[1]));
    if (row[0] == "slavic") names.slavic.push_back(text::fold(row[1]));
  }
  return names;
}

const Families& families() {
  static const Families kFamilies = load();
  return kFamilies;
}

struct CjkWords {
  std::vector<Row> title;
  std::vector<std::string_view> business, end;
};

const CjkWords& cjk_words() {
  static const CjkWords kWords = [] {
    CjkWords words;
    for (const Row& row : rows_of(base::embedded("data/name_words.tsv"))) {
      if (row[0] == "title") words.title.push_back(row);
      if (row[0] == "business") words.business.push_back(row[1]);
      if (row[0] == "end") words.end.push_back(row[1]);
    }
    // "准教授" before "教授"
    std::ranges::sort(words.title, std::greater{}, [](const Row& row) { return std::pair(row[1].size(), row[1]); });
    return words;
  }();
  return kWords;
}

bool has(const Lexicon& names, std::string_view word) { return names.contains(text::fold(word)); }

bool is_initial(std::string_view word) {
  return word.ends_with('.') && text::length(word.substr(0, word.find('.'))) == 1;
}

bool ends_with_any(std::string_view word, const std::vector<std::string>& endings) {
  const std::string folded = text::fold(word);
  return std::ranges::any_of(endings, [&](const std::string& ending) {
    return folded.size() > ending.size() + 2 && folded.ends_with(ending);
  });
}

bool is_matronymic(std::string_view word) { return ends_with_any(word, families().matronymic); }
bool is_patronymic(std::string_view word) { return is_matronymic(word) || ends_with_any(word, families().patronymic); }

// The family name is words [from, to); given and middle names are the others, in their order.
NameParts with_family(const Words& words, std::size_t from, std::size_t to) {
  NameParts parts;
  parts.family = joined(words, from, to);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i >= from && i < to) continue;
    std::string& part = parts.given.empty() ? parts.given : parts.middle;
    if (!part.empty()) part += ' ';
    part += words[i];
  }
  return parts;
}

// "Иванов Иван Иванович"; "Анна Сергеевна", who has no family name here.
std::optional<NameParts> by_patronymic(const Words& words) {
  if (words.size() == 2 && is_matronymic(words[1])) return NameParts{std::string(words[0]), std::string(words[1]), {}};
  if (words.size() != 3 || is_patronymic(words[1]) || !is_patronymic(words[2])) return std::nullopt;
  return with_family(words, 0, 1);
}

// "Иванов И. И.", "Smith J.R.": at least two initials, since "Jane D." is a Jane.
std::optional<NameParts> by_initials(const Words& words) {
  if (is_initial(words[0])) return std::nullopt;
  std::size_t initials = 0;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!is_initial(words[i])) return std::nullopt;
    initials += static_cast<std::size_t>(std::ranges::count(words[i], '.'));
  }
  return initials > 1 ? std::optional(with_family(words, 0, 1)) : std::nullopt;
}

bool is_spelled_in_capitals(std::string_view word) {
  return case_of(word) == Case::kCapitals && word.find('.') == std::string_view::npos;
}

// Whether capitals at the start of a name are a family name, not initials: "LI Wei", not "JD Roe" or "JRR Roe".
bool is_family_in_capitals(std::string_view word) {
  if (has(families().romanized, word)) return true;
  const bool ascii = std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return text::length(word) > 3 && (!ascii || text::fold(word).find_first_of("aeiouy") != std::string::npos);
}

// "KIM Min-jun", "Taro YAMADA", "Marie-Claire DE LA TOUR".
std::optional<NameParts> by_capitals(const Words& words) {
  std::size_t front = 0;
  while (front < words.size() && is_spelled_in_capitals(words[front])) ++front;
  std::size_t back = words.size();
  while (back > 0 && is_spelled_in_capitals(words[back - 1])) --back;
  std::size_t capitals = 0;
  for (const std::string_view word : words) capitals += is_spelled_in_capitals(word);
  if (capitals == 0 || capitals == words.size()) return std::nullopt;
  if (front == capitals && is_family_in_capitals(words[0]) && !is_initial(words[front])) {
    return with_family(words, 0, front);
  }
  if (words.size() - back == capitals && case_of(words[back - 1]) != Case::kLower) {
    return with_family(words, back, words.size());
  }
  return std::nullopt;
}

// Letters that Vietnamese has and no other language of the table's words.
bool is_vietnamese_letter(char32_t c) {
  return (c >= 0x1EA0 && c <= 0x1EF9) || c == 0x0103 || c == 0x0102 || c == 0x0111 || c == 0x0110 || c == 0x01A1 ||
         c == 0x01A0 || c == 0x01B0 || c == 0x01AF || c == 0x00F4 || c == 0x00D4;
}

bool is_vietnamese(const Words& words) {
  if (!has(families().vietnamese, words[0]) || has(families().vietnamese, words.back())) {
    // "Ngô Bảo Châu": the last word is a family name too, but the name has a third.
    if (words.size() < 3 || !has(families().vietnamese, words[0])) return false;
  }
  return std::ranges::any_of(words, [](std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
      const text::CodePoint c = text::code_point_at(word, at);
      if (is_vietnamese_letter(c.value)) return true;
      at += c.length;
    }
    return false;
  });
}

// "Nguyễn Văn An": the given name is the last word.
NameParts vietnamese_parts(const Words& words) {
  return {std::string(words.back()), joined(words, 1, words.size() - 1), std::string(words[0])};
}

// "Min-jun": a hyphen before a small letter, as names of two syllables are romanized.
bool has_two_syllables(std::string_view word) {
  const std::size_t hyphen = word.find('-');
  return hyphen != std::string_view::npos && hyphen > 1 && hyphen + 2 < word.size() &&
         case_of(word) == Case::kCapital && text::is_lower(text::code_point_at(word, hyphen + 1).value) &&
         word.find('-', hyphen + 1) == std::string_view::npos;
}

bool is_romanized(const Words& words) {
  return words.size() == 2 && has(families().romanized, words[0]) && has_two_syllables(words[1]);
}

// "Nagy István": the table has no family name that is a given name too.
bool is_hungarian(const Words& words) {
  if (words.size() < 2 || words.size() > 3 || !has(families().hungarian, words[0])) return false;
  return std::all_of(words.begin() + 1, words.end(), [](std::string_view word) { return has(families().given, word); });
}

bool has_marks(const Words& words) {
  return std::ranges::any_of(words, [](std::string_view word) { return base::skip_ascii(word, 0) < word.size(); });
}

// "Gabriel García Márquez": the given name, or a middle one, and two family names. Behind a given name of
// Spanish they need not be known, on a page in Spanish or with marks: "Lucía Etxebarria Urrutia".
bool has_two_families(const Words& words, bool spanish) {
  const std::size_t n = words.size();
  if (n < 3) return false;
  const bool first = has(families().spanish, words[n - 2]);
  if (first && has(families().spanish, words[n - 1])) return true;
  const auto may_be_one = [](std::string_view word) {
    return case_of(word) == Case::kCapital && !word.ends_with('.') && common_given_name(word) == Given::kNo;
  };
  if (!has(families().spanish_given, words[0]) || !may_be_one(words[n - 2]) || !may_be_one(words[n - 1])) return false;
  return (spanish || has_marks(words)) && (first || n == 3);
}

// "María del Carmen Ruiz", "Maria da Conceição Silva": how many words a given name of devotion has that others follow;
// 0 where the particle is of a family name.
std::size_t devotion_words(const Words& words) {
  if (words.size() < 4 || !has(families().devoted, words[0])) return 0;
  std::size_t at = 1;
  while (at < 3 && case_of(words[at]) == Case::kLower) ++at;
  return at > 1 && at + 1 < words.size() && has(families().devotion, words[at]) ? at + 1 : 0;
}

// "Иванов Иван", as lists have it: the ending of a family name before a given name.
bool is_slavic_family_first(const Words& words) {
  if (words.size() != 2 || common_given_name(words[1]) != Given::kSure || common_given_name(words[0]) != Given::kNo) {
    return false;
  }
  return ends_with_any(words[0], families().slavic) && !ends_with_any(words[1], families().slavic);
}

// The length in bytes of the first `count` characters; 0 if there are no more than that.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += text::code_point_at(text, at).length;
  return at < text.size() ? at : 0;
}

bool are_syllables(std::string_view given) {
  for (std::size_t at = 0; at < given.size();) {
    const std::size_t length = text::code_point_at(given, at).length;
    if (!families().syllable.contains(given.substr(at, length))) return false;
    at += length;
  }
  return true;
}

bool has_digit_or_sign(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (!text::is_letter(c.value)) return true;
    at += c.length;
  }
  return false;
}

// The length in bytes of the family name at the start of `name`; 0 if none of the table is followed by a given name.
std::size_t cjk_family(std::string_view name, bool told) {
  for (std::size_t letters = kLongestCjkFamily; letters > 0; --letters) {
    const std::size_t bytes = bytes_of(name, letters);
    if (bytes == 0) continue;
    const std::string_view family = name.substr(0, bytes);
    const std::string_view given = name.substr(bytes);
    const std::size_t length = text::length(given);
    if (families().korean.contains(family) && length == kKoreanGiven && are_syllables(given)) return bytes;
    if (families().japanese.contains(family) && length <= kLongestCjkGiven && (letters > 1 || length == 2))
      return bytes;
    const bool enough = told || letters > 1 || length > 1;
    if (families().chinese.contains(family) && length <= kLongestChineseGiven && enough) return bytes;
  }
  return 0;
}

bool is_katakana(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (c.value < 0x30A0 || c.value > 0x30FF) return false;
    at += c.length;
  }
  return !text.empty();
}

// "マイケル・ジャクソン", "迈克尔·杰克逊": foreign names keep their order. A Japanese dot stands in lists too, of other
// words.
std::optional<NameParts> by_dots(std::string_view name) {
  for (const std::string_view dot : {"\u30FB", "\u00B7", "\uFF1D"}) {
    const std::size_t first = name.find(dot);
    const std::size_t last = name.rfind(dot);
    if (first == std::string_view::npos || first == 0 || last + dot.size() == name.size()) continue;
    if (dot != "\u00B7" && !is_katakana(name)) continue;
    NameParts parts{std::string(name.substr(0, first)), {}, std::string(name.substr(last + dot.size()))};
    if (last > first) parts.middle = std::string(name.substr(first + dot.size(), last - first - dot.size()));
    return parts;
  }
  return std::nullopt;
}

}  // namespace

bool begins_with_known_family(const Words& words) {
  return words.size() > 1 && (is_vietnamese(words) || is_romanized(words) || is_hungarian(words));
}

std::optional<NameParts> parts_in_other_order(const Words& words, bool spanish) {
  if (words.size() < 2) return std::nullopt;
  if (auto parts = by_patronymic(words)) return parts;
  if (auto parts = by_initials(words)) return parts;
  if (auto parts = by_capitals(words)) return parts;
  if (is_vietnamese(words)) return vietnamese_parts(words);
  if (is_romanized(words) || is_hungarian(words)) return with_family(words, 0, 1);
  if (is_slavic_family_first(words)) return with_family(words, 0, 1);
  if (const std::size_t given = devotion_words(words); given > 0) {
    return NameParts{std::string(words[0]), joined(words, 1, given), joined(words, given, words.size())};
  }
  if (has_two_families(words, spanish)) return with_family(words, words.size() - 2, words.size());
  return std::nullopt;
}

std::optional<NameParts> parts_of_cjk(std::string_view name, bool told) {
  if (auto parts = by_dots(name)) return parts;
  const std::size_t space = name.find(' ');
  if (space != std::string_view::npos) {  // "山田 太郎"
    const std::string both = std::string(name.substr(0, space)) + std::string(name.substr(space + 1));
    if (has_digit_or_sign(both) || cjk_family(both, true) != space) return std::nullopt;
    return NameParts{std::string(name.substr(space + 1)), {}, std::string(name.substr(0, space))};
  }
  if (families().japanese.contains(name)) return NameParts{{}, {}, std::string(name)};  // "田中"
  const std::size_t family = has_digit_or_sign(name) ? 0 : cjk_family(name, told);
  if (family == 0) return std::nullopt;
  return NameParts{std::string(name.substr(family)), {}, std::string(name.substr(0, family))};
}

Honorific cjk_title(std::string_view name) {
  if (name.empty() || static_cast<unsigned char>(name.back()) < 0x80) return {};
  for (const Row& row : cjk_words().title) {
    const std::string_view title = row[1];
    if (!name.ends_with(title) || name.size() == title.size()) continue;
    const std::string_view rest = text::trim(name.substr(0, name.size() - title.size()));
    // "王医生" has the family name alone, and "王様" is a king.
    const bool family = text::length(title) > 1 && families().chinese.contains(rest);
    if (family || parts_of_cjk(rest, true)) return {std::string(title), row[2] == "proves"};
  }
  return {};
}

Honorific cjk_title_alone(std::string_view word) {
  const auto& titles = cjk_words().title;
  const auto row = std::ranges::find(titles, word, [](const Row& title) { return title[1]; });
  return row == titles.end() ? Honorific{} : Honorific{std::string(word), (*row)[2] == "proves"};
}

bool is_cjk_family(std::string_view name) {
  const Families& names = families();
  return names.chinese.contains(name) || names.japanese.contains(name) || names.korean.contains(name);
}

bool is_cjk_business(std::string_view text) {
  if (!is_cjk_name(text)) return false;
  const auto has_it = [text](std::string_view word) { return text.find(word) != std::string_view::npos; };
  if (std::ranges::any_of(cjk_words().business, has_it)) return true;
  return std::ranges::any_of(cjk_words().end,
                             [text](std::string_view end) { return text.ends_with(end) && text.size() > end.size(); });
}

}  // namespace thresh::normalize
