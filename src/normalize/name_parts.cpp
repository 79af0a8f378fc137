// See name_parts.h.
#include "normalize/name_parts.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/embedded.h"
#include "base/utf8.h"
#include "normalize/name_order.h"
#include "normalize/specialty_table.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongestAbbreviation = 4;  // letters before a full stop: "Wm.", "Chas."
constexpr std::size_t kMostBylineWords = 4;      // "written and reviewed by"
constexpr std::size_t kMostNicknameWords = 4;    // "The Greatest Of All"
// Quotes and brackets around the other name that a person is known by.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kQuotes = {{{"\"", "\""},
                                                                                   {"\u201C", "\u201D"},
                                                                                   {"\u201E", "\u201C"},
                                                                                   {"\u201E", "\u201D"},
                                                                                   {"\u00AB", "\u00BB"},
                                                                                   {"\u00BB", "\u00AB"},
                                                                                   {"'", "'"},
                                                                                   {"\u2018", "\u2019"},
                                                                                   {"(", ")"}}};

struct NameWords {
  Lexicon particle, between, connector, byline, saying, note, outlet, origin, day, agency;
  Lexicon suffix;  // the row in suffix_rows
  std::vector<Row> suffix_rows;
  Lexicon honorific;  // the row in honorific_rows
  std::vector<Row> honorific_rows;
};

NameWords load() {
  NameWords words;
  load_kinds("data/name_words.tsv", {{"particle", &words.particle},
                                     {"between", &words.between},
                                     {"connector", &words.connector},
                                     {"byline", &words.byline},
                                     {"saying", &words.saying},
                                     {"note", &words.note},
                                     {"outlet", &words.outlet},
                                     {"origin", &words.origin},
                                     {"day", &words.day},
                                     {"agency", &words.agency}});
  for (const Row& row : rows_of(base::embedded("data/name_words.tsv"))) {
    if (row[0] != "suffix") continue;
    words.suffix.add(text::fold(row[1]), static_cast<std::uint32_t>(words.suffix_rows.size()));
    words.suffix_rows.push_back(row);
  }
  words.suffix.seal();
  words.honorific_rows = rows_of(base::embedded("data/honorifics.tsv"));
  for (std::size_t i = 0; i < words.honorific_rows.size(); ++i) {
    const std::string_view form = words.honorific_rows[i][1];
    const bool capitals = std::ranges::any_of(form, base::is_ascii_upper);  // read as it stands
    words.honorific.add(capitals ? std::string(form) : text::fold(form), static_cast<std::uint32_t>(i));
  }
  words.honorific.seal();
  return words;
}

const NameWords& name_words() {
  static const NameWords kWords = load();
  return kWords;
}

// Whether it has letters beyond ASCII.
bool is_marked(std::string_view word) { return base::skip_ascii(word, 0) < word.size(); }

std::string_view without_stop(std::string_view word) {
  return word.ends_with('.') ? word.substr(0, word.size() - 1) : word;
}

std::string_view without_colon(std::string_view text) {
  constexpr std::string_view kWide = "\uFF1A";
  if (text.ends_with(kWide)) return text.substr(0, text.size() - kWide.size());
  return text.ends_with(':') ? text::trim(text.substr(0, text.size() - 1)) : text;
}

const Row* honorific_row(std::string_view word) {
  const std::string folded = text::fold(word);
  auto found = name_words().honorific.find(word);
  if (!found) found = name_words().honorific.find(folded);
  if (!found) found = name_words().honorific.find(without_stop(folded));
  return found ? &name_words().honorific_rows[*found] : nullptr;
}

// The length of an honorific that is glued to the name or to one more that proves it: "Dr.Irwin", "Op.Dr."; 0 if there
// is none.
std::size_t glued_honorific(std::string_view word) {
  const std::size_t stop = word.find('.');
  if (stop == std::string_view::npos || stop < 2 || word.size() < stop + 3 || honorific_row(word)) return 0;
  const Row* row = honorific_row(word.substr(0, stop + 1));
  if (!row) return 0;
  const std::string_view rest = word.substr(stop + 1);
  const char32_t next = text::code_point_at(rest, 0).value;
  const bool name = text::is_letter(next) && !text::is_lower(next);
  if (row->at(2) == "proves") return name ? stop + 1 : 0;
  const Row* more = honorific_row(rest.substr(0, std::min(rest.find('.'), rest.size() - 1) + 1));
  return name && more && more->at(2) == "proves" ? stop + 1 : 0;
}

// Whether a row counts on pages of this language.
bool is_of_language(const Row& row, std::string_view language) {
  return row[3].empty() || text::ascii_lower(language.substr(0, language.find_first_of("-_"))) == row[3];
}

// One letter is a particle in lower case only: "Hans v. Braun", not "Samuel D. Braun".
bool is_particle(std::string_view word) {
  const std::string_view plain = without_stop(word);
  return (plain.size() > 1 || case_of(plain) == Case::kLower) && name_words().particle.contains(text::fold(plain));
}

bool is_connector(std::string_view word) {
  return case_of(word) == Case::kLower && name_words().connector.contains(text::fold(word));
}

bool is_cjk(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

// "J.R.R", "J.Smith": letters between full stops, and maybe a name behind them; not "example.com".
bool are_initials(std::string_view word) {
  for (std::size_t from = 0; from < word.size();) {
    const std::size_t to = std::min(word.find('.', from), word.size());
    const std::string_view piece = word.substr(from, to - from);
    if (piece.empty() || case_of(piece) == Case::kLower || (to < word.size() && text::length(piece) > 2)) return false;
    from = to + 1;
  }
  return true;
}

}  // namespace

bool joins_particles(const Words& words, std::size_t i) {
  return i > 0 && i + 1 < words.size() && name_words().between.contains(text::fold(words[i])) &&
         is_particle(words[i - 1]) && is_particle(words[i + 1]);
}

bool joins_persons(const Words& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (!is_connector(words[i])) continue;
    std::size_t behind = 0;  // words that are no particles
    for (std::size_t j = i + 1; j < words.size(); ++j) behind += !is_particle(words[j]);
    return i == 1 || behind > 1;
  }
  return false;
}

namespace {

// "van der Berg", "de la Cruz": a family name alone, as it stands behind a title.
bool is_family_alone(const Words& words) {
  if (!is_particle(words[0])) return false;
  return case_of(words[0]) == Case::kLower || (case_of(words[1]) == Case::kLower && is_particle(words[1]));
}

// Where the family name begins; `words` has at least two.
std::size_t family_start(const Words& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (i >= 2 && is_connector(words[i])) return i - 1;
    if (is_particle(words[i])) return i;
  }
  return words.size() - 1;
}

}  // namespace

namespace {

// "Zahnarzt Jörg Schaller", "OA Dr. Max Huber": the title of a profession before a given name, letters or an unknown
// abbreviation before a title that proves a name.
bool is_title_in_front(const Words& words) {
  if (words.size() < 3 || case_of(words[0]) == Case::kLower || never_in_names(words[0]) != Never::kNo) return false;
  constexpr std::size_t kLeast = 5, kMostLetters = 4;
  const Row* next = honorific_row(words[1]);
  const bool proven = next != nullptr && next->at(2) == "proves";
  const std::size_t letters = text::length(without_stop(words[0]));
  const bool abbreviated = case_of(words[0]) == Case::kCapitals ? letters <= kMostLetters : words[0].ends_with('.');
  if (proven && abbreviated && letters > 1) return true;
  if (!proven && common_given_name(words[1]) == Given::kNo) return false;
  if (words[0].size() < kLeast || common_given_name(words[0]) != Given::kNo) return false;
  const auto title = find_specialty(words[0]);
  return title && title->kind != TitleKind::kField;
}

// Whole words stand as they are written, and so do those of another language that only marks tell apart: "Doç." is
// Turkish, "doc." Czech and "docent" Swedish.
std::string_view usual_form(const Row& row, std::string_view written) {
  const bool other = is_marked(row[0]) && !is_marked(written);
  return row[2] == "two" || other ? written : row[0];
}

// The honorific of `count` words that a name starts with: "Associate Professor", "д. м. н."
const Row* row_of_words(const Words& words, std::size_t count) {
  if (words.size() <= count) return nullptr;
  const auto found = name_words().honorific.find(text::fold(joined(words, 0, count)));
  return found ? &name_words().honorific_rows[*found] : nullptr;
}

// Whether word `i` stands between two titles: "Mme le Dr Claire Petit".
bool links_titles(const Words& words, std::size_t i) {
  const Row* link = words.size() > i + 2 ? honorific_row(words[i]) : nullptr;
  const Row* next = link != nullptr && link->at(2) == "link" ? honorific_row(words[i + 1]) : nullptr;
  return next != nullptr && next->at(2) == "proves";
}

// "院長 山田太郎", not "院長 挨拶": behind a title in such letters stands a name whose family name is known, or one in
// other letters.
bool names_somebody_in_cjk(const Words& words) {
  const std::string name = joined(words, 1, words.size());
  return !is_cjk_name(name) || parts_of_cjk(name, true);
}

// What proves a person only where a name follows, for it may be something else: "Pr Dupont" in French, "Pr Jean Dupont"
// anywhere, and not "Pr Agent".
bool is_proof(const Row& row, const Words& words, std::string_view language) {
  if (row[2] == "proves") return true;
  if ((row[2] != "name" && row[2] != "given") || words.size() < 2) return false;
  if (links_titles(words, 1)) return true;
  if (row[2] == "given" && common_given_name(words[1]) == Given::kSure) return true;
  return is_of_language(row, language) && never_in_names(words[1]) == Never::kNo && case_of(words[1]) == Case::kCapital;
}

}  // namespace

Honorific take_honorifics(Words& words, std::string_view language) {
  Honorific honorific;
  const auto add = [&honorific](std::string_view title) {
    honorific.text += (honorific.text.empty() ? "" : " ") + std::string(title);
  };
  while (words.size() > 0) {
    std::string_view first = words[0];
    const Row* three = row_of_words(words, 3);
    if (const Row* several = three ? three : row_of_words(words, 2)) {
      add(several->at(0));
      honorific.proves = honorific.proves || several->at(2) == "proves";
      words.drop_front(three ? 3 : 2);
      continue;
    }
    if (!honorific.text.empty() && links_titles(words, 0)) {
      add(first);
      words.drop_front(1);
      continue;
    }
    const std::size_t glued = glued_honorific(first);
    const Row* row = honorific_row(glued > 0 ? first.substr(0, glued) : first);
    if (row && (row->at(2) == "link" || (row->at(2) != "given" && !is_of_language(*row, language)))) row = nullptr;
    if (row && row->at(2) == "two" && words.size() < 3) break;
    const bool proves = row && is_proof(*row, words, language);
    if (row && is_cjk_name(first) && !names_somebody_in_cjk(words)) break;
    if (row && (row->at(2) == "name" || row->at(2) == "given") && !proves) break;
    if (!row && is_title_in_front(words)) {
      add(first);
      words.drop_front(1);
      continue;
    }
    const bool follows = row && row->at(2) == "after";
    const bool abbreviated = first.ends_with('.') || !honorific.text.empty();  // "ir.", and "inż." of "mgr inż."
    const bool may_open = case_of(first) != Case::kLower || abbreviated || (row && row->at(2) == "proves");
    if (!row || (follows && honorific.text.empty()) || (!follows && !may_open)) break;
    if (glued == 0 && words.size() == 1) break;
    add(usual_form(*row, glued > 0 ? first.substr(0, glued) : first));
    honorific.proves = honorific.proves || proves;
    if (glued > 0) {
      words.replace_front(first.substr(glued));  // "Prof.Dr.Can" has two
      continue;
    }
    words.drop_front(1);
  }
  return honorific;
}

std::string_view suffix_of(std::string_view word) {
  const auto found = name_words().suffix.find(without_stop(text::fold(word)));
  if (!found) return {};
  const std::string_view usual = name_words().suffix_rows[*found][2];
  return usual.empty() || is_marked(word) ? word : usual;  // "Júnior"
}

bool may_be_family(std::string_view suffix) {
  const auto found = name_words().suffix.find(text::fold(suffix));
  return found && name_words().suffix_rows[*found][2].empty();
}

std::size_t glued_byline(std::string_view word) {
  constexpr std::array<std::string_view, 5> kSigns = {":", "\uFF1A", "/", "\uFF0F", "\uFF5C"};
  for (const std::string_view sign : kSigns) {
    const std::size_t at = word.find(sign);
    if (at == std::string_view::npos || at == 0 || at + sign.size() == word.size()) continue;
    const bool may_divide = sign != "/" || is_cjk_name(word.substr(0, at));  // "文/王小明", not "by/for"
    if (may_divide && name_words().byline.contains(text::fold(word.substr(0, at)))) return at + sign.size();
  }
  return 0;
}

std::size_t byline_words(const Words& words) {
  for (std::size_t n = std::min(kMostBylineWords, words.size()); n > 0; --n) {
    const std::string text = text::fold(joined(words, 0, n));
    if (name_words().byline.contains(text) || name_words().byline.contains(without_colon(text))) return n;
  }
  return 0;
}

std::size_t saying_words(const Words& words) {
  for (std::size_t n = std::min(kMostBylineWords, words.size()); n > 0; --n) {
    const std::string text = text::fold(joined(words, words.size() - n, words.size()));
    if (name_words().saying.contains(without_colon(text))) return n;
  }
  return 0;
}

bool is_known_note(std::string_view note) { return name_words().note.contains(text::fold(note)); }

bool is_outlet_word(std::string_view word) { return name_words().outlet.contains(text::fold(word)); }

bool is_origin_word(std::string_view word) { return name_words().origin.contains(text::fold(word)); }

bool is_day_word(std::string_view word) { return name_words().day.contains(text::fold(word)); }

bool is_agency(std::string_view text) { return name_words().agency.contains(text::fold(text)); }

bool is_nickname(std::string_view word) {
  for (const auto& [open, close] : kQuotes) {
    if (word.size() <= open.size() + close.size() || !word.starts_with(open) || !word.ends_with(close)) continue;
    const std::string_view inside = word.substr(open.size(), word.size() - open.size() - close.size());
    const auto words = words_of(inside);
    return words && case_of(inside) != Case::kLower &&
           std::ranges::all_of(*words, [](std::string_view w) { return is_name_word(w, false); });
  }
  return false;
}

Words with_nicknames_joined(const Words& words) {
  Words out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i];
    const auto quotes = std::ranges::find_if(kQuotes, [word](const auto& q) { return word.starts_with(q.first); });
    const std::size_t most = quotes == kQuotes.end() || quotes->first == "(" ? i : i + kMostNicknameWords;
    for (std::size_t end = i + 1; end < std::min(words.size(), most); ++end) {
      const std::string_view last = words[end];
      const std::string_view whole(word.data(), static_cast<std::size_t>(last.data() + last.size() - word.data()));
      if (!is_nickname(whole)) continue;
      word = whole;
      i = end;
      break;
    }
    out.add(word);
  }
  return out;
}

bool is_name_word(std::string_view word, bool last) {
  if (word.empty() || has_odd_character(word)) return false;
  if (case_of(word) == Case::kNone && !word.starts_with('\'')) return false;
  if (!word.ends_with('.')) return word.find('.') == std::string_view::npos || are_initials(word);
  // "M.", "J.R.", "Wm.", "St." are abbreviations; a longer word with a full stop ends a sentence.
  const std::string_view plain = without_stop(word);
  const std::size_t letters = text::length(plain);
  if (letters == 1 || plain.find('.') != std::string_view::npos) return are_initials(plain);
  return !last && letters <= kLongestAbbreviation;
}

bool may_be_lower(std::string_view word) {
  const std::string folded = text::fold(word);
  const Lexicon& particles = name_words().particle;
  if (particles.contains(folded) || name_words().connector.contains(folded)) return true;
  std::size_t at = 0;  // of the hyphen or apostrophe behind the particle
  while (at < word.size() && text::is_letter(text::code_point_at(word, at).value)) {
    at += text::code_point_at(word, at).length;
  }
  if (at == 0 || at == word.size()) return false;
  const std::size_t name = at + text::code_point_at(word, at).length;
  if (name >= word.size() || !text::is_upper(text::code_point_at(word, name).value)) return false;
  return particles.contains(text::fold(word.substr(0, at))) || particles.contains(text::fold(word.substr(0, name)));
}

bool is_cjk_name(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (is_cjk(c.value)) return true;
    at += c.length;
  }
  return false;
}

NameParts parts_of_name(const Words& whole, std::string_view language) {
  NameParts parts;
  Words words;
  for (const std::string_view word : whole) {
    if (!is_nickname(word)) words.add(word);
  }
  if (std::ranges::any_of(words, is_cjk_name)) {
    return parts_of_cjk(joined(words, 0, words.size()), true).value_or(parts);
  }
  if (words.size() < 2) return parts;
  if (auto other = parts_in_other_order(words, language.starts_with("es"))) return *other;
  if (is_family_alone(words)) {
    parts.family = joined(words, 0, words.size());
    return parts;
  }
  const std::size_t family = family_start(words);
  parts.given = std::string(words[0]);
  parts.middle = joined(words, 1, family);
  parts.family = joined(words, family, words.size());
  return parts;
}

}  // namespace thresh::normalize
