// Specialties: what a title such as "Oculoplastic Surgeon" stands for. See normalize.h.
//
// data/specialties.tsv lists the titles of medicine and data/professions.tsv those of other professions; they are
// compared by loose_key, so that case, hyphens, "&" and full stops do not matter. A title that no code means exactly is
// mapped to the nearest and says so (`exact` is false), as is a field with a word for who practises it ("Cardiology
// Specialist").
//
// Markup names specialties by the terms of schema.org, as addresses or as one word ("https://schema.org/Gynecologic",
// "PrimaryCare"): data/specialty_terms.tsv says which specialty each is. Other words that are written together so
// ("GeneralPractice") are read apart. Only a whole value is read so, and no part of a line: "Emergency" before a city
// is no specialty.
//
// Tested by tests/normalize/forms_test.cpp with specialty.tsv.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/embedded.h"
#include "normalize/normalize.h"
#include "normalize/specialty_table.h"
#include "normalize/title_words.h"
#include "normalize/vocabulary.h"
#include "normalize/words.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 120;            // bytes
constexpr std::size_t kLongestAbbreviation = 4;  // "OMFS"
constexpr std::uint32_t kKinds = 4;
constexpr int kMostQualifiers = 3;  // "Retired Board Certified Cosmetic Dermatologist"

// A term of schema.org and the specialty that it is.
struct TermRow {
  std::string_view term;
  std::size_t row;
  bool exact;
};

struct Table {
  std::vector<SpecialtyRow> rows;
  Lexicon titles;         // row * kKinds + kind
  Lexicon abbreviations;  // the same; they count only in capitals: "ENT", not "Ent"
  Lexicon last_words;     // of all titles
  Lexicon by_language;    // "zh 整形外科": the same as `titles`
  std::vector<TermRow> terms;
};

std::string_view last_word(std::string_view key) { return key.substr(key.rfind(' ') + 1); }

bool is_abbreviation(std::string_view title) {
  return title.size() <= kLongestAbbreviation && case_of(title) == Case::kCapitals;
}

void add_title(Table& table, std::string_view title, TitleKind kind) {
  const bool abbreviation = is_abbreviation(title);
  if (abbreviation && kind != TitleKind::kField) kind = TitleKind::kBroad;
  std::string key = loose_key(title);
  table.last_words.add(std::string(last_word(key)));
  const auto row = static_cast<std::uint32_t>(table.rows.size() - 1);
  Lexicon& titles = abbreviation ? table.abbreviations : table.titles;
  titles.add(std::move(key), row * kKinds + static_cast<std::uint32_t>(kind));
}

// `named`: the name of a row is a title too. It is not among other professions, where it may be anything ("Music").
void add_rows(Table& table, std::string_view path, bool named) {
  for (const Row& row : rows_of(base::embedded(path))) {
    table.rows.push_back({row[0], row[1], row[2]});
    if (named) add_title(table, row[0], row[6].empty() ? TitleKind::kField : TitleKind::kBroad);
    for (const std::string_view title : parts_of(row[3])) add_title(table, title, TitleKind::kTitle);
    for (const std::string_view field : parts_of(row[4])) add_title(table, field, TitleKind::kField);
    for (const std::string_view title : parts_of(row[5])) add_title(table, title, TitleKind::kMapped);
    for (const std::string_view title : parts_of(row[6])) add_title(table, title, TitleKind::kBroad);
  }
}

std::string key_in(std::string_view language, std::string_view title) {
  return std::string(language) + ' ' + loose_key(title);
}

void add_by_language(Table& table) {
  for (const Row& row : rows_of(base::embedded("data/specialties_by_language.tsv"))) {
    const auto named = std::ranges::find(table.rows, row[2], &SpecialtyRow::name);
    const auto place = static_cast<std::uint32_t>(named - table.rows.begin());
    const TitleKind kind = row[3] == "field" ? TitleKind::kField : TitleKind::kTitle;
    table.by_language.add(key_in(row[0], row[1]), place * kKinds + static_cast<std::uint32_t>(kind));
  }
}

void add_terms(Table& table) {
  for (const Row& row : rows_of(base::embedded("data/specialty_terms.tsv"))) {
    const auto named = std::ranges::find(table.rows, row[1], &SpecialtyRow::name);
    table.terms.push_back({row[0], static_cast<std::size_t>(named - table.rows.begin()), row[2].empty()});
  }
}

Table load() {
  Table table;
  add_rows(table, "data/specialties.tsv", true);
  add_rows(table, "data/professions.tsv", false);
  add_by_language(table);
  add_terms(table);
  table.by_language.seal();
  table.titles.seal();
  table.abbreviations.seal();
  table.last_words.seal();
  return table;
}

const Table& table() {
  static const Table kTable = load();
  return kTable;
}

// `shouted`: it is written in capitals.
std::optional<SpecialtyTitle> find_title(std::string_view key, bool shouted) {
  auto found = table().titles.find(key);
  if (!found && shouted) found = table().abbreviations.find(key);
  if (!found && key.size() > kLongestAbbreviation && key.ends_with('s')) {
    found = table().titles.find(key.substr(0, key.size() - 1));
  }
  if (!found) return std::nullopt;
  return SpecialtyTitle{&table().rows[*found / kKinds], static_cast<TitleKind>(*found % kKinds)};
}

bool is_practitioner(std::string_view word) {
  const Lexicon& words = title_words().practitioner;
  return words.contains(word) || (word.ends_with('s') && words.contains(word.substr(0, word.size() - 1)));
}

// "Cardiology Specialist": the nearest is who practises the field.
std::optional<SpecialtyTitle> find_practitioner(std::string_view key) {
  const std::size_t space = key.rfind(' ');
  if (space == std::string_view::npos || !is_practitioner(key.substr(space + 1))) return std::nullopt;
  auto found = find_title(key.substr(0, space), false);
  if (!found || found->kind != TitleKind::kField) return std::nullopt;
  found->kind = TitleKind::kMapped;
  return found;
}

// What a title means on pages in a language (a BCP 47 tag, or empty), where that is not what it means elsewhere.
std::optional<SpecialtyTitle> find_in_language(std::string_view text, std::string_view language) {
  if (language.empty() || text.size() > kLongest) return std::nullopt;
  const auto found = table().by_language.find(key_in(language.substr(0, language.find('-')), text));
  if (!found) return std::nullopt;
  return SpecialtyTitle{&table().rows[*found / kKinds], static_cast<TitleKind>(*found % kKinds)};
}

// What a title means behind a word that narrows it: the nearest that the table has. A broad title is nothing so narrow.
std::optional<SpecialtyTitle> nearest(SpecialtyTitle title) {
  if (title.kind == TitleKind::kBroad) return std::nullopt;
  title.kind = TitleKind::kMapped;
  return title;
}

// The term behind an address of schema.org's, or its prefix; any other text as it is.
std::string_view without_vocabulary(std::string_view text) {
  constexpr std::string_view kSchemes[] = {"https://", "http://"}, kHosts[] = {"www.schema.org/", "schema.org/"};
  const auto drop = [&text](std::span<const std::string_view> prefixes) {
    for (const std::string_view prefix : prefixes) {
      const bool is = text::equals_ignoring_ascii_case(text.substr(0, prefix.size()), prefix);
      if (is) return text.remove_prefix(prefix.size());
    }
  };
  constexpr std::string_view kPrefix = "schema:";
  if (text.starts_with(kPrefix)) return text.substr(kPrefix.size());
  const std::string_view whole = text;
  drop(kSchemes);
  const std::string_view address = text;
  drop(kHosts);
  return text.size() < address.size() ? text : whole;
}

// "GeneralPractice" as "General Practice"; empty where a text is not written so.
std::string words_apart(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!base::is_ascii_letter(text[i])) return {};
    if (i > 0 && base::is_ascii_upper(text[i])) out += ' ';
    out += text[i];
  }
  return out.size() > text.size() ? out : std::string();
}

Specialty made_of(const SpecialtyRow& row, std::string_view text, std::string_view term, bool exact) {
  return Specialty{.name = std::string(row.name),
                   .as_written = std::string(text),
                   .nucc = std::string(row.nucc),
                   .schema_org = std::string(term),
                   .exact = exact};
}

// What a term of schema.org stands for.
std::optional<Specialty> find_term(std::string_view text) {
  const std::string_view word = without_vocabulary(text);
  const auto term = std::ranges::find(table().terms, word, &TermRow::term);
  if (term == table().terms.end()) return std::nullopt;
  return made_of(table().rows[term->row], text, term->term, term->exact);
}

}  // namespace

std::optional<SpecialtyTitle> find_specialty(std::string_view text) {
  if (text.size() > kLongest) return std::nullopt;
  const std::string whole = loose_key(text);
  std::string_view key = whole;
  const bool shouted = case_of(text.substr(text.rfind(' ') + 1)) == Case::kCapitals;
  bool shaded = false;
  for (int i = 0; i <= kMostQualifiers; ++i) {
    auto found = find_title(key, shouted);
    if (!found) found = find_practitioner(key);
    if (found) return shaded ? nearest(*found) : found;
    const auto qualifier = title_words().qualifier.longest_prefix(key);
    const auto shade = qualifier ? std::nullopt : title_words().shade.longest_prefix(key);
    if (!qualifier && !shade) break;
    shaded = shaded || shade;
    key.remove_prefix(qualifier ? qualifier->bytes : shade->bytes);
    if (!key.starts_with(' ')) break;
    key.remove_prefix(1);
  }
  return std::nullopt;
}

bool ends_specialties(std::string_view word) {
  const std::string whole = loose_key(word);
  const std::string_view key = last_word(whole);
  const Lexicon& words = table().last_words;
  return words.contains(key) || (key.ends_with('s') && words.contains(key.substr(0, key.size() - 1))) ||
         is_practitioner(key);
}

std::optional<Specialty> specialty(std::string_view text, std::string_view language) {
  text = text::trim(text);
  if (auto term = find_term(text)) return term;
  auto found = find_in_language(text, language);
  if (!found) found = find_specialty(text);
  if (!found) found = find_specialty(words_apart(without_vocabulary(text)));
  if (!found) return std::nullopt;
  return made_of(*found->row, text, found->row->schema_org, found->kind != TitleKind::kMapped);
}

}  // namespace thresh::normalize
